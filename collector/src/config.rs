//! The configuration: a TOML file, then the environment, then the command line; the later counts.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use toml::{Table, Value};

use crate::store::SqliteOptions;

/// In the environment an option has this before its name: `COLLECTOR_LISTEN`.
const PREFIX: &str = "COLLECTOR_";

/// An option as it is documented.
pub struct Opt {
    /// Its name in the file.
    pub name: &'static str,
    /// What it does.
    pub meaning: &'static str,
}

/// Every option, in the order of the example.
pub const OPTIONS: [Opt; 17] = [
    Opt { name: "listen", meaning: "The address and port to listen on. Put a reverse proxy with TLS in front" },
    Opt { name: "database", meaning: "A file for SQLite, or the address of a PostgreSQL database (postgres://…)" },
    Opt {
        name: "catalogue",
        meaning: "A model file or a shows.csv, whose shows can be rated. Empty: every well-formed id is taken",
    },
    Opt {
        name: "allowed_origins",
        meaning: "The sites that may send contributions, as scheme://host:port. \"*\" allows all",
    },
    Opt {
        name: "trusted_proxies",
        meaning: "Addresses of reverse proxies, whose X-Forwarded-For the rate limit believes",
    },
    Opt {
        name: "requests_per_minute",
        meaning: "How many requests an address may send in the long run; 0 is no limit",
    },
    Opt { name: "requests_at_once", meaning: "How many requests an address may send at once" },
    Opt { name: "addresses", meaning: "How many addresses the rate limit remembers, in memory alone" },
    Opt { name: "max_body_bytes", meaning: "The most bytes of a contribution, packed and unpacked" },
    Opt { name: "body_seconds", meaning: "The longest time until a body is there" },
    Opt {
        name: "head_seconds",
        meaning: "The longest time until the head of a request is there; also ends idle connections",
    },
    Opt { name: "connections", meaning: "The most connections at a time; further ones wait" },
    Opt { name: "shutdown_seconds", meaning: "How long requests under way may take when the service is told to end" },
    Opt {
        name: "max_database_mib",
        meaning: "The largest size of the SQLite file in MiB; 0 is no limit. When it is reached, contributions are refused",
    },
    Opt { name: "busy_seconds", meaning: "How long SQLite waits for another program that holds the database" },
    Opt { name: "postgres_connections", meaning: "The most connections to PostgreSQL" },
    Opt { name: "log", meaning: "What is logged: error, warn, info, debug or trace" },
];

/// The configuration.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs, reason = "each is documented in OPTIONS, which the example and the documentation are made of")]
pub struct Config {
    pub listen: SocketAddr,
    pub database: String,
    pub catalogue: PathBuf,
    pub allowed_origins: Vec<String>,
    pub trusted_proxies: Vec<IpAddr>,
    pub requests_per_minute: u32,
    pub requests_at_once: u32,
    pub addresses: usize,
    pub max_body_bytes: usize,
    pub body_seconds: u64,
    pub head_seconds: u64,
    pub connections: usize,
    pub shutdown_seconds: u64,
    pub max_database_mib: u64,
    pub busy_seconds: u64,
    pub postgres_connections: usize,
    pub log: Level,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            listen: SocketAddr::from(([127, 0, 0, 1], 8090)),
            database: "collector.sqlite".into(),
            catalogue: PathBuf::new(),
            // Where `cargo xtask run` serves the site.
            allowed_origins: vec!["http://127.0.0.1:8080".into(), "http://localhost:8080".into()],
            trusted_proxies: Vec::new(),
            requests_per_minute: 20,
            requests_at_once: 20,
            addresses: 100_000,
            max_body_bytes: 256 * 1024,
            body_seconds: 20,
            head_seconds: 10,
            connections: 1024,
            shutdown_seconds: 20,
            max_database_mib: 0,
            busy_seconds: 5,
            postgres_connections: 8,
            log: Level::Info,
        }
    }
}

/// How much is logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Level {
    Error,
    Warn,
    Info,
    Debug,
    Trace,
}

impl Config {
    /// Reads a file, where there is one, and puts the environment's and the command line's values over it.
    ///
    /// # Errors
    /// Names the option, where its value came from, and what is wrong with it.
    pub fn read(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (String, String)>,
        given: Table,
    ) -> Result<Config> {
        let mut table = Table::new();
        if let Some(file) = file {
            let text = std::fs::read_to_string(file)
                .with_context(|| format!("the configuration {} cannot be read", file.display()))?;
            table = text.parse().with_context(|| format!("the configuration {} is not TOML", file.display()))?;
            Config::of(table.clone()).with_context(|| format!("in {}", file.display()))?;
        }
        let defaults = Table::try_from(Config::default())?;
        for (variable, text) in environment {
            let Some(name) = variable.strip_prefix(PREFIX).map(str::to_ascii_lowercase) else { continue };
            // Such as COLLECTOR_TEST_POSTGRES: other programs of the project may have variables of their own.
            let Some(default) = defaults.get(&name) else { continue };
            let value = like(default, &text).with_context(|| format!("the environment's {variable}"))?;
            table.insert(name, value);
            Config::of(table.clone()).with_context(|| format!("with the environment's {variable}"))?;
        }
        table.extend(given);
        let config = Config::of(table)?;
        config.check()?;
        Ok(config)
    }

    fn of(table: Table) -> Result<Config> {
        match table.try_into() {
            Ok(config) => Ok(config),
            Err(error) => bail!("{}", error.to_string().trim_end()),
        }
    }

    fn check(&self) -> Result<()> {
        let positive = [
            ("addresses", self.addresses),
            ("max_body_bytes", self.max_body_bytes),
            ("body_seconds", self.body_seconds as usize),
            ("head_seconds", self.head_seconds as usize),
            ("connections", self.connections),
            ("postgres_connections", self.postgres_connections),
        ];
        if let Some((name, _)) = positive.iter().find(|(_, value)| *value == 0) {
            bail!("{name} is 0; it must be at least 1");
        }
        for origin in &self.allowed_origins {
            let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
            let plain = host.is_some_and(|host| {
                !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_graphic() && !b"/?#@".contains(&byte))
            });
            if origin != "*" && !plain {
                bail!(
                    "allowed_origins: {origin:?} is not an origin; write https://example.org, without a path or a slash"
                );
            }
        }
        Ok(())
    }

    /// How SQLite is opened.
    pub fn sqlite(&self, create: bool) -> SqliteOptions {
        SqliteOptions {
            create,
            busy_timeout: Duration::from_secs(self.busy_seconds),
            largest: self.max_database_mib * 1024 * 1024,
        }
    }

    /// A configuration file with every option and its default.
    pub fn example() -> Result<String> {
        let defaults = Table::try_from(Config::default())?;
        let mut text = String::from(
            "# Every option of the collector, with its default. In the environment each has the prefix COLLECTOR_\n\
             # (COLLECTOR_LISTEN), lists with commas between their parts; the environment counts before this file.\n",
        );
        for option in &OPTIONS {
            text.push_str(&format!("\n# {}.\n{} = {}\n", option.meaning, option.name, defaults[option.name]));
        }
        Ok(text)
    }
}

/// The text of an environment variable as a value of the same type as the default.
fn like(default: &Value, text: &str) -> Result<Value> {
    Ok(match default {
        Value::Integer(_) => match text.trim().parse() {
            Ok(number) => Value::Integer(number),
            Err(_) => bail!("{text:?} is not a whole number"),
        },
        Value::Array(_) => {
            let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
            Value::Array(parts.map(|part| Value::String(part.into())).collect())
        }
        _ => Value::String(text.to_owned()),
    })
}

/// Without the password that an address of a database may hold.
impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let table = Table::try_from(self).unwrap_or_default();
        let hide = self.database.contains("://");
        f.debug_map()
            .entries(table.iter().map(|(name, value)| match name.as_str() {
                "database" if hide => (name, Value::String("postgres://…".into())),
                _ => (name, value.clone()),
            }))
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(variables: &[(&str, &str)]) -> Vec<(String, String)> {
        variables.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect()
    }

    #[test]
    fn the_example_is_the_default() {
        let text = Config::example().expect("defaults are TOML");
        let read: Config = toml::from_str(&text).expect("the example");
        assert_eq!(read, Config::default());
    }

    #[test]
    fn every_option_is_documented() {
        let defaults = Table::try_from(Config::default()).expect("defaults are TOML");
        let mut named: Vec<&str> = OPTIONS.iter().map(|option| option.name).collect();
        named.sort_unstable();
        let fields: Vec<&str> = defaults.keys().map(String::as_str).collect();
        assert_eq!(named, fields);
        let page = include_str!("../../docs/collector.md");
        for option in &OPTIONS {
            let line = format!("| `{}` | `{}` | {} |", option.name, defaults[option.name], option.meaning);
            assert!(page.contains(&line), "docs/collector.md lacks the line\n{line}");
        }
    }

    #[test]
    fn later_sources_count() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("collector.toml");
        std::fs::write(&file, "listen = \"127.0.0.1:1\"\nconnections = 7\nbody_seconds = 3\n").expect("written");
        let variables = environment(&[
            ("COLLECTOR_CONNECTIONS", "8"),
            ("COLLECTOR_ALLOWED_ORIGINS", "https://a.example, https://b.example"),
            ("COLLECTOR_LISTEN", "127.0.0.1:2"),
            ("COLLECTOR_TEST_POSTGRES", "x"),
            ("PATH", "/bin"),
        ]);
        let given = Table::from_iter([("listen".to_owned(), Value::String("127.0.0.1:3".into()))]);
        let config = Config::read(Some(&file), variables, given).expect("good values");
        assert_eq!((config.listen.port(), config.connections, config.body_seconds), (3, 8, 3));
        assert_eq!(config.allowed_origins, ["https://a.example", "https://b.example"]);
        assert_eq!(config.addresses, Config::default().addresses);
    }

    #[test]
    fn mistakes_are_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("c.toml");
        let told = |text: &str, variables: &[(&str, &str)]| {
            std::fs::write(&file, text).expect("written");
            let error = Config::read(Some(&file), environment(variables), Table::new()).expect_err("a mistake");
            format!("{error:#}").replace(&folder.path().display().to_string(), "")
        };
        let messages = [
            told("lisen = 1", &[]),
            told("connections = \"many\"", &[]),
            told("connections = ", &[]),
            told("connections = 0", &[]),
            told("allowed_origins = [\"https://example.org/\"]", &[]),
            told("log = \"loud\"", &[]),
            told("", &[("COLLECTOR_CONNECTIONS", "many")]),
            told("", &[("COLLECTOR_LISTEN", "here")]),
        ];
        insta::assert_snapshot!(messages.join("\n---\n"));
    }

    #[test]
    fn passwords_are_not_shown() {
        let config = Config { database: "postgres://me:secret@host/db".into(), ..Config::default() };
        assert!(!format!("{config:?}").contains("secret"));
    }
}
