//! The page's end of the worker: one lane for each kind of question, and a watch on its silence.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use gloo_worker::{Spawnable, WorkerBridge};
use leptos::prelude::set_timeout;

use super::js::{clock, measure};
use super::{address, published};
use crate::lane::Lane;
use crate::messages::{Answer, Ask, Edition, LoadFailure, Postcard, Question, Say, later};
use crate::worker::Oracle;

/// gloo-worker says nothing when a worker cannot be loaded; this long may its first word, or an answer, take.
const PATIENCE: Duration = Duration::from_secs(15);
/// The kinds of questions that are asked one by one.
const LANES: usize = 3 + later::Question::KINDS;

/// What the engine tells the page.
pub enum Told {
    /// So much of the model has arrived.
    Progress(u64, Option<u64>),
    /// Titles can be searched, and well-known shows suggested.
    Searchable,
    /// All questions can be asked.
    Ready(Box<Edition>),
    /// There is no model.
    Failed(LoadFailure),
    /// The worker gives no sign of life.
    Silent,
    /// Whether the model of [`Engine::examine`] can be opened.
    Examined(bool),
    /// To [`Engine::ask`].
    Answer(Answer),
}

#[derive(Default)]
struct Inner {
    bridge: Option<WorkerBridge<Oracle>>,
    /// Counts the workers: what an earlier one says does not count.
    generation: u32,
    alive: bool,
    lanes: [Lane<Question>; LANES],
    asked_at: [f64; LANES],
}

/// Asks the worker.
#[derive(Clone)]
pub struct Engine {
    inner: Rc<RefCell<Inner>>,
    tell: Rc<dyn Fn(Told)>,
}

impl Engine {
    /// Starts the worker and has it load the model.
    pub fn start(tell: impl Fn(Told) + 'static) -> Engine {
        let engine = Engine { inner: Rc::default(), tell: Rc::new(tell) };
        engine.load();
        engine
    }

    /// Loads the model, in a new worker if there is none that speaks.
    pub fn load(&self) {
        if !self.inner.borrow().alive {
            self.spawn();
        }
        let address = address::absolute(&published::used()).unwrap_or_default();
        self.post(Ask { number: 0, question: Question::Load { address } });
    }

    fn spawn(&self) {
        let generation = {
            let mut inner = self.inner.borrow_mut();
            inner.generation += 1;
            inner.lanes.iter_mut().for_each(Lane::clear);
            inner.generation
        };
        let engine = self.clone();
        let hear = move |say: Say| {
            if engine.inner.borrow().generation == generation {
                engine.hear(say);
            }
        };
        let address = address::of_meta("worker").unwrap_or_default();
        let bridge = Oracle::spawner().encoding::<Postcard>().callback(hear).with_loader(true).spawn(&address);
        self.inner.borrow_mut().bridge = Some(bridge);
        let engine = self.clone();
        set_timeout(
            move || {
                let inner = engine.inner.borrow();
                let silent = inner.generation == generation && !inner.alive;
                drop(inner);
                if silent {
                    (engine.tell)(Told::Silent);
                }
            },
            PATIENCE,
        );
    }

    fn hear(&self, say: Say) {
        self.inner.borrow_mut().alive = true;
        match say {
            Say::Alive => {}
            Say::Progress { got, total } => (self.tell)(Told::Progress(got, total)),
            Say::Searchable => (self.tell)(Told::Searchable),
            Say::Ready(edition) => (self.tell)(Told::Ready(edition)),
            Say::Failed(failure) => (self.tell)(Told::Failed(failure)),
            Say::Examined(sound) => (self.tell)(Told::Examined(sound)),
            Say::Answer { number, answer } => self.land(number, answer),
        }
    }

    fn land(&self, number: u32, answer: Answer) {
        let lane = lane_of_answer(&answer);
        if let Answer::Recommended(answer) = &answer {
            measure("answer-compute", answer.micros / 1000.0);
        }
        let landed = self.inner.borrow_mut().lanes[lane].landed(number);
        if let Some((number, question)) = landed.next {
            self.send(lane, number, question);
        }
        if !landed.fresh {
            return;
        }
        if let Answer::Recommended(_) = &answer {
            measure("answer-roundtrip", clock() - self.inner.borrow().asked_at[lane]);
        }
        (self.tell)(Told::Answer(answer));
    }

    /// Has the worker see whether another model can be opened. Nobody waits for it.
    pub fn examine(&self, file: &str) {
        let address = address::absolute(file).unwrap_or_default();
        self.post(Ask { number: 0, question: Question::Examine { address } });
    }

    /// Asks. Of several questions of one kind only the newest is sure to be answered.
    pub fn ask(&self, question: Question) {
        let Some(lane) = lane_of(&question) else { return };
        let asked = self.inner.borrow_mut().lanes[lane].ask(question);
        if let Some((number, question)) = asked {
            self.send(lane, number, question);
        }
    }

    fn send(&self, lane: usize, number: u32, question: Question) {
        let generation = {
            let mut inner = self.inner.borrow_mut();
            inner.asked_at[lane] = clock();
            inner.generation
        };
        self.post(Ask { number, question });
        let engine = self.clone();
        set_timeout(
            move || {
                let lost = {
                    let mut inner = engine.inner.borrow_mut();
                    let lost = inner.generation == generation && inner.lanes[lane].is_flying(number);
                    inner.alive &= !lost;
                    lost
                };
                if lost {
                    (engine.tell)(Told::Silent);
                }
            },
            PATIENCE,
        );
    }

    fn post(&self, ask: Ask) {
        if let Some(bridge) = &self.inner.borrow().bridge {
            bridge.send(ask);
        }
    }
}

/// What no first answer needs has lanes of its own kinds, after the others'.
fn lane_of(question: &Question) -> Option<usize> {
    Some(match question {
        Question::Load { .. } | Question::Examine { .. } => return None,
        Question::Search { .. } => 0,
        Question::Recommend(_) => 1,
        Question::Suggest { .. } => 2,
        Question::Later(sealed) => 3 + usize::from(sealed.kind),
    })
}

fn lane_of_answer(answer: &Answer) -> usize {
    match answer {
        Answer::Found(_) => 0,
        Answer::Recommended(_) => 1,
        Answer::Suggested(_) => 2,
        Answer::Later(sealed) => 3 + usize::from(sealed.kind),
    }
}
