//! What people of the demo office write.

use super::papers::Papers;
use crate::kernel::Lang;
use rand::RngExt;

pub(super) struct Words {
    /// What is asked for, with an amount in whole units of money it might bring.
    pub wishes: &'static [(&'static str, i64)],
    pub comments: &'static [&'static str],
    pub needs: &'static [&'static str],
    pub tags: &'static [&'static str],
    pub planned: &'static [Plan],
    pub done: &'static [Deed],
    pub papers: Papers,
}

/// Type and subject of what is to be done.
pub(super) type Plan = (&'static str, &'static str);

/// Type and subject of what was done, and what came of it.
pub(super) type Deed = (&'static str, &'static str, &'static str);

pub(super) fn of(lang: Lang) -> &'static Words {
    match lang {
        Lang::Ru => &RU,
        Lang::Pl => &PL,
        Lang::En => &EN,
    }
}

const RU: Words = Words {
    wishes: &[
        ("Стеллажи для автосервиса", 320_000),
        ("Запрос цены на мезонин", 1_450_000),
        ("Складские тележки, тендер", 218_000),
        ("Антресоль в офисе", 460_000),
        ("Оснащение аптечного склада", 900_000),
        ("Ячейки хранения для ПВЗ", 210_000),
        ("Шиномонтаж: стойки под колёса", 95_000),
        ("Холодильная камера, 400 м²", 960_000),
        ("Переезд склада в Шушары", 745_000),
        ("Архивные стеллажи для банка", 2_300_000),
        ("Сетчатое ограждение робота", 410_000),
        ("Паллетные борта, 400 шт.", 96_000),
        ("Витрины для выставочного зала", 640_000),
        ("Замер под узкопроходный склад", 2_900_000),
        ("Полки для пункта выдачи", 78_000),
        ("Роликовые конвейеры", 1_120_000),
        ("Маркировка зон и проездов", 54_000),
        ("Подъёмный стол на 2 т", 185_000),
    ],
    comments: &[
        "Звонить после 14:00",
        "Просят счёт с НДС и доставку до терминала",
        "Сравнивают с двумя поставщиками",
        "Были на выставке, взяли каталог",
        "Нужен замер на объекте",
    ],
    needs: &["Открывают второй склад", "Заменить старые стеллажи до зимы", "Увеличить хранение вдвое"],
    tags: &["опт", "ключевой", "сезонный", "тендер", "срочно"],
    planned: &[
        ("call", "Уточнить высоту ворот"),
        ("call", "Согласовать дату замера"),
        ("meeting", "Показать образцы"),
        ("email", "Отправить предложение"),
        ("task", "Посчитать доставку"),
        ("visit", "Замер на объекте"),
        ("message", "Спросить про сроки"),
        ("task", "Подготовить чертёж проёма"),
    ],
    done: &[
        ("call", "Первый звонок", "Ждут предложение до пятницы, решает директор"),
        ("email", "Отправить каталог", "Получили, просят счёт с НДС"),
        ("meeting", "Встреча в офисе", "Договорились о замере на следующей неделе"),
        ("call", "Напомнить о предложении", "Сравнивают с двумя поставщиками"),
        ("task", "Посчитать вторую секцию", "12 рам, 48 балок"),
    ],
    papers: Papers {
        drawing: "Чертёж стеллажа.pdf",
        plan: "План склада.png",
        notes: (
            "Замер.txt",
            "Ворота 4,2 м, высота до фермы 6,1 м\nПол: бетон, 5 т/м²\nПроезд не уже 2,9 м\nОбогрева нет, монтаж до ноября\n",
        ),
    },
};

const PL: Words = Words {
    wishes: &[
        ("Regały do warsztatu", 14_500),
        ("Wycena antresoli", 68_000),
        ("Wózki magazynowe, przetarg", 9_800),
        ("Antresola w biurze", 21_000),
        ("Wyposażenie magazynu apteki", 42_000),
        ("Skrytki do punktu odbioru", 12_400),
        ("Stojaki na opony", 5_200),
        ("Chłodnia, 400 m²", 96_000),
        ("Przeprowadzka magazynu", 38_500),
        ("Regały archiwalne dla banku", 145_000),
        ("Ogrodzenie robota", 19_900),
        ("Nadstawki paletowe, 400 szt.", 7_600),
        ("Witryny do salonu", 31_000),
        ("Pomiar magazynu wąskich korytarzy", 180_000),
        ("Przenośniki rolkowe", 54_000),
        ("Stół podnośny 2 t", 8_900),
    ],
    comments: &[
        "Dzwonić po 14:00",
        "Proszą o fakturę i dostawę na terminal",
        "Porównują z dwoma dostawcami",
        "Byli na targach, wzięli katalog",
        "Potrzebny pomiar na miejscu",
    ],
    needs: &["Otwierają drugi magazyn", "Wymiana starych regałów przed zimą", "Podwojenie składowania"],
    tags: &["hurt", "kluczowy", "sezonowy", "przetarg", "pilne"],
    planned: &[
        ("call", "Ustalić wysokość bramy"),
        ("call", "Uzgodnić termin pomiaru"),
        ("meeting", "Pokazać próbki"),
        ("email", "Wysłać ofertę"),
        ("task", "Policzyć dostawę"),
        ("visit", "Pomiar na miejscu"),
        ("message", "Zapytać o terminy"),
        ("task", "Przygotować rysunek"),
    ],
    done: &[
        ("call", "Pierwsza rozmowa", "Czekają na ofertę do piątku, decyduje dyrektor"),
        ("email", "Wysłać katalog", "Doszedł, proszą o fakturę"),
        ("meeting", "Spotkanie w biurze", "Umówiony pomiar w przyszłym tygodniu"),
        ("call", "Przypomnieć o ofercie", "Porównują z dwoma dostawcami"),
        ("task", "Policzyć drugą sekcję", "12 ram, 48 belek"),
    ],
    papers: Papers {
        drawing: "Rysunek regału.pdf",
        plan: "Plan magazynu.png",
        notes: (
            "Pomiar.txt",
            "Brama 4,2 m, wysokość do dźwigara 6,1 m\nPosadzka: beton, 5 t/m²\nKorytarz co najmniej 2,9 m\nBez ogrzewania, montaż do listopada\n",
        ),
    },
};

const EN: Words = Words {
    wishes: &[
        ("Racking for a garage", 4_800),
        ("Price for a mezzanine", 38_600),
        ("Warehouse trolleys, tender", 3_200),
        ("Mezzanine in the office", 12_000),
        ("Pharmacy store fit-out", 24_500),
        ("Parcel lockers", 6_900),
        ("Tyre stands", 1_450),
        ("Cold store, 400 m²", 64_000),
        ("Moving a warehouse to Corby", 18_200),
        ("Archive shelving for a bank", 52_000),
        ("Mesh fence for a robot cell", 9_700),
        ("Pallet collars, 400 pcs", 2_100),
        ("Showroom cabinets", 14_300),
        ("Survey for narrow aisles", 96_400),
        ("Roller conveyors", 27_800),
        ("Lift table, 2 t", 3_950),
    ],
    comments: &[
        "Call after 2 pm",
        "They ask for delivery to the terminal",
        "Comparing two suppliers",
        "Met at the fair, took a catalogue",
        "A survey on site is needed",
    ],
    needs: &["Opening a second warehouse", "Replace old racking before winter", "Double the storage"],
    tags: &["wholesale", "key", "seasonal", "tender", "urgent"],
    planned: &[
        ("call", "Ask for the height of the gate"),
        ("call", "Agree on the day of the survey"),
        ("meeting", "Show samples"),
        ("email", "Send the quote"),
        ("task", "Work out the delivery"),
        ("visit", "Survey on site"),
        ("message", "Ask about dates"),
        ("task", "Prepare the drawing"),
    ],
    done: &[
        ("call", "First call", "They wait for a quote by Friday; the director decides"),
        ("email", "Send the catalogue", "Arrived, they ask for an invoice"),
        ("meeting", "Meeting in the office", "A survey is agreed for next week"),
        ("call", "Remind of the quote", "Comparing two suppliers"),
        ("task", "Work out the second section", "12 frames, 48 beams"),
    ],
    papers: Papers {
        drawing: "Rack drawing.pdf",
        plan: "Warehouse plan.png",
        notes: (
            "Survey.txt",
            "Door 4.2 m, 6.1 m to the truss\nFloor: concrete, 5 t/m²\nAisle 2.9 m at least\nNo heating, to be fitted by November\n",
        ),
    },
};

/// Easy to type from a terminal, and hard to guess: 4 groups of 5 letters, some 65 bits.
pub(in crate::office) fn password() -> String {
    const CONSONANTS: &[u8] = b"bdfghjkmnprstvz";
    const VOWELS: &[u8] = b"aeiou";
    let mut random = rand::rng();
    let mut letter = |letters: &[u8]| char::from(letters[random.random_range(0..letters.len())]);
    let mut group =
        || -> String { [CONSONANTS, VOWELS, CONSONANTS, VOWELS, CONSONANTS].into_iter().map(&mut letter).collect() };
    [group(), group(), group(), group()].join("-")
}
