//! Contributing: what exactly is sent to the collector, when, and what its answer means. No browser in here.
//!
//! What the collector should have follows from what is kept of a person ([`Record`]) and from what they said: that is
//! [`wanted`]. What was acknowledged last is in the record, so a reload, a restart or another tab goes on where this one
//! stopped, and sending the same again changes nothing.

use std::fmt::Write;

use serde::{Deserialize, Serialize};

use crate::household::Who;
use crate::taste::{Mark, Taste};

/// The version of the payload.
const VERSION: u32 = 1;
/// The most ratings that the collector takes; the newest count.
const MOST: usize = 2_000;
/// The longest id that the collector takes, in bytes.
const LONGEST_ID: usize = 128;
/// How long nothing must have changed before it is sent, in milliseconds.
pub const IDLE: u64 = 30_000;
/// After the first failure; it doubles with each further one.
const FIRST_PAUSE: u64 = 60_000;
/// With up to a half added by chance the longest pause is six hours.
const LONGEST_PAUSE: u64 = 4 * 60 * 60_000;

/// What is kept of one person's contribution.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    /// The person, who may have been removed since.
    pub who: Who,
    /// The secret by which the collector knows the contribution; made before anything is sent.
    pub token: String,
    /// Whether the person contributes.
    pub on: bool,
    /// Whether everything is to be taken back.
    pub erasing: bool,
    /// Whether the collector may have something: a request may have arrived although no answer came.
    pub touched: bool,
    /// What was acknowledged last.
    pub sent: Option<Sent>,
    /// What came in the way since.
    pub trouble: Option<Trouble>,
}

/// What the collector acknowledged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// When, in milliseconds since 1970.
    pub at: u64,
    /// How many ratings; 0 when they were taken back.
    pub ratings: usize,
    /// The print of what was sent.
    pub print: u64,
}

/// What came in the way.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble {
    /// How often it was tried in vain.
    pub tries: u32,
    /// Not tried again before this, in milliseconds since 1970.
    pub next: u64,
    /// What the collector said when it refused this print: the same is not sent again by itself.
    pub refused: Option<String>,
    /// The print of what was tried.
    pub print: u64,
}

/// What is to be told to the collector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// These ratings, in place of what was sent before.
    Send(Payload),
    /// Take everything back.
    Erase,
}

impl Task {
    fn print(&self) -> u64 {
        match self {
            Task::Send(payload) => print(&payload.text),
            Task::Erase => 0,
        }
    }
}

/// The body of a contribution: shown and sent as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payload {
    /// JSON.
    pub text: String,
    /// How many ratings are in it.
    pub ratings: usize,
}

/// The body for what a person said; `None` when there is nothing to say.
///
/// The ratings stand in the order of the shows' ids: when something was said is nobody's business.
pub fn payload(token: &str, catalogue: &str, taste: &Taste) -> Option<Payload> {
    let is_id = |id: &str| (1..=LONGEST_ID).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic());
    let said = taste.entries().iter().filter(|entry| is_id(&entry.id));
    let mut ratings: Vec<(&str, &str)> =
        said.filter_map(|entry| Some((entry.id.as_str(), name(entry.mark)?))).take(MOST).collect();
    ratings.sort_unstable();
    if ratings.is_empty() {
        return None;
    }
    let mut text = format!(
        "{{\n  \"version\": {VERSION},\n  \"token\": \"{}\",\n  \"catalogue\": \"{}\",\n  \"ratings\": [",
        escaped(token),
        escaped(catalogue)
    );
    for (at, (id, mark)) in ratings.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        // Writing to a string cannot fail.
        let _ = write!(text, "{comma}\n    {{ \"show\": \"{}\", \"mark\": \"{mark}\" }}", escaped(id));
    }
    text.push_str("\n  ]\n}");
    Some(Payload { text, ratings: ratings.len() })
}

/// What the collector calls a mark. That a show is hidden says nothing of a taste, and is not sent.
fn name(mark: Mark) -> Option<&'static str> {
    match mark {
        Mark::Loved => Some("loved"),
        Mark::Liked => Some("liked"),
        Mark::Disliked => Some("disliked"),
        Mark::Meh | Mark::Seen => Some("seen"),
        Mark::Hidden | Mark::Want => None,
    }
}

/// The inside of a JSON string; what comes here is printable ASCII.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

/// FNV-1a, in the 53 bits that a number keeps on its way through the browser's storage. Never 0.
fn print(text: &str) -> u64 {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    (hash >> 11).max(1)
}

/// What the collector should be told, if anything. `taste` is what the person said; `None` when the person was removed.
pub fn wanted(record: &Record, taste: Option<&Taste>, catalogue: &str) -> Option<Task> {
    let payload = taste.and_then(|taste| payload(&record.token, catalogue, taste));
    match payload {
        Some(payload) if record.on && !record.erasing => {
            let task = Task::Send(payload);
            (record.sent.map(|sent| sent.print) != Some(task.print())).then_some(task)
        }
        // Switched off: what was sent stays until it is taken back.
        Some(_) if !record.erasing => None,
        // To be taken back, or the person has nothing left here: then nothing is to be left there.
        _ => record.touched.then_some(Task::Erase),
    }
}

/// Who asks for something to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urge {
    /// Nobody: the time has come.
    Time,
    /// The network is there again.
    Network,
    /// The person.
    Person,
}

/// When a task is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Now.
    Now,
    /// At this time, in milliseconds since 1970.
    At(u64),
    /// When the network is there.
    Online,
    /// Not before something has changed: it was refused.
    Refused,
}

/// When a task is to be done. `changed` is when something was said last.
pub fn when(record: &Record, task: &Task, online: bool, urge: Urge, changed: u64, now: u64) -> When {
    // Trouble with what is not wanted any more says nothing of what is, except that the collector may be out of reach.
    let trouble = record.trouble.as_ref();
    if urge < Urge::Person && trouble.is_some_and(|one| one.refused.is_some() && one.print == task.print()) {
        return When::Refused;
    }
    if !online {
        return When::Online;
    }
    let pause = match trouble {
        Some(trouble) if urge < Urge::Network && trouble.refused.is_none() => trouble.next,
        _ => 0,
    };
    let idle = if urge == Urge::Time { changed.saturating_add(IDLE) } else { 0 };
    match pause.max(idle) {
        at if at > now => When::At(at),
        _ => When::Now,
    }
}

/// What became of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// It is done.
    Done,
    /// No answer, or one that asks to come again, perhaps after so many milliseconds.
    Later(Option<u64>),
    /// It will not be taken as it is. The collector's own sentence.
    Refused(String),
}

/// What an answer's status means; `said` is its sentence, `after` what it says of another try, in milliseconds.
pub fn reply(status: u16, said: String, after: Option<u64>) -> Reply {
    match status {
        200..=299 => Reply::Done,
        408 | 425 | 429 | 500..=599 => Reply::Later(after),
        _ => Reply::Refused(said),
    }
}

/// The record after a task was tried; `None` when there is nothing left to keep. `chance` is from 0 to 1.
pub fn settled(mut record: Record, task: &Task, reply: Reply, exists: bool, now: u64, chance: f64) -> Option<Record> {
    let tries = record.trouble.as_ref().map_or(0, |trouble| trouble.tries);
    let asked = if let Reply::Later(Some(after)) = reply { after } else { 0 };
    match (reply, task) {
        (Reply::Done, Task::Send(payload)) => {
            record.sent = Some(Sent { at: now, ratings: payload.ratings, print: task.print() });
            record.trouble = None;
        }
        (Reply::Done, Task::Erase) => {
            if !exists {
                return None;
            }
            // Whoever begins again has another token: the two contributions cannot be joined.
            let token = if record.on { record.token } else { String::new() };
            let sent = Some(Sent { at: now, ratings: 0, print: 0 });
            return Some(Record { who: record.who, token, on: record.on, sent, ..Record::default() });
        }
        (Reply::Refused(said), Task::Send(_)) => {
            record.trouble = Some(Trouble { tries: tries + 1, next: 0, refused: Some(said), print: task.print() });
        }
        // Taking back is never given up.
        (Reply::Later(_) | Reply::Refused(_), _) => {
            let next = now + pause(tries, chance).max(asked.min(LONGEST_PAUSE));
            record.trouble = Some(Trouble { tries: tries + 1, next, refused: None, print: task.print() });
        }
    }
    Some(record)
}

/// How long to wait after so many failures before this one: 1 minute to 6 hours.
fn pause(tries: u32, chance: f64) -> u64 {
    let step = FIRST_PAUSE.saturating_mul(1 << tries.min(16)).min(LONGEST_PAUSE);
    step + (step as f64 * 0.5 * chance.clamp(0.0, 1.0)) as u64
}

/// How a contribution is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Nothing was sent, and nothing will be.
    Off,
    /// Nothing is said yet that could be sent.
    Empty,
    /// Switched off, and the collector has this.
    Stays(Sent),
    /// The collector has this, and it is what it should have.
    Sent(Sent),
    /// Everything was taken back.
    TakenBack(Sent),
    /// A request is under way.
    Busy(Doing),
    /// It will be done in a moment.
    Soon(Doing),
    /// It will be done when the network is there.
    Offline(Doing),
    /// The collector does not answer; the next try is at this time.
    Trying(Doing, u64),
    /// The collector does not take it. Its own sentence.
    Refused(String),
}

/// What is, or will be, done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// Sending.
    Sending,
    /// Taking back.
    TakingBack,
}

/// How a contribution is doing; `task` is what [`wanted`] says, with what [`when`] says of it.
pub fn state(record: &Record, task: Option<(&Task, When)>, busy: bool) -> State {
    let Some((task, when)) = task else {
        return match record.sent {
            Some(sent) if sent.ratings > 0 && record.on => State::Sent(sent),
            Some(sent) if sent.ratings > 0 => State::Stays(sent),
            _ if record.on => State::Empty,
            Some(sent) => State::TakenBack(sent),
            // An attempt without an answer, and then it was switched off.
            None if record.touched => State::Stays(Sent::default()),
            None => State::Off,
        };
    };
    let doing = if matches!(task, Task::Erase) { Doing::TakingBack } else { Doing::Sending };
    match when {
        _ if busy => State::Busy(doing),
        When::Online => State::Offline(doing),
        When::Refused => {
            State::Refused(record.trouble.as_ref().and_then(|trouble| trouble.refused.clone()).unwrap_or_default())
        }
        When::At(at) if record.trouble.as_ref().is_some_and(|one| one.refused.is_none() && one.next == at) => {
            State::Trying(doing, at)
        }
        When::Now | When::At(_) => State::Soon(doing),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::ShowLine;
    use crate::taste::Entry;

    const HOUR: u64 = 60 * 60_000;

    fn taste(said: &[(&str, Mark)]) -> Taste {
        let mut taste = Taste::default();
        for (at, (id, mark)) in said.iter().enumerate() {
            let show = ShowLine { id: (*id).into(), ..ShowLine::default() };
            taste.set(id, Some(Entry::of(&show, *mark, at as u64)));
        }
        taste
    }

    fn on() -> Record {
        Record { who: 7, token: "secret".into(), on: true, ..Record::default() }
    }

    /// The record after what is wanted was done.
    fn done(record: Record, taste: Option<&Taste>) -> Option<Record> {
        let task = wanted(&record, taste, "m").expect("something to do");
        settled(Record { touched: true, ..record }, &task, Reply::Done, taste.is_some(), 1000, 0.5)
    }

    #[test]
    fn the_payload_is_json_of_exactly_what_may_be_sent() {
        let said = [
            ("the-wire", Mark::Loved),
            ("a\"b\\c", Mark::Liked),
            ("dark", Mark::Seen),
            ("friends", Mark::Disliked),
            ("hidden", Mark::Hidden),
            ("進撃", Mark::Loved),
            ("a b", Mark::Loved),
            ("", Mark::Loved),
        ];
        let payload = payload("t", "5f0c", &taste(&said)).expect("something was said");
        let read: serde_json::Value = serde_json::from_str(&payload.text).expect("JSON");
        let expected = serde_json::json!({
            "version": 1,
            "token": "t",
            "catalogue": "5f0c",
            "ratings": [
                { "show": "a\"b\\c", "mark": "liked" },
                { "show": "dark", "mark": "seen" },
                { "show": "friends", "mark": "disliked" },
                { "show": "the-wire", "mark": "loved" },
            ],
        });
        assert_eq!((read, payload.ratings), (expected, 4));
    }

    #[test]
    fn of_too_many_the_newest_are_sent() {
        let ids: Vec<String> = (0..MOST + 5).map(|number| format!("show-{number:05}")).collect();
        let said: Vec<(&str, Mark)> = ids.iter().map(|id| (id.as_str(), Mark::Liked)).collect();
        let payload = payload("t", "m", &taste(&said)).expect("much was said");
        assert_eq!(payload.ratings, MOST);
        assert!(payload.text.contains("show-02004") && !payload.text.contains("show-00004\""));
    }

    #[test]
    fn nothing_is_wanted_until_it_is_switched_on_and_again_only_after_a_change() {
        let said = taste(&[("dark", Mark::Loved)]);
        assert_eq!(wanted(&Record { on: false, ..on() }, Some(&said), "m"), None);
        assert_eq!(wanted(&on(), Some(&Taste::default()), "m"), None);
        let record = done(on(), Some(&said)).expect("kept");
        assert_eq!(record.sent.map(|sent| sent.ratings), Some(1));
        assert_eq!(wanted(&record, Some(&said), "m"), None);
        for (taste, catalogue) in [(taste(&[("dark", Mark::Seen)]), "m"), (said, "n")] {
            assert!(matches!(wanted(&record, Some(&taste), catalogue), Some(Task::Send(_))));
        }
    }

    #[test]
    fn what_was_sent_is_taken_back_when_asked_and_with_the_last_word_and_with_the_person() {
        let said = taste(&[("dark", Mark::Loved)]);
        let sent = done(on(), Some(&said)).expect("kept");
        let off = Record { on: false, ..sent.clone() };
        assert_eq!(wanted(&off, Some(&said), "m"), None, "switching off takes nothing back by itself");
        for (record, taste) in [
            (Record { erasing: true, ..off.clone() }, Some(&said)),
            (off.clone(), Some(&Taste::default())),
            (sent.clone(), Some(&Taste::default())),
            (sent.clone(), None),
            (off.clone(), None),
        ] {
            assert_eq!(wanted(&record, taste, "m"), Some(Task::Erase));
        }
        // Nothing was ever sent: there is nothing to take back.
        assert_eq!(wanted(&on(), None, "m"), None);

        let record = done(Record { erasing: true, ..off.clone() }, Some(&said)).expect("kept");
        assert_eq!((record.token.as_str(), record.touched, record.erasing), ("", false, false));
        assert_eq!(state(&record, None, false), State::TakenBack(Sent { at: 1000, ratings: 0, print: 0 }));
        assert_eq!(done(off, None), None, "nothing is kept of a person who is gone");
        // Who says something again contributes again.
        let record = done(sent, Some(&Taste::default())).expect("kept");
        assert_eq!(state(&record, None, false), State::Empty);
        assert!(matches!(wanted(&record, Some(&said), "m"), Some(Task::Send(_))));
    }

    #[test]
    fn a_lost_answer_may_have_been_an_acknowledgement() {
        let said = taste(&[("dark", Mark::Loved)]);
        let record = Record { touched: true, on: false, ..on() };
        assert_eq!(state(&record, None, false), State::Stays(Sent::default()));
        assert_eq!(wanted(&Record { erasing: true, ..record }, Some(&said), "m"), Some(Task::Erase));
    }

    #[test]
    fn it_waits_until_nothing_changes_and_for_a_network() {
        let said = taste(&[("dark", Mark::Loved)]);
        let task = wanted(&on(), Some(&said), "m").expect("something to send");
        let at = |online, urge, now| when(&on(), &task, online, urge, 1000, now);
        assert_eq!(at(true, Urge::Time, 2000), When::At(1000 + IDLE));
        assert_eq!(at(true, Urge::Time, 1000 + IDLE), When::Now);
        for urge in [Urge::Network, Urge::Person] {
            assert_eq!(at(true, urge, 2000), When::Now);
        }
        assert_eq!(at(false, Urge::Person, 1000 + IDLE), When::Online);
        assert_eq!(state(&on(), Some((&task, When::Online)), false), State::Offline(Doing::Sending));
        assert_eq!(state(&on(), Some((&task, When::At(9))), false), State::Soon(Doing::Sending));
    }

    #[test]
    fn failures_make_it_wait_longer_each_time() {
        let said = taste(&[("dark", Mark::Loved)]);
        let task = wanted(&on(), Some(&said), "m").expect("something to send");
        let mut record = on();
        let mut pauses = Vec::new();
        for _ in 0..12 {
            record = settled(record, &task, reply(503, String::new(), None), true, 0, 0.0).expect("kept");
            pauses.push(record.trouble.as_ref().map_or(0, |trouble| trouble.next) / 60_000);
        }
        assert_eq!(pauses, [1, 2, 4, 8, 16, 32, 64, 128, 240, 240, 240, 240]);
        assert_eq!(pause(30, 1.0), 6 * HOUR);
        assert_eq!(when(&record, &task, true, Urge::Time, 0, HOUR), When::At(4 * HOUR));
        assert_eq!(state(&record, Some((&task, When::At(4 * HOUR))), false), State::Trying(Doing::Sending, 4 * HOUR));
        assert_eq!(when(&record, &task, true, Urge::Network, 0, HOUR), When::Now);
        // The server's own word counts where it is longer.
        let record = settled(on(), &task, reply(429, String::new(), Some(600_000)), true, 0, 0.0).expect("kept");
        assert_eq!(record.trouble.map(|trouble| trouble.next), Some(600_000));
    }

    #[test]
    fn what_is_refused_is_not_sent_for_ever() {
        let said = taste(&[("dark", Mark::Loved)]);
        let task = wanted(&on(), Some(&said), "m").expect("something to send");
        let record = settled(on(), &task, reply(422, "no".into(), None), true, 0, 0.5).expect("kept");
        for urge in [Urge::Time, Urge::Network] {
            assert_eq!(when(&record, &task, true, urge, 0, 9 * HOUR), When::Refused);
        }
        assert_eq!(state(&record, Some((&task, When::Refused)), false), State::Refused("no".into()));
        assert_eq!(when(&record, &task, true, Urge::Person, 0, HOUR), When::Now);
        let other = Task::Send(payload("secret", "m", &taste(&[("dark", Mark::Seen)])).expect("said"));
        assert_eq!(when(&record, &other, true, Urge::Time, 0, HOUR), When::Now);
        // Taking back is tried again, whatever the answer.
        let record = settled(on(), &Task::Erase, reply(400, "no".into(), None), true, 0, 0.0).expect("kept");
        assert_eq!(when(&record, &Task::Erase, true, Urge::Time, 0, 0), When::At(60_000));
    }

    #[test]
    fn a_record_survives_the_browsers_numbers() {
        let record = Record { sent: Some(Sent { at: 1, ratings: 2, print: print("x") }), ..on() };
        let text = serde_json::to_string(&record).expect("JSON");
        assert_eq!(serde_json::from_str::<Record>(&text).expect("the same"), record);
        assert!(print("x") < 1 << 53 && print("") != 0);
        assert_eq!(serde_json::from_str::<Record>("{}").expect("all have defaults"), Record::default());
    }
}
