//! Keeps the person's shows in IndexedDB, and tells other tabs.
//!
//! Jobs are done one after the other, in the order in which they came, so that the last word about a show is also the
//! last that is written. What waits to be written is laid over what is read: neither a slow disk nor another tab undoes
//! what a person just did.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::{Array, JSON, Promise};
use leptos::prelude::document;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{BroadcastChannel, IdbDatabase, IdbRequest, IdbTransaction, IdbTransactionMode};

use super::js::object;
use crate::taste::{Change, Entry};

const VERSION: u32 = 1;
const STORE: &str = "ratings";

/// What the keeper tells the page.
pub enum Told {
    /// What is kept, and the changes that wait to be written over it.
    Kept(Vec<Entry>, Vec<Change>),
    /// This browser keeps nothing.
    MemoryOnly,
    /// A change was not written.
    NotKept,
}

enum Job {
    Read,
    Write(Change),
}

struct Inner {
    name: String,
    jobs: RefCell<VecDeque<Job>>,
    busy: Cell<bool>,
    database: RefCell<Option<IdbDatabase>>,
    channel: Option<BroadcastChannel>,
    tell: Box<dyn Fn(Told)>,
}

/// Keeps changes.
#[derive(Clone)]
pub struct Keeper(Rc<Inner>);

impl Keeper {
    /// Opens the database and reads it.
    pub fn open(tell: impl Fn(Told) + 'static) -> Keeper {
        // Two sites of one origin may have catalogues whose ids mean different things.
        let name = format!("canihasashowplz{}", folder());
        let channel = BroadcastChannel::new(&name).ok();
        let keeper = Keeper(Rc::new(Inner {
            name,
            jobs: RefCell::default(),
            busy: Cell::new(false),
            database: RefCell::default(),
            channel,
            tell: Box::new(tell),
        }));
        if let Some(channel) = &keeper.0.channel {
            let reader = keeper.clone();
            let heard = Closure::<dyn Fn()>::new(move || reader.add(Job::Read));
            channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
            heard.forget();
        }
        keeper.add(Job::Read);
        keeper
    }

    /// Keeps a change.
    pub fn keep(&self, change: Change) {
        self.add(Job::Write(change));
    }

    fn add(&self, job: Job) {
        self.0.jobs.borrow_mut().push_back(job);
        if !self.0.busy.replace(true) {
            let keeper = self.clone();
            spawn_local(async move {
                while let Some(()) = keeper.next().await {}
                keeper.0.busy.set(false);
            });
        }
    }

    /// Does the first job, or all the changes that stand in front as one. They stay in the queue until they are done:
    /// what is not written counts as waiting.
    async fn next(&self) -> Option<()> {
        let changes = self.front();
        if changes.is_empty() {
            self.0.jobs.borrow().front()?;
            let read = self.read().await;
            self.0.jobs.borrow_mut().pop_front();
            (self.0.tell)(read.map_or(Told::MemoryOnly, |entries| Told::Kept(entries, self.waiting())));
        } else {
            let written = self.write(&changes).await;
            self.0.jobs.borrow_mut().drain(..changes.len());
            match (&self.0.channel, written) {
                (Some(channel), Ok(())) => {
                    let _ = channel.post_message(&"changed".into());
                }
                (None, Ok(())) => {}
                (_, Err(_)) => (self.0.tell)(Told::NotKept),
            }
        }
        Some(())
    }

    fn front(&self) -> Vec<Change> {
        let jobs = self.0.jobs.borrow();
        jobs.iter().map_while(|job| if let Job::Write(change) = job { Some(change.clone()) } else { None }).collect()
    }

    fn waiting(&self) -> Vec<Change> {
        let jobs = self.0.jobs.borrow();
        jobs.iter().filter_map(|job| if let Job::Write(change) = job { Some(change.clone()) } else { None }).collect()
    }

    async fn read(&self) -> Result<Vec<Entry>, JsValue> {
        let transaction = self.begin(IdbTransactionMode::Readonly).await?;
        let request = transaction.object_store(STORE)?.get_all()?;
        let records: Array = wait(&request).await?.unchecked_into();
        // A record that this version does not understand stays where it is.
        let entry = |record: JsValue| {
            let text: String = JSON::stringify(&record).ok()?.into();
            serde_json::from_str(&text).ok()
        };
        Ok(records.iter().filter_map(entry).collect())
    }

    async fn write(&self, changes: &[Change]) -> Result<(), JsValue> {
        let transaction = self.begin(IdbTransactionMode::Readwrite).await?;
        let store = transaction.object_store(STORE)?;
        for edit in changes.iter().flatten() {
            match &edit.entry {
                Some(entry) => {
                    let text = serde_json::to_string(entry).map_err(|error| JsValue::from(error.to_string()))?;
                    store.put(&JSON::parse(&text)?)?;
                }
                None => {
                    store.delete(&edit.id.as_str().into())?;
                }
            }
        }
        JsFuture::from(Promise::new(&mut |resolve, reject| {
            transaction.set_oncomplete(Some(&resolve));
            transaction.set_onabort(Some(&reject));
            transaction.set_onerror(Some(&reject));
        }))
        .await?;
        Ok(())
    }

    /// A transaction. A connection that was closed meanwhile (another tab, cleared data) is opened again.
    async fn begin(&self, mode: IdbTransactionMode) -> Result<IdbTransaction, JsValue> {
        let open = self.0.database.borrow().clone();
        if let Some(database) = open
            && let Ok(transaction) = database.transaction_with_str_and_mode(STORE, mode)
        {
            return Ok(transaction);
        }
        let database = connect(&self.0.name).await?;
        self.0.database.replace(Some(database.clone()));
        database.transaction_with_str_and_mode(STORE, mode)
    }
}

async fn connect(name: &str) -> Result<IdbDatabase, JsValue> {
    let factory = web_sys::window().ok_or("no window")?.indexed_db()?.ok_or("no IndexedDB")?;
    let request = factory.open_with_u32(name, VERSION)?;
    let upgrade = {
        let request = request.clone();
        Closure::once_into_js(move || -> Result<(), JsValue> {
            let database: IdbDatabase = request.result()?.unchecked_into();
            let parameters = object(&[("keyPath", "id".into())]).unchecked_into();
            database.create_object_store_with_optional_parameters(STORE, &parameters)?;
            Ok(())
        })
    };
    request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
    let database: IdbDatabase = wait(&request).await?.unchecked_into();
    // A newer page in another tab wants to change the database: make way.
    let leave = {
        let database = database.clone();
        Closure::<dyn Fn()>::new(move || database.close())
    };
    database.set_onversionchange(Some(leave.as_ref().unchecked_ref()));
    leave.forget();
    Ok(database)
}

/// Waits for a request. Its own events settle the promise: no closure is made.
async fn wait(request: &IdbRequest) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    }))
    .await?;
    request.result()
}

/// The folder that the page is served from.
fn folder() -> String {
    let base = document().base_uri().ok().flatten().unwrap_or_default();
    let path = web_sys::Url::new(&base).map(|url| url.pathname()).unwrap_or_default();
    path.rsplit_once('/').map(|(folder, _)| folder.to_owned()).unwrap_or_default()
}
