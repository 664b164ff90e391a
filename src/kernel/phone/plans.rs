//! Numbering plans of the countries an office here writes to: data, one country a line.
//!
//! Source: ITU-T E.164 assignments and the national numbering plans published by the ITU. Only what reading and showing
//! a number needs: how many digits follow the country code, and what is dialled before them at home.

/// How the numbers of one country are written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plan {
    /// ISO 3166 code.
    pub country: &'static str,
    /// The digits after the `+`.
    pub calling_code: &'static str,
    /// Dialled before the number inside the country and dropped abroad; empty where there is none.
    pub trunk: &'static str,
    /// Shortest and longest number after the calling code.
    pub digits: (usize, usize),
    /// How the number is shown after its calling code, a `#` per digit; used when the count fits.
    pub shape: &'static str,
}

const fn plan(
    country: &'static str,
    calling_code: &'static str,
    trunk: &'static str,
    digits: (usize, usize),
    shape: &'static str,
) -> Plan {
    Plan { country, calling_code, trunk, digits, shape }
}

/// Where two countries share a calling code, the first one decides how a number is shown.
#[rustfmt::skip]
pub const PLANS: &[Plan] = &[
    plan("RU", "7",   "8",  (10, 10), "(###) ###-##-##"),
    plan("KZ", "7",   "8",  (10, 10), "(###) ###-##-##"),
    plan("PL", "48",  "",   (9, 9),   "### ### ###"),
    plan("BY", "375", "80", (9, 9),   "(##) ###-##-##"),
    plan("UA", "380", "0",  (9, 9),   "(##) ###-##-##"),
    plan("AM", "374", "0",  (8, 8),   "## ######"),
    plan("AZ", "994", "0",  (9, 9),   "## ### ## ##"),
    plan("GE", "995", "0",  (9, 9),   "### ## ## ##"),
    plan("KG", "996", "0",  (9, 9),   "### ######"),
    plan("MD", "373", "0",  (8, 8),   "## ### ###"),
    plan("TJ", "992", "",   (9, 9),   "## ### ## ##"),
    plan("TM", "993", "8",  (8, 8),   "## ##-##-##"),
    plan("UZ", "998", "",   (9, 9),   "## ### ## ##"),
    plan("LT", "370", "0",  (8, 8),   "### #####"),
    plan("LV", "371", "",   (8, 8),   "## ### ###"),
    plan("EE", "372", "",   (7, 8),   "#### ####"),
    plan("DE", "49",  "0",  (6, 13),  ""),
    plan("CZ", "420", "",   (9, 9),   "### ### ###"),
    plan("SK", "421", "0",  (9, 9),   "### ### ###"),
    plan("AT", "43",  "0",  (4, 13),  ""),
    plan("CH", "41",  "0",  (9, 9),   "## ### ## ##"),
    plan("FR", "33",  "0",  (9, 9),   "# ## ## ## ##"),
    plan("GB", "44",  "0",  (9, 10),  "#### ######"),
    plan("IE", "353", "0",  (7, 9),   "## ### ####"),
    plan("IT", "39",  "",   (6, 11),  ""),
    plan("ES", "34",  "",   (9, 9),   "### ## ## ##"),
    plan("PT", "351", "",   (9, 9),   "### ### ###"),
    plan("NL", "31",  "0",  (9, 9),   "# ########"),
    plan("BE", "32",  "0",  (8, 9),   "### ## ## ##"),
    plan("LU", "352", "",   (4, 11),  ""),
    plan("DK", "45",  "",   (8, 8),   "## ## ## ##"),
    plan("SE", "46",  "0",  (6, 10),  ""),
    plan("NO", "47",  "",   (8, 8),   "### ## ###"),
    plan("FI", "358", "0",  (5, 12),  ""),
    plan("HU", "36",  "06", (8, 9),   "## ### ####"),
    plan("RO", "40",  "0",  (9, 9),   "### ### ###"),
    plan("BG", "359", "0",  (7, 9),   "## ### ####"),
    plan("RS", "381", "0",  (7, 9),   "## ### ####"),
    plan("HR", "385", "0",  (8, 9),   "## ### ####"),
    plan("SI", "386", "0",  (8, 8),   "## ### ###"),
    plan("GR", "30",  "",   (10, 10), "### #######"),
    plan("CY", "357", "",   (8, 8),   "## ######"),
    plan("MT", "356", "",   (8, 8),   "#### ####"),
    plan("TR", "90",  "0",  (10, 10), "### ### ## ##"),
    plan("IL", "972", "0",  (8, 9),   "##-###-####"),
    plan("AE", "971", "0",  (8, 9),   "## ### ####"),
    plan("US", "1",   "1",  (10, 10), "(###) ###-####"),
    plan("CA", "1",   "1",  (10, 10), "(###) ###-####"),
    plan("CN", "86",  "0",  (9, 11),  "### #### ####"),
    plan("IN", "91",  "0",  (10, 10), "##### #####"),
    plan("JP", "81",  "0",  (9, 10),  "##-####-####"),
    plan("KR", "82",  "0",  (8, 10),  "##-####-####"),
];

/// The plan of a country by its ISO 3166 code.
pub fn of_country(country: &str) -> Option<&'static Plan> {
    PLANS.iter().find(|plan| plan.country.eq_ignore_ascii_case(country))
}

/// The plan whose calling code these digits begin with, and the digits after it. No calling code is the beginning of
/// another one, so there is at most one.
pub fn of_digits(digits: &str) -> Option<(&'static Plan, &str)> {
    PLANS.iter().find_map(|plan| digits.strip_prefix(plan.calling_code).map(|rest| (plan, rest)))
}

impl Plan {
    pub fn fits(&self, national: &str) -> bool {
        (self.digits.0..=self.digits.1).contains(&national.len())
    }
}

#[cfg(test)]
mod tests {
    use super::PLANS;

    #[test]
    fn no_calling_code_begins_another_and_every_shape_fits_its_numbers() {
        for plan in PLANS {
            let clash = PLANS.iter().find(|other| {
                other.calling_code != plan.calling_code && other.calling_code.starts_with(plan.calling_code)
            });
            assert_eq!(clash, None, "{} begins another calling code", plan.calling_code);
            let places = plan.shape.matches('#').count();
            assert!(places == 0 || (plan.digits.0..=plan.digits.1).contains(&places), "{}: {places}", plan.country);
        }
    }
}
