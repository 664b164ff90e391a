use super::*;
use chrono::{Datelike, TimeZone, Weekday};
use proptest::prelude::*;

const WARSAW: Tz = chrono_tz::Europe::Warsaw;

fn at(zone: Tz, text: &str) -> Timestamp {
    let local = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    Timestamp(zone.from_local_datetime(&local).earliest().unwrap().timestamp_millis())
}

/// Thursday, 26 November 2026, 10:15, in Warsaw.
fn now() -> Timestamp {
    at(WARSAW, "2026-11-26 10:15")
}

/// "2026-11-27 11:30" for an instant, "2026-11-27" for a day.
fn shown(due: DueAt) -> String {
    let local = due.at.to_utc().with_timezone(if due.is_day { &Tz::UTC } else { &WARSAW });
    local.format(if due.is_day { "%Y-%m-%d" } else { "%Y-%m-%d %H:%M" }).to_string()
}

fn due(text: &str) -> String {
    let understood = read(text, WARSAW, now());
    if understood.is_past { "past".to_owned() } else { understood.due.map_or_else(|| "-".to_owned(), shown) }
}

#[test]
fn when_is_said_in_three_languages() {
    for (texts, expected) in [
        (&["call tomorrow 11:30", "позвонить завтра в 11:30", "zadzwonić jutro o 11:30"][..], "2026-11-27 11:30"),
        (&["tomorrow at 11:30am", "завтра в 11.30", "jutro o godz. 11:30"], "2026-11-27 11:30"),
        (&["on Friday at 15:00", "встреча в пятницу в 15:00", "spotkanie w piątek o 15:00"], "2026-11-27 15:00"),
        (
            &["Friday 3pm", "в пятницу в 3 дня", "w piątek o 3 po południu", "fri 15:00", "в пт 15:00"],
            "2026-11-27 15:00",
        ),
        (
            &["Monday", "в понедельник", "w poniedziałek", "on mon", "пн 23:59:59 — в пн", "do poniedziałku"],
            "2026-11-30",
        ),
        // Today is a Thursday: the coming one is meant.
        (&["on Thursday", "в четверг", "w czwartek"], "2026-12-03"),
        (&["next Friday", "в следующую пятницу", "w następny piątek", "w przyszły piątek"], "2026-12-04"),
        (
            &["in 2 hours", "через 2 часа", "za 2 godziny", "in two hours", "через два часа", "za dwie godziny"],
            "2026-11-26 12:15",
        ),
        (&["in an hour", "через час", "za godzinę"], "2026-11-26 11:15"),
        (
            &["in half an hour", "через полчаса", "za pół godziny", "in 30 min", "через 30 мин", "za 30min"],
            "2026-11-26 10:45",
        ),
        (&["in 3 days", "через 3 дня", "za 3 dni", "через три дня"], "2026-11-29"),
        (&["in a week", "через неделю", "za tydzień"], "2026-12-03"),
        (&["in a week at 9:00", "через неделю в 9:00", "za tydzień o 9:00"], "2026-12-03 09:00"),
        (&["in 2 months", "через 2 месяца", "za 2 miesiące"], "2027-01-26"),
        (
            &[
                "25.12 9:00",
                "25.12. o 9:00",
                "25 декабря в 9:00",
                "25 grudnia o 9:00",
                "Dec 25 at 9:00",
                "25th of December 9am",
            ],
            "2026-12-25 09:00",
        ),
        (&["25.12", "25/12", "2026-12-25", "25.12.2026", "on the 25th of December", "25 дек", "25 gru"], "2026-12-25"),
        (&["25.11", "25 ноября", "25 listopada"], "2027-11-25"),
        (&["the day after tomorrow", "послезавтра", "pojutrze"], "2026-11-28"),
        (&["next week", "на следующей неделе", "w przyszłym tygodniu"], "2026-11-30"),
        (&["next month", "в следующем месяце", "w następnym miesiącu"], "2026-12-01"),
        (&["tomorrow morning", "завтра утром", "jutro rano"], "2026-11-27 09:00"),
        (&["tomorrow evening", "завтра вечером", "jutro wieczorem"], "2026-11-27 18:00"),
        (
            &["tomorrow evening at 7", "завтра вечером в 7", "jutro wieczorem o 7", "вечером в 7 завтра"],
            "2026-11-27 19:00",
        ),
        (&["tomorrow morning at 8", "завтра утром в 8", "jutro rano o 8", "завтра утром 8:00"], "2026-11-27 08:00"),
        (&["5.12.26 10:00", "созвон 5.12.26 10:00", "call 5/12/26 10:00"], "2026-12-05 10:00"),
        (&["созвон 5.12.26", "zadzwonić 5.12.26"], "2026-12-05"),
        (&["tomorrow at noon", "at noon tomorrow", "завтра в полдень", "jutro w południe"], "2026-11-27 12:00"),
        (
            &[
                "встреча на следующей неделе в среду в 15:00",
                "в среду на следующей неделе в 15:00",
                "в среду следующей недели в 3 дня",
                "next week Wednesday at 15:00",
                "on Wednesday next week at 3pm",
                "w przyszłym tygodniu w środę o 15:00",
                "w środę w przyszłym tygodniu o 15:00",
            ],
            "2026-12-02 15:00",
        ),
        (
            &["through it by 25.12.26", "сдать 25.12.26", "oddać 25.12.26", "Отправить КП к 25.12", "by 25.12"],
            "2026-12-25",
        ),
        (&["к 15.12", "отчёт к 15.12", "report by 15.12", "raport do 15.12", "call Ivan 15.12"], "2026-12-15"),
        (&["в 15.12", "at 15.12", "o 15.12"], "2026-11-26 15:12"),
        (&["spotkać się 5 grudnia o 10", "5 декабря в 10 часов", "5 December at 10"], "2026-12-05 10:00"),
        (&["завтра в 9-30", "jutro o 9-30", "tomorrow at 9-30"], "2026-11-27 09:30"),
        (&["завтра в час дня", "завтра в час", "jutro o 1", "tomorrow at 1"], "2026-11-27 13:00"),
        (&["перенести на завтра на 2 часа дня", "завтра на 2 часа дня", "завтра в 2 часа дня"], "2026-11-27 14:00"),
        (&["через год", "za rok", "in a year", "in one year"], "2027-11-26"),
        (&["завтра в 3 обсудить", "jutro o 3 omówić", "tomorrow at 3 talk", "в 3 завтра"], "2026-11-27 15:00"),
        (&["at 3", "в 3", "o 3", "в 15", "o 15"], "2026-11-26 15:00"),
        (&["at 9", "в 9 утра", "o 9 rano", "9:00", "9am"], "2026-11-27 09:00"),
        (&["today at 18:00", "сегодня в 18:00", "dziś o 18:00", "6pm", "в 6 вечера"], "2026-11-26 18:00"),
        (&["today", "сегодня", "dzisiaj"], "2026-11-26"),
        (
            &[
                "zapytać o 3 oferty",
                "разбить оплату в 2 этапа",
                "visit client at 12 Baker Street",
                "визит Ленина 12/10",
                "выезд: Ленина 12/10 склад",
                "скидка 10.50",
                "discount 10.50 for Ivan",
                "версия 1.2.10",
            ],
            "-",
        ),
        (&["call Ivan", "обсудить договор", "wysłać ofertę", "", "  ", "30.02", "25:00", "12:60", "в два этапа"], "-"),
    ] {
        for text in texts {
            assert_eq!(due(text), expected, "{text}");
        }
    }
}

#[test]
fn what_is_over_is_not_planned() {
    // A time that is over today is meant tomorrow, unless today is said.
    assert_eq!(due("10:00"), "2026-11-27 10:00");
    for text in ["today 9:00", "сегодня в 9:00", "dziś o 9:00", "25.11.2026", "2020-01-01 10:00", "1 января 2020"]
    {
        assert_eq!(due(text), "past", "{text}");
    }
    assert_eq!(due("26.11 9:00"), "past", "a date of today is today");
}

#[test]
fn what_it_is_and_about_is_told_apart() {
    for (text, code, subject, whole) in [
        ("call tomorrow 11:30", Some("call"), "", "Call"),
        ("call Ivan tomorrow 11:30", Some("call"), "Call Ivan", "Call Ivan"),
        ("встреча в пятницу в 15:00 обсудить договор", Some("meeting"), "Обсудить договор", "Встреча обсудить договор"),
        ("завтра встреча с Петром", Some("meeting"), "Встреча с Петром", "Встреча с Петром"),
        ("zadzwonić jutro o 11:30", Some("call"), "", "Zadzwonić"),
        ("отправить чертёж, завтра", None, "Отправить чертёж", "Отправить чертёж"),
        ("завтра", None, "", ""),
        ("visit: 25.12 9:00 - склад", Some("visit"), "Склад", "Visit: - склад"),
        ("Обсудить звонок клиента", None, "Обсудить звонок клиента", "Обсудить звонок клиента"),
        ("zapytać o 3 oferty jutro", None, "Zapytać o 3 oferty", "Zapytać o 3 oferty"),
        ("визит в пятницу: Ленина 12/10", Some("visit"), "Ленина 12/10", "Визит Ленина 12/10"),
        ("на следующей неделе в среду", None, "", ""),
        ("позвонить завтра и послезавтра", Some("call"), "И послезавтра", "Позвонить и послезавтра"),
    ] {
        let understood = read(text, WARSAW, now());
        assert_eq!((understood.type_code, &*understood.subject, &*understood.whole), (code, subject, whole), "{text}");
    }
}

#[test]
fn how_long_is_said() {
    for (text, minutes) in [
        ("meeting tomorrow 10:00 for an hour", Some(60)),
        ("встреча завтра в 10:00 на 30 минут", Some(30)),
        ("spotkanie jutro o 10:00 na 2 godziny", Some(120)),
        ("завтра 10:00-11:00", Some(60)),
        ("spotkanie jutro 10:00 - 10:45", Some(45)),
        ("встреча завтра с 10:00 до 11:30", Some(90)),
        ("завтра на 2 часа дня", None),
        ("завтра на 3 часа", Some(180)),
        ("call tomorrow", None),
        ("на 2 недели", None),
    ] {
        assert_eq!(read(text, WARSAW, now()).duration_min, minutes, "{text}");
    }
}

#[test]
fn an_hour_alone_is_enough_where_a_time_is_asked_for() {
    for text in ["на 15", "na 15", "в 15", "at 15", "на 3", "15:00"] {
        let due = read_when(text, WARSAW, now()).due.map(shown);
        assert_eq!(due.as_deref(), Some("2026-11-26 15:00"), "{text}");
    }
    assert_eq!(read("оплата на 15", WARSAW, now()).due, None);
}

#[test]
fn months_end_and_clocks_change() {
    let warsaw = |text, moment: &str| {
        let understood = read(text, WARSAW, at(WARSAW, moment));
        understood.due.map(shown).unwrap_or_default()
    };
    assert_eq!(warsaw("in a month", "2027-01-31 10:00"), "2027-02-28");
    assert_eq!(warsaw("29.02", "2026-11-26 10:00"), "2028-02-29");
    assert_eq!(warsaw("next month", "2026-12-31 10:00"), "2027-01-01");
    assert_eq!(warsaw("tomorrow", "2026-12-31 10:00"), "2027-01-01");
    // On 28 March 2027 the clocks skip from 2 to 3: half past two is half past three.
    assert_eq!(warsaw("28.03 2:30", "2027-03-27 10:00"), "2027-03-28 03:30");
    assert_eq!(warsaw("in 2 hours", "2027-03-28 01:00"), "2027-03-28 04:00");
    // On 25 October 2026 the hour from 2 to 3 comes twice: the first is meant.
    let twice = read("25.10 2:30", WARSAW, at(WARSAW, "2026-10-24 10:00")).due.unwrap();
    assert_eq!(twice.at, Timestamp(1_792_888_200_000));
    // A day is the same one for everybody.
    let day = read("25.10", WARSAW, at(WARSAW, "2026-10-24 10:00")).due.unwrap();
    assert_eq!(day, DueAt { at: Timestamp(at(Tz::UTC, "2026-10-26 00:00").0 - 1), is_day: true });
}

const SAID: [&str; 32] = [
    "10:00-11:00",
    "-",
    "12/10",
    "год",
    "дня",
    "до",
    "9-30",
    "неделе",
    "call",
    "встреча",
    "zadzwonić",
    "tomorrow",
    "завтра",
    "jutro",
    "в",
    "на",
    "o",
    "for",
    "in",
    "через",
    "za",
    "3",
    "11:30",
    "25.12",
    "пятницу",
    "час",
    "days",
    "next",
    "week",
    "Ivan",
    "договор,",
    "ofertę",
];

#[test]
fn a_letter_without_a_capital_of_its_own_stays() {
    for text in ["\u{1ff2}", "ßa", "ﬁx"] {
        check(text, WARSAW, Timestamp(0)).unwrap();
    }
}

proptest! {
    /// Whatever is typed, wherever and whenever: it is read, nothing is planned for the past, and nothing is lost or made up.
    #[test]
    fn any_text_is_read(text in "\\PC{0,60}", zone in 0usize..596, now in 0i64..4_000_000_000_000) {
        check(&text, chrono_tz::TZ_VARIANTS[zone % chrono_tz::TZ_VARIANTS.len()], Timestamp(now))?;
    }

    #[test]
    fn any_words_are_read(words in prop::collection::vec(0..SAID.len(), 0..9), zone in 0usize..596, now in 0i64..4_000_000_000_000) {
        let text = words.iter().map(|at| SAID[*at]).collect::<Vec<_>>().join(" ");
        check(&text, chrono_tz::TZ_VARIANTS[zone % chrono_tz::TZ_VARIANTS.len()], Timestamp(now))?;
    }

    /// The coming day of that name, from a day to a week ahead.
    #[test]
    fn a_weekday_is_the_coming_one(day in 0usize..7, lang in 0usize..3, now in 0i64..4_000_000_000_000) {
        let names = [
            ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
            ["понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье"],
            ["poniedziałek", "wtorek", "środę", "czwartek", "piątek", "sobotę", "niedzielę"],
        ];
        let text = format!("{} {}", ["on", "в", "w"][lang], names[lang][day]);
        let due = read(&text, WARSAW, Timestamp(now)).due.unwrap();
        let (today, meant) = (format::local_day(WARSAW, Timestamp(now)), format::day_of(WARSAW, due.at, due.is_day));
        prop_assert_eq!(meant.weekday(), Weekday::try_from(day as u8).unwrap());
        prop_assert!((1..=7).contains(&(meant - today).num_days()));
    }
}

fn check(text: &str, zone: Tz, now: Timestamp) -> Result<(), TestCaseError> {
    let understood = read(text, zone, now);
    if let Some(due) = understood.due {
        prop_assert!(!understood.is_past);
        // A length of time from now is cut to the minute that clocks show.
        prop_assert!(!format::is_over(zone, due.at, due.is_day, now), "{text}: {:?} before {now:?}", due.at);
    }
    // What is left stands in the text, in its order.
    let mut rest = fold(text);
    for word in fold(&understood.whole).split(' ').filter(|word| !word.is_empty()) {
        let at = rest.find(word);
        prop_assert!(at.is_some(), "{text}: {word} is not of it");
        rest = rest.split_off(at.unwrap() + word.len());
    }
    prop_assert!(fold(&understood.whole).ends_with(&fold(&understood.subject)));
    Ok(())
}
