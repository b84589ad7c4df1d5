//! The page's end of the reader of files.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use js_sys::Uint8Array;
use leptos::prelude::set_timeout;
use wasm_bindgen::prelude::*;
use web_sys::{File, MessageEvent, Worker, WorkerOptions, WorkerType};

use super::address;
use crate::reader::Heard;

/// So long may its first word take. A slow network has its hundred kilobytes to fetch.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the reader tells the page.
pub enum Told {
    /// What it said.
    Heard(Heard),
    /// It could not be loaded, or ended.
    Gone,
}

struct Inner {
    worker: Worker,
    alive: Cell<bool>,
    /// What is sent as soon as it is alive.
    first: RefCell<Option<File>>,
}

/// A running reader.
#[derive(Clone)]
pub struct Reader(Rc<Inner>);

impl Reader {
    /// Starts a reader; `None` where the browser does not let us.
    pub fn start(tell: impl Fn(Told) + 'static) -> Option<Reader> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&address::of_meta("reader")?, &options).ok()?;
        let reader = Reader(Rc::new(Inner { worker, alive: Cell::new(false), first: RefCell::default() }));
        let tell = Rc::new(tell);
        let heard = {
            let (reader, tell) = (Rc::downgrade(&reader.0), Rc::clone(&tell));
            Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                let Some(reader) = reader.upgrade() else { return };
                let bytes = Uint8Array::new(&event.data()).to_vec();
                match postcard::from_bytes(&bytes) {
                    Ok(Heard::Alive) => reader.begin(),
                    Ok(heard) => tell(Told::Heard(heard)),
                    Err(_) => tell(Told::Gone),
                }
            })
        };
        reader.0.worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        heard.forget();
        let gone = {
            let tell = Rc::clone(&tell);
            Closure::<dyn Fn()>::new(move || tell(Told::Gone))
        };
        reader.0.worker.set_onerror(Some(gone.as_ref().unchecked_ref()));
        gone.forget();
        let waiting = Rc::downgrade(&reader.0);
        let is_silent = move || waiting.upgrade().is_some_and(|reader| !reader.alive.get());
        set_timeout(
            move || {
                if is_silent() {
                    tell(Told::Gone)
                }
            },
            PATIENCE,
        );
        Some(reader)
    }

    /// Has it read a file. One at a time.
    pub fn read(&self, file: File) {
        match self.0.alive.get() {
            true => self.0.post(&file),
            false => *self.0.first.borrow_mut() = Some(file),
        }
    }

    /// Ends it, whatever it does.
    pub fn end(&self) {
        self.0.worker.set_onmessage(None);
        self.0.worker.set_onerror(None);
        self.0.worker.terminate();
        // Nobody waits for its first word any more.
        self.0.alive.set(true);
    }
}

impl Inner {
    fn begin(&self) {
        self.alive.set(true);
        if let Some(file) = self.first.take() {
            self.post(&file);
        }
    }

    fn post(&self, file: &File) {
        // A file is always such that it can be handed over.
        let _ = self.worker.post_message(file);
    }
}
