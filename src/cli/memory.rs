//! How much memory a build may take.

use std::fs;

/// What is taken where the system does not tell what is free.
const DEFAULT: u64 = 1 << 30;

/// Half of the memory that is free, in bytes.
pub(super) fn share() -> u64 {
    free().map_or(DEFAULT, |free| free / 2)
}

/// The memory that programs can have without others being put out of it.
fn free() -> Option<u64> {
    let told = fs::read_to_string("/proc/meminfo").ok()?;
    let line = told.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? << 10)
}

/// The bytes that a person means by `500M` or `2GB`.
pub(super) fn parse(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let shift = match text[digits.len()..].trim().to_ascii_uppercase().trim_end_matches('B') {
        "" => 0,
        "K" => 10,
        "M" => 20,
        "G" => 30,
        unit => return Err(format!("no unit is called {unit:?}; there are K, M and G")),
    };
    let number: u64 = digits.parse().map_err(|_| "expected a size, as 500M or 2G".to_owned())?;
    number.checked_shl(shift).filter(|bytes| bytes >> shift == number).ok_or_else(|| "too much".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        for (text, bytes) in [
            ("64", Some(64)),
            ("2k", Some(2048)),
            ("500MB", Some(500 << 20)),
            ("1 G", Some(1 << 30)),
            ("", None),
            ("M", None),
            ("3T", None),
        ] {
            assert_eq!(parse(text).ok(), bytes, "{text}");
        }
    }
}
