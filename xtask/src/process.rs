//! Other programs: running them, and saying plainly what went wrong.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::report;

/// Runs a program whose output goes straight to the person.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    report::note(format!("$ {}", line(command)));
    let status = command.status().with_context(|| format!("could not start `{}`", program(command)))?;
    if !status.success() {
        bail!("`{}` failed ({status}); its own words are above", line(command));
    }
    Ok(())
}

/// Runs a program quietly and returns what it printed.
pub(crate) fn capture(command: &mut Command) -> Result<String> {
    let output =
        command.stdin(Stdio::null()).output().with_context(|| format!("could not start `{}`", program(command)))?;
    if !output.status.success() {
        let words = String::from_utf8_lossy(&output.stderr);
        bail!("`{}` failed ({}): {}", line(command), output.status, words.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The cargo that runs us, so that a `+toolchain` on the command line holds for what we start.
pub(crate) fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Where a program would be found.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    find_in(name, &env::split_paths(&env::var_os("PATH")?).collect::<Vec<_>>())
}

pub(crate) fn find_in(name: &str, folders: &[PathBuf]) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) { &["exe", "cmd"] } else { &[""] };
    folders
        .iter()
        .flat_map(|folder| endings.iter().map(move |ending| folder.join(name).with_extension(ending)))
        .find(|path| path.is_file())
}

/// `PATH` with some folders before it.
pub(crate) fn path_with(first: &[PathBuf]) -> Result<std::ffi::OsString> {
    let old = env::var_os("PATH").unwrap_or_default();
    let all = first.iter().cloned().chain(env::split_paths(&old));
    env::join_paths(all).context("a folder's name has a character that PATH cannot hold")
}

fn program(command: &Command) -> String {
    let path = Path::new(command.get_program());
    // Full paths say nothing that a person needs; the name does.
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn line(command: &Command) -> String {
    let mut words = vec![program(command)];
    words.extend(command.get_args().map(|argument| {
        let word = argument.to_string_lossy();
        if word.contains(' ') { format!("\"{word}\"") } else { word.into_owned() }
    }));
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_is_named() {
        let error = run(&mut Command::new("no-such-program-here")).expect_err("it does not exist");
        assert!(format!("{error:#}").contains("no-such-program-here"));
    }

    #[test]
    fn the_line_reads_as_typed() {
        let mut command = Command::new("/somewhere/trunk");
        command.args(["build", "--dist", "a folder"]);
        assert_eq!(line(&command), "trunk build --dist \"a folder\"");
    }
}
