//! What long work is doing, on standard error; a spinner with the time passed when that is a terminal, a plain line for
//! each step otherwise, nothing when asked to be quiet.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// A line of progress.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    plain: bool,
    begun: Instant,
}

impl Progress {
    /// Progress on standard error.
    pub fn new() -> Progress {
        let terminal = std::io::stderr().is_terminal();
        let bar = if terminal { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(120));
        Progress { bar, plain: !terminal, begun: Instant::now() }
    }

    /// No progress.
    pub fn quiet() -> Progress {
        Progress { bar: ProgressBar::hidden(), plain: false, begun: Instant::now() }
    }

    /// What is being done now.
    pub fn step(&self, what: String) {
        if self.plain {
            eprintln!("{:6.1} s  {what}", self.begun.elapsed().as_secs_f64());
        }
        self.bar.set_message(what);
    }
}

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
