//! Signals, memos and effects that are compiled once, whatever is in them.
//!
//! Leptos's own are compiled anew for every type of value and every closure: some fifty types and a hundred closures, most of
//! which a first visit waits for. Here the values are boxed, Leptos holds boxes of one type, and what is left for each type is
//! to look into its box.

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
