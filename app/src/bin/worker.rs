//! The worker: everything that is computed from the model.

fn main() {
    app::worker::register();
}
