//! Retraining and publishing as an owner of a site runs it: what is published, what is refused, and what is left when the
//! program is killed at any moment.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use model_core::Model;
use model_core::file::AlignedBytes;
use trainer::publish::{Manifest, file_name, sha256};
use xxhash_rust::xxh64::xxh64;

/// A folder with a site, shows and a folder of ratings.
struct World {
    folder: tempfile::TempDir,
}

impl World {
    fn new() -> World {
        let folder = tempfile::tempdir().expect("a folder");
        let mut shows = String::from("id,title\n");
        for show in 0..40 {
            let _ = writeln!(shows, "{show},Title {show}");
        }
        let world = World { folder };
        for name in ["site", "ratings"] {
            fs::create_dir(world.path(name)).expect("a folder");
        }
        world.write("shows.csv", &shows);
        world.write("site/index.html", "<!doctype html>");
        // Nothing is chosen, which saves the tests' time.
        world.write("settings.toml", "");
        world
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("written");
    }

    /// Two camps: who mostly likes odd shows and who mostly likes even ones. How many ratings that makes.
    fn write_people(&self, name: &str, people: std::ops::Range<u32>) -> usize {
        let mut ratings = String::from("user,item,rating\n");
        for user in people {
            for show in 0..40 {
                let own = (show + user) % 2 == 0;
                match xxh64(format!("{user} {show}").as_bytes(), 0) % 100 {
                    luck if luck < if own { 75 } else { 20 } => writeln!(ratings, "u{user},{show},liked"),
                    luck if luck > 95 => writeln!(ratings, "u{user},{show},disliked"),
                    _ => Ok(()),
                }
                .expect("into a text");
            }
        }
        self.write(&format!("ratings/{name}"), &ratings);
        ratings.lines().count() - 1
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_trainer"));
        command.current_dir(self.folder.path()).arg("--quiet").args(arguments);
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the trainer starts")
    }

    fn watch(&self, more: &[&str]) -> Output {
        self.run(&[WATCH.as_slice(), &["--once"], more].concat())
    }

    /// The manifest, when the site is whole: what it names is there, and is what it says.
    fn whole(&self) -> Option<Manifest> {
        assert_eq!(fs::read_to_string(self.path("site/index.html")).expect("the page"), "<!doctype html>");
        let text = fs::read(self.path("site/model.json")).ok()?;
        let manifest: Manifest = serde_json::from_slice(&text).expect("a whole manifest");
        for file in std::iter::once(&manifest.file).chain(&manifest.previous) {
            let bytes = fs::read(self.path("site").join(file)).expect("what the manifest names");
            assert_eq!(&file_name(&bytes), file);
            if *file == manifest.file {
                assert_eq!((bytes.len() as u64, sha256(&bytes)), (manifest.bytes, manifest.sha256.clone()));
                Model::open_verified(AlignedBytes::from_slice(&bytes)).expect("a sound model");
            }
        }
        Some(manifest)
    }

    fn now(&self) -> Manifest {
        self.whole().expect("something is published")
    }

    /// The reports of one kind, in the order of time.
    fn reports(&self, kind: &str) -> Vec<serde_json::Value> {
        let names = names_in(&self.path("state"));
        let mine = names.iter().filter(|name| name.starts_with(kind) && name.ends_with(".json"));
        mine.map(|name| serde_json::from_slice(&fs::read(self.path("state").join(name)).expect("there")).expect("JSON"))
            .collect()
    }
}

const WATCH: [&str; 13] = [
    "watch",
    "--site",
    "site",
    "--shows",
    "shows.csv",
    "--ratings",
    "ratings",
    "--state",
    "state",
    "--settings",
    "settings.toml",
    "--least-people",
    "20",
];

fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn said(output: &Output) -> String {
    let text = [output.stdout.as_slice(), &output.stderr].concat();
    String::from_utf8_lossy(&text).into_owned()
}

fn succeeds(output: Output) -> String {
    let text = said(&output);
    assert!(output.status.success(), "{text}");
    text
}

#[test]
fn from_ratings_to_the_site_and_back() {
    let world = World::new();
    assert!(succeeds(world.watch(&[])).contains("no ratings yet"));
    let count = world.write_people("a.csv", 0..300);
    let text = succeeds(world.watch(&["--at-least", &(count + 1).to_string()]));
    let expected = format!("{count} ratings, {count} more than at the last training: not enough yet");
    assert!(text.contains(&expected), "{text}");
    assert_eq!(world.whole(), None);

    let text = succeeds(world.watch(&["--at-least", &count.to_string()]));
    assert!(text.contains("nothing is published") && text.contains("published: model-"), "{text}");
    let first = world.now();
    assert_eq!(succeeds(world.watch(&[])), "", "the ratings are the same");
    assert_eq!(world.now(), first);

    let more = world.write_people("b.csv", 300..340);
    let text = succeeds(world.watch(&["--at-least", &(more + 1).to_string()]));
    assert!(text.contains(&format!("{more} more than at the last training: not enough yet")), "{text}");
    let text = succeeds(world.watch(&["--at-least", &more.to_string()]));
    assert!(text.contains("compared with the published model's twin"), "{text}");
    let second = world.now();
    assert_ne!(second.file, first.file);
    assert_eq!(second.previous, [first.file.as_str()]);

    let reports = world.reports("published-");
    assert_eq!(reports.len(), 2);
    assert_eq!(reports[1]["published_before"], first.file.as_str());
    assert_eq!(reports[1]["comparison"]["lines"].as_array().map(Vec::len), Some(5));
    let twins = names_in(&world.path("state")).into_iter().filter(|name| name.starts_with("twin-of-")).count();
    assert_eq!(twins, 2);

    let card = succeeds(world.run(&["inspect", &format!("site/{}", second.file)]));
    assert!(
        card.contains(&format!("{} ratings of 340 viewers", count + more)) && card.contains("340 viewers, "),
        "{card}"
    );

    assert!(succeeds(world.run(&["rollback", "--site", "site"])).contains("counts again"));
    assert_eq!((world.now().file, world.now().previous), (first.file, vec![second.file.clone()]));
    succeeds(world.run(&["rollback", "--site", "site", "--to", &second.file]));
    assert_eq!(world.now(), second);
    let error = world.run(&["rollback", "--site", "site", "--to", "model.bin"]);
    assert!(!error.status.success() && said(&error).contains("is no model file's name"), "{}", said(&error));
}

/// A flood of made-up people who name few shows each, so that none of them is asked: what they do to everybody else is
/// what is measured.
#[test]
fn a_worse_model_is_refused_and_says_why() {
    let world = World::new();
    world.write_people("a.csv", 0..300);
    succeeds(world.watch(&[]));
    let before = world.now();
    let mut flood = String::from("user,item,rating\n");
    for user in 0..6000_u32 {
        // Three shows of each camp.
        for place in 0..6 {
            let show = (user * 5 + place * 2 + place / 3) % 40;
            let _ = writeln!(flood, "x{user},{show},liked");
        }
    }
    world.write("ratings/flood.csv", &flood);
    let text = succeeds(world.watch(&[]));
    assert!(text.contains("refused, and the site is as it was"), "{text}");
    assert!(text.contains("the new model is clearly worse"), "{text}");
    assert_eq!(world.now(), before);
    let refused = world.reports("refused-");
    assert_eq!(refused.len(), 1);
    assert!(refused[0]["objections"][0].as_str().is_some_and(|why| why.contains("clearly worse")), "{}", refused[0]);
    assert_eq!(succeeds(world.watch(&[])), "", "the same ratings are not tried again");

    fs::remove_file(world.path("ratings/flood.csv")).expect("removed");
    let more = WATCH.map(|argument| if argument == "20" { "100" } else { argument });
    std::thread::sleep(Duration::from_millis(1_100));
    let text = succeeds(world.run(&[more.as_slice(), &["--once", "--every", "1s"]].concat()));
    assert!(text.contains("people could be asked, and 100 are needed"), "{text}");
    assert_eq!(world.now(), before);
}

#[test]
fn half_a_table_of_shows_is_refused() {
    let world = World::new();
    world.write_people("a.csv", 0..300);
    succeeds(world.watch(&[]));
    let before = world.now();
    let shows = fs::read_to_string(world.path("shows.csv")).expect("shows");
    let most: Vec<&str> = shows.lines().take(31).collect();
    world.write("shows.csv", &(most.join("\n") + "\n"));
    world.write_people("b.csv", 300..340);
    std::thread::sleep(Duration::from_millis(1_100));
    let text = succeeds(world.watch(&["--every", "1s"]));
    assert!(text.contains("10 of the 40 shows of the published model are not in the new one"), "{text}");
    assert_eq!(world.now(), before);
}

#[test]
fn the_program_before_a_look_fetches_the_ratings() {
    let world = World::new();
    world.write_people("a.csv", 0..300);
    fs::rename(world.path("ratings/a.csv"), world.path("a.csv")).expect("moved");
    let failed = world.watch(&["--", "false"]);
    assert!(!failed.status.success() && said(&failed).contains("false failed"), "{}", said(&failed));
    assert_eq!(world.whole(), None);
    succeeds(world.watch(&["--", "cp", "a.csv", "ratings/a.csv"]));
    world.now();
    let missing = world.watch(&["--", "no-such-program"]);
    assert!(said(&missing).contains("cannot run no-such-program"), "{}", said(&missing));
}

#[test]
fn two_watches_do_not_meet() {
    let world = World::new();
    let mut first = world.command(&WATCH).stdout(Stdio::piped()).spawn().expect("the trainer starts");
    // What it says of its first look it says with the lock in its hands.
    let mut looked = String::new();
    BufReader::new(first.stdout.take().expect("piped")).read_line(&mut looked).expect("a line");
    assert_eq!(looked, "no ratings yet\n");
    let second = world.watch(&[]);
    first.kill().expect("killed");
    first.wait().expect("ended");
    assert!(said(&second).contains("another `trainer watch` works on site"), "{}", said(&second));
    assert!(succeeds(world.watch(&[])).contains("no ratings yet"), "a lock ends with its program");
}

/// Publishes a hundred times, and kills the program at moments spread over its run.
#[test]
fn killed_at_any_moment_the_site_is_whole() {
    let world = World::new();
    world.write_people("a.csv", 0..60);
    for model in ["1", "2", "3"] {
        let out = format!("m{model}.bin");
        succeeds(world.run(&[
            "train",
            "--shows",
            "shows.csv",
            "--ratings",
            "ratings/a.csv",
            "--settings",
            "settings.toml",
            "--made-on",
            &format!("2026-11-0{model}"),
            "--out",
            &out,
        ]));
    }
    let publish = |model: u32| {
        let model = format!("m{}.bin", model % 3 + 1);
        let mut command = world.command(&["publish", "--site", "site", "--keep", "2", "--model", &model]);
        command.stdout(Stdio::null()).spawn().expect("the trainer starts")
    };
    let begun = Instant::now();
    assert!(publish(0).wait().expect("ended").success());
    // The moments are spread from the beginning to twice this, which follows how busy the machine is: whoever is killed
    // too early all the time lets it grow, whoever is too late lets it shrink.
    let mut reach = begun.elapsed();
    let mut before = world.now();
    let mut outcomes: BTreeMap<&str, u32> = BTreeMap::new();
    for round in 1..=100 {
        let mut program = publish(round);
        std::thread::sleep(reach * (round * 37 % 100) / 50);
        let _ = program.kill();
        program.wait().expect("ended");
        let now = world.now();
        let switched = now != before;
        *outcomes.entry(if switched { "switched" } else { "as before" }).or_default() += 1;
        reach = if switched { reach * 20 / 21 } else { reach * 21 / 20 };
        before = now;
    }
    assert!(outcomes.values().all(|count| *count >= 5) && outcomes.len() == 2, "kills at all moments: {outcomes:?}");
    // Whatever they left, the next one cleans up.
    assert!(publish(0).wait().expect("ended").success());
    assert!(publish(1).wait().expect("ended").success());
    let now = world.now();
    let models = [now.file.as_str(), &now.previous[0]];
    let mut expected = [".model.lock", "index.html", "model.json"].map(str::to_owned).to_vec();
    expected.extend(models.iter().flat_map(|file| [(*file).to_owned(), format!("{file}.gz")]));
    expected.sort_unstable();
    assert_eq!(names_in(&world.path("site")), expected);
}

/// The same for the whole of a retraining.
#[test]
fn a_watch_killed_at_any_moment_leaves_the_site_whole_and_goes_on() {
    let world = World::new();
    world.write_people("a.csv", 0..300);
    succeeds(world.watch(&[]));
    let begun = Instant::now();
    world.write_people("b.csv", 300..301);
    succeeds(world.watch(&["--at-least", "1"]));
    let whole_run = begun.elapsed();
    for round in 1..=12 {
        world.write_people("b.csv", 300..301 + round);
        let mut program = world.command(&[WATCH.as_slice(), &["--once", "--at-least", "1"]].concat());
        let mut program = program.stdout(Stdio::null()).spawn().expect("the trainer starts");
        std::thread::sleep(whole_run * (round * 5 % 12) / 11);
        let _ = program.kill();
        program.wait().expect("ended");
        world.now();
    }
    world.write_people("b.csv", 300..340);
    assert!(succeeds(world.watch(&["--at-least", "1"])).contains("published: model-"));
    world.now();
}
