//! The command line: serve (also when nothing is said), export, erase, backup, config.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use clap::{Args, Parser, Subcommand};
use toml::{Table, Value};
use tracing::Level as TracingLevel;

use crate::catalogue::Catalogue;
use crate::config::{Config, Level};
use crate::contribution::Token;
use crate::export::{self, Format, Options};
use crate::service::{App, Listening, serve};
use crate::store::{self, Store};

/// Takes ratings that people choose to contribute, and exports them for the trainer.
#[derive(Parser)]
#[command(name = "collector", version, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: ServeArgs,
}

#[derive(Subcommand)]
enum Command {
    /// Answer requests (the default).
    Serve(ServeArgs),
    /// Write all contributions, without anything that tells who they are, in a form that the trainer reads.
    Export(ExportArgs),
    /// Forget what a token sent.
    Erase(EraseArgs),
    /// Copy the SQLite database while it is in use.
    Backup(BackupArgs),
    /// Show the configuration.
    Config(ConfigArgs),
    /// Print the OpenAPI document.
    Openapi,
}

#[derive(Args)]
struct Common {
    /// The configuration file.
    #[arg(long, value_name = "FILE", env = "COLLECTOR_CONFIG")]
    config: Option<PathBuf>,
    /// A file for SQLite, or the address of a PostgreSQL database.
    #[arg(long, value_name = "FILE|ADDRESS")]
    database: Option<String>,
}

#[derive(Args)]
struct ServeArgs {
    #[command(flatten)]
    common: Common,
    /// The address and port to listen on; port 0 takes any that is free.
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
    /// A model file or a shows.csv, whose shows can be rated.
    #[arg(long, value_name = "FILE")]
    catalogue: Option<PathBuf>,
}

#[derive(Args)]
struct ExportArgs {
    #[command(flatten)]
    common: Common,
    /// The file to write; its ending chooses between CSV and Parquet.
    #[arg(long, value_name = "FILE.csv|FILE.parquet")]
    out: PathBuf,
    /// Leave out shows that fewer people rated.
    #[arg(long, value_name = "K", default_value_t = export::DEFAULT_FLOOR)]
    floor: u32,
    /// Number people so that `trainer watch` measures on the same ones with every export. That tells of each person
    /// whether they are among those, in this export as in the next.
    #[arg(long)]
    keep_apart: bool,
}

#[derive(Args)]
struct EraseArgs {
    #[command(flatten)]
    common: Common,
    /// The token. Without it, it is read from standard input, so that it need not be in a history of commands.
    #[arg(long, value_name = "TOKEN")]
    token: Option<String>,
}

#[derive(Args)]
struct BackupArgs {
    #[command(flatten)]
    common: Common,
    /// The file to write.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

#[derive(Args)]
struct ConfigArgs {
    /// Print a configuration file with every option and its default.
    #[arg(long)]
    example: bool,
    #[command(flatten)]
    serve: ServeArgs,
}

/// Runs what was asked for; errors go to standard error.
pub fn main() -> ExitCode {
    match tokio::runtime::Runtime::new() {
        Ok(runtime) => match runtime.block_on(run(Cli::parse())) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("error: {error:#}");
                ExitCode::FAILURE
            }
        },
        Err(error) => {
            eprintln!("error: no threads: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> Result<()> {
    match cli.command {
        None => run_server(&cli.serve.config()?).await,
        Some(Command::Serve(args)) => run_server(&args.config()?).await,
        Some(Command::Export(args)) => run_export(&args).await,
        Some(Command::Erase(args)) => run_erase(&args).await,
        Some(Command::Backup(args)) => {
            let store = open(&args.common.config()?, false).await?;
            store.backup(&args.out).await?;
            store.close().await;
            say(&format!("The copy: {}", args.out.display()))
        }
        Some(Command::Config(ConfigArgs { example: true, .. })) => print(&Config::example()?),
        Some(Command::Config(args)) => say(&format!("{:#?}", args.serve.config()?)),
        Some(Command::Openapi) => say(&crate::service::openapi()),
    }
}

impl Common {
    fn read(&self, mut given: Table) -> Result<Config> {
        if let Some(database) = &self.database {
            given.insert("database".into(), Value::String(database.clone()));
        }
        let environment = std::env::vars_os().filter_map(|(name, value)| {
            let text = |text: &OsStr| text.to_str().map(str::to_owned);
            Some((text(&name)?, text(&value)?))
        });
        Config::read(self.config.as_deref(), environment, given)
    }

    fn config(&self) -> Result<Config> {
        self.read(Table::new())
    }
}

impl ServeArgs {
    fn config(&self) -> Result<Config> {
        let mut given = Table::new();
        if let Some(listen) = &self.listen {
            given.insert("listen".into(), Value::String(listen.clone()));
        }
        if let Some(catalogue) = &self.catalogue {
            let Some(path) = catalogue.to_str() else { bail!("{} is not UTF-8", catalogue.display()) };
            given.insert("catalogue".into(), Value::String(path.into()));
        }
        self.common.read(given)
    }
}

async fn open(config: &Config, create: bool) -> Result<Arc<dyn Store>> {
    let opened = store::open(&config.database, &config.sqlite(create), config.postgres_connections).await;
    opened.context("the database cannot be opened")
}

async fn run_server(config: &Config) -> Result<()> {
    start_log(config.log);
    let catalogue = match config.catalogue.as_os_str().is_empty() {
        true => Catalogue::any(),
        false => Catalogue::read(&config.catalogue)?,
    };
    let end = end_signal()?;
    let listening = Listening::bind(config.listen)
        .await
        .with_context(|| format!("cannot listen on {}; another address can be chosen with --listen", config.listen))?;
    let store = open(config, true).await?;
    let address = listening.address()?;
    tracing::info!(?config, "the configuration");
    match catalogue.len() {
        Some(shows) => tracing::info!(catalogue = catalogue.id(), shows, "the catalogue"),
        None => tracing::warn!("no catalogue was given: every well-formed id of a show is taken"),
    }
    // Tests, and people, read this line.
    tracing::info!(%address, "listening");
    serve(listening, config, Arc::new(App::new(config, store, catalogue)), end).await;
    Ok(())
}

/// Comes about when the process is asked to end: Ctrl-C, or a service manager's signal.
fn end_signal() -> Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    let mut terminated = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    Ok(async move {
        let interrupted = tokio::signal::ctrl_c();
        #[cfg(unix)]
        tokio::select! {
            _ = interrupted => {}
            _ = terminated.recv() => {}
        }
        #[cfg(not(unix))]
        let _ = interrupted.await;
        tracing::info!("told to end");
    })
}

/// A line of JSON for each event, on standard error.
fn start_log(level: Level) {
    let level = match level {
        Level::Error => TracingLevel::ERROR,
        Level::Warn => TracingLevel::WARN,
        Level::Info => TracingLevel::INFO,
        Level::Debug => TracingLevel::DEBUG,
        Level::Trace => TracingLevel::TRACE,
    };
    // Only fails when a log was started before, as in tests.
    let _ = tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_max_level(level)
        .with_writer(std::io::stderr)
        .try_init();
}

async fn run_export(args: &ExportArgs) -> Result<()> {
    let format = Format::of(&args.out)?;
    let store = open(&args.common.config()?, false).await?;
    let snapshot = store.snapshot().await?;
    store.close().await;
    let options = Options { floor: args.floor, keep_apart: args.keep_apart };
    let report = export::write(&snapshot, options, format, &args.out)?;
    say(&format!("{report}\nThe export: {}", args.out.display()))
}

async fn run_erase(args: &EraseArgs) -> Result<()> {
    let text = match &args.token {
        Some(token) => token.clone(),
        None => {
            let mut text = String::new();
            std::io::stdin().take(1000).read_to_string(&mut text).context("the token cannot be read")?;
            text
        }
    };
    let Some(token) = Token::parse(text.trim()) else {
        bail!("this is no token: a token is 43 characters of A-Z, a-z, 0-9, - and _");
    };
    let store = open(&args.common.config()?, false).await?;
    let was = store.erase(token.hash()).await?;
    store.close().await;
    say(if was { "The contribution is erased." } else { "Nothing of this token is stored." })
}

fn say(text: &str) -> Result<()> {
    print(&format!("{text}\n"))
}

fn print(text: &str) -> Result<()> {
    std::io::stdout().lock().write_all(text.as_bytes()).context("standard output is closed")
}
