//! `trainer evaluate --train FILE --test FILE`.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use model_core::card::Card;
use model_core::catalogue::Title;
use model_core::file::AlignedBytes;
use model_core::{Model, Scratch};
use serde_json::json;
use trainer::choose;
use trainer::evaluate::Split;
use trainer::evaluate::fixed::{self, FixedQuality, FixedSplit};
use trainer::evaluate::results::OURS;
use trainer::problems::Place;
use trainer::progress::Progress;
use trainer::shows::Show;
use trainer::train::{self, Evidence, Settings};

use super::{EvaluateArgs, baselines};

pub(super) fn evaluate(args: &EvaluateArgs, train: &Path, test: &Path, progress: &Progress) -> Result<()> {
    progress.step("reading".into());
    let open =
        |file: &Path| File::open(file).map(BufReader::new).with_context(|| format!("cannot read {}", file.display()));
    let split = FixedSplit::read(open(train)?, open(test)?)?;
    let n = split.items.len();
    let shows = split.items.iter().enumerate().map(|(number, item)| Show {
        title: Title { id: item.clone(), title: item.clone(), ..Title::default() },
        facts: Default::default(),
        known: Default::default(),
        place: Place::new(train, number as u64),
    });
    let ordered = train::order(&shows.collect::<Vec<_>>(), &split.known.popularity(n))?;
    let split = split.renumbered(&ordered.numbers);
    // Everybody is known; to choose the mixture some are set aside, and learned from after that.
    let Split { train: mut learned, validation, test } = Split::draw(&split.known, args.data.seed);
    learned.extend(&test);
    let evidence = Evidence { viewers: &learned, validation: &validation, ..Evidence::default() };
    let mut settings = Settings { max_bytes: args.data.max_bytes, seed: args.data.seed, ..Settings::for_people() };
    let began = Instant::now();
    if let Some([few, many]) = choose::choose(&evidence, n, &settings, progress) {
        (settings.few, settings.many) = (few.settings, many.settings);
    }
    let trained = train::train(&ordered.catalogue, &evidence, &settings, Card::default(), progress)?;
    let seconds = began.elapsed().as_secs_f64();
    let model = Model::open(AlignedBytes::from_slice(&trained.bytes))?;
    let asked = split.questions();
    progress.step(format!("measuring {OURS}"));
    let ours = fixed::measure(&asked, Scratch::default, |number, scratch, scores| {
        scores.clear();
        scores.extend_from_slice(model.scores(&asked[number].taste(), scratch));
    });
    let mut rows = vec![(OURS, ours)];
    if !args.no_baselines {
        for (name, learn) in baselines(n) {
            progress.step(format!("measuring {name}"));
            let baseline = learn(&split.known, n)?;
            let theirs = fixed::measure(&asked, || (), |number, (), scores| baseline.score(&asked[number], scores));
            rows.push((name, theirs));
        }
    }
    progress.step(String::new());
    if args.json {
        let rows: Vec<_> = rows.iter().map(|(method, quality)| json!({"method": method, "quality": quality})).collect();
        let whole = json!({"protocol": "fixed split, everybody known", "users": split.known.len(), "items": n,
            "bytes": trained.bytes.len(), "training_seconds": seconds, "rows": rows});
        println!("{}", serde_json::to_string_pretty(&whole)?);
        return Ok(());
    }
    println!(
        "{} users, all known, {} of them asked; {n} items; a model file of {} bytes, trained in {seconds:.1} s\n",
        split.known.len(),
        asked.len(),
        trained.bytes.len()
    );
    println!("{:<18}{:>18}{:>18}", "", "Recall@20", "NDCG@20");
    for (method, FixedQuality { recall20, ndcg20, .. }) in &rows {
        let shown =
            |figure: &trainer::evaluate::bootstrap::Figure| format!("{:.4} ±{:.4}", figure.mean, figure.margin());
        println!("{method:<18}{:>18}{:>18}", shown(recall20), shown(ndcg20));
    }
    println!(
        "\nThe denominator of Recall@20 is the number of test items; the best of NDCG@20 has min(20, test items) hits."
    );
    Ok(())
}
