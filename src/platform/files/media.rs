//! What a file is, by its first bytes: a short list of what browsers may show, and everything else.

/// What may be shown in the browser is known by its signature; the name of a file and its sender are not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaType {
    Png,
    Jpeg,
    Gif,
    Webp,
    Pdf,
    /// Only ever downloaded.
    Other,
}

impl MediaType {
    const ALL: [MediaType; 6] = {
        use MediaType::*;
        [Png, Jpeg, Gif, Webp, Pdf, Other]
    };

    /// Bytes at the beginning of a file that are enough to know it.
    pub const LONGEST_SIGN: usize = 12;

    /// Signatures: W3C PNG 5.2, JPEG's SOI and the marker after it, GIF89a 17, the RIFF container of WebP, ISO 32000-1
    /// 7.5.2.
    pub fn of_beginning(bytes: &[u8]) -> MediaType {
        match bytes {
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => MediaType::Png,
            [0xff, 0xd8, 0xff, ..] => MediaType::Jpeg,
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => MediaType::Gif,
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => MediaType::Webp,
            [b'%', b'P', b'D', b'F', b'-', ..] => MediaType::Pdf,
            _ => MediaType::Other,
        }
    }

    /// As it is stored and sent.
    pub fn name(self) -> &'static str {
        match self {
            MediaType::Png => "image/png",
            MediaType::Jpeg => "image/jpeg",
            MediaType::Gif => "image/gif",
            MediaType::Webp => "image/webp",
            MediaType::Pdf => "application/pdf",
            MediaType::Other => "application/octet-stream",
        }
    }

    /// What is none of the names is downloaded.
    pub fn parse(name: &str) -> MediaType {
        MediaType::ALL.into_iter().find(|known| known.name() == name).unwrap_or(MediaType::Other)
    }

    pub fn is_picture(self) -> bool {
        !matches!(self, MediaType::Pdf | MediaType::Other)
    }

    /// Whether browsers show it themselves.
    pub fn is_shown(self) -> bool {
        self != MediaType::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_signatures_count() {
        for (bytes, media_type) in [
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), MediaType::Png),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", MediaType::Jpeg),
            (b"GIF89a\x01\0", MediaType::Gif),
            (b"RIFF\x24\0\0\0WEBPVP8 ", MediaType::Webp),
            (b"%PDF-1.7\n", MediaType::Pdf),
            (b"<svg xmlns=\"http://www.w3.org/2000/svg\">", MediaType::Other),
            (b"<!doctype html>", MediaType::Other),
            (b"RIFF\x24\0\0\0WAVEfmt ", MediaType::Other),
            (b" %PDF-1.7", MediaType::Other),
            (b"PK\x03\x04", MediaType::Other),
            (b"\x89PN", MediaType::Other),
            (b"", MediaType::Other),
        ] {
            assert_eq!(MediaType::of_beginning(bytes), media_type, "{bytes:?}");
            assert_eq!(MediaType::parse(media_type.name()), media_type);
        }
        assert_eq!(MediaType::parse("text/html"), MediaType::Other);
    }
}
