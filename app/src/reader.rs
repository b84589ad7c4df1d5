//! The worker that reads files of other services ([`importers`]). It knows neither the model nor the page.
//!
//! It is a worker and a module of its own, so that only who imports loads what reads. A file is handed over as the
//! browser's own `File`, which costs nothing whatever its size, and read in pieces: memory grows with what is in it.

use std::io::{self, Read, Seek, SeekFrom};

use importers::{Import, Options, Progress, Unreadable};
use js_sys::Uint8Array;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, DedicatedWorkerGlobalScope, File, FileReaderSync, MessageEvent};

/// How much is read at once, in bytes.
const PIECE: u64 = 1 << 20;

/// What the reader says, as postcard bytes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Heard {
    /// The first word: a file can be sent.
    Alive,
    /// So much of the file is read.
    Progress(Progress),
    /// What the file told.
    Read(Box<Import>),
    /// Why it told nothing.
    Unreadable(Unreadable),
}

/// Makes this WebAssembly module the reader.
pub fn register() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let heard = {
        let scope = scope.clone();
        Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Ok(file) = event.data().dyn_into::<File>() {
                say(&scope, &read(&scope, &file));
            }
        })
    };
    scope.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();
    say(&scope, &Heard::Alive);
}

fn read(scope: &DedicatedWorkerGlobalScope, file: &File) -> Heard {
    let Ok(mut pieces) = Pieces::of(file) else { return Heard::Unreadable(Unreadable::Source) };
    let mut progress = |progress| say(scope, &Heard::Progress(progress));
    match importers::read(&file.name(), &mut pieces, &Options::default(), &mut progress) {
        Ok(import) => Heard::Read(Box::new(import)),
        Err(why) => Heard::Unreadable(why),
    }
}

fn say(scope: &DedicatedWorkerGlobalScope, heard: &Heard) {
    // Text and numbers always serialize into memory; and a page that is gone hears nothing.
    if let Ok(bytes) = postcard::to_allocvec(heard) {
        let _ = scope.post_message(&Uint8Array::from(bytes.as_slice()));
    }
}

/// A file of which one piece is in memory.
struct Pieces {
    file: Blob,
    reader: FileReaderSync,
    size: u64,
    /// The next byte.
    at: u64,
    piece: Vec<u8>,
    /// Where the piece begins.
    begin: u64,
}

impl Pieces {
    fn of(file: &File) -> Result<Pieces, JsValue> {
        let size = file.size() as u64;
        Ok(Pieces {
            file: file.clone().into(),
            reader: FileReaderSync::new()?,
            size,
            at: 0,
            piece: Vec::new(),
            begin: 0,
        })
    }

    fn fetch(&mut self) -> Result<(), JsValue> {
        let end = (self.at + PIECE).min(self.size);
        let slice = self.file.slice_with_f64_and_f64(self.at as f64, end as f64)?;
        self.piece = Uint8Array::new(&self.reader.read_as_array_buffer(&slice)?.into()).to_vec();
        self.begin = self.at;
        Ok(())
    }
}

impl Read for Pieces {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.size || buffer.is_empty() {
            return Ok(0);
        }
        if !(self.begin..self.begin + self.piece.len() as u64).contains(&self.at) {
            self.fetch().map_err(|_| io::Error::other("the browser does not give out the file"))?;
        }
        let rest = &self.piece[(self.at - self.begin) as usize..];
        let length = rest.len().min(buffer.len());
        buffer[..length].copy_from_slice(&rest[..length]);
        self.at += length as u64;
        Ok(length)
    }
}

impl Seek for Pieces {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.size.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = place.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}
