//! What a person sees while they wait.

use std::time::{Duration, Instant};

use anyhow::Result;

/// Says what begins, does it, and says how long it took.
pub(crate) fn step<T>(title: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("==> {title}");
    let start = Instant::now();
    let result = work();
    let end = if result.is_ok() { "done" } else { "failed" };
    println!("    {end} after {}", duration(start.elapsed()));
    result
}

/// A line that belongs to the current step.
pub(crate) fn note(text: impl AsRef<str>) {
    println!("    {}", text.as_ref());
}

/// `0.2 s`, `41 s`, `2 min 5 s`: as exact as a waiting person cares.
pub(crate) fn duration(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    if seconds < 9.95 {
        format!("{seconds:.1} s")
    } else if seconds < 59.5 {
        format!("{seconds:.0} s")
    } else {
        let whole = seconds.round() as u64;
        format!("{} min {} s", whole / 60, whole % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_well() {
        for (milliseconds, text) in
            [(0, "0.0 s"), (240, "0.2 s"), (9_960, "10 s"), (59_600, "1 min 0 s"), (125_000, "2 min 5 s")]
        {
            assert_eq!(duration(Duration::from_millis(milliseconds)), text);
        }
    }
}
