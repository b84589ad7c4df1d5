//! `trainer train --pareto`: quality against bytes.

use anyhow::{Result, bail};
use trainer::evaluate::{InputSize, Split, questions};
use trainer::progress::Progress;
use trainer::settings::Settings;

use super::TrainArgs;
use super::input::Input;
use super::measure::{ENOUGH_PEOPLE, mapping, of_model, train_on};

const INPUTS: [InputSize; 5] =
    [InputSize::Shows(1), InputSize::Shows(3), InputSize::Shows(5), InputSize::Shows(10), InputSize::Share(0.8)];

/// Budgets as parts of the usual one.
const BUDGETS: [f64; 6] = [0.35, 0.5, 0.7, 1.0, 1.5, 2.5];

/// Trains a model for each of several budgets on the same people, with the same settings, and prints how well each
/// answers people it has not seen. Writes no file.
pub(crate) fn pareto(args: &TrainArgs, progress: &Progress) -> Result<()> {
    progress.step("reading".into());
    let input = Input::read(&args.data, progress)?;
    let split = Split::draw(&input.viewers, args.data.seed);
    if split.test.len() < ENOUGH_PEOPLE {
        bail!("only {} viewers could be kept apart; {ENOUGH_PEOPLE} are needed to measure", split.test.len());
    }
    let (settings, _) = input.choose(&args.data, &split, progress)?;
    let usual = train_on(&input, &split, &settings, progress)?.sections().file_length as f64;
    print!("{:>10}", "bytes");
    for size in INPUTS {
        print!("{:>9}", size.to_string());
    }
    println!("   (Recall@20 of {} viewers who were not trained on)", split.test.len());
    for part in BUDGETS {
        let budget = (usual * part) as usize;
        progress.step(format!("at most {budget} bytes"));
        let model = match train_on(&input, &split, &Settings { max_bytes: Some(budget), ..settings.clone() }, progress)
        {
            Ok(model) => model,
            // A budget may be too small for the catalogue: the error says so, and the next one is tried.
            Err(error) => {
                println!("{budget:>10}  {error:#}");
                continue;
            }
        };
        let map = mapping(&input, &model)?;
        print!("{:>10}", model.sections().file_length);
        for size in INPUTS {
            let survey = of_model(&model, &map, &questions(&split.test, size, args.data.seed));
            print!("{:>9.4}", survey.quality.recall20);
        }
        println!();
    }
    Ok(())
}
