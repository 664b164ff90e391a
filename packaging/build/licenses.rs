//! The licence texts of everything that ends up in the executable: crates of the normal dependency tree and npm
//! packages of the bundles. The result is one text, each licence once, packed into `$OUT_DIR/licenses.txt.gz`.
//!
//! Done anew only for another lock file.

use flate2::{Compression, write::GzEncoder};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

const LOCKS: [&str; 4] = ["Cargo.lock", "Cargo.toml", "assets/package-lock.json", "packaging/build/licenses.rs"];

/// For packages that name their licence but hold no text of it.
const COMMON: [(&str, &str); 2] =
    [("MIT", include_str!("../licenses/MIT.txt")), ("BSD-3-Clause", include_str!("../licenses/BSD-3-Clause.txt"))];

/// Named among npm's dependencies, but a tool: nothing of it is in a bundle.
const NPM_TOOLS: [&str; 1] = ["esbuild"];

/// One crate or npm package.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Package {
    name: String,
    version: String,
    /// SPDX expression as the package states it.
    license: String,
    home: String,
    folder: PathBuf,
}

/// Fills `$OUT_DIR/licenses.txt.gz`; panics with a sentence for the person who builds. Comes after `assets::build`,
/// which installs the npm packages.
pub fn build() {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    for lock in LOCKS {
        println!("cargo:rerun-if-changed={lock}");
    }
    let packed = out.join("licenses.txt.gz");
    let stamp = out.join("licenses.stamp");
    let print = format!("{:x}", fingerprint());
    if packed.exists() && fs::read_to_string(&stamp).ok().as_deref() == Some(print.as_str()) {
        return;
    }
    let mut packages = crates();
    packages.extend(npm_packages(&out.join("npm")));
    packages.sort();
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text_of(&packages).as_bytes()).expect("writing to memory does not fail");
    fs::write(&packed, encoder.finish().expect("writing to memory does not fail")).expect("OUT_DIR can be written");
    fs::write(&stamp, print).expect("OUT_DIR can be written");
}

fn fingerprint() -> u64 {
    let mut hasher = DefaultHasher::new();
    target().hash(&mut hasher);
    for lock in LOCKS {
        fs::read(lock).unwrap_or_else(|error| panic!("{lock}: {error}")).hash(&mut hasher);
    }
    hasher.finish()
}

fn target() -> String {
    env::var("TARGET").expect("cargo sets TARGET")
}

/// `cargo tree` rather than `cargo metadata`: it does not ask for the sources of tests' dependencies, which a plain
/// build has not downloaded.
fn crates() -> Vec<Package> {
    let cargo = env::var_os("CARGO").expect("cargo sets CARGO");
    let output = Command::new(cargo)
        .args(["tree", "--locked", "--offline", "--edges", "normal,no-proc-macro", "--target", &target()])
        .args(["--prefix", "none", "--format", "{p}|{l}|{r}"])
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "`cargo tree` failed: {}", String::from_utf8_lossy(&output.stderr));
    let lines: BTreeSet<String> = String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| line.trim_end_matches(" (*)").to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    lines.iter().filter_map(|line| package_of_line(line)).collect()
}

/// `serde v1.0.228|MIT OR Apache-2.0|https://...`; `None` for Korob itself, whose line names its folder.
fn package_of_line(line: &str) -> Option<Package> {
    let mut parts = line.split('|');
    let mut words = parts.next()?.split_whitespace();
    let name = words.next()?.to_owned();
    let version = words.next()?.trim_start_matches('v').to_owned();
    if name == env!("CARGO_PKG_NAME") {
        return None;
    }
    Some(Package {
        folder: sources(&name, &version),
        license: parts.next().unwrap_or_default().to_owned(),
        home: parts.next().unwrap_or_default().to_owned(),
        name,
        version,
    })
}

/// Where cargo unpacked the crate.
fn sources(name: &str, version: &str) -> PathBuf {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cargo")));
    let registries = home.expect("CARGO_HOME or HOME is set").join("registry/src");
    fs::read_dir(&registries)
        .into_iter()
        .flatten()
        .filter_map(|registry| Some(registry.ok()?.path().join(format!("{name}-{version}"))))
        .find(|folder| folder.is_dir())
        .unwrap_or_else(|| panic!("the sources of {name} {version} are not below {}", registries.display()))
}

/// What `assets/package.json` depends on, with what that needs in turn.
fn npm_packages(npm: &Path) -> Vec<Package> {
    let read = |path: &Path| -> Value {
        let text = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        serde_json::from_slice(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let needed_by = |manifest: &Value| -> Vec<String> {
        manifest["dependencies"].as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect()
    };
    let mut waiting = needed_by(&read(&npm.join("package.json")));
    let mut found = BTreeMap::new();
    while let Some(name) = waiting.pop() {
        if NPM_TOOLS.contains(&name.as_str()) || found.contains_key(&name) {
            continue;
        }
        let folder = npm.join("node_modules").join(&name);
        let manifest = read(&folder.join("package.json"));
        waiting.extend(needed_by(&manifest));
        let text = |key: &str| manifest[key].as_str().unwrap_or_default().to_owned();
        let (version, license, home) = (text("version"), text("license"), text("homepage"));
        found.insert(name.clone(), Package { name, version, license, home, folder });
    }
    found.into_values().collect()
}

/// The list of packages, then each different licence text with the packages it came with.
fn text_of(packages: &[Package]) -> String {
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut list = String::from("Korob contains these packages by others:\n\n");
    for package in packages {
        let Package { name, version, license, home, .. } = package;
        let license = if license.is_empty() { "see below" } else { license };
        list.push_str(&format!("{name} {version}  {license}  {home}\n"));
        let mut found = license_files(&package.folder);
        if found.is_empty() {
            found.push(common_text(package));
        }
        for text in found {
            texts.entry(text).or_default().push(format!("{name} {version}"));
        }
    }
    for (text, names) in &texts {
        list.push_str(&format!("\n{}\n{}:\n\n{text}\n", "-".repeat(80), names.join(", ")));
    }
    list
}

fn common_text(package: &Package) -> String {
    let Package { name, version, license, home, .. } = package;
    let allowed: Vec<&str> = license.split(" OR ").flat_map(|part| part.split('/')).collect();
    let (_, text) = COMMON
        .iter()
        .find(|(id, _)| allowed.contains(id))
        .unwrap_or_else(|| panic!("{name} {version} ({license}) holds no licence text, and none is known here"));
    format!("Copyright (c) the authors of {name}, {home}\n\n{}", text.trim())
}

/// The texts of files named as licences are, in the order of names; line ends made equal so that equal texts meet.
fn license_files(folder: &Path) -> Vec<String> {
    const STARTS: [&str; 6] = ["license", "licence", "copying", "notice", "copyright", "unlicense"];
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
            path.is_file() && STARTS.iter().any(|start| name.starts_with(start)) && !name.ends_with(".rs")
        })
        .collect();
    paths.sort();
    let read = |path: &PathBuf| {
        let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let lines: Vec<String> =
            String::from_utf8_lossy(&bytes).lines().map(|line| line.trim_end().to_owned()).collect();
        lines.join("\n").trim().to_owned()
    };
    paths.iter().map(read).filter(|text| !text.is_empty()).collect()
}
