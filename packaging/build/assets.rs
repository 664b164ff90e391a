//! The browser side: npm fetches what `assets/package-lock.json` names, `assets/build.mjs` bundles it, and the result
//! becomes a table in `$OUT_DIR/assets.rs`, which `platform::web::assets` includes.
//!
//! npm runs again only for another lock file, the bundler only for other sources: neither a touched file nor a change of
//! the rest of the build costs anything.

use serde_json::Value;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// What `build.mjs` reads. Folders are watched whole, so that new files count.
const SOURCES: [&str; 6] = ["package-lock.json", "build.mjs", "src", "css", "icons", "images"];

/// Fills `$OUT_DIR` with `npm/`, `dist/` and `assets.rs`; panics with a sentence for the person who builds.
pub fn build() {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let minify = env::var("PROFILE").as_deref() != Ok("debug");
    for source in SOURCES {
        println!("cargo:rerun-if-changed=assets/{source}");
    }
    install(&out.join("npm"));
    let stamp = out.join("dist.stamp");
    let print = format!("{:x}", fingerprint(minify));
    if fs::read_to_string(&stamp).ok().as_deref() != Some(print.as_str()) {
        bundle(&out, minify);
        fs::write(out.join("assets.rs"), table(&out.join("dist"))).expect("OUT_DIR can be written");
        fs::write(&stamp, print).expect("OUT_DIR can be written");
    }
}

/// `npm ci`, unless the folder already holds what this lock file asks for.
fn install(npm: &Path) {
    let stamp = npm.join("installed-lock.json");
    let lock = fs::read("assets/package-lock.json").expect("assets/package-lock.json is part of the sources");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return;
    }
    fs::create_dir_all(npm).expect("OUT_DIR can be written");
    for file in ["package.json", "package-lock.json", ".npmrc"] {
        fs::copy(format!("assets/{file}"), npm.join(file)).expect("OUT_DIR can be written");
    }
    // No package here needs its install script; what does not run cannot do harm.
    let arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"];
    run(Command::new("npm").args(arguments).current_dir(npm));
    fs::write(&stamp, &lock).expect("OUT_DIR can be written");
}

fn bundle(out: &Path, minify: bool) {
    run(Command::new("node")
        .arg("assets/build.mjs")
        .env("KOROB_DIST", out.join("dist"))
        .env("KOROB_NODE_MODULES", out.join("npm/node_modules"))
        .env("KOROB_MINIFY", if minify { "1" } else { "0" }));
}

/// Runs to the end in silence; what went wrong is shown whole.
fn run(command: &mut Command) {
    let program = command.get_program().to_string_lossy().into_owned();
    match command.output() {
        Ok(output) if output.status.success() => {}
        Ok(output) => panic!(
            "`{command:?}` failed ({}):\n{}{}",
            output.status,
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        ),
        Err(error) => panic!("`{program}` does not run ({error}). Building Korob needs Node.js 20 or later with npm"),
    }
}

/// Equal for equal sources, whatever their time stamps say.
fn fingerprint(minify: bool) -> u64 {
    let mut hasher = DefaultHasher::new();
    minify.hash(&mut hasher);
    for source in SOURCES {
        hash_path(&Path::new("assets").join(source), &mut hasher);
    }
    hasher.finish()
}

fn hash_path(path: &Path, hasher: &mut DefaultHasher) {
    path.hash(hasher);
    if path.is_dir() {
        let entries = fs::read_dir(path).expect("the folder of sources can be listed");
        let mut entries: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        entries.sort();
        entries.iter().for_each(|entry| hash_path(entry, hasher));
    } else {
        fs::read(path).expect("a source file can be read").hash(hasher);
    }
}

/// The Rust text of the table: one `Asset` per file, with the bytes included by the compiler.
fn table(dist: &Path) -> String {
    let manifest = fs::read(dist.join("manifest.json")).expect("build.mjs writes manifest.json");
    let entries: Vec<Value> = serde_json::from_slice(&manifest).expect("manifest.json is a list");
    // Relative to OUT_DIR, so that a target folder may be copied or moved.
    let bytes = |file: &str| {
        let included = || format!("include_bytes!(concat!(env!(\"OUT_DIR\"), {:?}))", format!("/dist/{file}"));
        dist.join(file).exists().then(included)
    };
    let mut code = String::from("static ASSETS: &[Asset] = &[\n");
    for entry in &entries {
        let text = |key: &str| entry[key].as_str().expect("name, file and type are texts");
        let file = text("file");
        code.push_str(&format!(
            "    Asset {{ name: {:?}, url: {:?}, media_type: {:?}, plain: {}, brotli: {}, gzip: {} }},\n",
            text("name"),
            format!("/assets/{file}"),
            text("type"),
            bytes(file).expect("build.mjs writes the files of its manifest"),
            option(bytes(&format!("{file}.br"))),
            option(bytes(&format!("{file}.gz"))),
        ));
    }
    code.push_str("];\n");
    code.push_str(&format!("/// The names of the icons in `icons.svg`.\npub const ICONS: &[&str] = &{:?};\n", icons()));
    code
}

/// The names of the icons, in order.
fn icons() -> Vec<String> {
    let entries = fs::read_dir("assets/icons").expect("assets/icons is part of the sources");
    let mut names: Vec<String> =
        entries.filter_map(|entry| Some(entry.ok()?.path().file_stem()?.to_str()?.to_owned())).collect();
    names.sort();
    names
}

fn option(bytes: Option<String>) -> String {
    bytes.map_or_else(|| String::from("None"), |bytes| format!("Some({bytes})"))
}
