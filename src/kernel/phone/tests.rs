use super::*;
use proptest::prelude::*;

fn e164(typed: &str, country: &str) -> Option<String> {
    Phone::parse(typed, country).map(|phone| phone.e164())
}

#[test]
fn russian_numbers_are_read_however_they_are_typed() {
    for typed in [
        "8 (999) 000-12-34",
        "+7 999 000 12 34",
        "79990001234",
        "9990001234",
        "т. 8-999-000-12-34",
        "+7\u{a0}999\u{a0}000\u{a0}12\u{a0}34",
        "8(999)0001234",
        "'+79990001234",
        "tel:+7-999-000-12-34",
    ] {
        assert_eq!(e164(typed, "RU").as_deref(), Some("+79990001234"), "{typed}");
    }
    assert_eq!(e164("8-10-48-600-000-012", "RU").as_deref(), Some("+48600000012"));
    assert_eq!(e164("375 29 123-45-67", "RU").as_deref(), Some("+375291234567"));
}

#[test]
fn polish_and_other_numbers_follow_their_country() {
    assert_eq!(e164("600 000 012", "PL").as_deref(), Some("+48600000012"));
    assert_eq!(e164("48 600-000-012", "PL").as_deref(), Some("+48600000012"));
    assert_eq!(e164("0048 22 000 00 00", "PL").as_deref(), Some("+48220000000"));
    assert_eq!(e164("+49 (0)30 1234567", "PL").as_deref(), Some("+49301234567"));
    assert_eq!(e164("030 1234567", "DE").as_deref(), Some("+49301234567"));
    assert_eq!(e164("8 029 123-45-67", "BY").as_deref(), Some("+375291234567"));
    assert_eq!(e164("600 000 012", "RU"), None, "nine digits are no Russian number");
    assert_eq!(e164("12345678", "XX"), None, "without a known country only international numbers are read");
}

#[test]
fn too_few_or_too_many_digits_are_no_number() {
    for typed in ["+7 999 00", "12345", "8-999", "+7 999 000 12 345", "89990001234 89990001235", "", "см. комментарий"]
    {
        assert_eq!(e164(typed, "RU"), None, "{typed}");
    }
}

/// A text of a megabyte would hold up everybody who saves.
#[test]
fn a_cell_too_long_for_numbers_is_not_read() {
    let numbers = "+79990001234, +79990001235, ".repeat(30);
    assert_eq!(read_cell(&numbers, "RU").phones.len(), 2);
    let reading = read_cell(&"+79990001234, +79990001235, ".repeat(50), "RU");
    assert_eq!((reading.phones, reading.has_unread), (Vec::new(), true));
    assert_eq!(Phone::parse(&"1".repeat(1_000_000), "RU"), None);
    assert_eq!(Phone::parse(&"8 999 000 12 34 #".repeat(60_000), "RU"), None);
}

#[test]
fn extensions_are_taken_out_before_the_cell_is_split() {
    for typed in [
        "8 (999) 000-48-33 доб. 12",
        "8 (999) 000-48-33, доб.12",
        "+79990004833 ext 12",
        "+79990004833 wew. 12",
        "tel:+7-999-000-48-33;ext=12",
        "8 999 000 48 33 (вн. 12)",
        "+79990004833 #12",
        "+7 999 000-48-33 x12",
    ] {
        let phone = Phone::parse(typed, "RU").unwrap_or_else(|| panic!("{typed}"));
        assert_eq!((phone.e164().as_str(), phone.extension()), ("+79990004833", Some("12")), "{typed}");
    }
}

#[test]
fn a_cell_may_hold_several_numbers() {
    let cell = "8-999-000-25-67; 8-999-000-71-39 доб. 5 / +48 600 000 012\n8 (999) 000-25-67 ::: 9990000001, Иван";
    let reading = read_cell(cell, "RU");
    let numbers: Vec<String> = reading.phones.iter().map(Phone::e164).collect();
    assert_eq!(numbers, ["+79990002567", "+79990007139", "+48600000012", "+79990000001"]);
    assert_eq!(reading.phones[1].extension(), Some("5"));
    assert!(!reading.has_unread);
}

#[test]
fn words_for_none_are_empty_and_remarks_are_not() {
    for cell in ["", " ", "-", "—", "нет", "Н/Д", "0", "brak", "нет; нет"] {
        assert_eq!(read_cell(cell, "RU"), CellReading::default(), "{cell}");
    }
    for cell in ["спросить у секретаря", "12345", "8-999"] {
        let reading = read_cell(cell, "RU");
        assert!(reading.phones.is_empty() && reading.has_unread, "{cell}");
    }
    let half = read_cell("8 (495) 000-12-34/35", "RU");
    assert_eq!((half.phones.len(), half.has_unread), (1, true), "the whole number is kept, the rest is told");
}

#[test]
fn numbers_are_shown_as_their_country_writes_them() {
    let shown = |typed: &str| Phone::parse(typed, "RU").map(|phone| phone.display(Lang::Ru));
    assert_eq!(shown("89990001234").as_deref(), Some("+7 (999) 000-12-34"));
    assert_eq!(shown("+48600000012").as_deref(), Some("+48 600 000 012"));
    assert_eq!(shown("+48220000000").as_deref(), Some("+48 22 000 00 00"));
    assert_eq!(shown("+375291234567").as_deref(), Some("+375 (29) 123-45-67"));
    assert_eq!(shown("+4930123456").as_deref(), Some("+49 301 234 56"));
    assert_eq!(shown("89990001234 доб. 12").as_deref(), Some("+7 (999) 000-12-34 доб. 12"));
    assert_eq!(display_e164("+442079460001"), "+44 20 7946 0001");
    assert_eq!(display_e164("+441614960123"), "+44 161 496 0123");
    assert_eq!(display_e164("+447700900451"), "+44 7700 900451");
    assert_eq!(display_e164("+441"), "+44 1");
    assert_eq!(display_e164("не номер"), "не номер");
}

proptest! {
    /// Whatever was read is read again as itself, from its stored and from its shown form.
    #[test]
    fn reading_is_stable(typed in r"[+0-9 ()а-я.,;/x#-]{0,40}", country in "(RU|PL|DE|BY|US|XX)") {
        for phone in read_cell(&typed, &country).phones {
            for form in [phone.e164(), phone.display(Lang::Ru)] {
                let again = Phone::parse(&form, &country);
                prop_assert_eq!(again.as_ref().map(Phone::e164), Some(phone.e164()), "{}", form);
            }
            let shown = Phone::parse(&phone.display(Lang::En), &country);
            let again = shown.as_ref().and_then(Phone::extension);
            prop_assert_eq!(again, phone.extension());
        }
    }

    #[test]
    fn any_text_is_survived(text in any::<String>()) {
        let _ = read_cell(&text, "RU");
        let _ = display_e164(&text);
    }
}
