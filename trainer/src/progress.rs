//! What long work is doing, on standard error, and the wish to end it.
//!
//! On a terminal a spinner with the time passed, and where it is known how much there is to do a bar with the time left.
//! Otherwise a plain line for each step, and one every ten seconds within a long one. Nothing when asked to be quiet.

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// The work was cancelled; nothing of it was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("cancelled")]
pub struct Cancelled;

/// A wish to end the work, which it looks for at every step of its bars. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks for the end. Returns whether that had been asked for before.
    pub fn ask(&self) -> bool {
        self.0.swap(true, Ordering::Relaxed)
    }
}

/// A line of progress.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    plain: bool,
    begun: Instant,
    cancel: Cancel,
}

/// Between two lines of a step where there is no terminal.
const PLAIN_EVERY: Duration = Duration::from_secs(10);

impl Progress {
    /// Progress on standard error.
    pub fn new() -> Progress {
        let terminal = std::io::stderr().is_terminal();
        let bar = if terminal { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
        bar.enable_steady_tick(Duration::from_millis(120));
        let progress = Progress { bar, plain: !terminal, begun: Instant::now(), cancel: Cancel::default() };
        progress.style(SPINNER);
        progress
    }

    /// No progress.
    pub fn quiet() -> Progress {
        Progress { bar: ProgressBar::hidden(), plain: false, begun: Instant::now(), cancel: Cancel::default() }
    }

    /// Says nothing, and ends when this one is asked to: for work of which only the sum is worth a bar.
    pub fn silent(&self) -> Progress {
        Progress { bar: ProgressBar::hidden(), plain: false, begun: self.begun, cancel: self.cancel() }
    }

    /// What to ask for the end.
    pub fn cancel(&self) -> Cancel {
        self.cancel.clone()
    }

    /// Whether the end was asked for.
    pub fn is_cancelled(&self) -> bool {
        self.cancel.0.load(Ordering::Relaxed)
    }

    /// To be called between steps.
    ///
    /// # Errors
    /// [`Cancelled`], when the end was asked for.
    pub fn check(&self) -> Result<(), Cancelled> {
        if self.is_cancelled() { Err(Cancelled) } else { Ok(()) }
    }

    /// What is being done now.
    pub fn step(&self, what: String) {
        if self.plain {
            eprintln!("{:6.1} s  {what}", self.begun.elapsed().as_secs_f64());
        }
        self.bar.set_message(what);
    }

    /// A part of the step of which it is known how much there is to do. One at a time.
    pub fn counted<'p>(&'p self, what: &'static str, total: u64) -> Counted<'p> {
        self.bar.set_length(total);
        self.bar.set_position(0);
        self.bar.reset_eta();
        self.bar.set_prefix(what);
        self.style(BAR);
        Counted { progress: self, what, said: Mutex::new(Instant::now()) }
    }

    fn style(&self, template: &str) {
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style.progress_chars("=> "));
        }
    }
}

const SPINNER: &str = "{spinner} {msg} ({elapsed})";
const BAR: &str = "{spinner} {msg}: {prefix} [{bar:30}] {percent} %, {eta} left ({elapsed})";

impl Default for Progress {
    fn default() -> Self {
        Progress::new()
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// A bar, as long as it lives.
#[derive(Debug)]
pub struct Counted<'p> {
    progress: &'p Progress,
    what: &'static str,
    said: Mutex<Instant>,
}

impl Counted<'_> {
    /// So much more is done.
    pub fn advance(&self, by: u64) {
        let bar = &self.progress.bar;
        bar.inc(by);
        if !self.progress.plain {
            return;
        }
        // Who finds another thread speaking need not speak.
        if let Ok(mut said) = self.said.try_lock()
            && said.elapsed() >= PLAIN_EVERY
        {
            *said = Instant::now();
            let percent = bar.position() * 100 / bar.length().unwrap_or(1).max(1);
            let (begun, left) = (self.progress.begun.elapsed().as_secs_f64(), bar.eta().as_secs());
            eprintln!("{begun:6.1} s  {}: {percent} %, {left} s left", self.what);
        }
    }
}

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.progress.style(SPINNER);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clones_share_the_wish_to_end() {
        let progress = Progress::quiet();
        let cancel = progress.cancel();
        assert_eq!(progress.check(), Ok(()));
        assert!(!cancel.ask());
        assert!(cancel.ask(), "it had been asked for");
        assert_eq!(progress.check(), Err(Cancelled));
    }
}
