//! `trainer report`.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use trainer::evaluate::results::{Evaluation, OURS};
use trainer::evaluate::{InputSize, Split};
use trainer::output;
use trainer::progress::Progress;
use trainer::report::{Budget, Report, neighbours};
use trainer::train::Settings;

use super::DataArgs;
use super::input::Input;
use super::measure::{Plan, Protocol, train_on};

/// How many of the best known shows are shown with their neighbours, and with how many each.
const SHOWS: usize = 12;
const NEIGHBOURS: usize = 8;
/// Files of other sizes, as parts of the model's.
const PARTS: [f64; 3] = [0.3, 0.5, 0.7];

#[derive(Args)]
pub(crate) struct ReportArgs {
    #[command(flatten)]
    data: DataArgs,
    /// Where to write the page.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Licence and attribution of the data.
    #[arg(long, value_name = "TEXT", default_value = "")]
    licence: String,
    /// Do not train smaller models to see what their bytes cost.
    #[arg(long)]
    no_sizes: bool,
}

pub(crate) fn report(args: &ReportArgs, progress: &Progress) -> Result<()> {
    progress.step("reading".into());
    let input = Input::read(&args.data, progress)?;
    let split = Split::draw(&input.viewers, args.data.seed);
    let plan = Plan {
        inputs: &InputSize::USUAL,
        protocol: Protocol::People,
        baselines: true,
        full: None,
        chunked: &[],
        seed: args.data.seed,
    };
    let asked = plan.ask(&split)?;
    let (settings, how) = input.choose(&args.data, &split, progress)?;
    let began = std::time::Instant::now();
    let model = train_on(&input, &split, &settings, progress)?;
    let mut evaluation = plan.measure(&input, &split, &asked, &model, Some(began.elapsed()), progress)?;
    evaluation.model.choices.splice(0..0, how);
    let budget = |bytes: u64, evaluation: &Evaluation| Budget {
        bytes,
        recall20: evaluation
            .rows
            .iter()
            .filter(|row| row.method == OURS)
            .map(|row| (row.input.clone(), row.recall20))
            .collect(),
    };
    let whole = model.sections().file_length;
    let mut budgets = Vec::new();
    for part in PARTS.iter().filter(|_| !args.no_sizes) {
        let bytes = (whole as f64 * part) as usize;
        progress.step(format!("training a file of {bytes} bytes"));
        let settings = Settings { max_bytes: Some(bytes), ..settings.clone() };
        let plan = Plan { baselines: false, ..plan };
        // A catalogue may be too large for the smallest files: then there is nothing to see there.
        let Ok(smaller) = train_on(&input, &split, &settings, progress) else { continue };
        let measured = plan.measure(&input, &split, &asked, &smaller, None, progress)?;
        budgets.push(budget(smaller.sections().file_length, &measured));
    }
    budgets.push(budget(whole, &evaluation));
    let neighbours = neighbours(&model, SHOWS, NEIGHBOURS);
    let page = Report { evaluation, budgets, neighbours, licence: args.licence.clone() }.html();
    output::write_whole(&args.out, page.as_bytes())?;
    println!("{}: {} bytes", args.out.display(), page.len());
    Ok(())
}
