//! Russian numbers of taxpayers and registers.

use super::{compact, digits, is_all_zeros, remainder, weighted};

/// ИНН of a company (10 digits) or of a person (12).
pub fn is_inn(written: &str) -> bool {
    is_inn_of_company(written) || is_inn_of_person(written)
}

/// ИНН, 10 digits.
pub fn is_inn_of_company(written: &str) -> bool {
    digits::<10>(written)
        .is_some_and(|d| !is_all_zeros(&d) && weighted(&d, &[2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10 == d[9])
}

/// ИНН, 12 digits, of which two are check digits.
pub fn is_inn_of_person(written: &str) -> bool {
    digits::<12>(written).is_some_and(|d| {
        !is_all_zeros(&d)
            && weighted(&d, &[7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10 == d[10]
            && weighted(&d, &[3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10 == d[11]
    })
}

/// КПП: four digits, two digits or capital letters, three digits; it has no check digit.
pub fn is_kpp(written: &str) -> bool {
    let kpp = compact(written);
    kpp.len() == 9
        && kpp.bytes().enumerate().all(|(place, b)| b.is_ascii_digit() || (place / 2 == 2 && b.is_ascii_uppercase()))
}

/// ОГРН of a company, 13 digits.
pub fn is_ogrn(written: &str) -> bool {
    digits::<13>(written).is_some_and(|d| !is_all_zeros(&d) && remainder(d[..12].iter().copied(), 11) % 10 == d[12])
}

/// ОГРНИП of a sole trader, 15 digits: the last digit of the remainder, which may have two.
pub fn is_ogrnip(written: &str) -> bool {
    digits::<15>(written).is_some_and(|d| !is_all_zeros(&d) && remainder(d[..14].iter().copied(), 13) % 10 == d[14])
}

/// СНИЛС, 11 digits: nine and their two check digits.
pub fn is_snils(written: &str) -> bool {
    digits::<11>(written).is_some_and(|d| {
        let check = weighted(&d, &[9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101 % 100;
        !is_all_zeros(&d) && check == d[9] * 10 + d[10]
    })
}
