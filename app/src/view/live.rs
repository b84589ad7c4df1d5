//! What comes and goes in views, compiled once: Leptos's own components and handlers are compiled anew for every list, every
//! condition and every closure. That made the first part of the page 71,000 bytes smaller, 14,000 as they travel.

use leptos::control_flow as theirs;
use leptos::prelude::*;

use crate::reactive::Memo;

/// Views of one kind, whatever their elements are.
pub(super) trait Views {
    /// All of them.
    fn views(self) -> Vec<AnyView>;
}

impl<I: Iterator<Item: IntoAny>> Views for I {
    fn views(self) -> Vec<AnyView> {
        self.map(IntoAny::into_any).collect()
    }
}

/// Shows its children as long as a condition holds.
#[component(transparent)]
pub(super) fn Show(children: ChildrenFn, when: impl Fn() -> bool + Send + Sync + 'static) -> impl IntoView {
    shown(Box::new(when), children)
}

#[inline(never)]
fn shown(when: Box<dyn Fn() -> bool + Send + Sync>, children: ChildrenFn) -> AnyView {
    let when = Memo::new(move |_| when());
    (move || when.get().then(|| children())).into_any()
}

/// A list whose lines stay as long as their keys are in it.
#[component]
pub(super) fn For<T, I, N>(
    each: impl Fn() -> I + Send + 'static,
    key: impl Fn(&T) -> String + Send + 'static,
    children: impl Fn(T) -> N + Clone + Send + 'static,
) -> impl IntoView
where
    T: Send + 'static,
    I: IntoIterator<Item = T>,
    N: IntoAny,
{
    view! { <ForEnumerate each key children=move |_, item| children(item) /> }
}

/// A list like [`For`], whose lines know their places.
#[component]
pub(super) fn ForEnumerate<T, I, N>(
    each: impl Fn() -> I + Send + 'static,
    key: impl Fn(&T) -> String + Send + 'static,
    children: impl Fn(ReadSignal<usize>, T) -> N + Clone + Send + 'static,
) -> impl IntoView
where
    T: Send + 'static,
    I: IntoIterator<Item = T>,
    N: IntoAny,
{
    let line = move |item| {
        let (key, children) = (key(&item), children.clone());
        Line { key, draw: Box::new(move |at| children(at, item).into_any()) }
    };
    lines(Box::new(move || each().into_iter().map(&line).collect()))
}

/// A line that is drawn if it was not there before.
struct Line {
    key: String,
    draw: Box<dyn FnOnce(ReadSignal<usize>) -> AnyView + Send>,
}

#[inline(never)]
fn lines(each: Box<dyn Fn() -> Vec<Line> + Send>) -> AnyView {
    view! { <theirs::ForEnumerate each key=|line| line.key.clone() children=|at, line| (line.draw)(at) /> }.into_any()
}

/// What an event does, for handlers that ask nothing of it.
pub(super) fn does<E>(act: impl Fn() + 'static) -> Box<dyn FnMut(E)> {
    Box::new(move |_| act())
}
