//! Russian numbers of taxpayers.

use super::{digits, is_all_zeros, weighted};

/// ИНН of a company (10 digits) or of a person (12).
pub fn is_inn(written: &str) -> bool {
    is_inn_of_company(written) || is_inn_of_person(written)
}

/// ИНН, 10 digits.
pub(super) fn is_inn_of_company(written: &str) -> bool {
    digits::<10>(written)
        .is_some_and(|d| !is_all_zeros(&d) && weighted(&d, &[2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10 == d[9])
}

/// ИНН, 12 digits, of which two are check digits.
pub(super) fn is_inn_of_person(written: &str) -> bool {
    digits::<12>(written).is_some_and(|d| {
        !is_all_zeros(&d)
            && weighted(&d, &[7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10 == d[10]
            && weighted(&d, &[3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10 == d[11]
    })
}
