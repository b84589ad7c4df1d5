//! Numbers, dates, lists and names as the language writes them: by the browser's `Intl`. Natively, where tests run, in
//! plain English.

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(not(target_arch = "wasm32"))]
mod plain;

#[cfg(target_arch = "wasm32")]
use browser as local;
#[cfg(not(target_arch = "wasm32"))]
use plain as local;

/// A number without a fraction: `1,234`.
pub fn number(value: f64) -> String {
    // Below a thousand every language here writes it alike, and the browser's first formatter takes long to make: it is not
    // needed before the page stands.
    if value.abs() < 999.5 { (value.round_ties_even() as i32).to_string() } else { local::number(value, 0) }
}

/// A number with one digit after the point.
pub fn tenths(value: f64) -> String {
    local::number(value, 1)
}

/// A list: `A`, `A and B`, `A, B and C`.
pub fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        _ => local::list(names),
    }
}

/// A day that is written `2026-03-01`, as people write it; what is no such day, as it is.
pub fn day(text: &str) -> String {
    match parts(text).as_deref() {
        Some(&[year, month, day]) => local::day(year, month, day).unwrap_or_else(|| text.to_owned()),
        _ => text.to_owned(),
    }
}

/// A month that is written `2026-03`: `Mar 2026`; what is no such month, as it is.
pub fn month(text: &str) -> String {
    match parts(text).as_deref() {
        Some(&[year, month]) => local::month(year, month).unwrap_or_else(|| text.to_owned()),
        _ => text.to_owned(),
    }
}

/// The name of a region, by its code.
pub fn region(code: &str) -> String {
    local::name("region", code).unwrap_or_else(|| code.to_owned())
}

/// The name of a language, by its code.
pub fn language(code: &str) -> String {
    local::name("language", code).unwrap_or_else(|| code.to_owned())
}

/// The numbers of a date; `None` when it holds anything else, or a month that there is not.
fn parts(text: &str) -> Option<Vec<u32>> {
    let parts: Vec<u32> = text.split('-').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    (1..=12).contains(parts.get(1)?).then_some(parts)
}
