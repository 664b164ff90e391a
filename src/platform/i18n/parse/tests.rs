use super::*;
use crate::kernel::Money;
use crate::platform::i18n::format;
use proptest::prelude::*;

fn minor(lang: Lang, typed: &str, code: &str) -> Result<i64, Problem> {
    amount(lang, typed, currency::find(code).unwrap())
}

#[test]
fn amounts_as_people_type_them() {
    let table = [
        ("1 284 500,50", 128_450_050),
        ("1\u{a0}284\u{202f}500,50", 128_450_050),
        ("1284500.50", 128_450_050),
        ("1,284,500.50", 128_450_050),
        ("1.284.500,50", 128_450_050),
        ("1'284'500.50", 128_450_050),
        ("1284,5", 128_450),
        ("1284", 128_400),
        ("0", 0),
        ("007", 700),
        ("-5", -500),
        ("\u{2212}0,05", -5),
        ("1.284.500", 128_450_000),
        (" 1 284,50 ₽ ", 128_450),
        ("1284,50 руб.", 128_450),
        ("1284 р.", 128_400),
        ("RUB 1,284.50", 128_450),
        ("RUB −5", -500),
    ];
    for (typed, expected) in table {
        for lang in Lang::ALL {
            assert_eq!(minor(lang, typed, "RUB"), Ok(expected), "{lang:?} {typed}");
        }
    }
}

#[test]
fn a_lone_comma_before_three_digits_is_read_by_the_language() {
    assert_eq!(minor(Lang::En, "1,284", "GBP"), Ok(128_400));
    assert_eq!(minor(Lang::En, "£1,284", "GBP"), Ok(128_400));
    assert_eq!(minor(Lang::En, "1,5", "GBP"), Ok(150));
    assert_eq!(minor(Lang::Ru, "1,284", "GBP"), Err(Problem::NotAnAmount));
    assert_eq!(minor(Lang::Pl, "1,284", "KWD"), Ok(1_284));
    assert_eq!(minor(Lang::En, "1,284", "KWD"), Ok(1_284_000));
}

#[test]
fn what_is_not_an_amount_of_the_currency_is_refused() {
    for typed in [
        "",
        " ",
        "-",
        "руб",
        "12 34",
        "1 2845",
        "1.2.3",
        "1,2,3",
        "1,2845.00",
        "12a",
        "1.284,5.0",
        "1e3",
        "--5",
        "99999999999999999999",
        "0x10",
        "٣",
    ] {
        for lang in Lang::ALL {
            assert_eq!(minor(lang, typed, "RUB"), Err(Problem::NotAnAmount), "{lang:?} {typed}");
        }
    }
    assert_eq!(minor(Lang::Ru, "100 $", "RUB"), Err(Problem::NotAnAmount));
    assert_eq!(minor(Lang::Ru, "100 попугаев", "RUB"), Err(Problem::NotAnAmount));
    assert_eq!(minor(Lang::Ru, "10,505", "RUB"), Err(Problem::NotAnAmount));
    assert_eq!(minor(Lang::Ru, "10,5", "JPY"), Err(Problem::NotAnAmount));
    assert_eq!(minor(Lang::Pl, "100 zł", "PLN"), Ok(10_000));
}

#[test]
fn whole_numbers_have_no_decimals() {
    assert_eq!(number(Lang::En, " 1,284 "), Ok(1_284));
    assert_eq!(number(Lang::Ru, "1 284"), Ok(1_284));
    assert_eq!(number(Lang::Pl, "−12"), Ok(-12));
    for typed in ["", "12,5", "12.0", "двенадцать", "5 шт.", "1 2"] {
        assert_eq!(number(Lang::Ru, typed), Err(Problem::NotANumber), "{typed}");
    }
}

#[test]
fn days_in_every_usual_form() {
    let nineteenth = NaiveDate::from_ymd_opt(2026, 11, 19).unwrap();
    for typed in [
        "19.11.2026",
        "19/11/2026",
        "19-11-2026",
        "2026-11-19",
        "19 Nov 2026",
        "19 november 2026",
        "Nov 19, 2026",
        "19 ноя 2026",
        " 19 НОЯБРЯ 2026 г.",
        "19 lis 2026",
        "19 listopada 2026 r.",
    ] {
        assert_eq!(date(typed), Ok(nineteenth), "{typed}");
    }
    assert_eq!(date("9.1.2026"), Ok(NaiveDate::from_ymd_opt(2026, 1, 9).unwrap()));
    assert_eq!(date("1 maja 2026"), date("1 май 2026"));
    assert_eq!(date("3 paź 2026"), date("3 окт 2026"));
    for typed in [
        "",
        "11/19/2026",
        "19.11.26",
        "31.11.2026",
        "29.02.2027",
        "19.11",
        "2026",
        "19 Foo 2026",
        "19.11.20261",
        "0019-11-19",
    ] {
        assert_eq!(date(typed), Err(Problem::NotADate), "{typed}");
    }
}

#[test]
fn times_of_day() {
    let half_past_nine = NaiveTime::from_hms_opt(9, 30, 0).unwrap();
    for typed in ["9:30", "09:30", "9.30", " 09:30:00 "] {
        assert_eq!(time(typed), Ok(half_past_nine), "{typed}");
    }
    for typed in ["", "9", "9:3", "24:00", "12:60", "noon", "9:30 pm"] {
        assert_eq!(time(typed), Err(Problem::NotATime), "{typed}");
    }
}

#[test]
fn a_day_with_its_time_is_an_instant_of_the_zone() {
    let warsaw = Tz::Europe__Warsaw;
    for typed in ["19.11.2026 13:30", "19 lis 2026, 13:30", "2026-11-19T13:30", "2026-11-19 13:30:00"] {
        let at = datetime(warsaw, typed).unwrap();
        assert_eq!(at.to_rfc3339(), "2026-11-19T12:30:00Z", "{typed}");
    }
    assert_eq!(datetime(warsaw, "19.11.2026"), Err(Problem::NotATime));
    assert_eq!(datetime(warsaw, "19 lis 2026"), Err(Problem::NotATime));
    assert_eq!(datetime(warsaw, "13:30"), Err(Problem::NotADate));
    // The clocks skip 02:00-03:00 on 29 March 2026, and show it twice on 25 October.
    assert_eq!(datetime(warsaw, "29.03.2026 02:30").unwrap().to_rfc3339(), "2026-03-29T01:30:00Z");
    assert_eq!(datetime(warsaw, "25.10.2026 02:30").unwrap().to_rfc3339(), "2026-10-25T00:30:00Z");
}

/// From 1000-01-01 almost to the end of 9999, in days since the year 1.
const YEARS_OF_FOUR_DIGITS: std::ops::Range<i32> = 364_878..3_652_000;

proptest! {
    #[test]
    fn shown_money_reads_back(amount_minor: i64, place in 0..currency::CURRENCIES.len()) {
        let currency = &currency::CURRENCIES[place];
        for lang in Lang::ALL {
            for shown in [
                format::money(lang, Money::new(amount_minor, currency)),
                format::money_full(lang, Money::new(amount_minor, currency)),
                format::amount(lang, amount_minor, currency),
            ] {
                prop_assert_eq!(amount(lang, &shown, currency), Ok(amount_minor), "{:?} {}", lang, shown);
            }
        }
    }

    #[test]
    fn shown_days_and_times_read_back(days in YEARS_OF_FOUR_DIGITS, minutes in 0..1_440_i64) {
        let day = NaiveDate::from_num_days_from_ce_opt(days).unwrap();
        let at = Timestamp(day.and_hms_opt(0, 0, 0).unwrap().and_utc().timestamp_millis()).plus_secs(minutes * 60);
        for lang in Lang::ALL {
            for shown in [format::date(lang, day), format::date_long(lang, day), format::date_document(lang, day)] {
                prop_assert_eq!(date(&shown), Ok(day), "{}", shown);
            }
            let shown = format::datetime(lang, Tz::UTC, at);
            prop_assert_eq!(datetime(Tz::UTC, &shown), Ok(at), "{}", shown);
        }
    }

    #[test]
    fn shown_numbers_read_back(n: i64) {
        for lang in Lang::ALL {
            prop_assert_eq!(number(lang, &format::integer(lang, n)), Ok(n));
        }
    }

    #[test]
    fn no_typed_text_is_too_strange(typed in "\\PC{0,24}") {
        for lang in Lang::ALL {
            let _ = (number(lang, &typed), minor(lang, &typed, "RUB"));
        }
        let _ = (date(&typed), time(&typed), datetime(Tz::Europe__Moscow, &typed));
    }
}
