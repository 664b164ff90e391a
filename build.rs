//! What is made before the crate is compiled; each part explains itself in `packaging/build/`.

#[path = "packaging/build/assets.rs"]
mod assets;

fn main() {
    assets::build();
}
