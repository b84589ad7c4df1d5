//! The reader of other services' files: loaded only when somebody imports.

fn main() {
    app::reader::register();
}
