//! Polish numbers of taxpayers.

use super::{compact, digits, is_all_zeros, weighted};

/// NIP, 10 digits, also with the EU prefix PL. A sum that leaves ten belongs to no number.
pub fn is_nip(written: &str) -> bool {
    let nip = compact(written);
    let national = nip.strip_prefix("PL").unwrap_or(&nip);
    digits::<10>(national).is_some_and(|d| !is_all_zeros(&d) && weighted(&d, &[6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == d[9])
}
