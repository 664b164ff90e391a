//! Polish numbers of taxpayers, registers and people.

use super::{compact, digits, is_all_zeros, weighted};
use chrono::NaiveDate;

/// NIP, 10 digits, also with the EU prefix PL. A sum that leaves ten belongs to no number.
pub fn is_nip(written: &str) -> bool {
    let nip = compact(written);
    let national = nip.strip_prefix("PL").unwrap_or(&nip);
    digits::<10>(national).is_some_and(|d| !is_all_zeros(&d) && weighted(&d, &[6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == d[9])
}

/// REGON of a firm (9 digits) or of its branch (14, the first nine being the firm's).
pub fn is_regon(written: &str) -> bool {
    let is_firm = |d: &[u32]| !is_all_zeros(d) && weighted(&d[..8], &[8, 9, 2, 3, 4, 5, 6, 7]) % 11 % 10 == d[8];
    let is_branch = |d: &[u32]| weighted(&d[..13], &[2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8]) % 11 % 10 == d[13];
    digits::<9>(written).is_some_and(|d| is_firm(&d))
        || digits::<14>(written).is_some_and(|d| is_firm(&d) && is_branch(&d))
}

/// KRS: ten digits with leading zeros; it has no check digit.
pub fn is_krs(written: &str) -> bool {
    digits::<10>(written).is_some_and(|d| !is_all_zeros(&d))
}

/// PESEL, 11 digits: the date of birth, with the century in the month, a serial number and a check digit.
pub fn is_pesel(written: &str) -> bool {
    digits::<11>(written).is_some_and(|d| {
        let check = (10 - weighted(&d, &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10) % 10;
        check == d[10] && is_date(d[0] * 10 + d[1], d[2] * 10 + d[3], d[4] * 10 + d[5])
    })
}

fn is_date(year: u32, month: u32, day: u32) -> bool {
    let century = [1900, 2000, 2100, 2200, 1800][(month / 20) as usize % 5];
    NaiveDate::from_ymd_opt((century + year) as i32, month % 20, day).is_some()
}
