//! DataFusion within this process: it runs the statements itself, and no other program is needed.
//!
//! What it sorts and sums is limited; the rest goes to the disk. Only the cargo feature `datafusion` compiles it.

use std::fmt;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use datafusion::error::DataFusionError;
use datafusion::execution::disk_manager::DiskManagerBuilder;
use datafusion::execution::memory_pool::{FairSpillPool, MemoryConsumer, MemoryLimit, MemoryPool, MemoryReservation};
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::prelude::{SessionConfig, SessionContext};
use tokio::runtime::{Builder, Runtime};

use super::{Dialect, Job, statements};
use crate::output::UNDER_WAY;
use crate::patterns;
use crate::progress::{Cancelled, Progress};
use crate::stream::Memory;

/// Views stand within views, and planning them calls itself for each: more than a thread usually has for that.
const STACK: usize = 16 << 20;
/// Between two looks at whether the end was asked for.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// Memory of which everything that can be put aside has a fair part. What cannot, such as the buffers of the files that are
/// written, is given what it asks for, and the others have less: refused, it would end hours of work for a few hundred
/// kilobytes.
#[derive(Debug)]
struct Pool(FairSpillPool);

impl fmt::Display for Pool {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl MemoryPool for Pool {
    fn name(&self) -> &str {
        self.0.name()
    }

    fn register(&self, consumer: &MemoryConsumer) {
        self.0.register(consumer);
    }

    fn unregister(&self, consumer: &MemoryConsumer) {
        self.0.unregister(consumer);
    }

    fn grow(&self, reservation: &MemoryReservation, additional: usize) {
        self.0.grow(reservation, additional);
    }

    fn shrink(&self, reservation: &MemoryReservation, shrink: usize) {
        self.0.shrink(reservation, shrink);
    }

    fn try_grow(&self, reservation: &MemoryReservation, additional: usize) -> Result<(), DataFusionError> {
        if reservation.consumer().can_spill() {
            return self.0.try_grow(reservation, additional);
        }
        self.0.grow(reservation, additional);
        Ok(())
    }

    fn reserved(&self) -> usize {
        self.0.reserved()
    }

    fn memory_limit(&self) -> MemoryLimit {
        self.0.memory_limit()
    }
}

/// Counts into the folder that the job names, as Parquet files for [`Counts::from_rows`]: all of them or none. `memory` is
/// what DataFusion may take for what it can put aside; buffers of what it reads and writes are beside it.
///
/// # Errors
/// When ratings do not lie on this machine, when the folder holds something already, when `memory` is too little or the
/// disk full, when something cannot be read or written, and [`Cancelled`].
///
/// [`Counts::from_rows`]: crate::counts::Counts::from_rows
pub fn count(job: &Job, memory: Memory, progress: &Progress) -> Result<()> {
    for source in &job.sources {
        if patterns::matching(Path::new(&source.location))?.is_empty() {
            bail!("{}: there is no such file on this machine, where the embedded engine reads", source.location);
        }
    }
    let out = Path::new(&job.out);
    check_free(out)?;
    let writing = || format!("cannot write {}", out.display());
    let parent = out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(parent).with_context(writing)?;
    let under_way = tempfile::Builder::new().prefix(UNDER_WAY).tempdir_in(parent).with_context(writing)?;
    let result = under_way.path().join("gram");
    let job = Job { out: result.to_string_lossy().into_owned(), ..job.clone() };
    run(&statements(&job, Dialect::DataFusion)?, memory, progress)?;
    for file in files(&result).with_context(writing)? {
        File::open(file).and_then(|file| file.sync_all()).with_context(writing)?;
    }
    std::fs::rename(&result, out).with_context(writing)
}

/// A result is written once: files of two in one folder would be counted twice.
fn check_free(out: &Path) -> Result<()> {
    let there = match std::fs::read_dir(out) {
        Ok(mut entries) => entries.next().is_some(),
        Err(_) => out.exists(),
    };
    if there {
        bail!("{} is there already: name another folder, or remove it", out.display());
    }
    Ok(())
}

fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect()
}

fn run(statements: &[String], memory: Memory, progress: &Progress) -> Result<()> {
    let runtime = Builder::new_multi_thread().thread_stack_size(STACK).build().context("cannot start threads")?;
    // The disk itself is the limit of what goes to the disk.
    let environment = RuntimeEnvBuilder::new()
        .with_memory_pool(Arc::new(Pool(FairSpillPool::new(memory.0))))
        .with_disk_manager_builder(DiskManagerBuilder::default().with_max_temp_directory_size(u64::MAX))
        .build_arc()
        .context("cannot start DataFusion")?;
    let context = SessionContext::new_with_config_rt(SessionConfig::new(), environment);
    let last = statements.len().saturating_sub(1);
    progress.step("gathering what each viewer said".into());
    for (number, statement) in statements.iter().enumerate() {
        if number == last {
            progress.step("counting pairs".into());
        }
        execute(&runtime, &context, statement, progress).map_err(|error| explained(error, memory))?;
    }
    Ok(())
}

/// Runs one statement to its end, or until the end of the work is asked for.
fn execute(
    runtime: &Runtime,
    context: &SessionContext,
    statement: &str,
    progress: &Progress,
) -> Result<(), anyhow::Error> {
    let (context, statement) = (context.clone(), statement.to_owned());
    let running = runtime.spawn(async move { context.sql(&statement).await?.collect().await });
    while !running.is_finished() {
        if progress.is_cancelled() {
            running.abort();
            return Err(Cancelled.into());
        }
        std::thread::sleep(LOOK_EVERY);
    }
    runtime.block_on(running).context("DataFusion ended")??;
    Ok(())
}

/// An error with what to do about it.
fn explained(error: anyhow::Error, memory: Memory) -> anyhow::Error {
    match error.downcast_ref::<DataFusionError>().map(DataFusionError::find_root) {
        Some(DataFusionError::ResourcesExhausted(what)) => {
            let mebibytes = memory.0 >> 20;
            anyhow!("{mebibytes} MiB do not suffice for DataFusion ({what}): name more with --memory, or a lower --cap")
        }
        Some(root) => anyhow!("DataFusion cannot count this: {}", root.strip_backtrace()),
        None => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_not_written_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("gram");
        assert!(check_free(&out).is_ok(), "nothing is there");
        std::fs::create_dir(&out).expect("a folder");
        assert!(check_free(&out).is_ok(), "an empty folder");
        let file = out.join("part-0.parquet");
        std::fs::write(&file, "").expect("written");
        for there in [&out, &file] {
            let error = check_free(there).expect_err("there already").to_string();
            assert!(error.contains("is there already: name another folder"), "{error}");
        }
    }

    #[test]
    fn errors_say_what_to_do() {
        let progress = Progress::quiet();
        let error = run(&["SELECT * FROM nowhere".into()], Memory(1 << 20), &progress).expect_err("no table");
        assert!(
            format!("{error:#}").contains("DataFusion cannot count this: ") && format!("{error:#}").contains("nowhere")
        );
        progress.cancel().ask();
        let error = run(&["SELECT 1".into()], Memory(1 << 20), &progress).expect_err("cancelled");
        assert!(error.is::<Cancelled>(), "{error:#}");
    }
}
