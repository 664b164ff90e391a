//! Which encoding a file is in: its byte order mark, else UTF-8 if it is valid, else the code page whose letters make
//! the likeliest Russian or Polish.

use super::text_reader::{decode_word, read_full};
use super::{Charset, Encoding, bom};
use std::io::{self, Read};

/// What a file is when it is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A workbook of Excel 2007 or later, or another archive.
    Xlsx,
    /// A binary workbook of older Excel.
    Xls,
    Pdf,
    Picture,
    Archive,
    /// Some other file with bytes no text has.
    Binary,
}

/// What is known of a file before its text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Detected {
    pub encoding: Encoding,
    /// Set when the file is not text at all.
    pub kind: Option<FileKind>,
    pub bytes: u64,
}

/// Letters are judged on this much of the words that have any beside ASCII.
const SAMPLE_BYTES: usize = 64 * 1024;
/// A longer run is no word, and only its beginning is judged.
const WORD_BYTES: usize = 64;

/// Reads `source` to its end. `country` (ISO 3166) decides where letters do not: a Polish office gets Central European
/// code pages first.
pub fn detect(source: &mut impl Read, country: &str) -> io::Result<Detected> {
    let mut chunk = vec![0; 64 * 1024];
    let mut length = read_full(source, &mut chunk)?;
    let start = chunk[..length.min(4096)].to_vec();
    let (mut bytes, mut utf8, mut words) = (0, Utf8Tally::default(), Words::default());
    while length > 0 {
        bytes += length as u64;
        utf8.add(&chunk[..length]);
        words.add(&chunk[..length]);
        length = read_full(source, &mut chunk)?;
    }
    let marked = bom(&start).map(|(charset, _)| Encoding { charset, has_bom: true });
    let utf16 = utf16_without_bom(&start);
    let charset = match utf16 {
        Some(charset) => charset,
        None if utf8.is_likely() => Charset::Utf8,
        None => likeliest(&words.sample, country),
    };
    let is_binary = marked.is_none() && utf16.is_none() && start.contains(&0);
    Ok(Detected {
        encoding: marked.unwrap_or(Encoding { charset, has_bom: false }),
        kind: signature(&start).or(is_binary.then_some(FileKind::Binary)),
        bytes,
    })
}

/// How many letters beyond ASCII the bytes hold as UTF-8, and how many places that are none.
#[derive(Default)]
struct Utf8Tally {
    letters: u64,
    broken: u64,
    /// The beginning of a letter that the last piece was cut in.
    cut: Vec<u8>,
}

impl Utf8Tally {
    fn add(&mut self, piece: &[u8]) {
        if self.cut.is_empty() && piece.is_ascii() {
            return;
        }
        let bytes = [self.cut.as_slice(), piece].concat();
        self.cut.clear();
        for part in bytes.utf8_chunks() {
            if !part.valid().is_ascii() {
                self.letters += part.valid().bytes().filter(|b| *b >= 0xC0).count() as u64;
            }
            let is_last = part.invalid().as_ptr_range().end == bytes.as_ptr_range().end;
            if is_last && is_letter_start(part.invalid()) {
                self.cut = part.invalid().to_vec();
            } else {
                self.broken += u64::from(!part.invalid().is_empty());
            }
        }
    }

    /// A few damaged places do not make a UTF-8 file one of a code page, where such sequences are chance.
    fn is_likely(&self) -> bool {
        let broken = self.broken + u64::from(!self.cut.is_empty());
        self.letters >= broken * 10
    }
}

/// Could more bytes make a letter of these?
fn is_letter_start(bytes: &[u8]) -> bool {
    !bytes.is_empty() && std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

/// Words with bytes beyond ASCII, separated by spaces.
#[derive(Default)]
struct Words {
    sample: Vec<u8>,
}

impl Words {
    fn add(&mut self, bytes: &[u8]) {
        if bytes.is_ascii() || self.sample.len() >= SAMPLE_BYTES {
            return;
        }
        for word in bytes.split(|b| !b.is_ascii_alphabetic() && b.is_ascii()).filter(|word| !word.is_ascii()) {
            if self.sample.len() >= SAMPLE_BYTES {
                return;
            }
            self.sample.extend_from_slice(&word[..word.len().min(WORD_BYTES)]);
            self.sample.push(b' ');
        }
    }
}

fn signature(start: &[u8]) -> Option<FileKind> {
    match start {
        [b'P', b'K', 3 | 5, 4 | 6, ..] => Some(FileKind::Xlsx),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Some(FileKind::Xls),
        [b'%', b'P', b'D', b'F', b'-', ..] => Some(FileKind::Pdf),
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] | [b'G', b'I', b'F', b'8', ..] => Some(FileKind::Picture),
        [0x1F, 0x8B, ..] | [b'R', b'a', b'r', b'!', ..] | [b'7', b'z', 0xBC, 0xAF, ..] => Some(FileKind::Archive),
        _ => None,
    }
}

/// Delimiters, digits and line ends have a zero byte in UTF-16, on one and the same side.
fn utf16_without_bom(start: &[u8]) -> Option<Charset> {
    let zeros = |parity: usize| start.iter().skip(parity).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let enough = (start.len() / 20).max(2);
    if odd >= enough && even * 20 <= odd {
        Some(Charset::Utf16Le)
    } else if even >= enough && odd * 20 <= even {
        Some(Charset::Utf16Be)
    } else {
        None
    }
}

fn likeliest(sample: &[u8], country: &str) -> Charset {
    use Charset::{Cp852, Cp866, Windows1250, Windows1251};
    let mut candidates = match country {
        "PL" | "pl" => [Windows1250, Windows1251, Cp852, Cp866],
        _ => [Windows1251, Windows1250, Cp866, Cp852],
    };
    // The sort is stable: of equally likely ones the office's own stays first.
    candidates.sort_by_key(|charset| -score(&decode_word(sample, *charset)));
    candidates[0]
}

/// How much a text looks like Russian or Polish; only meant for comparing readings of the same bytes.
fn score(text: &str) -> i64 {
    text.split(' ').filter(|word| !word.is_empty()).map(score_of_word).sum()
}

fn score_of_word(word: &str) -> i64 {
    let is_cyrillic = |c: char| ('\u{400}'..='\u{52f}').contains(&c);
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let cyrillic = word.chars().filter(|c| is_cyrillic(*c)).count();
    let ascii = word.chars().filter(char::is_ascii_alphabetic).count();
    let mut score: i64 = word.chars().filter(|c| !c.is_ascii()).map(score_of_char).sum();
    // One letter alone tells nothing: it may as well be the no-break space of another code page.
    if letters == 1 && word.chars().count() == 1 {
        score = score.min(3);
    }
    if cyrillic > 0 && cyrillic < letters {
        score -= 60;
    }
    // Polish words are mostly plain letters: one without any is Russian read wrongly.
    if cyrillic == 0 && ascii == 0 && letters > 2 {
        score -= 20;
    }
    let humps = word.chars().zip(word.chars().skip(1)).filter(|(a, b)| a.is_lowercase() && b.is_uppercase()).count();
    score - 20 * humps as i64
}

/// Weights after the frequency of letters in Russian, in tenths; what neither language uses counts against.
fn score_of_char(c: char) -> i64 {
    match c {
        'о' | 'е' | 'а' | 'и' | 'н' | 'т' => 30,
        'с' | 'р' | 'в' | 'л' | 'к' | 'м' | 'д' | 'п' | 'у' => 25,
        'я' | 'ы' | 'ь' | 'г' | 'з' | 'б' | 'ч' | 'й' => 15,
        'х' | 'ж' | 'ш' | 'ю' | 'ц' | 'щ' | 'э' | 'ф' | 'ё' | 'ъ' => 7,
        'А'..='Я' | 'Ё' => 15,
        'і' | 'ї' | 'є' | 'ґ' | 'ў' | 'І' | 'Ї' | 'Є' | 'Ґ' | 'Ў' => 2,
        'ą' | 'ć' | 'ę' | 'ł' | 'ń' | 'ó' | 'ś' | 'ź' | 'ż' => 25,
        'Ą' | 'Ć' | 'Ę' | 'Ł' | 'Ń' | 'Ó' | 'Ś' | 'Ź' | 'Ż' => 15,
        '«' | '»' | '„' | '“' | '”' | '’' | '–' | '—' | '…' | '№' | '§' | '°' | '€' | '\u{a0}' => {
            5
        }
        c if c.is_alphabetic() => -12,
        _ => -60,
    }
}
