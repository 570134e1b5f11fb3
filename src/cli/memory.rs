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
    let expected = || "expected a size with its unit, as 500M or 1.5G".to_owned();
    let unit = match text[digits.len()..].trim().to_ascii_uppercase().as_str() {
        "" => return Err(expected()),
        "B" => 1_u64,
        "K" | "KB" => 1 << 10,
        "M" | "MB" => 1 << 20,
        "G" | "GB" => 1 << 30,
        unit => return Err(format!("no unit is called {unit:?}; there are K, M and G")),
    };
    let is_number = digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    let number = digits.parse::<f64>().ok().filter(|_| is_number).ok_or_else(expected)?;
    let bytes = number * unit as f64;
    if bytes < u64::MAX as f64 { Ok(bytes as u64) } else { Err("too much".to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        for (text, bytes) in [
            ("64B", Some(64)),
            ("2k", Some(2048)),
            ("1.5G", Some(3 << 29)),
            ("0.5kb", Some(512)),
            ("64", None),
            ("1.5.2G", None),
            ("-2G", None),
            ("1e3M", None),
            ("99999999999999G", None),
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
