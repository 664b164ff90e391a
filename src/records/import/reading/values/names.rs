//! Names of people written in one cell.

/// The parts of a name that could be told apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonName {
    pub first_name: Option<String>,
    pub middle_name: Option<String>,
    pub last_name: Option<String>,
}

/// Ends of Russian patronymics, in small letters.
const PATRONYMIC_ENDS: [&str; 8] = ["ович", "евич", "ьич", "мич", "овна", "евна", "ична", "инична"];
/// Stand behind a father's name in patronymics of the East.
const PATRONYMIC_WORDS: [&str; 4] = ["оглы", "кызы", "оглу", "гызы"];
/// Ends of Russian, Ukrainian, Caucasian and Polish surnames that first names rarely have.
#[rustfmt::skip]
const SURNAME_ENDS: &[&str] = &[
    "ов", "ев", "ёв", "ин", "ын", "ова", "ева", "ёва", "ина", "ына", "ский", "цкий", "ская", "цкая", "енко", "чук",
    "юк", "швили", "дзе", "ских", "ski", "ska", "cki", "cka", "dzki", "dzka", "wicz", "czyk", "ович", "евич",
];
/// First names that end like surnames.
#[rustfmt::skip]
const FIRST_NAMES: &[&str] = &[
    "константин", "валентин", "августин", "мартин", "вениамин", "бенджамин", "марина", "ирина", "полина", "екатерина",
    "катерина", "кристина", "галина", "алина", "карина", "арина", "регина", "ангелина", "валентина", "александрина",
    "каролина", "эвелина", "сабина", "альбина", "эльвина", "христина",
];

/// Tells the parts of a whole name apart. A Russian patronymic shows whether the surname stands first («Иванов Иван
/// Иванович») or last («Иван Иванович Иванов»); so does a comma, a surname in capitals or, of two words, its end.
/// Otherwise the given name is taken to stand first, as in Polish and English; one word alone is a given name.
pub fn split_full_name(full: &str) -> PersonName {
    if let Some((last, given)) = full.split_once(',') {
        let given: Vec<&str> = given.split_whitespace().collect();
        if !given.is_empty() && !last.trim().is_empty() {
            return PersonName { last_name: join(&last.split_whitespace().collect::<Vec<_>>()), ..given_names(&given) };
        }
    }
    let words: Vec<&str> = full.split([' ', '\t', '\n', '\u{a0}', ',']).filter(|word| !word.is_empty()).collect();
    if let Some((start, end)) = patronymic(&words) {
        let surname = if end < words.len() { &words[end..] } else { &words[..start - 1] };
        return PersonName {
            first_name: join(&words[start - 1..start]),
            middle_name: join(&words[start..end]),
            last_name: join(surname),
        };
    }
    match words.as_slice() {
        [] => PersonName::default(),
        [one] => PersonName { first_name: join(&[one]), ..PersonName::default() },
        [last, given @ ..] if is_surname_first(&words) => PersonName { last_name: join(&[last]), ..given_names(given) },
        [given @ .., last] if given.len() <= 2 => PersonName { last_name: join(&[last]), ..given_names(given) },
        [first, rest @ ..] => PersonName { first_name: join(&[first]), last_name: join(rest), ..PersonName::default() },
    }
}

/// `Anna Nowak [12]` without the number that other programs put behind the names of their users.
pub fn without_id(name: &str) -> &str {
    let name = name.trim();
    match name.rsplit_once('[') {
        Some((person, id)) if id.strip_suffix(']').is_some_and(|id| id.bytes().all(|b| b.is_ascii_digit())) => {
            person.trim()
        }
        _ => name,
    }
}

/// Where the patronymic stands, behind a given name.
fn patronymic(words: &[&str]) -> Option<(usize, usize)> {
    let folded: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let is_end = |word: &String| word.chars().count() > 4 && PATRONYMIC_ENDS.iter().any(|end| word.ends_with(end));
    if let Some(behind) = (2..words.len()).find(|at| PATRONYMIC_WORDS.contains(&folded[*at].as_str())) {
        return Some((behind - 1, behind + 1));
    }
    // The last one: «Абрамович Роман Аркадьевич».
    (1..words.len())
        .rev()
        .find(|at| is_end(&folded[*at]))
        .filter(|at| *at > 0 && words.len() <= 4)
        .map(|at| (at, at + 1))
}

fn is_surname_first(words: &[&str]) -> bool {
    let is_capitals = |word: &str| word.chars().count() > 1 && word.chars().all(|c| !c.is_lowercase());
    let is_surname = |word: &str| {
        let folded = word.to_lowercase();
        let is_long = folded.chars().count() > 4;
        is_long && !FIRST_NAMES.contains(&folded.as_str()) && SURNAME_ENDS.iter().any(|end| folded.ends_with(end))
    };
    match words {
        [first, rest @ ..] if is_capitals(first) && !rest.iter().any(|word| is_capitals(word)) => true,
        [first, second] => is_surname(first) && !is_surname(second),
        _ => false,
    }
}

fn given_names(words: &[&str]) -> PersonName {
    let (first, middle) = words.split_at(words.len().min(1));
    PersonName { first_name: join(first), middle_name: join(middle), last_name: None }
}

fn join(words: &[&str]) -> Option<String> {
    (!words.is_empty()).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parts(full: &str) -> [String; 3] {
        let name = split_full_name(full);
        [name.first_name, name.middle_name, name.last_name].map(Option::unwrap_or_default)
    }

    #[test]
    fn whole_names_fall_into_their_parts() {
        for (full, first, middle, last) in [
            ("Иванов Иван Иванович", "Иван", "Иванович", "Иванов"),
            ("Иван Иванович Иванов", "Иван", "Иванович", "Иванов"),
            ("Абрамович Роман Аркадьевич", "Роман", "Аркадьевич", "Абрамович"),
            ("Иван Иванович", "Иван", "Иванович", ""),
            ("Соколова Анна", "Анна", "", "Соколова"),
            ("Анна Соколова", "Анна", "", "Соколова"),
            ("Рабинович Анна", "Анна", "", "Рабинович"),
            ("Марина Коваль", "Марина", "", "Коваль"),
            ("Константин Петров", "Константин", "", "Петров"),
            ("КОВАЛЬ Марина", "Марина", "", "КОВАЛЬ"),
            ("Алиев Рашид Мамед оглы", "Рашид", "Мамед оглы", "Алиев"),
            ("Петрова-Водкина, Анна  Ильинична", "Анна", "Ильинична", "Петрова-Водкина"),
            ("Jan Kowalski", "Jan", "", "Kowalski"),
            ("Kowalski Jan", "Jan", "", "Kowalski"),
            ("Anna Maria Nowak", "Anna", "Maria", "Nowak"),
            ("Ludwig van der Berg", "Ludwig", "", "van der Berg"),
            ("Анна", "Анна", "", ""),
            (" , ", "", "", ""),
        ] {
            assert_eq!(parts(full), [first, middle, last], "{full}");
        }
    }

    #[test]
    fn the_number_behind_a_user_goes() {
        assert_eq!(without_id("Anna Nowak [12]"), "Anna Nowak");
        assert_eq!(without_id("Anna [IT]"), "Anna [IT]");
        assert_eq!(without_id("12"), "12");
    }

    proptest! {
        /// No word is lost or made up, whatever stands in the cell.
        #[test]
        fn every_word_goes_somewhere(full in r"([А-Яа-яA-Za-z-]{1,10}[ ,\u{a0}]{1,2}){0,6}") {
            let words = |text: &str| {
                let mut words: Vec<String> = text.split([' ', ',', '\u{a0}']).filter(|w| !w.is_empty()).map(str::to_owned).collect();
                words.sort();
                words
            };
            prop_assert_eq!(words(&parts(&full).join(" ")), words(&full));
        }

        #[test]
        fn any_text_is_survived(text in any::<String>()) {
            let _ = (split_full_name(&text), without_id(&text));
        }
    }
}
