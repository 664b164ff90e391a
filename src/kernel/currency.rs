//! Currencies: those that a deal or a document can be in.

use super::{Lang, text};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A currency of ISO 4217.
#[derive(Debug)]
pub struct Currency {
    /// `RUB`
    pub code: &'static str,
    /// How many decimal digits the minor unit has: 2 for kopecks and cents, 0 for yen.
    pub digits: u32,
    /// As each language writes it beside an amount, in the order of `Lang`; empty where that is the code.
    symbols: [&'static str; 3],
    /// In the order of `Lang`.
    names: [&'static str; 3],
    /// Other words for it in exports of other programs, and signs that people type.
    aliases: &'static [&'static str],
}

impl Currency {
    /// `₽` in Russian, `RUB` in English and Polish (CLDR).
    pub fn symbol(&self, lang: Lang) -> &'static str {
        match self.symbols[lang as usize] {
            "" => self.code,
            symbol => symbol,
        }
    }

    /// `российский рубль`, in small letters where the language writes it so.
    pub fn name(&self, lang: Lang) -> &'static str {
        self.names[lang as usize]
    }

    /// How many minor units make one: 100 for the rouble.
    pub fn minor_per_unit(&self) -> i64 {
        10_i64.pow(self.digits)
    }
}

/// There is one row per currency: two references with the same code are the same currency.
impl PartialEq for Currency {
    fn eq(&self, other: &Currency) -> bool {
        self.code == other.code
    }
}

impl Eq for Currency {}

/// The currency of an ISO code in capitals, as codes are stored; `None` for one that is not offered.
pub fn find(code: &str) -> Option<&'static Currency> {
    CURRENCIES.iter().find(|currency| currency.code == code)
}

/// The currency that a person or another program means: a code in any case, a name in one of the three languages
/// (`Российский рубль`, `US Dollar`, `złoty`), a sign (`₽`, `zł`, `руб.`). `None` where that is unknown or could be two.
pub fn lookup(written: &str) -> Option<&'static Currency> {
    BY_WORD.get(&word(written)).copied()
}

fn word(written: &str) -> String {
    text::fold(written).trim_end_matches('.').to_string()
}

static BY_WORD: LazyLock<HashMap<String, &'static Currency>> = LazyLock::new(|| {
    let words = |currency: &'static Currency| {
        [currency.code]
            .into_iter()
            .chain(currency.symbols)
            .chain(currency.names)
            .chain(currency.aliases.iter().copied())
    };
    let pairs = CURRENCIES.iter().flat_map(|currency| words(currency).map(move |written| (word(written), currency)));
    pairs.filter(|(word, _)| !word.is_empty()).collect()
});

const fn currency(
    code: &'static str,
    digits: u32,
    symbols: [&'static str; 3],
    names: [&'static str; 3],
    aliases: &'static [&'static str],
) -> Currency {
    Currency { code, digits, symbols, names, aliases }
}

/// No sign of its own in any language.
const CODE: [&str; 3] = ["", "", ""];

/// The currencies on offer, those of the first offices first. Sources: ISO 4217 (codes, digits), CLDR (signs, names).
#[rustfmt::skip]
pub static CURRENCIES: &[Currency] = &[
    currency("RUB", 2, ["", "₽", ""], ["Russian rouble", "российский рубль", "rubel rosyjski"], &["Russian ruble", "rouble", "ruble", "рубль", "рубли", "рублей", "рубли РФ", "руб", "р", "rubel", "RUR", "643"]),
    currency("PLN", 2, ["", "", "zł"], ["Polish zloty", "польский злотый", "złoty"], &["zloty", "Polish złoty", "злотый", "злотые", "злотых", "złotych", "złote", "złoty polski", "polski złoty", "985"]),
    currency("EUR", 2, ["€", "€", "€"], ["euro", "евро", "euro"], &["euros", "978"]),
    currency("USD", 2, ["$", "$", ""], ["US dollar", "доллар США", "dolar amerykański"], &["dollar", "dollars", "доллар", "доллары", "долларов США", "долл", "dolar", "dolar USA", "dolar amerykanski", "US$", "840"]),
    currency("GBP", 2, ["£", "£", ""], ["British pound", "фунт стерлингов", "funt szterling"], &["pound", "pound sterling", "pounds", "UK pound", "британский фунт", "фунт", "funt brytyjski", "funt", "826"]),
    currency("CHF", 2, CODE, ["Swiss franc", "швейцарский франк", "frank szwajcarski"], &["756"]),
    currency("UAH", 2, ["", "₴", ""], ["Ukrainian hryvnia", "украинская гривна", "hrywna ukraińska"], &["hryvnia", "гривна", "гривны", "гривен", "грн", "hrywna", "980"]),
    currency("BYN", 2, CODE, ["Belarusian rouble", "белорусский рубль", "rubel białoruski"], &["Belarusian ruble", "бел. руб", "BYR", "933"]),
    currency("KZT", 2, ["", "₸", ""], ["Kazakhstani tenge", "казахстанский тенге", "tenge kazachskie"], &["tenge", "тенге", "тг", "398"]),
    currency("UZS", 2, CODE, ["Uzbekistani som", "узбекский сум", "som uzbecki"], &["сум", "сўм", "860"]),
    currency("KGS", 2, CODE, ["Kyrgyzstani som", "киргизский сом", "som kirgiski"], &["кыргызский сом", "сом", "417"]),
    currency("TJS", 2, CODE, ["Tajikistani somoni", "таджикский сомони", "somoni tadżyckie"], &["somoni", "сомони", "972"]),
    currency("TMT", 2, CODE, ["Turkmenistani manat", "туркменский манат", "manat turkmeński"], &["934"]),
    currency("AZN", 2, CODE, ["Azerbaijani manat", "азербайджанский манат", "manat azerbejdżański"], &["₼", "944"]),
    currency("AMD", 2, CODE, ["Armenian dram", "армянский драм", "dram armeński"], &["dram", "драм", "֏", "051"]),
    currency("GEL", 2, CODE, ["Georgian lari", "грузинский лари", "lari gruzińskie"], &["lari", "лари", "₾", "981"]),
    currency("MDL", 2, CODE, ["Moldovan leu", "молдавский лей", "lej mołdawski"], &["498"]),
    currency("CZK", 2, CODE, ["Czech koruna", "чешская крона", "korona czeska"], &["Kč", "203"]),
    currency("HUF", 2, CODE, ["Hungarian forint", "венгерский форинт", "forint węgierski"], &["forint", "форинт", "Ft", "348"]),
    currency("RON", 2, CODE, ["Romanian leu", "румынский лей", "lej rumuński"], &["946"]),
    currency("RSD", 2, CODE, ["Serbian dinar", "сербский динар", "dinar serbski"], &["941"]),
    currency("DKK", 2, CODE, ["Danish krone", "датская крона", "korona duńska"], &["208"]),
    currency("SEK", 2, CODE, ["Swedish krona", "шведская крона", "korona szwedzka"], &["752"]),
    currency("NOK", 2, CODE, ["Norwegian krone", "норвежская крона", "korona norweska"], &["578"]),
    currency("ISK", 0, CODE, ["Icelandic króna", "исландская крона", "korona islandzka"], &["352"]),
    currency("TRY", 2, CODE, ["Turkish lira", "турецкая лира", "lira turecka"], &["₺", "TL", "949"]),
    currency("ILS", 2, ["₪", "₪", ""], ["Israeli new shekel", "новый израильский шекель", "nowy szekel izraelski"], &["shekel", "шекель", "szekel", "376"]),
    currency("AED", 2, CODE, ["UAE dirham", "дирхам ОАЭ", "dirham ZEA"], &["dirham", "дирхам", "784"]),
    currency("SAR", 2, CODE, ["Saudi riyal", "саудовский риял", "rial saudyjski"], &["682"]),
    currency("KWD", 3, CODE, ["Kuwaiti dinar", "кувейтский динар", "dinar kuwejcki"], &["414"]),
    currency("EGP", 2, CODE, ["Egyptian pound", "египетский фунт", "funt egipski"], &["818"]),
    currency("CNY", 2, ["CN¥", "CN¥", ""], ["Chinese yuan", "китайский юань", "juan chiński"], &["yuan", "юань", "юани", "юаней", "juan", "RMB", "156"]),
    currency("JPY", 0, ["¥", "¥", ""], ["Japanese yen", "японская иена", "jen japoński"], &["yen", "иена", "йена", "японская йена", "jen", "392"]),
    currency("KRW", 0, ["₩", "₩", ""], ["South Korean won", "южнокорейская вона", "won południowokoreański"], &["вона", "410"]),
    currency("INR", 2, ["₹", "₹", ""], ["Indian rupee", "индийская рупия", "rupia indyjska"], &["рупия", "356"]),
    currency("VND", 0, ["₫", "₫", ""], ["Vietnamese dong", "вьетнамский донг", "dong wietnamski"], &["донг", "704"]),
    currency("THB", 2, CODE, ["Thai baht", "тайский бат", "bat tajski"], &["฿", "764"]),
    currency("MNT", 2, CODE, ["Mongolian tugrik", "монгольский тугрик", "tugrik mongolski"], &["₮", "496"]),
    currency("CAD", 2, ["CA$", "CA$", ""], ["Canadian dollar", "канадский доллар", "dolar kanadyjski"], &["C$", "124"]),
    currency("AUD", 2, ["A$", "A$", ""], ["Australian dollar", "австралийский доллар", "dolar australijski"], &["AU$", "036"]),
    currency("BRL", 2, ["R$", "R$", ""], ["Brazilian real", "бразильский реал", "real brazylijski"], &["986"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_names_of_other_programs_are_understood() {
        let table = [
            ("Российский рубль", "RUB"),
            ("US Dollar", "USD"),
            ("złoty", "PLN"),
            ("Польский злотый", "PLN"),
            ("Доллар США", "USD"),
            ("ЕВРО", "EUR"),
            ("руб.", "RUB"),
            ("₽", "RUB"),
            ("zł", "PLN"),
            ("pln", "PLN"),
            (" kzt ", "KZT"),
            ("Тенге", "KZT"),
            ("RUR", "RUB"),
            ("Белорусский рубль", "BYN"),
            ("$", "USD"),
        ];
        for (written, code) in table {
            assert_eq!(lookup(written).map(|currency| currency.code), Some(code), "{written}");
        }
        for unknown in ["", " ", ".", "XXX", "шиллинг"] {
            assert!(lookup(unknown).is_none(), "{unknown:?}");
        }
    }

    #[test]
    fn a_word_means_one_currency() {
        for (i, currency) in CURRENCIES.iter().enumerate() {
            assert!(std::ptr::eq(find(currency.code).unwrap(), currency), "{} twice", currency.code);
            let words = |c: &Currency| -> Vec<String> {
                let all = [c.code].into_iter().chain(c.symbols).chain(c.names).chain(c.aliases.iter().copied());
                all.map(word).filter(|word| !word.is_empty()).collect()
            };
            for other in &CURRENCIES[i + 1..] {
                let shared: Vec<_> = words(currency).into_iter().filter(|word| words(other).contains(word)).collect();
                assert!(shared.is_empty(), "{} and {}: {shared:?}", currency.code, other.code);
            }
        }
    }

    #[test]
    fn signs_follow_the_language() {
        let signs = |code| Lang::ALL.map(|lang| find(code).unwrap().symbol(lang));
        assert_eq!(signs("RUB"), ["RUB", "₽", "RUB"]);
        assert_eq!(signs("PLN"), ["PLN", "PLN", "zł"]);
        assert_eq!(signs("EUR"), ["€", "€", "€"]);
        assert_eq!(signs("USD"), ["$", "$", "USD"]);
    }
}
