//! The page.

fn main() {
    app::view::start();
}
