//! The text of a file, decoded as it is read.

use super::{Charset, cp852};
use encoding_rs::DecoderResult;
use std::io::{self, Read};

const CHUNK_BYTES: usize = 64 * 1024;

/// Decodes a source piece by piece, in constant memory. A byte order mark is not part of the text.
pub struct TextReader<R> {
    source: R,
    decoder: Decoder,
    chunk: Box<[u8]>,
    unreadable: u64,
    is_at_start: bool,
    is_at_end: bool,
}

enum Decoder {
    Standard(encoding_rs::Decoder),
    HighHalf(Vec<char>),
}

impl Decoder {
    fn new(charset: Charset) -> Decoder {
        match charset.standard() {
            Some(encoding) => Decoder::Standard(encoding.new_decoder_without_bom_handling()),
            None => Decoder::HighHalf(cp852::HIGH_HALF.chars().collect()),
        }
    }

    /// Appends the text of `bytes`; how many places could not be read.
    fn decode(&mut self, mut bytes: &[u8], text: &mut String, is_last: bool) -> u64 {
        let decoder = match self {
            Decoder::HighHalf(high_half) => {
                text.extend(bytes.iter().map(|b| match b.checked_sub(0x80) {
                    Some(place) => high_half[usize::from(place)],
                    None => char::from(*b),
                }));
                return 0;
            }
            Decoder::Standard(decoder) => decoder,
        };
        let mut unreadable = 0;
        loop {
            let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(bytes.len() * 3 + 16);
            text.reserve(room);
            let (result, read) = decoder.decode_to_string_without_replacement(bytes, text, is_last);
            bytes = &bytes[read..];
            match result {
                DecoderResult::InputEmpty => return unreadable,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => {
                    text.push(char::REPLACEMENT_CHARACTER);
                    unreadable += 1;
                }
            }
        }
    }
}

impl<R: Read> TextReader<R> {
    pub fn new(source: R, charset: Charset) -> Self {
        TextReader {
            source,
            decoder: Decoder::new(charset),
            chunk: vec![0; CHUNK_BYTES].into_boxed_slice(),
            unreadable: 0,
            is_at_start: true,
            is_at_end: false,
        }
    }

    /// Appends the next piece to `text`; false when there is no more.
    pub fn read_into(&mut self, text: &mut String) -> io::Result<bool> {
        if self.is_at_end {
            return Ok(false);
        }
        let length = read_full(&mut self.source, &mut self.chunk)?;
        self.is_at_end = length < self.chunk.len();
        let start = text.len();
        self.unreadable += self.decoder.decode(&self.chunk[..length], text, self.is_at_end);
        if std::mem::take(&mut self.is_at_start) && text[start..].starts_with('\u{feff}') {
            text.drain(start..start + '\u{feff}'.len_utf8());
        }
        Ok(true)
    }

    /// How many places so far could not be read.
    pub fn unreadable(&self) -> u64 {
        self.unreadable
    }
}

/// Reads until the buffer is full or the source ends.
pub(super) fn read_full(source: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while length < buffer.len() {
        match source.read(&mut buffer[length..]) {
            Ok(0) => break,
            Ok(read) => length += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(length)
}

/// The text of a few bytes in one of the code pages.
pub(super) fn decode_word(bytes: &[u8], charset: Charset) -> String {
    let mut text = String::new();
    Decoder::new(charset).decode(bytes, &mut text, true);
    text
}
