//! `trainer map`.

use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use trainer::map;
use trainer::output;

#[derive(Args)]
pub(crate) struct MapArgs {
    /// The model file.
    file: PathBuf,
    /// Also draw it (SVG).
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
}

/// Neighbours whose places are looked at, and within how many places they are looked for.
const LOOKED_AT: [(usize, usize); 3] = [(5, 10), (10, 20), (10, 50)];
/// The picture's side.
const SIDE: f64 = 1600.0;
/// So many of the best-known shows have their titles in the picture.
const TITLES: usize = 150;

pub(crate) fn run(args: &MapArgs) -> Result<()> {
    let model = super::open(&args.file)?;
    let Some(places) = model.map() else {
        bail!("{} has no map: it was trained by an older program; train it again", args.file.display());
    };
    let places: Vec<[u16; 2]> = places.collect();
    for (count, within) in LOOKED_AT {
        let kept = map::kept(&model, &places, count, within);
        println!("of the {count} nearest shows {:.1} % are among the {within} nearest on the map", 100.0 * kept);
    }
    let Some(svg) = &args.svg else { return Ok(()) };
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {SIDE} {SIDE}\" font-family=\"sans-serif\" font-size=\"9\">\n"
    );
    let at = |number: u16| f64::from(number) / f64::from(u16::MAX) * SIDE;
    for (show, [x, y]) in places.iter().enumerate() {
        writeln!(text, "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"2\" fill=\"#8a7a64\"/>", at(*x), at(*y))?;
        if show < TITLES {
            let title = &model.catalogue().titles()[show].title;
            let title = title.replace('&', "&amp;").replace('<', "&lt;");
            writeln!(text, "<text x=\"{:.1}\" y=\"{:.1}\">{title}</text>", at(*x) + 3.0, at(*y) + 3.0)?;
        }
    }
    text.push_str("</svg>\n");
    output::write_whole(svg, text.as_bytes())
}
