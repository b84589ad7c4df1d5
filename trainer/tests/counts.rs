//! Counting in parts: however viewers are divided, and whatever was added and erased again, the sums and the model made
//! of them are the same bytes.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use model_core::card::Card;
use model_core::catalogue::Catalogue;
use proptest::prelude::*;
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use trainer::counts::{Counted, Counts};
use trainer::gram::ExpectedGram;
use trainer::problems::Place;
use trainer::progress::Progress;
use trainer::shows::{Known, Show};
use trainer::train::{self, Evidence, Settings};
use trainer::viewers::{Entry, Viewers};

const SHOWS: usize = 40;

fn shows() -> Vec<Show> {
    let show = |number: usize| {
        let id = format!("show-{number}");
        let title = model_core::catalogue::Title { title: id.clone(), id, ..Default::default() };
        Show { title, facts: Default::default(), known: Known::default(), place: Place::new("made up".as_ref(), 0) }
    };
    (0..SHOWS).map(show).collect()
}

/// Viewers of all sorts of histories; some with stars, so that preferences differ.
fn viewers(count: usize, seed: u64) -> Viewers {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut viewers = Viewers::new();
    for _ in 0..count {
        let often = random.random::<f64>();
        let stars = random.random_bool(0.5);
        let mut entries = Vec::new();
        for show in 0..SHOWS as u32 {
            if random.random_bool(often / (1.0 + f64::from(show) / 10.0)) {
                let preference = if stars { random.random_range(0.4..1.0) } else { 1.0 };
                entries.push(Entry { preference, ..Entry::liked(show) });
            }
        }
        viewers.push(entries, 1.0);
    }
    viewers
}

fn counted(viewers: &Viewers) -> Counts {
    let ids = shows().into_iter().map(|show| show.title.id).collect();
    let mut counts = Counts::new(ids, &Settings::for_people().expectations());
    counts.add_viewers(viewers, &Progress::quiet()).expect("not cancelled");
    counts
}

fn model(counts: Counts, people: &Viewers, dense_up_to: usize) -> Vec<u8> {
    let catalogue: Catalogue = train::order(&shows(), &[0.0; SHOWS]).expect("distinct ids").catalogue;
    let counted = Counted { counts, numbers: (0..SHOWS as u32).collect() };
    let evidence = Evidence { validation: people, counts: Some(&counted), ..Evidence::default() };
    let settings = Settings { max_bytes: Some(30_000), few_rank: 8, dense_up_to, ..Settings::for_people() };
    train::train(&catalogue, &evidence, &settings, Card::default(), &Progress::quiet()).expect("trained").bytes
}

fn bytes(counts: &Counts) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("c.counts");
    counts.write(&file).expect("written");
    let bytes = std::fs::read(&file).expect("readable");
    assert!(Counts::read(&file).expect("readable") == *counts, "read back");
    bytes
}

/// The sums of viewers who were divided into so many parts, in any order.
fn in_parts(all: &Viewers, parts: usize, seed: u64) -> Counts {
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.shuffle(&mut ChaCha8Rng::seed_from_u64(seed));
    let counts = order.chunks(all.len().div_ceil(parts)).map(|part| counted(&all.select(part.iter().copied())));
    let together = |mut sum: Counts, part| {
        sum.add(&part).expect("the same catalogue");
        sum
    };
    counts.reduce(together).expect("at least one part")
}

/// More people come, and want to be forgotten.
fn come_and_gone(counts: &Counts, people: &Viewers) -> Counts {
    let mut sum = counts.clone();
    sum.add(&counted(people)).expect("the same catalogue");
    assert!(bytes(&sum) != bytes(counts), "they count as long as they are there");
    sum.subtract(&counted(people)).expect("the same catalogue");
    sum
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn parts_and_erasure_leave_no_trace_in_the_sums(seed in 0_u64..1000, gone in 1_usize..60) {
        let all = viewers(160, seed);
        let whole = counted(&all);
        let expected = bytes(&whole);
        for parts in [2, 8] {
            prop_assert!(bytes(&in_parts(&all, parts, seed)) == expected, "{} parts", parts);
        }
        // At least one of them likes something.
        let mut later = viewers(gone, seed + 9000);
        later.push((0..3).map(Entry::liked).collect(), 1.0);
        prop_assert!(bytes(&come_and_gone(&whole, &later)) == expected);
    }
}

/// The model hangs on the sums: it is not the same whatever is counted.
#[test]
fn ten_viewers_fewer_make_another_model() {
    let (all, people) = (viewers(160, 1), viewers(70, 2));
    assert!(model(counted(&all), &people, 1000) != model(counted(&all.select(0..150)), &people, 1000));
}

proptest! {
    // A case trains four models.
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn models_of_the_same_sums_are_the_same_bytes(seed in 0_u64..1000, gone in 1_usize..60) {
        let (all, people) = (viewers(160, seed), viewers(70, seed + 1000));
        let whole = counted(&all);
        let expected = model(whole.clone(), &people, 1000);
        for parts in [2, 8] {
            prop_assert!(model(in_parts(&all, parts, seed), &people, 1000) == expected, "{} parts", parts);
        }
        let mut later = viewers(gone, seed + 9000);
        later.push((0..3).map(Entry::liked).collect(), 1.0);
        prop_assert!(model(come_and_gone(&whole, &later), &people, 1000) == expected, "added and erased");
    }
}

/// What is counted exactly is what is counted in floating point.
#[test]
fn the_sums_are_those_of_the_dense_count() {
    let all = viewers(300, 1);
    let counts = counted(&all);
    let counted = Counted { counts, numbers: (0..SHOWS as u32).collect() };
    for expectation in Settings::for_people().expectations() {
        let (exact, usual) =
            (counted.gram(expectation).expect("counted"), ExpectedGram::count(&all, SHOWS, expectation));
        let close = |a: f64, b: f64| (a - b).abs() <= 1e-6 * a.abs().max(1e-3);
        assert!(close(exact.viewers, usual.viewers));
        for (a, b) in exact.inputs.iter().chain(&exact.targets).zip(usual.inputs.iter().chain(&usual.targets)) {
            assert!(close(f64::from(*a), f64::from(*b)), "{a} and {b}");
        }
        assert!(exact.popularity.iter().zip(&usual.popularity).all(|(a, b)| close(*a, *b)));
    }
}

/// Large catalogues are solved from the same sums.
#[test]
fn sums_go_into_the_sparse_solve_too() {
    let (all, people) = (viewers(300, 2), viewers(70, 3));
    let whole = model(counted(&all), &people, 10);
    let mut sum = counted(&all.select(0..100));
    sum.add(&counted(&all.select(100..300))).expect("the same catalogue");
    assert!(model(sum, &people, 10) == whole);
    assert!(model(counted(&all.select(0..100)), &people, 10) != whole);
}

fn trainer(folder: &Path, arguments: &str) {
    let output = Command::new(env!("CARGO_BIN_EXE_trainer"))
        .current_dir(folder)
        .arg("--quiet")
        .args(arguments.split_whitespace())
        .output()
        .expect("the trainer starts");
    assert!(output.status.success(), "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
}

/// From files to a model through the commands, in one part, two and eight, and with viewers who came and were erased again.
#[test]
fn files_counted_in_parts_give_the_same_model_file() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path();
    let mut titles = String::from("id,title\n");
    for show in 0..SHOWS {
        let _ = writeln!(titles, "{show},Title {show}");
    }
    std::fs::write(path.join("shows.csv"), titles).expect("written");
    let write = |name: &str, people: &Viewers, numbers: &mut dyn Iterator<Item = usize>| {
        let mut text = String::from("UserId,ShowId,IsLiked\n");
        for person in numbers {
            for entry in people.entries_of(person) {
                let _ = writeln!(text, "{name}-{person},{},{}", entry.show, entry.show % 7 != 3);
            }
        }
        std::fs::write(path.join(format!("{name}.csv")), text).expect("written");
    };
    let (all, later, chosen_by) = (viewers(240, 3), viewers(30, 4), viewers(90, 5));
    write("all", &all, &mut (0..240));
    write("later", &later, &mut (0..30));
    write("people", &chosen_by, &mut (0..90));
    let mut eighths = Vec::new();
    for part in 0..8 {
        let name = format!("part-{part}");
        write(&name, &all, &mut (0..240).filter(|person| person % 8 == part));
        trainer(path, &format!("count --shows shows.csv --ratings {name}.csv --out {name}.counts"));
        eighths.push(format!("{name}.counts"));
    }
    trainer(path, "count --shows shows.csv --ratings all.csv --out one.counts");
    trainer(path, "count --shows shows.csv --ratings later.csv --out later.counts");
    trainer(
        path,
        "count --shows shows.csv --ratings part-0.csv --ratings part-1.csv --ratings part-2.csv --out a.counts",
    );
    trainer(path, &format!("merge {} --out b.counts", eighths[3..].join(" ")));
    trainer(path, "merge a.counts b.counts --out two.counts");
    trainer(path, &format!("merge {} --out eight.counts", eighths.join(" ")));
    trainer(path, "merge one.counts later.counts --out more.counts");
    trainer(path, "merge more.counts --subtract later.counts --out erased.counts");
    let file = |name: &str| std::fs::read(path.join(name)).expect("written");
    let train = |counts: &str| {
        trainer(path, &format!("train --shows shows.csv --ratings people.csv {counts} --max-bytes 30000 --out m.bin"));
        file("m.bin")
    };
    let expected = train("--counts one.counts");
    for counts in ["two", "eight", "erased"] {
        assert!(file(&format!("{counts}.counts")) == file("one.counts"), "{counts}.counts");
        assert!(train(&format!("--counts {counts}.counts")) == expected, "the model of {counts}.counts");
    }
    // Several files are added up without being merged first.
    assert!(train("--counts a.counts --counts b.counts") == expected, "added up while training");
    assert!(train("--counts more.counts") != expected, "more people");
}

#[test]
fn what_does_not_belong_together_is_refused() {
    let counts = counted(&viewers(30, 1));
    let mut other = Counts::new(vec!["another".into()], &Settings::for_people().expectations());
    assert!(other.add(&counts).is_err_and(|error| error.to_string().contains("different catalogues")));
    let mut fewer = Counts::new(counts.ids.clone(), &Settings::for_people().expectations()[..1]);
    assert!(fewer.add(&counts).is_err_and(|error| error.to_string().contains("different input sizes")));
    let mut none = Counts::new(counts.ids.clone(), &Settings::for_people().expectations());
    none.subtract(&counts).expect("the same catalogue");
    assert!(none.is_negative());
}

#[test]
fn damaged_files_are_refused() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("c.counts");
    let whole = bytes(&counted(&viewers(30, 1)));
    for cut in (0..whole.len()).step_by(97) {
        std::fs::write(&file, &whole[..cut]).expect("written");
        assert!(Counts::read(&file).is_err(), "cut at {cut}");
    }
    for at in (0..whole.len() - 8).step_by(53).filter(|at| !(8..18).contains(at)) {
        let mut flipped = whole.clone();
        flipped[at] ^= 0x10;
        std::fs::write(&file, flipped).expect("written");
        assert!(Counts::read(&file).is_err(), "flipped at {at}");
    }
}

/// What stands behind the first bytes may be anything, also where the checksum is right.
#[test]
fn any_records_are_refused_without_a_panic() {
    let whole = bytes(&counted(&viewers(30, 1)));
    let mut records = Vec::new();
    GzDecoder::new(&whole[8..]).read_to_end(&mut records).expect("gzipped");
    let read = |records: &[u8]| {
        let mut packed = GzEncoder::new(b"shcount2".to_vec(), Compression::fast());
        packed.write_all(records).expect("into memory");
        Counts::from_reader(packed.finish().expect("into memory").as_slice())
    };
    assert!(read(&records).is_ok_and(|counts| bytes(&counts) == whole));
    for at in (0..records.len()).step_by(101) {
        for bit in [1, 0x80] {
            let mut flipped = records.clone();
            flipped[at] ^= bit;
            // A number may be another one: then these counts must come back from a file of theirs.
            if let Ok(counts) = read(&flipped) {
                bytes(&counts);
            }
        }
        assert!(read(&records[..at]).is_err(), "cut at {at}");
    }
}

#[test]
fn counts_of_other_versions_say_what_to_do() {
    let mut file = bytes(&counted(&viewers(30, 1)));
    let mut said = |version: u8| {
        file[7] = version;
        format!("{:#}", Counts::from_reader(file.as_slice()).expect_err("another version"))
    };
    assert!(said(b'1').contains("made by an older trainer") && said(b'1').contains("count the ratings again"));
    assert!(said(b'3').contains("of version 3, made by a newer trainer"));
    let nothing = Counts::from_reader(&b"user,item\n1,2\n"[..]).expect_err("a table");
    assert!(nothing.to_string().contains("no file of counts"), "{nothing}");
}
