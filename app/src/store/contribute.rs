//! Contributing: the records in signals, and the one round at a time in which they are told to the collector.

use std::time::Duration;

use leptos::ev;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::{App, Keeping, now};
use crate::contribution::{self, Payload, Record, State, Task, Urge, When};
use crate::household::Who;
use crate::page::{address, ledger, published};
use crate::reactive::{RwSignal, effect};
use crate::words;

/// How often what the page says of passed time is brought up to date.
const TICK: Duration = Duration::from_secs(30);
/// How long to wait when the browser could not keep what became of a request.
const AFTER_A_FULL_DISK: Duration = Duration::from_secs(60);
/// The longest that a timer of the browser can wait.
const LONGEST: u64 = i32::MAX as u64;

/// The state of contributing, where the site has a collector.
#[derive(Clone, Copy)]
pub struct Contributing {
    /// Where the collector is.
    endpoint: StoredValue<String>,
    /// What is kept; `None` until it is read.
    records: RwSignal<Option<Vec<Record>>>,
    /// Records that are not kept, since nobody has switched on yet: so that what is shown is what would be sent.
    drafts: RwSignal<Vec<Record>>,
    /// Whose request is under way.
    busy: RwSignal<Option<Who>>,
    online: RwSignal<bool>,
    clock: RwSignal<u64>,
    /// When something was said last.
    changed: RwSignal<u64>,
    /// What was asked for while a round ran.
    again: StoredValue<Option<Urge>>,
    running: StoredValue<bool>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Contributing {
    /// Only where the page names a collector.
    pub(super) fn find() -> Option<Contributing> {
        let endpoint = address::of_meta("contribute")?;
        Some(Contributing {
            endpoint: StoredValue::new(endpoint.trim_end_matches('/').to_owned()),
            records: RwSignal::new(None),
            drafts: RwSignal::default(),
            busy: RwSignal::new(None),
            online: RwSignal::new(window().navigator().on_line()),
            clock: RwSignal::new(now()),
            changed: RwSignal::new(0),
            again: StoredValue::new(None),
            running: StoredValue::new(false),
            timer: StoredValue::new(None),
        })
    }

    /// Begins: reads what is kept, and follows what is said, the network and the other tabs.
    pub(super) fn follow(self, app: App) {
        self.read(app);
        ledger::follow(move || self.read(app));
        let mut before = false;
        effect(move || {
            app.household.track();
            let kept = app.keeping.get() == Keeping::Kept;
            if kept {
                // What is read at the start is no change: what waited before goes at once.
                if before {
                    self.changed.set(now());
                }
                self.plan(app, Urge::Time);
            }
            before = kept;
        });
        window_event_listener(ev::online, move |_| {
            self.online.set(true);
            self.plan(app, Urge::Network);
        });
        window_event_listener(ev::offline, move |_| self.online.set(false));
        window_event_listener(ev::visibilitychange, move |_| {
            // Who leaves the page may not come back soon.
            if document().hidden() {
                self.changed.set(0);
            }
            self.plan(app, Urge::Time);
        });
        set_interval(move || self.clock.set(now()), TICK);
    }

    fn read(self, app: App) {
        spawn_local(async move {
            let records = ledger::read().await.unwrap_or_default();
            self.records.set(Some(records));
            self.plan(app, Urge::Time);
        });
    }

    /// Does what is due, and sets the alarm for what is not.
    fn plan(self, app: App, urge: Urge) {
        // As long as the people are not read, nobody is known to be gone.
        if app.keeping.get_untracked() != Keeping::Kept {
            return;
        }
        let now = now();
        self.clock.set(now);
        let records = self.records.get_untracked().unwrap_or_default();
        let whens = records.iter().filter_map(|record| Some(untrack(|| self.task(app, record, urge))?.1));
        let mut next = None;
        for when in whens {
            match when {
                When::Now => return self.round(app, urge),
                When::At(at) => next = Some(next.map_or(at, |next: u64| next.min(at))),
                When::Online | When::Refused => {}
            }
        }
        if let Some(before) = self.timer.try_update_value(Option::take).flatten() {
            before.clear();
        }
        if let Some(at) = next {
            let wait = Duration::from_millis(at.saturating_sub(now).min(LONGEST));
            self.timer.set_value(set_timeout_with_handle(move || self.plan(app, Urge::Time), wait).ok());
        }
    }

    /// What the collector should be told of a record, and when.
    fn task(self, app: App, record: &Record, urge: Urge) -> Option<(Task, When)> {
        let task = app.household.with(|household| {
            let taste = household.get(record.who).map(|member| &member.taste);
            contribution::wanted(record, taste, &published::id())
        })?;
        let when = contribution::when(record, &task, self.online.get(), urge, self.changed.get(), now());
        Some((task, when))
    }

    /// Tells the collector what is due. One tab at a time, and what another has done meanwhile is not done again.
    fn round(self, app: App, urge: Urge) {
        if self.running.get_value() {
            return self.again.update_value(|again| *again = (*again).max(Some(urge)));
        }
        self.running.set_value(true);
        spawn_local(async move {
            let kept = StoredValue::new(true);
            ledger::alone(async move {
                for record in ledger::read().await.unwrap_or_default() {
                    if let Some((task, When::Now)) = untrack(|| self.task(app, &record, urge))
                        && self.tell(app, record, task).await.is_err()
                    {
                        kept.set_value(false);
                    }
                }
            })
            .await;
            self.busy.set(None);
            self.running.set_value(false);
            if !kept.get_value() {
                // A full disk: the same again at once would go on for ever.
                set_timeout(move || self.plan(app, Urge::Time), AFTER_A_FULL_DISK);
                return;
            }
            self.records.set(Some(ledger::read().await.unwrap_or_default()));
            let again = self.again.try_update_value(Option::take).flatten();
            self.plan(app, again.unwrap_or(Urge::Time));
        });
    }

    /// Does a task. An error says that the outcome could not be kept; then it is done once more, which changes nothing.
    async fn tell(self, app: App, record: Record, task: Task) -> Result<(), JsValue> {
        let who = record.who;
        // Written before it is sent: whatever happens now, it can be taken back.
        ledger::update(who, |record| record.map(|record| Record { touched: true, ..record })).await?;
        self.busy.set(Some(who));
        let endpoint = self.endpoint.get_value();
        let reply = ledger::deliver(&endpoint, &record.token, &task).await;
        let exists = app.household.with_untracked(|household| household.get(who).is_some());
        let settle =
            |record: Record| contribution::settled(record, &task, reply, exists, now(), js_sys::Math::random());
        ledger::update(who, |record| record.and_then(settle)).await
    }

    fn change(self, app: App, who: Who, change: impl FnOnce(Record) -> Record + 'static) {
        let draft = untrack(|| self.record(who));
        spawn_local(async move {
            let update = |kept: Option<Record>| {
                let token = kept.as_ref().map(|kept| kept.token.clone()).filter(|token| !token.is_empty());
                let token = token.unwrap_or(draft.token);
                Some(change(Record { who, token, ..kept.unwrap_or_default() }))
            };
            match ledger::update(who, update).await {
                // The next one after this is another.
                Ok(()) => self.drafts.update(|drafts| drafts.retain(|draft| draft.who != who)),
                Err(_) => app.tell(words::contribute::NOT_HERE.into(), None),
            }
            self.records.set(Some(ledger::read().await.unwrap_or_default()));
            self.plan(app, Urge::Person);
        });
    }

    /// A person's record; one with a new token when there is none.
    pub fn record(self, who: Who) -> Record {
        let kept = self.records.with(|records| records.iter().flatten().find(|one| one.who == who).cloned());
        if let Some(record) = kept.as_ref().filter(|record| !record.token.is_empty()) {
            return record.clone();
        }
        let draft = self.drafts.with_untracked(|drafts| drafts.iter().find(|one| one.who == who).cloned());
        let token = draft.map(|draft| draft.token).unwrap_or_else(|| {
            let token = ledger::token();
            self.drafts
                .update_untracked(|drafts| drafts.push(Record { who, token: token.clone(), ..Record::default() }));
            token
        });
        Record { who, token, ..kept.unwrap_or_default() }
    }

    /// Exactly what would be sent of a person now.
    pub fn payload(self, app: App, who: Who) -> Option<Payload> {
        let record = self.record(who);
        app.household
            .with(|household| contribution::payload(&record.token, &published::id(), &household.get(who)?.taste))
    }

    /// How a person's contribution is doing.
    pub fn state(self, app: App, record: &Record) -> State {
        self.clock.track();
        let task = self.task(app, record, Urge::Time);
        let busy = self.busy.get() == Some(record.who);
        contribution::state(record, task.as_ref().map(|(task, when)| (task, *when)), busy)
    }

    /// The time as the page tells it.
    pub fn clock(self) -> u64 {
        self.clock.get()
    }

    /// The people who were removed, and whose contribution is still to be taken back.
    pub fn gone(self, app: App) -> Vec<Record> {
        let household = app.household.read();
        let gone = |record: &&Record| record.touched && household.get(record.who).is_none();
        self.records.with(|records| records.iter().flatten().filter(gone).cloned().collect())
    }

    /// Whether a person contributes.
    pub fn is_on(self, who: Who) -> bool {
        self.records.with(|records| records.iter().flatten().any(|record| record.who == who && record.on))
    }

    /// Whether the collector may have something of a person.
    pub fn has_sent(self, who: Who) -> bool {
        self.records.with_untracked(|records| records.iter().flatten().any(|one| one.who == who && one.touched))
    }

    /// Switches on or off.
    pub fn switch(self, app: App, who: Who, on: bool) {
        // Who switches on again replaces what was to be taken back.
        self.change(app, who, move |record| Record { on, erasing: record.erasing && !on, trouble: None, ..record });
    }

    /// Takes back everything, and switches off.
    pub fn take_back(self, app: App, who: Who) {
        self.change(app, who, |record| Record { on: false, erasing: true, trouble: None, ..record });
    }

    /// Does not wait any longer.
    pub fn hurry(self, app: App) {
        self.plan(app, Urge::Person);
    }
}
