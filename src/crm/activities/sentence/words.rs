//! The words of three languages that a sentence is understood by, folded as `kernel::text::fold` does: small letters without
//! diacritics, ё as е. They are read together, whatever language the pages are in: few words of one mean something else in
//! another, and those stand nowhere here.

/// What an activity is, by the word that a sentence begins with.
pub const TYPES: [(&str, &[&str]); 6] = [
    (
        "call",
        &[
            "call",
            "phone",
            "ring",
            "звонок",
            "позвонить",
            "созвон",
            "созвониться",
            "звонить",
            "перезвонить",
            "набрать",
            "telefon",
            "zadzwonic",
            "zadzwon",
            "dzwonic",
            "oddzwonic",
            "przedzwonic",
        ],
    ),
    (
        "meeting",
        &[
            "meeting",
            "meet",
            "встреча",
            "встречу",
            "встретиться",
            "совещание",
            "переговоры",
            "spotkanie",
            "spotkac",
            "spotkaj",
        ],
    ),
    ("email", &["email", "e-mail", "mail", "письмо", "написать", "napisac", "maila", "mejl", "mejla"]),
    ("visit", &["visit", "визит", "выезд", "посетить", "навестить", "заехать", "wizyta", "odwiedzic"]),
    ("message", &["message", "sms", "смс", "сообщение", "wiadomosc"]),
    ("task", &["task", "задача", "zadanie"]),
];

/// Days counted from today.
pub const NEAR_DAYS: [(u64, &[&str]); 3] = [
    (0, &["today", "сегодня", "dzis", "dzisiaj"]),
    (1, &["tomorrow", "завтра", "jutro"]),
    (2, &["послезавтра", "pojutrze"]),
];

/// From Monday on.
pub const WEEKDAYS: [&[&str]; 7] = [
    &["monday", "понедельник", "понедельника", "понедельнику", "poniedzialek", "poniedzialku"],
    &["tuesday", "вторник", "вторника", "вторнику", "wtorek", "wtorku"],
    &["wednesday", "среда", "среду", "среды", "среде", "sroda", "srode", "srody"],
    &["thursday", "четверг", "четверга", "четвергу", "czwartek", "czwartku"],
    &["friday", "пятница", "пятницу", "пятницы", "пятнице", "piatek", "piatku"],
    &["saturday", "суббота", "субботу", "субботы", "субботе", "sobota", "sobote", "soboty"],
    &["sunday", "воскресенье", "воскресенья", "воскресенью", "niedziela", "niedziele", "niedzieli"],
];

/// The same in short: some are words of their own, so they count only where a day is expected.
pub const SHORT_WEEKDAYS: [&[&str]; 7] = [
    &["mon", "пн", "pon", "pn"],
    &["tue", "tues", "вт", "wt"],
    &["wed", "ср", "sr"],
    &["thu", "thur", "thurs", "чт", "czw"],
    &["fri", "пт", "pt"],
    &["sat", "сб", "sob"],
    &["sun", "вс", "nd", "ndz"],
];

/// From January on, as they stand beside a number; "sie" is no August: people meet ("spotkać się") on any day.
pub const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "января", "январь", "янв", "stycznia", "styczen", "sty"],
    &["february", "feb", "февраля", "февраль", "фев", "lutego", "luty", "lut"],
    &["march", "mar", "марта", "март", "мар", "marca", "marzec"],
    &["april", "apr", "апреля", "апрель", "апр", "kwietnia", "kwiecien", "kwi"],
    &["may", "мая", "май", "maja", "maj"],
    &["june", "jun", "июня", "июнь", "июн", "czerwca", "czerwiec", "cze"],
    &["july", "jul", "июля", "июль", "июл", "lipca", "lipiec", "lip"],
    &["august", "aug", "августа", "август", "авг", "sierpnia", "sierpien"],
    &["september", "sep", "sept", "сентября", "сентябрь", "сен", "wrzesnia", "wrzesien", "wrz"],
    &["october", "oct", "октября", "октябрь", "окт", "pazdziernika", "pazdziernik", "paz"],
    &["november", "nov", "ноября", "ноябрь", "ноя", "listopada", "listopad", "lis"],
    &["december", "dec", "декабря", "декабрь", "дек", "grudnia", "grudzien", "gru"],
];

/// What may stand before a day: "on Friday", "в пятницу", "do piątku".
pub const BEFORE_DAY: &[&str] = &["on", "by", "the", "в", "во", "на", "к", "до", "w", "we", "na", "do"];

/// What may stand before a time of day; a bare hour counts only behind [`BEFORE_HOUR`].
pub const BEFORE_TIME: &[&str] =
    &["at", "by", "from", "в", "во", "к", "до", "с", "o", "od", "do", "na", "на", "godz", "godzinie"];
pub const BEFORE_HOUR: &[&str] = &["at", "в", "во", "к", "o", "godz", "godzinie"];
/// The same where nothing but a time is asked for: "на 15".
pub const BEFORE_HOUR_ALONE: &[&str] = &["на", "na"];
/// A dotted number behind these is a time: "в 11.10", but "к 11.10" is a day.
pub const ONLY_BEFORE_TIME: &[&str] = &["at", "в", "во", "o", "godz", "godzinie"];
/// Between the beginning and the end: "10:00 - 11:00", "с 10:00 до 11:00".
pub const UNTIL: &[&str] = &["-", "–", "—", "до", "to", "till", "until", "do"];

/// What may stand before a length of time from now.
pub const FROM_NOW: &[&str] = &["in", "через", "za"];

/// What may stand before how long it takes.
pub const LASTING: &[&str] = &["for", "на", "na"];

/// Before a weekday: the one of the next week, not the nearest.
pub const NEXT: &[&str] = &[
    "next",
    "следующий",
    "следующую",
    "следующее",
    "следующего",
    "przyszly",
    "przyszla",
    "przyszle",
    "nastepny",
    "nastepna",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

pub const UNITS: [(Unit, &[&str]); 6] = [
    (
        Unit::Minute,
        &[
            "minute",
            "minutes",
            "min",
            "mins",
            "мин",
            "минута",
            "минуту",
            "минуты",
            "минут",
            "minuta",
            "minuty",
            "minut",
        ],
    ),
    (
        Unit::Hour,
        &[
            "hour",
            "hours",
            "hr",
            "hrs",
            "h",
            "час",
            "часа",
            "часов",
            "ч",
            "godzina",
            "godzine",
            "godziny",
            "godzin",
            "godz",
        ],
    ),
    (Unit::Day, &["day", "days", "день", "дня", "дней", "дн", "dzien", "dni"]),
    (
        Unit::Week,
        &["week", "weeks", "неделя", "неделю", "недели", "недель", "нед", "tydzien", "tygodnie", "tygodni", "tyg"],
    ),
    (Unit::Month, &["month", "months", "месяц", "месяца", "месяцев", "мес", "miesiac", "miesiace", "miesiecy", "mies"]),
    (Unit::Year, &["year", "years", "год", "года", "лет", "rok", "lata", "lat"]),
];

pub const NUMBERS: [(i64, &[&str]); 10] = [
    (1, &["one", "a", "an", "один", "одну", "одна", "jeden", "jedna"]),
    (2, &["two", "два", "две", "пару", "dwa", "dwie"]),
    (3, &["three", "три", "trzy"]),
    (4, &["four", "четыре", "cztery"]),
    (5, &["five", "пять", "piec"]),
    (6, &["six", "шесть", "szesc"]),
    (7, &["seven", "семь", "siedem"]),
    (8, &["eight", "восемь", "osiem"]),
    (9, &["nine", "девять", "dziewiec"]),
    (10, &["ten", "десять", "dziesiec"]),
];

/// Half an hour, in as many words as it takes.
pub const HALF_HOUR: &[&[&str]] = &[&["полчаса"], &["pol", "godziny"], &["half", "an", "hour"]];

/// The week and the month after this one.
pub const NEXT_WEEK: &[&[&str]] = &[
    &["next", "week"],
    &["of", "next", "week"],
    &["следующей", "неделе"],
    &["следующей", "недели"],
    &["przyszlym", "tygodniu"],
    &["przyszlego", "tygodnia"],
    &["nastepnym", "tygodniu"],
    &["nastepnego", "tygodnia"],
];
pub const NEXT_MONTH: &[&[&str]] =
    &[&["next", "month"], &["следующем", "месяце"], &["przyszlym", "miesiacu"], &["nastepnym", "miesiacu"]];

/// The day after tomorrow in English.
pub const OVERMORROW: &[&[&str]] = &[&["day", "after", "tomorrow"]];

/// Parts of a day beside a day, each by its hour.
pub const PARTS: [(u32, &[&[&str]]); 4] = [
    (9, &[&["morning"], &["in", "the", "morning"], &["утром"], &["rano"]]),
    (12, &[&["noon"], &["at", "noon"], &["в", "полдень"], &["w", "poludnie"]]),
    (14, &[&["afternoon"], &["in", "the", "afternoon"], &["днем"], &["после", "обеда"], &["po", "poludniu"]]),
    (18, &[&["evening"], &["in", "the", "evening"], &["вечером"], &["wieczorem"]]),
];

/// Behind "2 часа": that it is the time of day, not how long it takes.
pub const OF_THE_DAY: &[&str] = &["утра", "дня", "вечера", "ночи"];

/// Behind an hour: before or after noon.
pub const BEFORE_NOON: &[&[&str]] = &[&["am"], &["a.m"], &["утра"], &["ночи"], &["rano"]];
pub const AFTER_NOON: &[&[&str]] = &[&["pm"], &["p.m"], &["дня"], &["вечера"], &["wieczorem"], &["po", "poludniu"]];

/// Behind an hour, saying no more than that it is one.
pub const HOURS: &[&[&str]] = &[&["o'clock"], &["oclock"], &["часов"], &["часа"], &["час"], &["ч"]];
