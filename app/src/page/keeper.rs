//! Keeps the household in IndexedDB, and tells other tabs.
//!
//! Jobs are begun one after the other, in the order in which they came, and IndexedDB does them in that order: the last word about a
//! show is also the last that is written. No change waits until the one before is on the disk: whoever closes the page at once loses
//! nothing that was begun. What is not on the disk yet is laid over what is read: neither a slow disk nor another tab undoes what a
//! person just did.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::{Array, Promise, Reflect};
use leptos::prelude::document;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{BroadcastChannel, IdbDatabase, IdbObjectStore, IdbRequest, IdbTransaction, IdbTransactionMode};

use super::js::object;
use super::record::{from_js, to_js};
use crate::household::{Change, Edit, Person, Who};
use crate::taste::Entry;

const VERSION: u32 = 2;
/// The people, by `who`. Empty as long as there is only one.
const PEOPLE: &str = "people";
/// What they said, by `[who, id]`.
const MARKS: &str = "marks";
/// What the only person said, in version 1, by `id`.
const RATINGS: &str = "ratings";
const WHO: &str = "who";

/// What the keeper tells the page.
pub enum Told {
    /// What is kept, and the changes that wait to be written over it.
    Kept(Vec<Person>, Vec<(Who, Entry)>, Vec<Change>),
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
    /// How many of them, all changes, were begun and are not on the disk yet.
    begun: Cell<usize>,
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
            begun: Cell::new(0),
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

    /// Does the first job that was not begun: reads, or begins to write all the changes that stand there as one. They stay in the
    /// queue until they are on the disk: what is not counts as waiting.
    async fn next(&self) -> Option<()> {
        let inner = &self.0;
        let changes = self.changes(inner.begun.get());
        let count = changes.len();
        if count == 0 {
            inner.jobs.borrow().get(inner.begun.get())?;
            let read = self.read().await;
            inner.jobs.borrow_mut().remove(inner.begun.get());
            (inner.tell)(
                read.map_or(Told::MemoryOnly, |(people, entries)| Told::Kept(people, entries, self.waiting())),
            );
        } else {
            let begun = self.write(&changes).await;
            inner.begun.update(|before| before + count);
            let keeper = self.clone();
            spawn_local(async move {
                let written = match begun {
                    Ok(transaction) => finished(&transaction).await.is_ok(),
                    Err(_) => false,
                };
                keeper.done(count, written);
            });
        }
        Some(())
    }

    /// So many changes at the beginning are on the disk, or cannot be.
    fn done(&self, count: usize, written: bool) {
        let inner = &self.0;
        inner.jobs.borrow_mut().drain(..count);
        inner.begun.update(|before| before - count);
        if !written {
            (inner.tell)(Told::NotKept);
        } else if let Some(channel) = &inner.channel {
            let _ = channel.post_message(&"changed".into());
        }
    }

    /// The changes that stand in the queue from here on, as far as the next question what is kept.
    fn changes(&self, from: usize) -> Vec<Change> {
        let jobs = self.0.jobs.borrow();
        let changes = jobs.iter().skip(from);
        changes.map_while(|job| if let Job::Write(change) = job { Some(change.clone()) } else { None }).collect()
    }

    fn waiting(&self) -> Vec<Change> {
        let jobs = self.0.jobs.borrow();
        jobs.iter().filter_map(|job| if let Job::Write(change) = job { Some(change.clone()) } else { None }).collect()
    }

    async fn read(&self) -> Result<(Vec<Person>, Vec<(Who, Entry)>), JsValue> {
        let transaction = self.begin(IdbTransactionMode::Readonly).await?;
        // Both are asked for before either is waited for: a transaction without a question ends.
        let people = transaction.object_store(PEOPLE)?.get_all()?;
        let marks = transaction.object_store(MARKS)?.get_all()?;
        let people: Array = wait(&people).await?.unchecked_into();
        let marks: Array = wait(&marks).await?.unchecked_into();
        // A record that this version does not understand stays where it is.
        let marks = marks.iter().filter_map(|record| {
            let who = Reflect::get(&record, &WHO.into()).ok()?.as_f64()?;
            Some((who as Who, from_js(&record)?))
        });
        Ok((people.iter().filter_map(|record| from_js(&record)).collect(), marks.collect()))
    }

    /// Begins to write.
    async fn write(&self, changes: &[Change]) -> Result<IdbTransaction, JsValue> {
        let transaction = self.begin(IdbTransactionMode::Readwrite).await?;
        let (people, marks) = (transaction.object_store(PEOPLE)?, transaction.object_store(MARKS)?);
        for edit in changes.iter().flatten() {
            match edit {
                Edit::Show { who, entry: Some(entry), .. } => {
                    let record = to_js(entry)?;
                    Reflect::set(&record, &WHO.into(), &(*who as f64).into())?;
                    marks.put(&record)?;
                }
                Edit::Show { who, id, entry: None } => {
                    marks.delete(&Array::of2(&(*who as f64).into(), &id.as_str().into()))?;
                }
                Edit::Person { person: Some(person), .. } => {
                    people.put(&to_js(person)?)?;
                }
                Edit::Person { who, person: None } => {
                    people.delete(&(*who as f64).into())?;
                }
            }
        }
        // There is nothing to come: so it is done whether the page stays or not.
        #[expect(deprecated, reason = "web-sys calls it so; Indexed Database API 3.0 has it")]
        transaction.commit()?;
        Ok(transaction)
    }

    /// A transaction. A connection that was closed meanwhile (another tab, cleared data) is opened again.
    async fn begin(&self, mode: IdbTransactionMode) -> Result<IdbTransaction, JsValue> {
        let open = self.0.database.borrow().clone();
        let stores = Array::of2(&PEOPLE.into(), &MARKS.into());
        if let Some(database) = open
            && let Ok(transaction) = database.transaction_with_str_sequence_and_mode(&stores, mode)
        {
            return Ok(transaction);
        }
        let database = connect(&self.0.name).await?;
        self.0.database.replace(Some(database.clone()));
        database.transaction_with_str_sequence_and_mode(&stores, mode)
    }
}

async fn connect(name: &str) -> Result<IdbDatabase, JsValue> {
    let factory = web_sys::window().ok_or("no window")?.indexed_db()?.ok_or("no IndexedDB")?;
    let request = factory.open_with_u32(name, VERSION)?;
    let upgrade = {
        let request = request.clone();
        Closure::once_into_js(move || -> Result<(), JsValue> {
            let database: IdbDatabase = request.result()?.unchecked_into();
            let create = |name: &str, key: JsValue| {
                let parameters = object(&[("keyPath", key)]).unchecked_into();
                database.create_object_store_with_optional_parameters(name, &parameters)
            };
            create(PEOPLE, WHO.into())?;
            let marks = create(MARKS, Array::of2(&WHO.into(), &"id".into()).into())?;
            // A new database has none.
            match request.transaction().map(|upgrade| upgrade.object_store(RATINGS)) {
                Some(Ok(ratings)) => give_to_the_first(&database, &ratings, marks),
                _ => Ok(()),
            }
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

/// From version 1: what the only person said becomes what the first one said, record by record as it is, whether this
/// program understands it or not. It is one transaction: all of it happens, or nothing.
fn give_to_the_first(database: &IdbDatabase, ratings: &IdbObjectStore, marks: IdbObjectStore) -> Result<(), JsValue> {
    let request = ratings.get_all()?;
    let (database, asked) = (database.clone(), request.clone());
    let copy = Closure::once_into_js(move || -> Result<(), JsValue> {
        let records: Array = asked.result()?.unchecked_into();
        for record in records {
            Reflect::set(&record, &WHO.into(), &0.into())?;
            marks.put(&record)?;
        }
        database.delete_object_store(RATINGS)
    });
    request.set_onsuccess(Some(copy.unchecked_ref()));
    Ok(())
}

/// Waits for a request. Its own events settle the promise: no closure is made.
pub(super) async fn wait(request: &IdbRequest) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    }))
    .await?;
    request.result()
}

/// Waits until a transaction is on the disk, or fails.
pub(super) async fn finished(transaction: &IdbTransaction) -> Result<(), JsValue> {
    JsFuture::from(Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
        transaction.set_onerror(Some(&reject));
    }))
    .await?;
    Ok(())
}

/// The folder that the page is served from.
pub(super) fn folder() -> String {
    let base = document().base_uri().ok().flatten().unwrap_or_default();
    let path = web_sys::Url::new(&base).map(|url| url.pathname()).unwrap_or_default();
    path.rsplit_once('/').map(|(folder, _)| folder.to_owned()).unwrap_or_default()
}
