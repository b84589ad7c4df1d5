//! The worker: fetches the model, and passes messages to and from [`crate::service`].

use std::sync::OnceLock;

use gloo_worker::{HandlerId, Registrable, Worker, WorkerScope};
use js_sys::{Array, Intl, Object};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, Performance};

use crate::Soon;
use crate::messages::{Answer, Ask, LoadFailure, Postcard, Question, Say, Sealed};
use crate::service::{Early, Service};

mod download;

/// What is here within so many milliseconds came from a cache, and the rest of it will be soon: then the beginning of the
/// model is not opened by itself.
const PATIENCE: f64 = 100.0;

/// How often the page is told what has arrived, in milliseconds: it has more to do than to write numbers.
const TELLING: f64 = 150.0;

/// What answers [`Question::Later`].
pub type Answers = fn(&mut Service, &Sealed) -> Sealed;

/// How these are had: they come with the module's second part, and only its binary knows where it is cut.
type Source = fn() -> Soon<Option<Answers>>;

static SOURCE: OnceLock<Source> = OnceLock::new();

/// The worker, as gloo-worker wants it.
pub struct Oracle {
    early: Option<Box<Early>>,
    service: Option<Service>,
    performance: Option<Performance>,
}

/// What the worker tells itself.
pub enum Note {
    /// The beginning of the model is here and open.
    Begun(HandlerId, Box<Early>),
    /// The model is fetched and open, or is not.
    Opened(HandlerId, Result<Box<Service>, LoadFailure>),
    /// Another model is fetched and was opened, or could not be.
    Examined(HandlerId, bool),
    /// What a question waited for is here.
    Asked(HandlerId, u32, Sealed, Answers),
}

/// Makes this instance of the module the worker.
pub fn register(source: Source) {
    // It is told once.
    let _ = SOURCE.set(source);
    Oracle::registrar().encoding::<Postcard>().register();
}

impl Worker for Oracle {
    type Message = Note;
    type Input = Ask;
    type Output = Say;

    fn create(_: &WorkerScope<Self>) -> Self {
        Oracle { early: None, service: None, performance: global().performance() }
    }

    fn connected(&mut self, scope: &WorkerScope<Self>, id: HandlerId) {
        scope.respond(id, Say::Alive);
    }

    fn update(&mut self, scope: &WorkerScope<Self>, note: Note) {
        match note {
            Note::Begun(id, early) => {
                self.early = Some(early);
                scope.respond(id, Say::Searchable);
            }
            Note::Opened(id, Ok(service)) => {
                scope.respond(id, Say::Ready(Box::new(service.edition())));
                self.service = Some(*service);
                self.early = None;
            }
            Note::Opened(id, Err(failure)) => scope.respond(id, Say::Failed(failure)),
            Note::Examined(id, sound) => scope.respond(id, Say::Examined(sound)),
            Note::Asked(id, number, sealed, answers) => {
                let answer = self.service.as_mut().map(|service| answers(service, &sealed));
                tell(scope, id, number, answer.map(Answer::Later));
            }
        }
    }

    fn received(&mut self, scope: &WorkerScope<Self>, Ask { number, question }: Ask, id: HandlerId) {
        let (address, is_trial) = match question {
            Question::Load { address } => (address, false),
            Question::Examine { address } => (address, true),
            Question::Later(sealed) => return answer_later(scope, number, sealed, id),
            question => return self.answer(scope, number, question, id),
        };
        let say = scope.clone();
        let clock = self.performance.clone();
        scope.send_future(async move {
            let now = || clock.as_ref().map_or(0.0, Performance::now);
            let (asked, mut told, mut has_begun) = (now(), f64::MIN, false);
            let mut progress = |arrived: &[u8], total| {
                if is_trial {
                    return;
                }
                let now = now();
                if now - told >= TELLING {
                    told = now;
                    say.respond(id, Say::Progress { got: arrived.len() as u64, total });
                }
                if !has_begun
                    && now - asked >= PATIENCE
                    && let Some(early) = Early::open(arrived)
                {
                    has_begun = true;
                    say.send_message(Note::Begun(id, Box::new(early)));
                }
            };
            let opened = download::open(&address, &mut progress).await;
            if is_trial { Note::Examined(id, opened.is_ok()) } else { Note::Opened(id, opened.map(Box::new)) }
        });
        // After the request is sent, since futures begin in their order.
        if !is_trial {
            spawn_local(async { warm_up_formatters() });
        }
    }
}

impl Oracle {
    fn answer(&mut self, scope: &WorkerScope<Self>, number: u32, question: Question, id: HandlerId) {
        let performance = &self.performance;
        let clock = || performance.as_ref().map_or(0.0, |clock| clock.now() * 1000.0);
        let answer = match &mut self.service {
            Some(service) => service.answer(question, clock),
            None => self.early.as_ref().and_then(|early| early.answer(question)),
        };
        tell(scope, id, number, answer);
    }
}

fn tell(scope: &WorkerScope<Oracle>, id: HandlerId, number: u32, answer: Option<Answer>) {
    if let Some(answer) = answer {
        scope.respond(id, Say::Answer { number, answer });
    }
}

/// Answers once the second part is here. Who asks has it already: it is in the browser's cache.
fn answer_later(scope: &WorkerScope<Oracle>, number: u32, sealed: Sealed, id: HandlerId) {
    let Some(source) = SOURCE.get() else { return };
    let note = scope.clone();
    spawn_local(async move {
        // Where it cannot be had the page hears nothing, says so after some time, and offers to try again.
        if let Some(answers) = source().await {
            note.send_message(Note::Asked(id, number, sealed, answers));
        }
    });
}

/// The first formatter of numbers takes some 30 to 60 ms, since it loads what the browser knows of languages, for all
/// threads. The page needs one for its first list: made here before, while the model is on its way, it costs the page nothing.
fn warm_up_formatters() {
    let _ = Intl::NumberFormat::new(&Array::new(), &Object::new());
}

fn global() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}
