//! A progress bar on a terminal, and nothing elsewhere.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::output::Output;

/// A bar on standard error. It goes away when it is dropped.
#[derive(Debug)]
pub struct Bar(Option<ProgressBar>);

impl Bar {
    /// A bar with a word before it, where somebody sees it.
    pub fn new(output: &Output, word: &'static str) -> Self {
        if !output.shows_progress() {
            return Self(None);
        }
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr_with_hz(10));
        if let Ok(style) = ProgressStyle::with_template("{prefix} [{bar:30}] {percent}% {msg}") {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.set_prefix(word);
        Self(Some(bar))
    }

    /// Shows how much of it is done.
    pub fn show(&self, position: u64, size: u64) {
        if let Some(bar) = &self.0 {
            bar.set_length(size.max(position));
            bar.set_position(position);
        }
    }

    /// Shows a text beside it.
    pub fn say(&self, text: String) {
        if let Some(bar) = &self.0 {
            bar.set_message(text);
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
