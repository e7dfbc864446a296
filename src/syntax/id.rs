//! Ids: what may be one, and what could be one instead.

/// Ids are `[a-z0-9][a-z0-9.-]*`, without `-vs-` (it joins two editions in an address), without a
/// dot at the end, and no name that Windows keeps for devices.
pub fn is_id(id: &str) -> bool {
    let first = id.bytes().next().is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    let rest =
        id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'.');
    first && rest && !id.contains("-vs-") && !id.ends_with('.') && !is_reserved(id)
}

/// Whether Windows keeps the name for a device: `con`, `nul.txt`.
pub fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    let numbered = |prefix: &str| {
        stem.strip_prefix(prefix)
            .is_some_and(|n| n.len() == 1 && matches!(n.as_bytes()[0], b'1'..=b'9'))
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// Whether YAML 1.2's core schema, or the older one that other tools use, reads it as a number.
pub fn looks_like_number(id: &str) -> bool {
    let digits = id.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'-');
    (digits && id.bytes().any(|b| b.is_ascii_digit()) && id.parse::<f64>().is_ok())
        || (id.starts_with("0x") && id.len() > 2 && id[2..].bytes().all(|b| b.is_ascii_hexdigit()))
        || (id.contains('e') && id.parse::<f64>().is_ok())
}

/// What an id could be instead.
pub fn suggested_id(id: &str) -> String {
    let lower = id.to_ascii_lowercase();
    let mapped: String = lower
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' })
        .collect();
    let trimmed = mapped.trim_matches(['-', '.']).replace("-vs-", "-");
    if is_id(&trimmed) { trimmed } else { "my-id".to_owned() }
}
