//! The command line.

use std::path::PathBuf;

use anyhow::{Result, bail};
use lexopt::prelude::*;

use crate::checks::Check;
use crate::endpoint::Endpoint;
use crate::serve::How;

pub(crate) const HELP: &str = "\
cargo xtask COMMAND

  run         get tools, train if needed, build, and serve on http://127.0.0.1:8080
  model       train the model
  dist        leave the finished site in dist/
  test        every check: format, lints, unit tests, data, WebAssembly, the site, the site in a browser
  bench       measure the finished site in a browser
  lighthouse  what Lighthouse says of the finished site, as on a phone
  peers       the same ranking on plain pages of other engines, measured beside the site
  reproduce   build the site twice from nothing, and compare
  shots       screenshots of the finished site, into target/shots/
  serve       serve a folder as it is
  endpoint    copy a finished site that contributes to another collector, or to none

Options of run, model, dist and bench (without them the model is trained from data/):
  --ratings FILE   train from these ratings (may be repeated)
  --shows FILE     the shows that the ratings are about (default: data/)
Options of run, dist, bench and peers:
  --model FILE     take this model file; train nothing
Options of run, dist and endpoint:
  --contribute URL  let people contribute their ratings to this collector (https; http only for localhost)
Options of run and serve:
  --port N         default 8080; 0 takes any free port
Options of model:
  --out FILE       copy the model to this file
Options of test:
  [CHECK...]       only these: format, lints, unit, data, wasm, site, browser
  [-- ARGS...]     for playwright, for instance `cargo xtask test browser -- -g offline`
Options of endpoint:
  --out DIR        where the copy goes
Options of serve and endpoint:
  --dir DIR        default dist/
Options of serve:
  --prefix PATH    serve below this path, for instance /shows/
  --isolated       send the headers of a cross-origin isolated page (finer clocks)
  --compressed     send the .br and .gz files that stand beside the others
";

/// What was asked for.
#[derive(Debug, PartialEq)]
pub(crate) enum Command {
    Help,
    Run { source: ModelSource, contribute: Option<Endpoint>, port: u16 },
    Model { source: ModelSource, out: Option<PathBuf> },
    Dist { source: ModelSource, contribute: Option<Endpoint> },
    Test { only: Vec<Check>, playwright: Vec<String> },
    Bench { source: ModelSource },
    Lighthouse,
    Peers { source: ModelSource },
    Reproduce,
    Shots,
    Serve { dir: Option<PathBuf>, port: u16, how: How },
    Endpoint { dir: Option<PathBuf>, out: PathBuf, contribute: Option<Endpoint> },
}

/// Where the model comes from.
#[derive(Debug, PartialEq)]
pub(crate) enum ModelSource {
    /// Trained from `data/`.
    Bundled,
    /// Trained from a person's own files.
    Own { shows: Option<PathBuf>, ratings: Vec<PathBuf> },
    /// A finished model file.
    File(PathBuf),
}

const DEFAULT_PORT: u16 = 8080;

pub(crate) fn parse(mut parser: lexopt::Parser) -> Result<Command> {
    let Some(first) = parser.next()? else { return Ok(Command::Help) };
    let name = match first {
        Value(name) => name.string()?,
        Short('h') | Long("help") => return Ok(Command::Help),
        other => return Err(other.unexpected().into()),
    };

    let mut shows = None;
    let mut ratings = Vec::new();
    let mut model = None;
    let mut out = None;
    let mut contribute = None;
    let mut port = DEFAULT_PORT;
    let mut dir = None;
    let mut how = How::default();
    let mut only = Vec::new();
    let mut playwright = Vec::new();

    let trains = matches!(name.as_str(), "run" | "model" | "dist" | "bench");
    while let Some(argument) = next(&mut parser, &name, &mut playwright)? {
        match (name.as_str(), argument) {
            (_, Short('h') | Long("help")) => return Ok(Command::Help),
            (_, Long("shows")) if trains => shows = Some(path(&mut parser)?),
            (_, Long("ratings")) if trains => ratings.push(path(&mut parser)?),
            ("run" | "dist" | "bench" | "peers", Long("model")) => model = Some(path(&mut parser)?),
            ("model" | "endpoint", Long("out")) => out = Some(path(&mut parser)?),
            ("run" | "serve", Long("port")) => port = parser.value()?.parse()?,
            ("run" | "dist" | "endpoint", Long("contribute")) => contribute = Some(parser.value()?.string()?.parse()?),
            ("serve" | "endpoint", Long("dir")) => dir = Some(path(&mut parser)?),
            ("serve", Long("prefix")) => how.prefix = parser.value()?.string()?,
            ("serve", Long("isolated")) => how.isolated = true,
            ("serve", Long("compressed")) => how.compressed = true,
            ("test", Value(check)) => only.push(check.string()?.parse()?),
            (_, other) => return Err(other.unexpected().into()),
        }
    }

    let source = match (model, shows, ratings) {
        (None, None, ratings) if ratings.is_empty() => ModelSource::Bundled,
        (None, shows, ratings) => ModelSource::Own { shows, ratings },
        (Some(file), None, ratings) if ratings.is_empty() => ModelSource::File(file),
        (Some(_), ..) => bail!("--model takes a finished model, so --shows and --ratings have no use beside it"),
    };
    Ok(match name.as_str() {
        "help" => Command::Help,
        "run" => Command::Run { source, contribute, port },
        "model" => Command::Model { source, out },
        "dist" => Command::Dist { source, contribute },
        "test" => Command::Test { only, playwright },
        "bench" => Command::Bench { source },
        "lighthouse" => Command::Lighthouse,
        "peers" => Command::Peers { source },
        "reproduce" => Command::Reproduce,
        "shots" => Command::Shots,
        "serve" => Command::Serve { dir, port, how },
        "endpoint" => match out {
            Some(out) => Command::Endpoint { dir, out, contribute },
            None => bail!("endpoint needs `--out DIR`, the folder for the copy"),
        },
        other => bail!("there is no command `{other}`; `cargo xtask help` lists them"),
    })
}

/// The next argument; what follows `--` goes to playwright.
fn next<'a>(
    parser: &'a mut lexopt::Parser,
    command: &str,
    playwright: &mut Vec<String>,
) -> Result<Option<lexopt::Arg<'a>>> {
    if command == "test"
        && let Some(rest) = parser.try_raw_args()
        && rest.peek().is_some_and(|argument| argument == "--")
    {
        for argument in rest.skip(1) {
            playwright.push(argument.string()?);
        }
    }
    Ok(parser.next()?)
}

/// Absolute, since the programs that we start have a current folder of their own.
fn path(parser: &mut lexopt::Parser) -> Result<PathBuf> {
    Ok(std::path::absolute(parser.value()?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command> {
        parse(lexopt::Parser::from_args(line.split_whitespace()))
    }

    #[test]
    fn run_takes_ratings_more_than_once() {
        let Ok(Command::Run { source: ModelSource::Own { shows, ratings }, port, contribute: None }) =
            parsed("run --ratings a.csv --ratings=b.csv --shows s.csv --port 9")
        else {
            panic!("not understood")
        };
        assert_eq!(port, 9);
        assert!(shows.is_some_and(|file| file.is_absolute() && file.ends_with("s.csv")));
        assert!(ratings[0].ends_with("a.csv") && ratings[1].ends_with("b.csv") && ratings.len() == 2);
    }

    #[test]
    fn nothing_said_means_the_bundled_model() {
        assert_eq!(parsed("dist").ok(), Some(Command::Dist { source: ModelSource::Bundled, contribute: None }));
    }

    #[test]
    fn peers_take_a_finished_model() {
        let Ok(Command::Peers { source: ModelSource::File(file) }) = parsed("peers --model m.bin") else {
            panic!("not understood")
        };
        assert!(file.is_absolute() && file.ends_with("m.bin"));
        assert!(parsed("peers --ratings r.csv").is_err());
    }

    #[test]
    fn test_hands_the_rest_to_playwright() {
        assert_eq!(
            parsed("test site browser -- -g offline").ok(),
            Some(Command::Test {
                only: vec![Check::Site, Check::Browser],
                playwright: vec!["-g".into(), "offline".into()]
            })
        );
    }

    #[test]
    fn mistakes_are_named() {
        for (line, word) in [
            ("runn", "runn"),
            ("run --prot 9", "prot"),
            ("run --port many", "many"),
            ("test everything", "everything"),
            ("bench --out x", "out"),
            ("dist --model m --ratings r", "--model"),
            ("dist --contribute http://example.org", "unencrypted"),
            ("endpoint --contribute https://example.org", "--out"),
            ("model --contribute https://example.org", "contribute"),
        ] {
            let message = parsed(line).expect_err(line).to_string();
            assert!(message.contains(word), "{line}: {message}");
        }
    }
}
