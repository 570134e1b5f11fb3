//! The natural order of ids is that in which a person has them: `page:2` before `page:10`.

/// What an id is ordered by: the text before its last number, that number, and the id itself.
pub(crate) type Natural<'a> = (&'a str, u64, &'a str);

/// An id as it is ordered.
pub(crate) fn natural(id: &str) -> Natural<'_> {
    let stem = id.trim_end_matches(|c: char| c.is_ascii_digit());
    (stem, id[stem.len()..].parse().unwrap_or(0), id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_in_order() {
        let ids = ["a", "a:02", "a:2", "a:10", "a-10", "b:1", "b:99999999999999999999"];
        let mut sorted = ids;
        sorted.sort_by(|a, b| natural(a).cmp(&natural(b)));
        assert_eq!(sorted, ["a", "a-10", "a:02", "a:2", "a:10", "b:99999999999999999999", "b:1"]);
    }
}
