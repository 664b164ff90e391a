use super::*;
use proptest::prelude::*;

const RUSSIAN: &str = "ID;Название лида;Имя\n1;Заявка № 5 «срочно»;Пётр\n2;ООО \"Ромашка\";ОЛЬГА\n";
const POLISH: &str = "Imię;Nazwisko;Miasto\nŻaneta;Święcicka;Łódź\nMichał;Wójcik;Gdańsk – Wrzeszcz\n";

fn encode(text: &str, charset: Charset) -> Vec<u8> {
    match charset {
        Charset::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Charset::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        Charset::Cp852 => {
            let high_half: Vec<char> = cp852::HIGH_HALF.chars().collect();
            let byte = |c: char| match high_half.iter().position(|high| *high == c) {
                Some(place) => 0x80 + place as u8,
                None => u8::try_from(c).unwrap_or(b'-'),
            };
            text.chars().map(byte).collect()
        }
        _ => charset.standard().expect("a code page of the standard").encode(text).0.into_owned(),
    }
}

fn decode(bytes: &[u8], charset: Charset) -> (String, u64) {
    let mut reader = TextReader::new(bytes, charset);
    let mut text = String::new();
    while reader.read_into(&mut text).expect("memory can be read") {}
    (text, reader.unreadable())
}

fn detected(bytes: &[u8], country: &str) -> Detected {
    detect(&mut &bytes[..], country).expect("memory can be read")
}

#[test]
fn the_encoding_is_found_by_its_letters() {
    let cases = [
        (RUSSIAN, Charset::Utf8),
        (RUSSIAN, Charset::Windows1251),
        (RUSSIAN, Charset::Cp866),
        (POLISH, Charset::Utf8),
        (POLISH, Charset::Windows1250),
        (POLISH, Charset::Cp852),
        ("Иванов", Charset::Windows1251),
        ("ООО", Charset::Windows1251),
        ("ООО", Charset::Cp866),
        ("ИП СИДОРОВ", Charset::Cp866),
        ("Łódź", Charset::Windows1250),
        ("Łódź", Charset::Cp852),
        ("GŻEGŻÓŁKA", Charset::Windows1250),
    ];
    for (text, charset) in cases {
        for country in ["RU", "PL"] {
            let found = detected(&encode(text, charset), country).encoding;
            assert_eq!(found.name(), charset.name(), "{text} in an office of {country}");
        }
    }
}

#[test]
fn a_byte_order_mark_decides_and_is_no_text() {
    for (charset, name) in
        [(Charset::Utf8, "utf-8+BOM"), (Charset::Utf16Le, "utf-16-le+BOM"), (Charset::Utf16Be, "utf-16-be+BOM")]
    {
        let bytes = encode(&format!("\u{feff}{RUSSIAN}"), charset);
        let found = detected(&bytes, "RU");
        assert_eq!((found.encoding.name(), found.kind, found.bytes), (name, None, bytes.len() as u64));
        assert_eq!(decode(&bytes, charset), (RUSSIAN.to_owned(), 0));
        assert_eq!(Charset::parse(name), Some(charset));
    }
    assert_eq!(detected(&encode(RUSSIAN, Charset::Utf16Le), "RU").encoding.charset, Charset::Utf16Le);
    assert_eq!(detected(&encode(POLISH, Charset::Utf16Be), "RU").encoding.charset, Charset::Utf16Be);
}

#[test]
fn letters_far_from_the_start_count_too() {
    let late = format!("{}{RUSSIAN}", "id;name\n".repeat(40_000));
    assert_eq!(detected(&encode(&late, Charset::Windows1251), "RU").encoding.charset, Charset::Windows1251);
    let mut damaged = late.into_bytes();
    damaged.push(0xD0);
    assert_eq!(detected(&damaged, "RU").encoding.charset, Charset::Utf8, "one damaged place in UTF-8");
    assert_eq!(decode(&damaged, Charset::Utf8).1, 1);
}

#[test]
fn without_letters_the_country_decides() {
    let amounts = b"id,sum\n1,1\xA0234\n2,5\xA0678\n";
    assert_eq!(detected(amounts, "RU").encoding.charset, Charset::Windows1251);
    assert_eq!(detected(amounts, "PL").encoding.charset, Charset::Windows1250);
    assert_eq!(detected(b"id,name\n1,Ann\n", "RU").encoding.name(), "utf-8");
}

#[test]
fn other_files_are_told_apart_from_text() {
    for (bytes, kind) in [
        (b"PK\x03\x04\x14\x00\x06\x00".as_slice(), FileKind::Xlsx),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", FileKind::Xls),
        (b"%PDF-1.7\n", FileKind::Pdf),
        (b"\x89PNG\r\n\x1a\n", FileKind::Picture),
        (b"\x1f\x8b\x08\x00", FileKind::Archive),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00\x00\x00", FileKind::Binary),
    ] {
        assert_eq!(detected(bytes, "RU").kind, Some(kind));
    }
    assert_eq!(detected(b"", "RU").kind, None);
}

#[test]
fn every_byte_of_cp852_has_its_letter() {
    let all: Vec<u8> = (0..=255).collect();
    let (text, unreadable) = decode(&all, Charset::Cp852);
    assert_eq!((text.chars().count(), unreadable), (256, 0));
    assert_eq!(decode(&[0x86, 0x8D, 0x88, 0xA5], Charset::Cp852).0, "ćŹłą");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_become_text(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        let found = detected(&bytes, "RU");
        prop_assert_eq!(found.bytes, bytes.len() as u64);
        for charset in Charset::ALL {
            let _ = decode(&bytes, charset);
        }
    }

    /// Letters cut by the end of a piece are put together again.
    #[test]
    fn text_is_given_back_in_pieces(word in "[а-яa-zł€]{1,9}", places in 65_000usize..66_000) {
        let text: String = word.chars().cycle().take(places).collect();
        prop_assert_eq!(decode(&encode(&text, Charset::Utf16Le), Charset::Utf16Le), (text.clone(), 0));
        prop_assert_eq!(decode(text.as_bytes(), Charset::Utf8), (text, 0));
    }
}
