//! The collector's command line; the work is in the library.

fn main() -> std::process::ExitCode {
    collector::cli::main()
}
