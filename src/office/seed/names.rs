//! Words that invented people and firms are made of, each with its Latin spelling for addresses.

use crate::kernel::Lang;

/// One language's people and places.
pub struct Names {
    /// As written, and in Latin letters.
    pub surnames: &'static [(&'static str, &'static str)],
    pub men: &'static [(&'static str, &'static str)],
    pub women: &'static [(&'static str, &'static str)],
    pub cities: &'static [&'static str],
    pub streets: &'static [&'static str],
    pub firms: &'static [(&'static str, &'static str)],
    /// Before and after the name of a firm.
    pub firm_form: (&'static str, &'static str),
    /// Before the house number.
    pub street_form: &'static str,
    pub mobile_prefixes: &'static [&'static str],
    /// How many digits follow the prefix.
    pub mobile_digits: usize,
    pub mail_domains: &'static [&'static str],
    pub positions: &'static [&'static str],
    pub wishes: &'static [&'static str],
    pub feminine: fn(&str) -> String,
}

impl Names {
    pub fn of(lang: Lang) -> &'static Names {
        match lang {
            Lang::Ru => &RU,
            Lang::Pl => &PL,
            Lang::En => &EN,
        }
    }
}

/// Кузнецов, Кузнецова; -ский, -ская; others as they are.
fn feminine_ru(surname: &str) -> String {
    match surname.strip_suffix("ский").or_else(|| surname.strip_suffix("цкий")) {
        Some(stem) if surname.ends_with("ский") => format!("{stem}ская"),
        Some(stem) => format!("{stem}цкая"),
        None if surname.ends_with("ов")
            || surname.ends_with("ев")
            || surname.ends_with("ёв")
            || surname.ends_with("ин") =>
        {
            format!("{surname}а")
        }
        None => surname.to_owned(),
    }
}

/// Wiśniewski, Wiśniewska; others as they are.
fn feminine_pl(surname: &str) -> String {
    for (man, woman) in [("ski", "ska"), ("cki", "cka"), ("dzki", "dzka"), ("ny", "na")] {
        if let Some(stem) = surname.strip_suffix(man) {
            return format!("{stem}{woman}");
        }
    }
    surname.to_owned()
}

pub const RU: Names = Names {
    surnames: &[
        ("Иванов", "ivanov"),
        ("Смирнов", "smirnov"),
        ("Кузнецов", "kuznetsov"),
        ("Попов", "popov"),
        ("Васильев", "vasilyev"),
        ("Петров", "petrov"),
        ("Соколов", "sokolov"),
        ("Михайлов", "mikhaylov"),
        ("Новиков", "novikov"),
        ("Фёдоров", "fyodorov"),
        ("Морозов", "morozov"),
        ("Волков", "volkov"),
        ("Алексеев", "alekseyev"),
        ("Лебедев", "lebedev"),
        ("Семёнов", "semyonov"),
        ("Егоров", "yegorov"),
        ("Павлов", "pavlov"),
        ("Козлов", "kozlov"),
        ("Степанов", "stepanov"),
        ("Николаев", "nikolayev"),
        ("Орлов", "orlov"),
        ("Андреев", "andreyev"),
        ("Макаров", "makarov"),
        ("Никитин", "nikitin"),
        ("Захаров", "zakharov"),
        ("Зайцев", "zaytsev"),
        ("Соловьёв", "solovyov"),
        ("Борисов", "borisov"),
        ("Яковлев", "yakovlev"),
        ("Григорьев", "grigoryev"),
        ("Романов", "romanov"),
        ("Воробьёв", "vorobyov"),
        ("Сергеев", "sergeyev"),
        ("Фролов", "frolov"),
        ("Александров", "aleksandrov"),
        ("Дмитриев", "dmitriyev"),
        ("Королёв", "korolyov"),
        ("Гусев", "gusev"),
        ("Киселёв", "kiselyov"),
        ("Ильин", "ilyin"),
        ("Максимов", "maksimov"),
        ("Поляков", "polyakov"),
        ("Сорокин", "sorokin"),
        ("Виноградов", "vinogradov"),
        ("Ковалёв", "kovalyov"),
        ("Белов", "belov"),
        ("Медведев", "medvedev"),
        ("Антонов", "antonov"),
        ("Жуков", "zhukov"),
        ("Вяземский", "vyazemskiy"),
    ],
    men: &[
        ("Александр", "aleksandr"),
        ("Дмитрий", "dmitriy"),
        ("Максим", "maksim"),
        ("Сергей", "sergey"),
        ("Андрей", "andrey"),
        ("Алексей", "aleksey"),
        ("Артём", "artyom"),
        ("Илья", "ilya"),
        ("Кирилл", "kirill"),
        ("Михаил", "mikhail"),
        ("Никита", "nikita"),
        ("Матвей", "matvey"),
        ("Роман", "roman"),
        ("Егор", "yegor"),
        ("Фёдор", "fyodor"),
    ],
    women: &[
        ("Анна", "anna"),
        ("Мария", "mariya"),
        ("Елена", "yelena"),
        ("Ольга", "olga"),
        ("Наталья", "natalya"),
        ("Екатерина", "yekaterina"),
        ("Татьяна", "tatyana"),
        ("Ирина", "irina"),
        ("Светлана", "svetlana"),
        ("Юлия", "yuliya"),
        ("Ксения", "kseniya"),
        ("Алёна", "alyona"),
        ("Дарья", "darya"),
        ("Полина", "polina"),
        ("Вера", "vera"),
    ],
    cities: &[
        "Москва",
        "Санкт-Петербург",
        "Новосибирск",
        "Екатеринбург",
        "Казань",
        "Нижний Новгород",
        "Челябинск",
        "Самара",
        "Ростов-на-Дону",
        "Уфа",
        "Красноярск",
        "Пермь",
        "Воронеж",
        "Волгоград",
        "Тула",
        "Ярославль",
    ],
    streets: &[
        "Ленина",
        "Советская",
        "Молодёжная",
        "Центральная",
        "Школьная",
        "Садовая",
        "Лесная",
        "Набережная",
        "Заречная",
        "Зелёная",
        "Гагарина",
        "Пушкина",
    ],
    firms: &[
        ("Ромашка", "romashka"),
        ("Вектор", "vektor"),
        ("Северный путь", "severput"),
        ("Ладога", "ladoga"),
        ("Альтаир", "altair"),
        ("Стройдеталь", "stroydetal"),
        ("Техносфера", "tehnosfera"),
        ("Берёзка", "beryozka"),
        ("Прогресс", "progress"),
        ("Меридиан", "meridian"),
        ("Кедр", "kedr"),
        ("Заря", "zarya"),
        ("Агроснаб", "agrosnab"),
        ("Метизный двор", "metiz"),
        ("Полюс", "polyus"),
        ("Светоч", "svetoch"),
    ],
    firm_form: ("ООО «", "»"),
    street_form: "ул. ",
    mobile_prefixes: &["+7903", "+7905", "+7910", "+7916", "+7921", "+7926", "+7937", "+7950", "+7965", "+7981"],
    mobile_digits: 7,
    mail_domains: &["pochta.example", "kontora.example", "zavod.example"],
    positions: &["директор", "бухгалтер", "снабженец", "инженер", "секретарь", "менеджер"],
    wishes: &[
        "Просят прайс на партию",
        "Нужна доставка до склада",
        "Интересует договор на год",
        "Перезвонить после обеда",
        "Сравнивают с другим поставщиком",
        "Спрашивали про рассрочку",
    ],
    feminine: feminine_ru,
};

pub const PL: Names = Names {
    surnames: &[
        ("Wiśniewski", "wisniewski"),
        ("Wójcik", "wojcik"),
        ("Kamiński", "kaminski"),
        ("Zieliński", "zielinski"),
        ("Szymański", "szymanski"),
        ("Woźniak", "wozniak"),
        ("Dąbrowski", "dabrowski"),
        ("Kozłowski", "kozlowski"),
        ("Jabłoński", "jablonski"),
        ("Król", "krol"),
        ("Wróbel", "wrobel"),
        ("Pawłowski", "pawlowski"),
        ("Michałowski", "michalowski"),
        ("Stępień", "stepien"),
        ("Górski", "gorski"),
        ("Rutkowski", "rutkowski"),
        ("Jaworski", "jaworski"),
        ("Głowacki", "glowacki"),
        ("Pietrzyński", "pietrzynski"),
        ("Wróblewski", "wroblewski"),
        ("Sikorski", "sikorski"),
        ("Błaszczyk", "blaszczyk"),
        ("Zając", "zajac"),
        ("Jędrzejewski", "jedrzejewski"),
        ("Maciąg", "maciag"),
        ("Gąsiorowski", "gasiorowski"),
        ("Czyż", "czyz"),
        ("Brzeziński", "brzezinski"),
        ("Sokołowski", "sokolowski"),
        ("Urbański", "urbanski"),
        ("Gołębiowski", "golebiowski"),
        ("Chmielewski", "chmielewski"),
        ("Krzemiński", "krzeminski"),
        ("Szczepański", "szczepanski"),
        ("Świątek", "swiatek"),
        ("Lis-Łęcki", "lis-lecki"),
        ("Żak", "zak"),
        ("Ślusarczyk", "slusarczyk"),
        ("Żukowski", "zukowski"),
        ("Mróz", "mroz"),
        ("Sobczyński", "sobczynski"),
        ("Cieślak", "cieslak"),
        ("Kołodziej", "kolodziej"),
        ("Bąk", "bak"),
        ("Łuczak", "luczak"),
        ("Gajewski", "gajewski"),
        ("Kwiecień", "kwiecien"),
        ("Różański", "rozanski"),
        ("Tomaszewski", "tomaszewski"),
        ("Ćwikliński", "cwiklinski"),
    ],
    men: &[
        ("Piotr", "piotr"),
        ("Krzysztof", "krzysztof"),
        ("Andrzej", "andrzej"),
        ("Tomasz", "tomasz"),
        ("Paweł", "pawel"),
        ("Michał", "michal"),
        ("Marcin", "marcin"),
        ("Jakub", "jakub"),
        ("Łukasz", "lukasz"),
        ("Grzegorz", "grzegorz"),
        ("Mateusz", "mateusz"),
        ("Stanisław", "stanislaw"),
        ("Wojciech", "wojciech"),
        ("Zbigniew", "zbigniew"),
        ("Rafał", "rafal"),
    ],
    women: &[
        ("Anna", "anna"),
        ("Katarzyna", "katarzyna"),
        ("Małgorzata", "malgorzata"),
        ("Agnieszka", "agnieszka"),
        ("Barbara", "barbara"),
        ("Ewa", "ewa"),
        ("Elżbieta", "elzbieta"),
        ("Zofia", "zofia"),
        ("Krystyna", "krystyna"),
        ("Monika", "monika"),
        ("Joanna", "joanna"),
        ("Grażyna", "grazyna"),
        ("Dorota", "dorota"),
        ("Kinga", "kinga"),
        ("Bożena", "bozena"),
    ],
    cities: &[
        "Warszawa",
        "Kraków",
        "Łódź",
        "Wrocław",
        "Poznań",
        "Gdańsk",
        "Szczecin",
        "Bydgoszcz",
        "Lublin",
        "Białystok",
        "Katowice",
        "Gdynia",
        "Częstochowa",
        "Radom",
        "Toruń",
        "Rzeszów",
    ],
    streets: &[
        "Polna",
        "Leśna",
        "Słoneczna",
        "Krótka",
        "Szkolna",
        "Ogrodowa",
        "Lipowa",
        "Brzozowa",
        "Łąkowa",
        "Kwiatowa",
        "Kościuszki",
        "Sienkiewicza",
    ],
    firms: &[
        ("Budmax", "budmax"),
        ("Hurtpol", "hurtpol"),
        ("Drewnex", "drewnex"),
        ("Transmar", "transmar"),
        ("Elektroinstal", "elektroinstal"),
        ("Agromax", "agromax"),
        ("Meblostyl", "meblostyl"),
        ("Wisła Serwis", "wislaserwis"),
        ("Baltikon", "baltikon"),
        ("Stalmet", "stalmet"),
        ("Piekarnia Łan", "piekarnialan"),
        ("Zielony Dom", "zielonydom"),
        ("Termobud", "termobud"),
        ("Żagiel", "zagiel"),
        ("Kopex Śląsk", "kopexslask"),
        ("Młyn", "mlyn"),
    ],
    firm_form: ("", " Sp. z o.o."),
    street_form: "ul. ",
    mobile_prefixes: &[
        "+48501", "+48512", "+48530", "+48571", "+48602", "+48664", "+48692", "+48728", "+48781", "+48883",
    ],
    mobile_digits: 6,
    mail_domains: &["poczta.example", "biuro.example", "fabryka.example"],
    positions: &["prezes", "księgowa", "zaopatrzeniowiec", "inżynier", "sekretarka", "handlowiec"],
    wishes: &[
        "Prosi o cennik na partię",
        "Potrzebna dostawa do magazynu",
        "Pyta o umowę roczną",
        "Oddzwonić po południu",
        "Porównuje z innym dostawcą",
        "Pytanie o raty",
    ],
    feminine: feminine_pl,
};

/// For a demo in English; the published figures are measured on the other two.
#[rustfmt::skip]
pub const EN: Names = Names {
    surnames: &[
        ("Barlow", "barlow"), ("Carter", "carter"), ("Dawson", "dawson"), ("Ellis", "ellis"), ("Fletcher", "fletcher"),
        ("Garner", "garner"), ("Hughes", "hughes"), ("Irving", "irving"), ("Jennings", "jennings"), ("Keane", "keane"),
        ("Lambert", "lambert"), ("Mercer", "mercer"), ("Norris", "norris"), ("O’Brien", "obrien"), ("Preston", "preston"),
        ("Reid", "reid"), ("Sutton", "sutton"), ("Tanner", "tanner"), ("Underhill", "underhill"), ("Walsh", "walsh"),
    ],
    men: &[("Adam", "adam"), ("Daniel", "daniel"), ("Edward", "edward"), ("Harry", "harry"), ("James", "james"),
        ("Luke", "luke"), ("Oliver", "oliver"), ("Samuel", "samuel")],
    women: &[("Amy", "amy"), ("Charlotte", "charlotte"), ("Emily", "emily"), ("Grace", "grace"), ("Hannah", "hannah"),
        ("Lucy", "lucy"), ("Rachel", "rachel"), ("Sophie", "sophie")],
    cities: &["London", "Leeds", "Bristol", "Manchester", "Norwich", "Peterborough", "York", "Cardiff", "Glasgow"],
    streets: &["High Street", "Station Road", "Mill Lane", "Church Road", "Park Avenue", "Quayside"],
    firms: &[
        ("Harbour Bakeries", "harbour"), ("Oakmoor Tiles", "oakmoor"), ("Fenland Logistics", "fenland"),
        ("Red Barn Cider", "redbarn"), ("Tamar Marine Parts", "tamar"), ("Wychwood Cycles", "wychwood"),
        ("Abbey Print Works", "abbey"), ("Kelso Linen Hire", "kelso"), ("Brindle Dairy", "brindle"),
        ("Chalk Valley Wines", "chalkvalley"), ("Hollin Hardware", "hollin"),
    ],
    firm_form: ("", " Ltd"),
    street_form: "",
    // Ofcom keeps 07700 900000 to 900999 for drama.
    mobile_prefixes: &["+447700900"],
    mobile_digits: 3,
    mail_domains: &["post.example", "office.example", "works.example"],
    positions: &["director", "bookkeeper", "buyer", "engineer", "office manager"],
    wishes: &["Asks for a price list", "Wants delivery to the warehouse"],
    feminine: str::to_owned,
};

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn there_are_as_many_names_as_the_workload_says() {
        for names in [&RU, &PL] {
            let surnames: BTreeSet<&str> = names.surnames.iter().map(|(surname, _)| *surname).collect();
            assert_eq!((surnames.len(), names.men.len() + names.women.len()), (50, 30));
        }
    }

    #[test]
    fn surnames_have_their_feminine_forms() {
        for (man, woman) in
            [("Кузнецов", "Кузнецова"), ("Ильин", "Ильина"), ("Вяземский", "Вяземская"), ("Королёв", "Королёва")]
        {
            assert_eq!(feminine_ru(man), woman);
        }
        for (man, woman) in
            [("Wiśniewski", "Wiśniewska"), ("Głowacki", "Głowacka"), ("Wójcik", "Wójcik"), ("Żak", "Żak")]
        {
            assert_eq!(feminine_pl(man), woman);
        }
    }
}
