//! Currencies as files name them: by code, by sign, by name.

use super::{Synonyms, find};

const fn value(code: &'static str, words: &'static [&'static str]) -> Synonyms {
    Synonyms { code, words }
}

/// Names and signs. A sign that several currencies share stands with the one it is known for; ¥ is nobody's.
#[rustfmt::skip]
const NAMED: &[Synonyms] = &[
    value("RUB", &["Российский рубль", "Рубль", "Рубли", "Рублей", "руб", "р", "₽", "RUR", "Russian ruble", "Russian rouble",
        "Rubel rosyjski"]),
    value("USD", &["Доллар США", "Доллар", "Доллары", "долл", "$", "US$", "US dollar", "Dollar", "Dolar amerykański", "Dolar"]),
    value("EUR", &["Евро", "€", "Euro"]),
    value("PLN", &["Польский злотый", "Злотый", "zł", "złotych", "Złoty", "Złoty polski", "Polski złoty", "Polish zloty"]),
    value("BYN", &["Белорусский рубль", "Belarusian ruble", "Rubel białoruski", "BYR"]),
    value("KZT", &["Тенге", "Казахстанский тенге", "₸", "Tenge", "Kazakhstani tenge"]),
    value("UAH", &["Гривна", "грн", "₴", "Hryvnia", "Ukrainian hryvnia", "Hrywna"]),
    value("GBP", &["Фунт стерлингов", "Фунт", "£", "British pound", "Pound sterling", "Funt szterling"]),
    value("CNY", &["Юань", "Китайский юань", "Yuan", "Chinese yuan"]),
    value("CZK", &["Чешская крона", "Kč", "Czech koruna", "Korona czeska"]),
    value("CHF", &["Швейцарский франк", "Swiss franc", "Frank szwajcarski"]),
    value("TRY", &["Турецкая лира", "₺", "Turkish lira"]),
    value("GEL", &["Лари", "₾", "Georgian lari"]),
    value("AMD", &["Армянский драм", "Драм", "֏", "Armenian dram"]),
    value("KGS", &["Киргизский сом", "Сом", "Kyrgyz som"]),
    value("UZS", &["Узбекский сум", "Сум", "Uzbek som"]),
    value("AZN", &["Азербайджанский манат", "Манат", "₼"]),
];

/// Active codes of ISO 4217, funds and metals left out.
const CODES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD \
    CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG \
    HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK \
    MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD \
    SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV \
    WST XAF XCD XOF XPF YER ZAR ZMW ZWG";

/// The ISO 4217 code of a currency named by code, sign or name in one of three languages.
pub fn currency(word: &str) -> Option<&'static str> {
    let upper = word.trim().to_uppercase();
    CODES.split_whitespace().find(|code| *code == upper).or_else(|| find(NAMED, word))
}
