//! As the tests expect it: English, without a browser.

/// With commas between thousands.
pub(super) fn number(value: f64, digits: usize) -> String {
    let text = format!("{value:.digits$}");
    let (whole, fraction) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + fraction
}

/// Two names or more.
pub(super) fn list(names: &[String]) -> String {
    let (last, most) = names.split_last().expect("a list of names has a last one");
    format!("{} and {last}", most.join(", "))
}

/// As it is.
pub(super) fn day(_: u32, _: u32, _: u32) -> Option<String> {
    None
}

/// With the month's short name.
pub(super) fn month(year: u32, month: u32) -> Option<String> {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    Some(format!("{} {year}", MONTHS.get(month as usize - 1)?))
}

/// Names are the browser's.
pub(super) fn name(_: &str, _: &str) -> Option<String> {
    None
}
