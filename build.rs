//! What is made before the crate is compiled; each part explains itself in `packaging/build/`.

#[path = "packaging/build/assets.rs"]
mod assets;
#[path = "packaging/build/licenses.rs"]
mod licenses;
#[path = "packaging/build/texts.rs"]
mod texts;

fn main() {
    assets::build();
    licenses::build();
    texts::build();
}
