//! A zone says how far local time is from UTC: by an offset, or by a name of the IANA time zone database.

use std::fmt;

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

use super::date::CYCLE_DAYS;
use super::local_time::{DAY, SECOND};
use super::scanner::Scanner;
use super::{LocalDateTime, TemporalError};

/// Nanoseconds after which the calendar repeats.
const CYCLE: i128 = CYCLE_DAYS as i128 * DAY as i128;

/// How many repetitions of the calendar from year 0 the zones' rules are looked up in. Beyond, a day has the offset
/// of the same day in the last of them: jiff's years end at 9999, and no rule is known to change so late.
const CYCLES: i128 = 20;

/// Nanoseconds from 0000-01-01 to 1970-01-01.
const EPOCH: i128 = 719_528 * DAY as i128;

/// An offset from UTC or a name.
#[derive(Debug, Clone)]
pub struct Zone(TimeZone);

impl Zone {
    /// The zone of UTC.
    pub const UTC: Self = Self(TimeZone::UTC);

    /// The zone with that offset, such as `+01:00`, `-0530` or `Z`, or with that name, such as `Europe/Stockholm`.
    ///
    /// # Errors
    /// When there is no such zone.
    pub fn parse(text: &str) -> Result<Self, TemporalError> {
        let offset = Scanner::whole(super::Kind::Time, text, |scanner| scan_offset(scanner).map(Ok));
        match offset {
            Ok(offset) => Ok(Self::fixed(offset)),
            Err(_) => TimeZone::get(text).map(Self).map_err(|_| TemporalError::Zone(text.to_owned())),
        }
    }

    /// The zone that has always one offset.
    pub fn fixed(offset: Offset) -> Self {
        Self(TimeZone::fixed(offset))
    }

    /// The offset, when it is always the same.
    pub fn fixed_offset(&self) -> Option<Offset> {
        self.0.to_fixed_offset().ok()
    }

    /// The name, when it has one; UTC is an offset.
    pub fn name(&self) -> Option<&str> {
        self.0.iana_name().filter(|_| self.fixed_offset() != Some(Offset::UTC))
    }

    /// The offset at an instant, in nanoseconds since 1970-01-01T00:00Z.
    pub(super) fn offset_at(&self, instant: i128) -> Offset {
        let near = instant - far(instant) * CYCLE;
        Timestamp::from_nanosecond(near).map_or(Offset::UTC, |near| self.0.to_offset(near))
    }

    /// The instant of a local time, in nanoseconds since 1970-01-01T00:00Z.
    ///
    /// A time that the clocks passed over is that much later, and of a time that they showed twice it is the first.
    pub(super) fn instant(&self, local: LocalDateTime) -> Option<i128> {
        let local = local.nanoseconds();
        let far = far(local) * CYCLE;
        let near = Timestamp::from_nanosecond(local - far).ok()?;
        let near = self.0.to_ambiguous_timestamp(Offset::UTC.to_datetime(near)).compatible().ok()?;
        Some(near.as_nanosecond() + far)
    }
}

/// How many repetitions of the calendar an instant is too far away to look its offset up.
fn far(instant: i128) -> i128 {
    let cycle = (instant + EPOCH).div_euclid(CYCLE);
    cycle - cycle.clamp(-CYCLES, CYCLES)
}

/// Two zones are the same when they have the same name, or else the same offset.
impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name() && self.fixed_offset() == other.fixed_offset()
    }
}

impl Eq for Zone {}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => f.write_str(name),
            None => Written(self.fixed_offset().unwrap_or(Offset::UTC)).fmt(f),
        }
    }
}

/// An offset as ISO 8601 writes it, with seconds where it has some.
pub(super) struct Written(pub(super) Offset);

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let offset = self.0.seconds();
        let seconds = offset.abs();
        if offset == 0 {
            return f.write_str("Z");
        }
        let sign = if offset < 0 { '-' } else { '+' };
        write!(f, "{sign}{:02}:{:02}", seconds / 3600, seconds / 60 % 60)?;
        match seconds % 60 {
            0 => Ok(()),
            seconds => write!(f, ":{seconds:02}"),
        }
    }
}

/// Nanoseconds that local time is ahead of UTC.
pub(super) fn ahead(offset: Offset) -> i128 {
    i128::from(offset.seconds()) * i128::from(SECOND)
}

/// Reads an offset: `Z`, or a sign, hours, and perhaps minutes and seconds, with or without colons.
pub(super) fn scan_offset(scanner: &mut Scanner<'_>) -> Option<Offset> {
    if scanner.take('Z') {
        return Some(Offset::UTC);
    }
    let sign = if scanner.take('-') { -1 } else { i64::from(scanner.take('+')) };
    if sign == 0 {
        return None;
    }
    let mut seconds = scanner.digits(2)? * 3600;
    for unit in [60, 1] {
        if !(scanner.take(':') || scanner.run() > 0) {
            break;
        }
        seconds += scanner.digits(2).filter(|&part| part < 60)? * unit;
    }
    Offset::from_seconds(i32::try_from(sign * seconds).ok()?).ok()
}
