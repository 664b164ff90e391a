use super::*;
use crate::kernel::{Money, Timestamp, currency};
use chrono::NaiveDate;
use chrono_tz::Tz;

/// The same call in all three languages; no-break spaces are written `_` to be seen.
#[track_caller]
fn assert_all(shown: impl Fn(Lang) -> String, expected: [&str; 3]) {
    let shown = Lang::ALL.map(|lang| shown(lang).replace(NBSP, "_"));
    assert_eq!(shown, expected.map(str::to_owned));
}

fn of(code: &str, amount_minor: i64) -> Money {
    Money::new(amount_minor, currency::find(code).unwrap())
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// 19 Nov 2026, 12:30 UTC.
const NOW: Timestamp = Timestamp(1_795_091_400_000);

#[test]
fn whole_numbers() {
    assert_all(|lang| integer(lang, 0), ["0", "0", "0"]);
    assert_all(|lang| integer(lang, 999), ["999", "999", "999"]);
    assert_all(|lang| integer(lang, 1_284_500), ["1,284,500", "1_284_500", "1_284_500"]);
    assert_all(|lang| integer(lang, -1_284), ["−1,284", "−1_284", "−1_284"]);
    let least = "−9_223_372_036_854_775_808";
    assert_all(|lang| integer(lang, i64::MIN), [&least.replace('_', ","), least, least]);
}

#[test]
fn money_with_the_sign_of_each_language() {
    assert_all(|lang| money(lang, of("GBP", 128_450)), ["£1,284.50", "1_284,50_£", "1_284,50_GBP"]);
    assert_all(|lang| money(lang, of("RUB", 128_450)), ["RUB_1,284.50", "1_284,50_₽", "1_284,50_RUB"]);
    assert_all(|lang| money(lang, of("PLN", 128_450)), ["PLN_1,284.50", "1_284,50_PLN", "1_284,50_zł"]);
    assert_all(|lang| money(lang, of("EUR", 128_450_050)), ["€1,284,500.50", "1_284_500,50_€", "1_284_500,50_€"]);
    assert_all(|lang| money(lang, of("USD", 128_400)), ["$1,284", "1_284_$", "1_284_USD"]);
    assert_all(|lang| money(lang, of("USD", -5)), ["−$0.05", "−0,05_$", "−0,05_USD"]);
    assert_all(|lang| money(lang, of("RUB", -500)), ["RUB_−5", "−5_₽", "−5_RUB"]);
    assert_all(|lang| money_full(lang, of("PLN", 128_400)), ["PLN_1,284.00", "1_284,00_PLN", "1_284,00_zł"]);
    assert_all(|lang| amount(lang, -128_450, of("PLN", 0).currency), ["−1,284.50", "−1_284,50", "−1_284,50"]);
}

#[test]
fn money_of_currencies_without_cents_or_with_thousandths() {
    assert_all(|lang| money_full(lang, of("JPY", 1_284)), ["¥1,284", "1_284_¥", "1_284_JPY"]);
    assert_all(|lang| money_full(lang, of("KWD", 1_284_005)), ["KWD_1,284.005", "1_284,005_KWD", "1_284,005_KWD"]);
}

#[test]
fn short_money_has_three_digits() {
    assert_all(|lang| money_short(lang, of("GBP", 128_450_050)), ["£1.28m", "1,28_млн_£", "1,28_mln_GBP"]);
    let roubles = |amount_minor| money_short(Lang::Ru, of("RUB", amount_minor)).replace(NBSP, "_");
    let table = [
        (0, "0_₽"),
        (49, "0_₽"),
        (50, "1_₽"),
        (980_000, "9_800_₽"),
        (999_949, "9_999_₽"),
        (999_950, "10_тыс._₽"),
        (1_234_500, "12,3_тыс._₽"),
        (9_994_999, "99,9_тыс._₽"),
        (9_995_000, "100_тыс._₽"),
        (37_200_000, "372_тыс._₽"),
        (99_949_999, "999_тыс._₽"),
        (99_950_000, "1_млн_₽"),
        (842_000_000, "8,42_млн_₽"),
        (1_000_000_000, "10_млн_₽"),
        (3_770_000_000, "37,7_млн_₽"),
        (128_000_000_000, "1,28_млрд_₽"),
        (-128_000_000, "−1,28_млн_₽"),
        (i64::MAX, "92_233_720_млрд_₽"),
    ];
    for (amount_minor, expected) in table {
        assert_eq!(roubles(amount_minor), expected, "{amount_minor}");
    }
    assert_eq!(money_short(Lang::En, of("EUR", 9_640_000)), "€96.4k");
    assert_eq!(money_short(Lang::Pl, of("PLN", 128_450_050)).replace(NBSP, "_"), "1,28_mln_zł");
}

#[test]
fn days() {
    let nineteenth = day(2026, 11, 19);
    assert_all(|lang| date(lang, nineteenth), ["19 Nov 2026", "19 ноя 2026", "19 lis 2026"]);
    assert_all(|lang| date(lang, day(2026, 5, 9)), ["9 May 2026", "9 мая 2026", "9 maj 2026"]);
    assert_all(|lang| date_document(lang, day(2026, 11, 9)), ["09/11/2026", "09.11.2026", "09.11.2026"]);
    assert_all(|lang| date_long(lang, nineteenth), ["19 November 2026", "19 ноября 2026_г.", "19 listopada 2026_r."]);
    assert_all(
        |lang| date_weekday(lang, nineteenth),
        ["Thursday, 19 November", "четверг, 19 ноября", "czwartek, 19 listopada"],
    );
    assert_all(|lang| date_short(lang, nineteenth, day(2026, 1, 1)), ["19 Nov", "19 ноя", "19 lis"]);
    assert_all(|lang| date_short(lang, nineteenth, day(2027, 1, 1)), ["19 Nov 2026", "19 ноя 2026", "19 lis 2026"]);
}

#[test]
fn relative_days() {
    let shown =
        |days| move |lang| relative_day(lang, day(2026, 11, 19) + chrono::TimeDelta::days(days), day(2026, 11, 19));
    assert_all(shown(0), ["today", "сегодня", "dziś"]);
    assert_all(shown(-1), ["yesterday", "вчера", "wczoraj"]);
    assert_all(shown(1), ["tomorrow", "завтра", "jutro"]);
    assert_all(shown(11), ["in 11 days", "через 11 дней", "za 11 dni"]);
    assert_all(shown(21), ["in 21 days", "через 21 день", "za 21 dni"]);
    assert_all(shown(-2), ["2 days ago", "2 дня назад", "2 dni temu"]);
}

#[test]
fn what_is_late() {
    let today = day(2026, 11, 19);
    let late = |days| move |lang| overdue(lang, today - chrono::TimeDelta::days(days), today).unwrap();
    assert_all(late(1), ["1 day overdue", "Просрочено 1_дн.", "Zaległe 1 dzień"]);
    assert_all(late(2), ["2 days overdue", "Просрочено 2_дн.", "Zaległe 2 dni"]);
    assert_eq!(overdue(Lang::En, today, today), None);
    assert_eq!(overdue(Lang::En, day(2026, 11, 20), today), None);
}

#[test]
fn times_are_those_of_the_persons_zone() {
    let expected = ["19 Nov 2026, 15:30", "19 ноя 2026, 15:30", "19 lis 2026, 15:30"];
    assert_all(|lang| datetime(lang, Tz::Europe__Moscow, NOW), expected);
    assert_eq!(time(Tz::Europe__Warsaw, NOW), "13:30");
    assert_eq!(local_day(Tz::Asia__Kamchatka, NOW), day(2026, 11, 20));
    let next_year = Timestamp(NOW.0 + 366 * 86_400_000);
    assert_eq!(datetime_short(Lang::En, Tz::UTC, NOW, NOW), "19 Nov, 12:30");
    assert_eq!(datetime_short(Lang::En, Tz::UTC, NOW, next_year), "19 Nov 2026, 12:30");
}

#[test]
fn zones_say_their_offset() {
    let of = |id| crate::kernel::zone::find(id).unwrap();
    assert_all(|lang| zone(lang, of("Europe/Moscow"), NOW), ["Moscow, UTC+3", "Москва, UTC+3", "Moskwa, UTC+3"]);
    assert_eq!(zone(Lang::En, of("Asia/Kolkata"), NOW), "New Delhi, UTC+5:30");
    assert_eq!(zone(Lang::En, of("America/New_York"), NOW), "New York, UTC−5");
    assert_eq!(zone(Lang::Pl, of("Europe/London"), NOW), "Londyn, UTC");
    assert_eq!(zone(Lang::En, of("UTC"), NOW), "UTC");
}

#[test]
fn an_instant_out_of_the_calendar_is_still_shown() {
    for lang in Lang::ALL {
        for at in [i64::MIN, i64::MAX] {
            assert!(!datetime(lang, Tz::Pacific__Auckland, Timestamp(at)).is_empty());
            assert!(!ago(lang, Tz::America__Los_Angeles, Timestamp(at), NOW).is_empty());
        }
    }
}

#[test]
fn how_long_ago() {
    let zone = Tz::Europe__Moscow;
    let shown = |minutes: i64| move |lang| ago(lang, zone, NOW.plus_secs(-60 * minutes), NOW);
    assert_all(shown(0), ["just now", "только что", "przed chwilą"]);
    assert_all(shown(12), ["12_min ago", "12_мин назад", "12_min temu"]);
    assert_all(shown(180), ["3_h ago", "3_ч назад", "3_godz. temu"]);
    assert_all(shown(24 * 60), ["yesterday, 15:30", "вчера, 15:30", "wczoraj, 15:30"]);
    assert_all(shown(3 * 24 * 60), ["16 Nov, 15:30", "16 ноя, 15:30", "16 lis, 15:30"]);
    assert_all(shown(-60), ["19 Nov, 16:30", "19 ноя, 16:30", "19 lis, 16:30"]);
}

#[test]
fn lengths_of_time() {
    assert_all(|lang| duration(lang, 25 * 60_000), ["25_min", "25_мин", "25_min"]);
    assert_all(|lang| duration(lang, 119 * 60_000), ["1_h", "1_ч", "1_godz."]);
    assert_all(|lang| duration(lang, 22 * 86_400_000), ["22 days", "22 дня", "22 dni"]);
}

#[test]
fn sizes_of_files() {
    assert_all(|lang| file_size(lang, 0), ["0_B", "0_Б", "0_B"]);
    assert_all(|lang| file_size(lang, 1_023), ["1,023_B", "1_023_Б", "1_023_B"]);
    assert_all(|lang| file_size(lang, 1_024), ["1_KB", "1_КБ", "1_KB"]);
    assert_all(|lang| file_size(lang, 1_500_000), ["1.4_MB", "1,4_МБ", "1,4_MB"]);
    assert_all(|lang| file_size(lang, 1_048_575), ["1_MB", "1_МБ", "1_MB"]);
    assert_all(|lang| file_size(lang, 500 << 20), ["500_MB", "500_МБ", "500_MB"]);
    assert_eq!(file_size(Lang::En, u64::MAX).replace(NBSP, "_"), "16,777,216_TB");
}

#[test]
fn words_joined_and_quoted() {
    assert_all(|lang| list_and(lang, &["A", "B", "C"]), ["A, B and C", "A, B и C", "A, B i C"]);
    assert_all(|lang| list_or(lang, &["A", "B"]), ["A or B", "A или B", "A lub B"]);
    assert_all(|lang| list_and(lang, &["A"]), ["A", "A", "A"]);
    assert_all(|lang| list_and(lang, &[] as &[&str]), ["", "", ""]);
    assert_all(|lang| quote(lang, "A"), ["“A”", "«A»", "„A”"]);
}
