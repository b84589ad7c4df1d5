//! Signals, memos and effects that are compiled once, whatever is in them.
//!
//! Leptos's own are compiled anew for every type of value and every closure: some fifty types and a hundred closures, most of
//! which a first visit waits for. Here the values are boxed, Leptos holds boxes of one type, and what is left for each type is
//! to look into its box. That made the first part of the page 108,000 bytes smaller, 14,000 as they travel.

use std::any::Any;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

use leptos::prelude as theirs;
use leptos::prelude::{ReadUntracked as _, Track as _, Write as _};

/// A value of any type.
type Boxed = Box<dyn Any + Send + Sync>;

/// A value that changes, and tells whoever has read it.
pub struct RwSignal<T> {
    inner: theirs::RwSignal<Boxed>,
    of: PhantomData<fn() -> T>,
}

/// A value that follows from others. It tells whoever has read it when it has become another one.
pub struct Memo<T> {
    inner: theirs::Memo<Boxed>,
    of: PhantomData<fn() -> T>,
}

impl<T: Send + Sync + 'static> RwSignal<T> {
    /// A signal with its first value.
    pub fn new(value: T) -> Self {
        RwSignal { inner: signal(Box::new(value)), of: PhantomData }
    }

    /// Has another value from now on.
    pub fn set(self, value: T) {
        self.update(|now| *now = value);
    }

    /// Changes the value. Whoever has read it is told, whatever the change was.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        self.try_update(change);
    }

    /// Changes the value, and tells nobody.
    pub fn update_untracked(self, change: impl FnOnce(&mut T)) {
        if let Some(mut value) = write_untracked(&self.inner) {
            change(the_mut(&mut value));
        }
    }

    /// Changes the value; `None` when the signal is gone.
    pub fn try_update<U>(self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        write(&self.inner).map(|mut value| change(the_mut(&mut value)))
    }
}

impl<T: Send + Sync + Default + 'static> Default for RwSignal<T> {
    fn default() -> Self {
        RwSignal::new(T::default())
    }
}

impl<T: Send + Sync + 'static> Memo<T> {
    /// A memo, by how its value is made. The closure is given the value before; nobody hears of one that equals it.
    pub fn new(make: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self
    where
        T: PartialEq,
    {
        let make = move |before: Option<&Boxed>| Box::new(make(before.map(the))) as Boxed;
        Memo { inner: memo(Box::new(make), |before, now| before.map(the::<T>) != now.map(the)), of: PhantomData }
    }
}

/// What is the same for signals and memos.
macro_rules! readable {
    ($kind:ident, $read:ident, $read_untracked:ident) => {
        impl<T: 'static> $kind<T> {
            /// The value, to be looked at; whoever looks is told of the next one.
            pub fn read(self) -> impl Deref<Target = T> {
                Looked { at: $read(self.inner), of: PhantomData }
            }

            /// The value, to be looked at.
            pub fn read_untracked(self) -> impl Deref<Target = T> {
                Looked { at: $read_untracked(self.inner), of: PhantomData }
            }

            /// What a closure makes of the value; whoever asks is told of the next one.
            pub fn with<U>(self, look: impl FnOnce(&T) -> U) -> U {
                look(the(&$read(self.inner)))
            }

            /// What a closure makes of the value.
            pub fn with_untracked<U>(self, look: impl FnOnce(&T) -> U) -> U {
                look(the(&$read_untracked(self.inner)))
            }

            /// A copy of the value; whoever asks is told of the next one.
            pub fn get(self) -> T
            where
                T: Clone,
            {
                self.with(T::clone)
            }

            /// A copy of the value.
            pub fn get_untracked(self) -> T
            where
                T: Clone,
            {
                self.with_untracked(T::clone)
            }

            /// Whoever calls this is told of the next value.
            pub fn track(self) {
                self.inner.track();
            }
        }

        impl<T> Clone for $kind<T> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<T> Copy for $kind<T> {}
    };
}
readable!(RwSignal, read, read_untracked);
readable!(Memo, read_memo, read_memo_untracked);

/// A value that is being looked at.
struct Looked<T, G> {
    at: G,
    of: PhantomData<fn() -> T>,
}

impl<T: 'static, G: Deref<Target = Boxed>> Deref for Looked<T, G> {
    type Target = T;

    fn deref(&self) -> &T {
        the(&self.at)
    }
}

/// Runs whenever something changes that it has read. What it is to remember from one time to the next, its closure owns.
pub fn effect(run: impl FnMut() + 'static) {
    begin(Box::new(run));
}

/// What is in a box. Only this module fills them, each with the type that its signal has.
fn the<T: 'static>(value: &Boxed) -> &T {
    value.downcast_ref().expect("the type of the signal")
}

fn the_mut<T: 'static>(value: &mut Boxed) -> &mut T {
    value.downcast_mut().expect("the type of the signal")
}

// What is compiled once: never in line, or each place would have it again.

#[inline(never)]
fn signal(value: Boxed) -> theirs::RwSignal<Boxed> {
    theirs::RwSignal::new(value)
}

#[inline(never)]
fn read(signal: theirs::RwSignal<Boxed>) -> impl Deref<Target = Boxed> {
    signal.track();
    signal.read_untracked()
}

#[inline(never)]
fn read_untracked(signal: theirs::RwSignal<Boxed>) -> impl Deref<Target = Boxed> {
    signal.read_untracked()
}

#[inline(never)]
fn write(signal: &theirs::RwSignal<Boxed>) -> Option<impl DerefMut<Target = Boxed>> {
    signal.try_write()
}

#[inline(never)]
fn write_untracked(signal: &theirs::RwSignal<Boxed>) -> Option<impl DerefMut<Target = Boxed>> {
    signal.try_write_untracked()
}

type Make = Box<dyn Fn(Option<&Boxed>) -> Boxed + Send + Sync>;

#[inline(never)]
fn memo(make: Make, changed: fn(Option<&Boxed>, Option<&Boxed>) -> bool) -> theirs::Memo<Boxed> {
    theirs::Memo::new_with_compare(make, changed)
}

#[inline(never)]
fn read_memo(memo: theirs::Memo<Boxed>) -> impl Deref<Target = Boxed> {
    memo.track();
    memo.read_untracked()
}

#[inline(never)]
fn read_memo_untracked(memo: theirs::Memo<Boxed>) -> impl Deref<Target = Boxed> {
    memo.read_untracked()
}

#[inline(never)]
fn begin(run: Box<dyn FnMut()>) {
    theirs::Effect::new(run);
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};
    use std::pin::Pin;
    use std::rc::Rc;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::task::{Context, Waker};

    use any_spawner::{CustomExecutor, Executor};
    use leptos::prelude::Owner;

    use super::*;

    type Task = Pin<Box<dyn Future<Output = ()>>>;

    thread_local! {
        static TASKS: RefCell<Vec<Task>> = const { RefCell::new(Vec::new()) };
    }

    /// Runs each test's effects in its own thread, when it says so.
    struct InTurn;

    impl CustomExecutor for InTurn {
        fn spawn(&self, _: Pin<Box<dyn Future<Output = ()> + Send>>) {
            unreachable!("the page has one thread")
        }

        fn spawn_local(&self, task: Task) {
            TASKS.with_borrow_mut(|tasks| tasks.push(task));
        }

        fn poll_local(&self) {
            let mut tasks = TASKS.take();
            tasks.retain_mut(|task| task.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
            TASKS.with_borrow_mut(|new| new.append(&mut tasks));
        }
    }

    fn owner() -> Owner {
        // The first test does it for all.
        let _ = Executor::init_custom_executor(InTurn);
        let owner = Owner::new();
        owner.set();
        owner
    }

    #[test]
    fn a_signal_has_what_was_put_into_it() {
        let _owner = owner();
        let (word, number) = (RwSignal::new(String::from("one")), RwSignal::<u8>::default());
        word.update(|word| word.push('!'));
        number.set(3);
        assert_eq!((word.get_untracked(), number.get_untracked()), (String::from("one!"), 3));
        assert_eq!(word.try_update(|word| word.pop()), Some(Some('!')));
        assert_eq!((word.with_untracked(String::len), word.read_untracked().as_str()), (3, "one"));
        word.update_untracked(String::clear);
        assert!(word.read().is_empty());
    }

    #[test]
    fn what_is_gone_can_be_written_and_nothing_happens() {
        let owner = owner();
        let number = RwSignal::new(1);
        owner.cleanup();
        number.set(2);
        assert_eq!(number.try_update(|number| *number), None);
    }

    #[test]
    fn a_memo_follows_and_knows_the_value_before() {
        let _owner = owner();
        let number = RwSignal::new(1);
        let sum = Memo::new(move |before: Option<&i32>| before.copied().unwrap_or(0) + number.get());
        assert_eq!(sum.get(), 1);
        number.set(5);
        assert_eq!((sum.get(), *sum.read(), sum.with(|sum| *sum)), (6, 6, 6));
    }

    #[test]
    fn nobody_hears_of_a_memo_that_stays_what_it_is() {
        let _owner = owner();
        let number = RwSignal::new(1);
        let made = Arc::new(AtomicU32::new(0));
        let is_odd = Memo::new(move |_| number.get() % 2 == 1);
        let counted = Arc::clone(&made);
        let told = Memo::new(move |_| {
            counted.fetch_add(1, Ordering::Relaxed);
            if is_odd.get() { "odd" } else { "even" }
        });
        assert_eq!(told.get(), "odd");
        number.set(3);
        assert_eq!((told.get(), made.load(Ordering::Relaxed)), ("odd", 1));
        number.set(4);
        assert_eq!((told.get(), made.load(Ordering::Relaxed)), ("even", 2));
    }

    #[test]
    fn an_effect_runs_for_what_it_has_read_and_for_nothing_else() {
        let _owner = owner();
        let (heard, unheard) = (RwSignal::new(1), RwSignal::new(1));
        let seen = Rc::new(RefCell::new(Vec::new()));
        let told = Rc::clone(&seen);
        let mut before = None;
        effect(move || {
            let now = (heard.get(), unheard.get_untracked());
            told.borrow_mut().push((before.replace(now), now));
        });
        assert!(seen.borrow().is_empty(), "only with the next turn");
        Executor::poll_local();
        unheard.set(2);
        Executor::poll_local();
        heard.set(2);
        Executor::poll_local();
        assert_eq!(*seen.borrow(), [(None, (1, 1)), (Some((1, 1)), (2, 2))]);
    }

    #[test]
    fn whoever_tracks_a_signal_is_told_of_a_change_to_the_same_value() {
        let _owner = owner();
        let number = RwSignal::new(1);
        let times = Rc::new(Cell::new(0));
        let counted = Rc::clone(&times);
        effect(move || {
            number.track();
            counted.set(counted.get() + 1);
        });
        Executor::poll_local();
        number.set(1);
        Executor::poll_local();
        number.update_untracked(|number| *number = 2);
        Executor::poll_local();
        assert_eq!(times.get(), 2);
    }
}
