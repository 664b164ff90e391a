//! Time zones: those that set-up and profiles offer, by a city that people know.

use super::Lang;
use chrono_tz::Tz;

/// A zone of the IANA time zone database.
#[derive(Debug)]
pub struct Zone {
    pub tz: Tz,
    /// In the order of `Lang`.
    cities: [&'static str; 3],
}

impl Zone {
    /// `Europe/Warsaw`, as it is stored.
    pub fn id(&self) -> &'static str {
        self.tz.name()
    }

    /// The city that stands for the zone: `Варшава`.
    pub fn city(&self, lang: Lang) -> &'static str {
        self.cities[lang as usize]
    }
}

/// The offered zone of an IANA name; `None` for one that is not offered, even if `parse` knows it.
pub fn find(id: &str) -> Option<&'static Zone> {
    ZONES.iter().find(|zone| zone.id() == id)
}

/// Any zone by its IANA name: the API and the command line take more than the pages offer.
pub fn parse(id: &str) -> Option<Tz> {
    id.parse().ok()
}

const fn zone(tz: Tz, cities: [&'static str; 3]) -> Zone {
    Zone { tz, cities }
}

/// Every zone of Russia, the capitals of `country::COUNTRIES`, and the other hours of the largest countries; west to east within
/// each part of the world, by the time in winter.
#[rustfmt::skip]
pub static ZONES: &[Zone] = &[
    // Russia: one zone for each offset that the law knows, by the best known city.
    zone(Tz::Europe__Kaliningrad, ["Kaliningrad", "Калининград", "Kaliningrad"]),
    zone(Tz::Europe__Moscow, ["Moscow", "Москва", "Moskwa"]),
    zone(Tz::Europe__Simferopol, ["Simferopol", "Симферополь", "Symferopol"]),
    zone(Tz::Europe__Samara, ["Samara", "Самара", "Samara"]),
    zone(Tz::Europe__Saratov, ["Saratov", "Саратов", "Saratów"]),
    zone(Tz::Asia__Yekaterinburg, ["Yekaterinburg", "Екатеринбург", "Jekaterynburg"]),
    zone(Tz::Asia__Omsk, ["Omsk", "Омск", "Omsk"]),
    zone(Tz::Asia__Novosibirsk, ["Novosibirsk", "Новосибирск", "Nowosybirsk"]),
    zone(Tz::Asia__Krasnoyarsk, ["Krasnoyarsk", "Красноярск", "Krasnojarsk"]),
    zone(Tz::Asia__Irkutsk, ["Irkutsk", "Иркутск", "Irkuck"]),
    zone(Tz::Asia__Yakutsk, ["Yakutsk", "Якутск", "Jakuck"]),
    zone(Tz::Asia__Vladivostok, ["Vladivostok", "Владивосток", "Władywostok"]),
    zone(Tz::Asia__Magadan, ["Magadan", "Магадан", "Magadan"]),
    zone(Tz::Asia__Kamchatka, ["Petropavlovsk-Kamchatsky", "Петропавловск-Камчатский", "Pietropawłowsk Kamczacki"]),
    // Europe.
    zone(Tz::Atlantic__Reykjavik, ["Reykjavik", "Рейкьявик", "Reykjavík"]),
    zone(Tz::Europe__London, ["London", "Лондон", "Londyn"]),
    zone(Tz::Europe__Dublin, ["Dublin", "Дублин", "Dublin"]),
    zone(Tz::Europe__Lisbon, ["Lisbon", "Лиссабон", "Lizbona"]),
    zone(Tz::Europe__Warsaw, ["Warsaw", "Варшава", "Warszawa"]),
    zone(Tz::Europe__Amsterdam, ["Amsterdam", "Амстердам", "Amsterdam"]),
    zone(Tz::Europe__Andorra, ["Andorra la Vella", "Андорра-ла-Велья", "Andora"]),
    zone(Tz::Europe__Belgrade, ["Belgrade", "Белград", "Belgrad"]),
    zone(Tz::Europe__Berlin, ["Berlin", "Берлин", "Berlin"]),
    zone(Tz::Europe__Bratislava, ["Bratislava", "Братислава", "Bratysława"]),
    zone(Tz::Europe__Brussels, ["Brussels", "Брюссель", "Bruksela"]),
    zone(Tz::Europe__Budapest, ["Budapest", "Будапешт", "Budapeszt"]),
    zone(Tz::Europe__Copenhagen, ["Copenhagen", "Копенгаген", "Kopenhaga"]),
    zone(Tz::Europe__Ljubljana, ["Ljubljana", "Любляна", "Lublana"]),
    zone(Tz::Europe__Luxembourg, ["Luxembourg", "Люксембург", "Luksemburg"]),
    zone(Tz::Europe__Madrid, ["Madrid", "Мадрид", "Madryt"]),
    zone(Tz::Europe__Malta, ["Valletta", "Валлетта", "Valletta"]),
    zone(Tz::Europe__Monaco, ["Monaco", "Монако", "Monako"]),
    zone(Tz::Europe__Oslo, ["Oslo", "Осло", "Oslo"]),
    zone(Tz::Europe__Paris, ["Paris", "Париж", "Paryż"]),
    zone(Tz::Europe__Podgorica, ["Podgorica", "Подгорица", "Podgorica"]),
    zone(Tz::Europe__Prague, ["Prague", "Прага", "Praga"]),
    zone(Tz::Europe__Rome, ["Rome", "Рим", "Rzym"]),
    zone(Tz::Europe__Sarajevo, ["Sarajevo", "Сараево", "Sarajewo"]),
    zone(Tz::Europe__Skopje, ["Skopje", "Скопье", "Skopje"]),
    zone(Tz::Europe__Stockholm, ["Stockholm", "Стокгольм", "Sztokholm"]),
    zone(Tz::Europe__Tirane, ["Tirana", "Тирана", "Tirana"]),
    zone(Tz::Europe__Vaduz, ["Vaduz", "Вадуц", "Vaduz"]),
    zone(Tz::Europe__Vienna, ["Vienna", "Вена", "Wiedeń"]),
    zone(Tz::Europe__Zagreb, ["Zagreb", "Загреб", "Zagrzeb"]),
    zone(Tz::Europe__Zurich, ["Zurich", "Цюрих", "Zurych"]),
    zone(Tz::Europe__Athens, ["Athens", "Афины", "Ateny"]),
    zone(Tz::Europe__Bucharest, ["Bucharest", "Бухарест", "Bukareszt"]),
    zone(Tz::Europe__Chisinau, ["Chișinău", "Кишинёв", "Kiszyniów"]),
    zone(Tz::Europe__Helsinki, ["Helsinki", "Хельсинки", "Helsinki"]),
    zone(Tz::Europe__Kyiv, ["Kyiv", "Киев", "Kijów"]),
    zone(Tz::Europe__Riga, ["Riga", "Рига", "Ryga"]),
    zone(Tz::Europe__Sofia, ["Sofia", "София", "Sofia"]),
    zone(Tz::Europe__Tallinn, ["Tallinn", "Таллин", "Tallinn"]),
    zone(Tz::Europe__Vilnius, ["Vilnius", "Вильнюс", "Wilno"]),
    zone(Tz::Asia__Nicosia, ["Nicosia", "Никосия", "Nikozja"]),
    zone(Tz::Europe__Istanbul, ["Istanbul", "Стамбул", "Stambuł"]),
    zone(Tz::Europe__Minsk, ["Minsk", "Минск", "Mińsk"]),
    // Asia.
    zone(Tz::Asia__Jerusalem, ["Jerusalem", "Иерусалим", "Jerozolima"]),
    zone(Tz::Asia__Kuwait, ["Kuwait City", "Эль-Кувейт", "Kuwejt"]),
    zone(Tz::Asia__Riyadh, ["Riyadh", "Эр-Рияд", "Rijad"]),
    zone(Tz::Asia__Tehran, ["Tehran", "Тегеран", "Teheran"]),
    zone(Tz::Asia__Baku, ["Baku", "Баку", "Baku"]),
    zone(Tz::Asia__Dubai, ["Dubai", "Дубай", "Dubaj"]),
    zone(Tz::Asia__Tbilisi, ["Tbilisi", "Тбилиси", "Tbilisi"]),
    zone(Tz::Asia__Yerevan, ["Yerevan", "Ереван", "Erywań"]),
    zone(Tz::Asia__Almaty, ["Almaty", "Алматы", "Ałmaty"]),
    zone(Tz::Asia__Ashgabat, ["Ashgabat", "Ашхабад", "Aszchabad"]),
    zone(Tz::Asia__Dushanbe, ["Dushanbe", "Душанбе", "Duszanbe"]),
    zone(Tz::Asia__Tashkent, ["Tashkent", "Ташкент", "Taszkent"]),
    zone(Tz::Asia__Kolkata, ["New Delhi", "Нью-Дели", "Nowe Delhi"]),
    zone(Tz::Asia__Bishkek, ["Bishkek", "Бишкек", "Biszkek"]),
    zone(Tz::Asia__Bangkok, ["Bangkok", "Бангкок", "Bangkok"]),
    zone(Tz::Asia__Ho_Chi_Minh, ["Ho Chi Minh City", "Хошимин", "Ho Chi Minh"]),
    zone(Tz::Asia__Jakarta, ["Jakarta", "Джакарта", "Dżakarta"]),
    zone(Tz::Asia__Hong_Kong, ["Hong Kong", "Гонконг", "Hongkong"]),
    zone(Tz::Asia__Shanghai, ["Shanghai", "Шанхай", "Szanghaj"]),
    zone(Tz::Asia__Singapore, ["Singapore", "Сингапур", "Singapur"]),
    zone(Tz::Asia__Ulaanbaatar, ["Ulaanbaatar", "Улан-Батор", "Ułan Bator"]),
    zone(Tz::Asia__Seoul, ["Seoul", "Сеул", "Seul"]),
    zone(Tz::Asia__Tokyo, ["Tokyo", "Токио", "Tokio"]),
    // America.
    zone(Tz::America__Los_Angeles, ["Los Angeles", "Лос-Анджелес", "Los Angeles"]),
    zone(Tz::America__Vancouver, ["Vancouver", "Ванкувер", "Vancouver"]),
    zone(Tz::America__Denver, ["Denver", "Денвер", "Denver"]),
    zone(Tz::America__Chicago, ["Chicago", "Чикаго", "Chicago"]),
    zone(Tz::America__Mexico_City, ["Mexico City", "Мехико", "Meksyk"]),
    zone(Tz::America__New_York, ["New York", "Нью-Йорк", "Nowy Jork"]),
    zone(Tz::America__Toronto, ["Toronto", "Торонто", "Toronto"]),
    zone(Tz::America__Santiago, ["Santiago", "Сантьяго", "Santiago"]),
    zone(Tz::America__Argentina__Buenos_Aires, ["Buenos Aires", "Буэнос-Айрес", "Buenos Aires"]),
    zone(Tz::America__Sao_Paulo, ["São Paulo", "Сан-Паулу", "São Paulo"]),
    // Africa, Australia and Oceania.
    zone(Tz::Africa__Cairo, ["Cairo", "Каир", "Kair"]),
    zone(Tz::Africa__Johannesburg, ["Johannesburg", "Йоханнесбург", "Johannesburg"]),
    zone(Tz::Australia__Perth, ["Perth", "Перт", "Perth"]),
    zone(Tz::Australia__Sydney, ["Sydney", "Сидней", "Sydney"]),
    zone(Tz::Pacific__Auckland, ["Auckland", "Окленд", "Auckland"]),
    zone(Tz::UTC, ["UTC", "UTC", "UTC"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_offset_of_russia_has_a_city() {
        use chrono::{Offset, TimeZone, Utc};
        let noon = Utc.with_ymd_and_hms(2026, 11, 22, 12, 0, 0).unwrap().naive_utc();
        let hours: std::collections::BTreeSet<i32> = ZONES
            .iter()
            .take_while(|zone| zone.tz != Tz::Atlantic__Reykjavik)
            .map(|zone| zone.tz.offset_from_utc_datetime(&noon).fix().local_minus_utc() / 3600)
            .collect();
        assert_eq!(hours, (2..=12).collect());
    }

    #[test]
    fn zones_are_found_by_their_iana_name() {
        assert_eq!(find("Europe/Warsaw").map(|zone| zone.city(Lang::Ru)), Some("Варшава"));
        assert!(find("Europe/Volgograd").is_none());
        assert_eq!(parse("Europe/Volgograd"), Some(Tz::Europe__Volgograd));
        assert_eq!(parse("Mars/Olympus"), None);
    }
}
