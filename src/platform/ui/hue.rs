//! The ten hues of data: stages, labels, people.

/// Equal in lightness, so none shouts. An admin picks one for a stage or a label; people get theirs from their name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Hue {
    #[default]
    Slate,
    Sky,
    Blue,
    Indigo,
    Violet,
    Pink,
    Orange,
    Amber,
    Lime,
    Green,
}

impl Hue {
    pub const ALL: [Hue; 10] = [
        Hue::Slate,
        Hue::Sky,
        Hue::Blue,
        Hue::Indigo,
        Hue::Violet,
        Hue::Pink,
        Hue::Orange,
        Hue::Amber,
        Hue::Lime,
        Hue::Green,
    ];

    /// As the stylesheet and the database call it.
    pub fn name(self) -> &'static str {
        match self {
            Hue::Slate => "slate",
            Hue::Sky => "sky",
            Hue::Blue => "blue",
            Hue::Indigo => "indigo",
            Hue::Violet => "violet",
            Hue::Pink => "pink",
            Hue::Orange => "orange",
            Hue::Amber => "amber",
            Hue::Lime => "lime",
            Hue::Green => "green",
        }
    }

    pub fn parse(name: &str) -> Option<Hue> {
        Hue::ALL.into_iter().find(|hue| hue.name() == name)
    }

    /// The same hue for the same key on every page and every machine. Slate is left out: it reads as "nobody".
    pub fn of(key: &str) -> Hue {
        // FNV-1a: the standard library's hashes may change with the compiler.
        let hash = key
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        Hue::ALL[1 + (hash % 9) as usize]
    }
}
