//! `trainer evaluate --feedback`: what it brings that people say more than what they like.
//!
//! The same unseen people are asked the same questions several times: with everything they said, without their dislikes,
//! and with loved shows called liked; and a model that was trained on likes alone is asked with likes alone. What is to be
//! found is the same each time (what else they like), and so is what may not be answered (all that is named, disliked
//! shows too), so that the differences are what the words say and not what they strike out.

use anyhow::{Result, bail};
use model_core::request::Feedback;
use model_core::{Model, Scratch};
use trainer::evaluate::{Quality, Question, Split, bootstrap_margin, measure, questions_with_dislikes};
use trainer::progress::Progress;

use super::EvaluateArgs;
use super::input::Input;
use super::measure::{ENOUGH_PEOPLE, train_on};

/// What a question says to the model, of what was said.
type Said = fn(Feedback) -> Option<Feedback>;

const WAYS: [(&str, bool, Said); 4] = [
    ("everything said", true, Some),
    ("without dislikes", true, |said| (said != Feedback::Disliked).then_some(said)),
    ("loved as liked", true, |said| Some(if said == Feedback::Loved { Feedback::Liked } else { said })),
    ("likes alone, in training too", false, |said| (said != Feedback::Disliked).then_some(Feedback::Liked)),
];

/// One way of asking at one input size.
struct Measured {
    liked: Quality,
    /// The same lists, where what is to be found is what people dislike and did not name.
    disliked: Quality,
}

pub(crate) fn compare(args: &EvaluateArgs, progress: &Progress) -> Result<()> {
    progress.step("reading".into());
    let input = Input::read(&args.data, progress)?;
    let split = Split::draw(&input.viewers, args.data.seed);
    let dislikes = |people: &trainer::viewers::Viewers| {
        (0..people.len()).flat_map(|p| people.entries_of(p)).filter(|entry| entry.preference < 0.0).count()
    };
    if split.test.len() < ENOUGH_PEOPLE || dislikes(&split.test) == 0 {
        bail!(
            "{} viewers could be kept apart, with {} dislikes: not enough to see what dislikes bring",
            split.test.len(),
            dislikes(&split.test)
        );
    }
    let (settings, _) = input.choose(&args.data, &split, progress)?;
    let with_all = train_on(&input, &split, &settings, progress)?;
    progress.step("likes alone".into());
    let likes_alone = Split {
        train: split.train.likes_alone(),
        validation: split.validation.likes_alone(),
        test: split.test.clone(),
    };
    let with_likes = train_on(&input, &likes_alone, &settings, progress)?;
    let mut columns: Vec<Vec<Measured>> = Vec::new();
    for size in &args.inputs {
        progress.step(format!("asking at input {size}"));
        let asked = questions_with_dislikes(&split.test, *size, args.data.seed);
        let turned: Vec<Question> = asked
            .iter()
            .filter_map(|(person, question)| {
                let not_named = |show: u32| question.named.iter().all(|entry| entry.show != show);
                let entries = split.test.entries_of(*person).iter();
                let relevant: Vec<u32> = entries
                    .filter(|entry| entry.preference < 0.0 && not_named(entry.show))
                    .map(|entry| entry.show)
                    .collect();
                (!relevant.is_empty()).then(|| Question { named: question.named.clone(), relevant })
            })
            .collect();
        let asked: Vec<Question> = asked.into_iter().map(|(_, question)| question).collect();
        let measured = WAYS.iter().map(|&(_, all, said)| {
            let model = if all { &with_all } else { &with_likes };
            Measured { liked: ask(model, &asked, said), disliked: ask(model, &turned, said) }
        });
        columns.push(measured.collect());
    }
    progress.step(String::new());
    print(args, &columns, split.test.len(), dislikes(&split.test));
    Ok(())
}

fn ask(model: &Model, asked: &[Question], said: Said) -> Quality {
    measure(asked, Scratch::default, |number, scratch, scores| {
        let taste = asked[number].taste().into_iter();
        let taste: Vec<_> = taste.filter_map(|(show, feedback)| Some((show, said(feedback)?))).collect();
        scores.clear();
        scores.extend_from_slice(model.scores(&taste, scratch));
    })
}

fn print(args: &EvaluateArgs, columns: &[Vec<Measured>], people: usize, dislikes: usize) {
    println!("{people} viewers who were not trained on, with {dislikes} dislikes\n");
    let table = |name: &str, value: &dyn Fn(&Measured) -> String, ways: &[usize]| {
        print!("{name:<32}");
        for size in &args.inputs {
            print!("{:>16}", size.to_string());
        }
        println!();
        for &way in ways {
            print!("  {:<30}", WAYS[way].0);
            for column in columns {
                print!("{:>16}", value(&column[way]));
            }
            println!();
        }
        println!();
    };
    let all = [0, 1, 2, 3];
    table("Recall@20", &|measured| format!("{:.4}", measured.liked.recall20), &all);
    table("NDCG@100", &|measured| format!("{:.4}", measured.liked.ndcg100), &all);
    table("Recall@20 of disliked shows", &|measured| format!("{:.4}", measured.disliked.recall20), &all);
    println!("Recall@20 of everything said is greater by (95 % bootstrap interval of the paired difference)");
    for (way, (name, ..)) in WAYS.iter().enumerate().skip(1) {
        print!("  than {name:<25}");
        for column in columns {
            let (all, other) = (&column[0].liked.recalls20, &column[way].liked.recalls20);
            let differences: Vec<f64> = all.iter().zip(other).map(|(all, other)| all - other).collect();
            let mean = differences.iter().sum::<f64>() / differences.len().max(1) as f64;
            print!("{:>16}", format!("{mean:+.4} ±{:.4}", bootstrap_margin(&differences)));
        }
        println!();
    }
}
