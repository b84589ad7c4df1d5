//! Effects that are compiled once, whatever their closures are: Leptos's own are compiled anew for each.

use leptos::prelude as leptos;

/// Runs whenever something changes that it has read. What it is to remember from one time to the next, its closure owns.
pub fn effect(run: impl FnMut() + 'static) {
    begin(Box::new(run));
}

#[inline(never)]
fn begin(mut run: Box<dyn FnMut()>) {
    leptos::Effect::new(move || run());
}
