use super::*;
use crate::kernel::currency::{self, Currency};
use chrono_tz::Tz;
use proptest::prelude::*;

fn settings(country: &str) -> Settings {
    Settings { country: country.to_owned(), date_order: DateOrder::DayFirst }
}

fn currency_of(code: &str) -> &'static Currency {
    currency::find(code).expect("a currency on offer")
}

fn read(reading: Reading, cell: &str) -> CellValue {
    read_cell(reading, cell, &settings("RU")).unwrap_or_else(|refusal| panic!("{cell}: {}", refusal.as_str()))
}

fn warned(reading: Reading, cell: &str) -> Option<(&'static str, String)> {
    read(reading, cell).warnings.pop().map(|(code, value)| (code.as_str(), value))
}

#[test]
fn texts_are_cleaned_by_what_they_are() {
    let text = |reading, cell| match read(reading, cell).value {
        Some(Value::Text(text)) => text,
        other => panic!("{other:?}"),
    };
    assert_eq!(text(Reading::Line, "\u{a0}ООО  \"Нева  Торг\"\u{a0}\t"), "ООО \"Нева Торг\"");
    assert_eq!(text(Reading::Line, "=1+1"), "=1+1", "nothing is evaluated");
    assert_eq!(text(Reading::Line, "00123"), "00123");
    assert_eq!(text(Reading::Text, "Томск\r\nул. 8 Марта, оф. 5 "), "Томск\nул. 8 Марта, оф. 5");
    assert_eq!(text(Reading::Comment, "Нужен счёт<br />&gt; 100"), "Нужен счёт\n> 100");
    assert_eq!(text(Reading::Requisite, " 9600 01001 "), "960001001");
    assert_eq!(read(Reading::Line, " \u{a0}\u{200b} "), CellValue::default());
}

#[test]
fn phones_and_emails_warn_and_placeholders_do_not() {
    let phone = Reading::Phones("work");
    assert_eq!(warned(phone, " +7 999 00 "), Some(("phone_unparsed", "+7 999 00".to_owned())));
    assert_eq!(read(phone, "нет"), CellValue::default());
    let email = Reading::Emails("home");
    assert_eq!(warned(email, "petrov(at)example.com"), Some(("email_invalid", "petrov(at)example.com".to_owned())));
    for cell in ["-", "—", "нет", "н/д", "0"] {
        assert_eq!(read(email, cell), CellValue::default(), "{cell}");
    }
    let several = read(email, "Ivan.Golubev61@Example.net info62@example.org; ::: a@@b, <INFO62@example.org>");
    let Some(Value::Emails(emails)) = several.value else { panic!("e-mails") };
    let addresses: Vec<&str> = emails.iter().map(|email| email.address.as_str()).collect();
    assert_eq!(addresses, ["ivan.golubev61@example.net", "info62@example.org"]);
    assert_eq!(several.warnings, [(WarningCode::EmailInvalid, "a@@b".to_owned())]);
}

#[test]
fn labels_name_the_kind_and_the_main_one() {
    for (label, kind, is_main) in [
        ("Mobile", "mobile", false),
        ("* Work", "work", true),
        ("* ", "other", true),
        ("Дача", "other", false),
        ("Домашний", "home", false),
        ("Work Fax", "fax", false),
    ] {
        assert_eq!(label_kind(label, &PHONE_KINDS), (kind, is_main), "{label}");
    }
    assert_eq!(label_kind("Mobile", &EMAIL_KINDS), ("other", false), "there is no such kind of e-mail");
}

#[test]
fn dates_are_read_in_every_form_and_impossible_ones_told() {
    let date = |cell, order| read_date(cell, order).map(|date| date.to_string());
    for cell in [
        "07.01.1955",
        "7.1.1955",
        "07/01/1955",
        "1955-01-07",
        "07.01.1955 10:11:12",
        "1955-01-07T10:11:12Z",
        "07-01-1955",
    ] {
        assert_eq!(date(cell, DateOrder::DayFirst).as_deref(), Some("1955-01-07"), "{cell}");
    }
    assert_eq!(date("1/7/1955", DateOrder::MonthFirst).as_deref(), Some("1955-01-07"));
    for cell in [
        "вчера",
        "29.02.2023",
        "1985-13-01",
        "00.00.0000",
        "1990",
        "30.02.1980",
        "01.02.90",
        "1.1.0001",
        "1/2",
        "1990-4-31",
    ] {
        assert_eq!(warned(Reading::Birthday, cell), Some(("date_invalid", cell.to_owned())));
    }
    for cell in ["0/0/00", "0.0.00", "не закрыта", ""] {
        assert_eq!(read(Reading::Date, cell), CellValue::default(), "{cell}");
    }
    assert_eq!(read_birthday("--04-12", DateOrder::DayFirst).map(|day| day.to_string()).as_deref(), Some("--04-12"));
    assert_eq!(read_birthday("--0229", DateOrder::DayFirst).map(|day| day.to_string()).as_deref(), Some("--02-29"));
    assert_eq!(read_birthday("--02-30", DateOrder::DayFirst), None);
    assert_eq!(guess_order(["1955-01-07", "1/2/2026", "1/13/2026"]), Some(DateOrder::MonthFirst));
    assert_eq!(guess_order(["13/1/2026 10:00"]), Some(DateOrder::DayFirst));
    assert_eq!(guess_order(["1/2/2026", "1/2/2026 10:00 am"]), Some(DateOrder::MonthFirst));
    assert_eq!(guess_order(["1/2/2026", "24/7", ""]), None);
}

#[test]
fn times_are_read_with_and_without_a_zone() {
    let moment = |cell| read_moment(cell, DateOrder::MonthFirst).unwrap_or_else(|| panic!("{cell}"));
    let local = |cell| moment(cell).local.format("%Y-%m-%dT%H:%M:%S").to_string();
    assert_eq!(local("13.09.2026 02:30:30").as_str(), "2026-13-09T02:30:30".replace("13-09", "09-13"));
    assert_eq!(local("9/13/2026 2:30 PM"), "2026-09-13T14:30:00");
    assert_eq!(local("09/13/2026 12:00:05 am"), "2026-09-13T00:00:05");
    assert_eq!(local("2026-09-13 05:07"), "2026-09-13T05:07:00");
    assert_eq!(local("2026-09-13T05:07:09.123+03:00"), "2026-09-13T05:07:09");
    for cell in ["13.09.2026 25:00", "13.09.2026 13:00 PM", "13.09.2026 later", "13.09.2026 10:00:00:00"] {
        assert_eq!(read_moment(cell, DateOrder::DayFirst), None, "{cell}");
    }
    let moscow: Tz = chrono_tz::Europe::Moscow;
    assert_eq!(moment("2026-09-13 05:07").to_timestamp(moscow).to_rfc3339(), "2026-09-13T02:07:00Z");
    assert_eq!(moment("2026-09-13T05:07:00Z").to_timestamp(moscow).to_rfc3339(), "2026-09-13T05:07:00Z");
    let warsaw = chrono_tz::Europe::Warsaw;
    assert_eq!(
        moment("2026-03-29 02:30").to_timestamp(warsaw).to_rfc3339(),
        "2026-03-29T01:30:00Z",
        "skipped by the clocks"
    );
    assert_eq!(moment("2026-10-25 02:30").to_timestamp(warsaw).to_rfc3339(), "2026-10-25T00:30:00Z", "shown twice");
}

#[test]
fn amounts_are_read_in_every_form_and_others_refused() {
    for (cell, minor, currency) in [
        ("839 677,77", 83_967_777, None),
        ("410 332.99 руб.", 41_033_299, Some("RUB")),
        ("73\u{a0}900,00", 7_390_000, None),
        ("2\u{202f}585\u{202f}041,30", 258_504_130, None),
        ("87130", 8_713_000, None),
        ("0", 0, None),
        ("-0", 0, None),
        ("$100", 10_000, Some("USD")),
        ("1 234,5 zł", 123_450, Some("PLN")),
        ("12345р", 1_234_500, Some("RUB")),
        ("0.125", 13, None),
        ("1234.5678", 123_457, None),
        ("999999999999999", 99_999_999_999_999_900, None),
    ] {
        let sum = read_amount(cell).unwrap_or_else(|refusal| panic!("{cell}: {}", refusal.as_str()));
        let roubles = sum.in_currency(currency_of("RUB")).map(|money| money.amount_minor);
        assert_eq!((roubles, sum.currency.map(|currency| currency.code)), (Some(minor), currency), "{cell}");
    }
    for cell in [
        "договорная",
        "1.234.56",
        "1,2,3",
        "много",
        "100-200",
        "5 шт",
        "12 34",
        "1 2345",
        "1,234",
        "от 100 руб",
        "1e5",
        "=1+1",
        "1'000",
        "9999999999999999",
        "100,",
        ",5",
        "%",
    ] {
        assert_eq!(read_amount(cell), Err(Refusal::AmountInvalid), "{cell}");
    }
    for cell in ["-100", "\u{2212}5,50", "- 100 руб.", "$-1"] {
        assert_eq!(read_amount(cell), Err(Refusal::AmountNegative), "{cell}");
    }
    let minor =
        |value, code| Sum { value, currency: None }.in_currency(currency_of(code)).map(|money| money.amount_minor);
    assert_eq!(minor(Decimal::new(12345, 2), "JPY"), Some(123));
    assert_eq!(minor(Decimal::new(1005, 3), "PLN"), Some(101), "halves go away from zero");
}

#[test]
fn flags_numbers_and_tags() {
    for cell in ["Да", "да", "Y", "yes", "Tak", "1"] {
        assert_eq!(read_yes_no(cell), Some(true), "{cell}");
    }
    for cell in ["Нет", "нет", "N", "No", "Nie", "0"] {
        assert_eq!(read_yes_no(cell), Some(false), "{cell}");
    }
    assert_eq!(warned(Reading::YesNo, "может быть"), Some(("not_a_bool", "может быть".to_owned())));
    assert_eq!(read_number("-1 234,5"), Some(Decimal::new(-12345, 1)));
    assert_eq!(read_number("40 %"), Some(Decimal::from(40)));
    assert_eq!(read_number("%"), None);
    for (word, closing) in
        [("Нет", Closing::Open), ("Y", Closing::Closed), ("Won", Closing::Won), ("Przegrana", Closing::Lost)]
    {
        assert_eq!(read_closing(word), Some(closing), "{word}");
    }
    assert_eq!(read_closing("Deleted"), None);
    assert_eq!(warned(Reading::Number, "1.2.3"), Some(("not_a_number", "1.2.3".to_owned())));
    assert_eq!(read_tags("Клиенты ::: * myContacts ::: VIP, опт; клиенты"), ["Клиенты", "VIP", "опт"]);
}

#[test]
fn the_mark_of_exports_is_none_of_a_handle_or_a_tag() {
    use crate::kernel::formula::harmless;
    for written in ["@ivan", "+a", "=b", "-c", "it's"] {
        let Some(Value::Texts(texts)) = read(Reading::Tags, &harmless(written)).value else { panic!("{written}") };
        assert_eq!(texts, [written]);
    }
}

#[test]
fn a_wrong_tax_number_is_kept_and_told() {
    let wrong = read(Reading::TaxId, "9600O0005007");
    assert_eq!(wrong.value, Some(Value::Text("9600O0005007".to_owned())));
    assert_eq!(wrong.warnings, [(WarningCode::TaxIdInvalid, "9600O0005007".to_owned())]);
    assert_eq!(read(Reading::TaxId, " 9600 100211"), CellValue::of(Value::Text("9600100211".to_owned())));
    let abroad = read_cell(Reading::TaxId, "FR-12", &settings("FR")).expect("text");
    assert_eq!(abroad.warnings, [], "nothing is known of French numbers");
}

proptest! {
    #[test]
    fn any_cell_is_survived(cell in any::<String>(), odd in r"[-+0-9.,/: TZapm$€руб\u{a0}]{0,25}") {
        use Reading::*;
        for reading in [Line, Text, Comment, Tags, Phones("work"), Emails("work"), Websites, Date, Birthday, Moment, Amount,
            Number, YesNo, TaxId, Requisite, Label]
        {
            for cell in [&cell, &odd] {
                let _ = read_cell(reading, cell, &settings("RU"));
            }
        }
    }

    /// Texts that were cleaned stay as they are when they are read again.
    #[test]
    fn cleaning_is_stable(cell in r"[ \u{a0}\t\r\na-zа-я<>&;]{0,30}") {
        for reading in [Reading::Line, Reading::Text] {
            let once = read(reading, &cell).value;
            if let Some(Value::Text(text)) = &once {
                prop_assert_eq!(&read(reading, text).value, &once);
            }
        }
    }

    #[test]
    fn dates_are_given_back(days in 0u64..200_000) {
        let date = NaiveDate::from_ymd_opt(1600, 1, 1).and_then(|first| first.checked_add_days(chrono::Days::new(days)));
        for form in ["%d.%m.%Y", "%-d.%-m.%Y", "%d/%m/%Y", "%Y-%m-%d"] {
            let written = date.expect("a day").format(form).to_string();
            prop_assert_eq!(read_date(&written, DateOrder::DayFirst), date, "{}", written);
        }
    }
}
