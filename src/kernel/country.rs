//! Countries: where offices and their clients are.

use super::{Lang, text};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A country of ISO 3166, with what set-up suggests for an office there.
#[derive(Debug)]
pub struct Country {
    /// ISO 3166 alpha-2.
    pub code: &'static str,
    /// In the order of `Lang`.
    names: [&'static str; 3],
    /// The currency of prices there, one of `currency::CURRENCIES`.
    pub currency: &'static str,
    /// The time zone of the capital, one of `zone::ZONES`.
    pub zone: &'static str,
}

impl Country {
    pub fn name(&self, lang: Lang) -> &'static str {
        self.names[lang as usize]
    }
}

/// The country of an ISO code in capitals, as codes are stored.
pub fn find(code: &str) -> Option<&'static Country> {
    COUNTRIES.iter().find(|country| country.code == code)
}

/// The country that a person or another program means: a code in any case, or a name in one of the three languages.
pub fn lookup(written: &str) -> Option<&'static Country> {
    BY_WORD.get(&text::fold(written)).copied()
}

static BY_WORD: LazyLock<HashMap<String, &'static Country>> = LazyLock::new(|| {
    let own = COUNTRIES.iter().flat_map(|country| {
        [country.code].into_iter().chain(country.names).map(move |name| (text::fold(name), country))
    });
    let other = OTHER_NAMES.iter().filter_map(|(name, code)| Some((text::fold(name), find(code)?)));
    own.chain(other).collect()
});

/// What the same countries are called in exports and on letterheads.
#[rustfmt::skip]
const OTHER_NAMES: &[(&str, &str)] = &[
    ("Российская Федерация", "RU"), ("РФ", "RU"), ("Russian Federation", "RU"), ("Federacja Rosyjska", "RU"), ("RUS", "RU"),
    ("Rzeczpospolita Polska", "PL"), ("Республика Польша", "PL"), ("POL", "PL"),
    ("Республика Беларусь", "BY"), ("РБ", "BY"), ("Белоруссия", "BY"), ("Республика Казахстан", "KZ"), ("РК", "KZ"),
    ("Киргизия", "KG"), ("Молдавия", "MD"), ("Туркмения", "TM"),
    ("Great Britain", "GB"), ("UK", "GB"), ("England", "GB"), ("Англия", "GB"), ("Соединённое Королевство", "GB"), ("Anglia", "GB"), ("Zjednoczone Królestwo", "GB"),
    ("United States of America", "US"), ("USA", "US"), ("Соединённые Штаты Америки", "US"), ("Stany Zjednoczone Ameryki", "US"),
    ("Czech Republic", "CZ"), ("Чешская Республика", "CZ"), ("Republika Czeska", "CZ"), ("The Netherlands", "NL"), ("Holland", "NL"), ("Голландия", "NL"),
    ("Holandia", "NL"), ("UAE", "AE"), ("ZEA", "AE"), ("КНР", "CN"), ("EL", "GR"), ("FRG", "DE"), ("ФРГ", "DE"), ("Turkey", "TR"),
];

const fn country(code: &'static str, names: [&'static str; 3], currency: &'static str, zone: &'static str) -> Country {
    Country { code, names, currency, zone }
}

/// The countries on offer, those of the first offices first. Names by CLDR, in its short forms.
#[rustfmt::skip]
pub static COUNTRIES: &[Country] = &[
    country("RU", ["Russia", "Россия", "Rosja"], "RUB", "Europe/Moscow"),
    country("PL", ["Poland", "Польша", "Polska"], "PLN", "Europe/Warsaw"),
    // The neighbourhood: CIS and the Caucasus.
    country("BY", ["Belarus", "Беларусь", "Białoruś"], "BYN", "Europe/Minsk"),
    country("UA", ["Ukraine", "Украина", "Ukraina"], "UAH", "Europe/Kyiv"),
    country("KZ", ["Kazakhstan", "Казахстан", "Kazachstan"], "KZT", "Asia/Almaty"),
    country("UZ", ["Uzbekistan", "Узбекистан", "Uzbekistan"], "UZS", "Asia/Tashkent"),
    country("KG", ["Kyrgyzstan", "Кыргызстан", "Kirgistan"], "KGS", "Asia/Bishkek"),
    country("TJ", ["Tajikistan", "Таджикистан", "Tadżykistan"], "TJS", "Asia/Dushanbe"),
    country("TM", ["Turkmenistan", "Туркменистан", "Turkmenistan"], "TMT", "Asia/Ashgabat"),
    country("AM", ["Armenia", "Армения", "Armenia"], "AMD", "Asia/Yerevan"),
    country("AZ", ["Azerbaijan", "Азербайджан", "Azerbejdżan"], "AZN", "Asia/Baku"),
    country("GE", ["Georgia", "Грузия", "Gruzja"], "GEL", "Asia/Tbilisi"),
    country("MD", ["Moldova", "Молдова", "Mołdawia"], "MDL", "Europe/Chisinau"),
    country("MN", ["Mongolia", "Монголия", "Mongolia"], "MNT", "Asia/Ulaanbaatar"),
    // Europe.
    country("AL", ["Albania", "Албания", "Albania"], "EUR", "Europe/Tirane"),
    country("AD", ["Andorra", "Андорра", "Andora"], "EUR", "Europe/Andorra"),
    country("AT", ["Austria", "Австрия", "Austria"], "EUR", "Europe/Vienna"),
    country("BE", ["Belgium", "Бельгия", "Belgia"], "EUR", "Europe/Brussels"),
    country("BA", ["Bosnia and Herzegovina", "Босния и Герцеговина", "Bośnia i Hercegowina"], "EUR", "Europe/Sarajevo"),
    country("BG", ["Bulgaria", "Болгария", "Bułgaria"], "EUR", "Europe/Sofia"),
    country("HR", ["Croatia", "Хорватия", "Chorwacja"], "EUR", "Europe/Zagreb"),
    country("CY", ["Cyprus", "Кипр", "Cypr"], "EUR", "Asia/Nicosia"),
    country("CZ", ["Czechia", "Чехия", "Czechy"], "CZK", "Europe/Prague"),
    country("DK", ["Denmark", "Дания", "Dania"], "DKK", "Europe/Copenhagen"),
    country("EE", ["Estonia", "Эстония", "Estonia"], "EUR", "Europe/Tallinn"),
    country("FI", ["Finland", "Финляндия", "Finlandia"], "EUR", "Europe/Helsinki"),
    country("FR", ["France", "Франция", "Francja"], "EUR", "Europe/Paris"),
    country("DE", ["Germany", "Германия", "Niemcy"], "EUR", "Europe/Berlin"),
    country("GR", ["Greece", "Греция", "Grecja"], "EUR", "Europe/Athens"),
    country("HU", ["Hungary", "Венгрия", "Węgry"], "HUF", "Europe/Budapest"),
    country("IS", ["Iceland", "Исландия", "Islandia"], "ISK", "Atlantic/Reykjavik"),
    country("IE", ["Ireland", "Ирландия", "Irlandia"], "EUR", "Europe/Dublin"),
    country("IT", ["Italy", "Италия", "Włochy"], "EUR", "Europe/Rome"),
    country("LV", ["Latvia", "Латвия", "Łotwa"], "EUR", "Europe/Riga"),
    country("LI", ["Liechtenstein", "Лихтенштейн", "Liechtenstein"], "CHF", "Europe/Vaduz"),
    country("LT", ["Lithuania", "Литва", "Litwa"], "EUR", "Europe/Vilnius"),
    country("LU", ["Luxembourg", "Люксембург", "Luksemburg"], "EUR", "Europe/Luxembourg"),
    country("MT", ["Malta", "Мальта", "Malta"], "EUR", "Europe/Malta"),
    country("MC", ["Monaco", "Монако", "Monako"], "EUR", "Europe/Monaco"),
    country("ME", ["Montenegro", "Черногория", "Czarnogóra"], "EUR", "Europe/Podgorica"),
    country("NL", ["Netherlands", "Нидерланды", "Niderlandy"], "EUR", "Europe/Amsterdam"),
    country("MK", ["North Macedonia", "Северная Македония", "Macedonia Północna"], "EUR", "Europe/Skopje"),
    country("NO", ["Norway", "Норвегия", "Norwegia"], "NOK", "Europe/Oslo"),
    country("PT", ["Portugal", "Португалия", "Portugalia"], "EUR", "Europe/Lisbon"),
    country("RO", ["Romania", "Румыния", "Rumunia"], "RON", "Europe/Bucharest"),
    country("RS", ["Serbia", "Сербия", "Serbia"], "RSD", "Europe/Belgrade"),
    country("SK", ["Slovakia", "Словакия", "Słowacja"], "EUR", "Europe/Bratislava"),
    country("SI", ["Slovenia", "Словения", "Słowenia"], "EUR", "Europe/Ljubljana"),
    country("ES", ["Spain", "Испания", "Hiszpania"], "EUR", "Europe/Madrid"),
    country("SE", ["Sweden", "Швеция", "Szwecja"], "SEK", "Europe/Stockholm"),
    country("CH", ["Switzerland", "Швейцария", "Szwajcaria"], "CHF", "Europe/Zurich"),
    country("TR", ["Türkiye", "Турция", "Turcja"], "TRY", "Europe/Istanbul"),
    country("GB", ["United Kingdom", "Великобритания", "Wielka Brytania"], "GBP", "Europe/London"),
    // Farther away.
    country("US", ["United States", "США", "Stany Zjednoczone"], "USD", "America/New_York"),
    country("CA", ["Canada", "Канада", "Kanada"], "CAD", "America/Toronto"),
    country("MX", ["Mexico", "Мексика", "Meksyk"], "USD", "America/Mexico_City"),
    country("BR", ["Brazil", "Бразилия", "Brazylia"], "BRL", "America/Sao_Paulo"),
    country("AR", ["Argentina", "Аргентина", "Argentyna"], "USD", "America/Argentina/Buenos_Aires"),
    country("CL", ["Chile", "Чили", "Chile"], "USD", "America/Santiago"),
    country("CN", ["China", "Китай", "Chiny"], "CNY", "Asia/Shanghai"),
    country("HK", ["Hong Kong", "Гонконг", "Hongkong"], "USD", "Asia/Hong_Kong"),
    country("JP", ["Japan", "Япония", "Japonia"], "JPY", "Asia/Tokyo"),
    country("KR", ["South Korea", "Южная Корея", "Korea Południowa"], "KRW", "Asia/Seoul"),
    country("IN", ["India", "Индия", "Indie"], "INR", "Asia/Kolkata"),
    country("VN", ["Vietnam", "Вьетнам", "Wietnam"], "VND", "Asia/Ho_Chi_Minh"),
    country("TH", ["Thailand", "Таиланд", "Tajlandia"], "THB", "Asia/Bangkok"),
    country("SG", ["Singapore", "Сингапур", "Singapur"], "USD", "Asia/Singapore"),
    country("ID", ["Indonesia", "Индонезия", "Indonezja"], "USD", "Asia/Jakarta"),
    country("IL", ["Israel", "Израиль", "Izrael"], "ILS", "Asia/Jerusalem"),
    country("AE", ["United Arab Emirates", "ОАЭ", "Zjednoczone Emiraty Arabskie"], "AED", "Asia/Dubai"),
    country("SA", ["Saudi Arabia", "Саудовская Аравия", "Arabia Saudyjska"], "SAR", "Asia/Riyadh"),
    country("KW", ["Kuwait", "Кувейт", "Kuwejt"], "KWD", "Asia/Kuwait"),
    country("IR", ["Iran", "Иран", "Iran"], "USD", "Asia/Tehran"),
    country("EG", ["Egypt", "Египет", "Egipt"], "EGP", "Africa/Cairo"),
    country("ZA", ["South Africa", "ЮАР", "Republika Południowej Afryki"], "USD", "Africa/Johannesburg"),
    country("AU", ["Australia", "Австралия", "Australia"], "AUD", "Australia/Sydney"),
    country("NZ", ["New Zealand", "Новая Зеландия", "Nowa Zelandia"], "USD", "Pacific/Auckland"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{currency, zone};
    use std::collections::BTreeSet;

    #[test]
    fn each_country_stands_once_with_a_known_currency_and_zone() {
        let codes: BTreeSet<_> = COUNTRIES.iter().map(|country| country.code).collect();
        assert_eq!(codes.len(), COUNTRIES.len());
        for country in COUNTRIES {
            assert!(currency::find(country.currency).is_some(), "{country:?}");
            assert!(zone::find(country.zone).is_some(), "{country:?}");
        }
        for (name, code) in OTHER_NAMES {
            assert!(find(code).is_some(), "{name}");
        }
    }

    #[test]
    fn names_in_any_language_are_understood() {
        let table = [
            ("ru", "RU"),
            ("Россия", "RU"),
            ("РОССИЙСКАЯ ФЕДЕРАЦИЯ", "RU"),
            ("polska", "PL"),
            ("Włochy", "IT"),
            ("UK", "GB"),
        ];
        for (written, code) in table {
            assert_eq!(lookup(written).map(|country| country.code), Some(code), "{written}");
        }
        assert!(lookup("Атлантида").is_none());
        assert_eq!(find("DE").map(|country| country.name(Lang::Pl)), Some("Niemcy"));
    }
}
