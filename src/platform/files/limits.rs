//! What is taken: how much at once, and what not at all.

use crate::kernel::{Error, Problem, Result};
use std::sync::Arc;

/// Endings of what Windows runs when somebody opens it: what a colleague put on a record looks harmless.
pub const REFUSED: &str = "appref-ms, bat, chm, cmd, com, cpl, exe, gadget, hta, inf, jar, js, jse, lnk, msc, msi, msp, mst, pif, \
                           ps1, psm1, reg, scf, scr, sct, url, vb, vbe, vbs, ws, wsc, wsf, wsh";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    pub max_bytes: u64,
    pub max_files: usize,
    /// Endings of names, small letters without the point.
    pub refused: Arc<[String]>,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { max_bytes: 50 * 1024 * 1024, max_files: 20, refused: REFUSED.split(", ").map(str::to_owned).collect() }
    }
}

impl Limits {
    /// Whether a file may be called so; the name as [`super::clean`] gives it.
    ///
    /// # Errors
    /// `Invalid` at `field`.
    pub fn check_name(&self, field: &'static str, name: &str) -> Result<()> {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
        if self.refused.contains(&ending) {
            return Err(Error::invalid(field, Problem::FileRefused { name: name.to_owned(), ending }));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::files::clean;

    #[test]
    fn what_would_run_is_refused_by_the_last_ending_of_its_name() {
        let limits = Limits::default();
        for name in ["setup.exe", "Фото.JPG.Scr", "счёт.pdf .js", "a.lnk...", "x\u{202e}fdp.exe", "C:\\a\\b.BAT"]
        {
            let name = clean(name).unwrap();
            let refused = limits.check_name("files", &name);
            assert!(matches!(refused, Err(Error::Invalid(_))), "{name}");
        }
        for name in ["договор.pdf", "exe", "setup.exe.zip", "a.", "примечание к .exe файлу"] {
            limits.check_name("files", name).unwrap();
        }
        Limits { refused: Arc::new([]), ..limits }.check_name("files", "setup.exe").unwrap();
    }
}
