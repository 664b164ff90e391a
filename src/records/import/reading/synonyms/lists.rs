//! The lists, one value a line. Sources: default directories of Bitrix24 (titles and codes), amoCRM, HubSpot, EspoCRM and
//! SuiteCRM.

use super::Synonyms;

const fn value(code: &'static str, words: &'static [&'static str]) -> Synonyms {
    Synonyms { code, words }
}

/// Statuses of a lead. «Обработан» of Bitrix24 comes after the first talk and before the client is qualified.
#[rustfmt::skip]
pub const LEAD_STATUSES: &[Synonyms] = &[
    value("new", &["Новый", "Новая", "Не обработан", "Неразобранное", "Nowy", "Nowa", "New", "Unprocessed", "Not processed",
        "Open", "NEW"]),
    value("contacted", &["Связались", "Обработан", "Первичный контакт", "Nawiązano kontakt", "Przetworzony", "Contacted",
        "Processed", "Connected", "Attempted to contact", "PROCESSED"]),
    value("in_work", &["В работе", "В обработке", "W toku", "W realizacji", "In work", "In progress", "In process",
        "Assigned", "IN_PROCESS"]),
    value("nurture", &["На прогреве", "Do pielęgnacji", "Nurture", "Nurturing", "Recycled", "Bad timing"]),
    value("mql", &["MQL", "Marketing qualified lead"]),
    value("sql", &["SQL", "Sales qualified lead"]),
    value("converted", &["Качественный лид", "Качественный", "Качественный (сконвертирован)", "Сконвертирован",
        "Skonwertowany", "Converted", "Qualified", "Good lead", "High-quality lead", "CONVERTED"]),
    value("junk", &["Некачественный лид", "Некачественный", "Śmieciowy", "Junk", "Junk lead", "Low-quality lead", "Dead",
        "Unqualified", "Disqualified", "JUNK"]),
];

/// Where a lead or contact comes from.
#[rustfmt::skip]
pub const SOURCES: &[Synonyms] = &[
    value("call", &["Звонок", "Телефон", "Rozmowa", "Połączenie", "Telefon", "Call", "Phone", "Phone call", "CALL"]),
    value("email", &["Электронная почта", "Эл. почта", "Эл. письмо", "Почта", "E-mail", "Email", "Poczta e-mail", "EMAIL"]),
    value("website", &["Веб-сайт", "Сайт", "Strona internetowa", "Strona www", "Website", "Web site", "Web", "WEB"]),
    value("advertising", &["Реклама", "Reklama", "Advertising", "Advertisement", "Paid search", "ADVERTISING"]),
    value("existing_client", &["Существующий клиент", "Istniejący klient", "Stały klient", "Existing client",
        "Existing customer"]),
    value("referral", &["По рекомендации", "Рекомендация", "Сарафанное радио", "Polecenie", "Z polecenia", "Referral",
        "Recommendation", "By recommendation", "Word of mouth", "RECOMMENDATION"]),
    value("exhibition", &["Выставка", "Конференция", "Targi", "Wystawa", "Konferencja", "Exhibition", "Trade show",
        "Show/Exhibition", "Conference", "TRADE_SHOW"]),
    value("web_form", &["CRM-форма", "Веб-форма", "Форма на сайте", "Formularz", "Formularz CRM", "Formularz www",
        "CRM form", "Web form", "WEBFORM"]),
    value("callback", &["Обратный звонок", "Oddzwonienie", "Callback", "CALLBACK"]),
    value("sales_generator", &["Генератор продаж", "Generator sprzedaży", "Sales boost", "RC_GENERATOR"]),
    value("online_store", &["Интернет-магазин", "Sklep internetowy", "Online store", "STORE"]),
    value("partner", &["Партнёр", "Партнёры", "Partner", "Partnerzy", "PARTNER"]),
    value("campaign", &["Кампания", "Рассылка", "Kampania", "Campaign", "Direct mail", "Email campaign"]),
    value("cold_call", &["Холодный звонок", "Zimny telefon", "Cold call", "Cold calling"]),
    value("social", &["Социальные сети", "Соцсети", "Media społecznościowe", "Social media", "Organic social", "Facebook"]),
    value("messenger", &["Мессенджер", "Открытая линия", "Komunikator", "Messenger", "Open channel", "Live chat"]),
    value("other", &["Другое", "Другой", "Прочее", "Inne", "Inny", "Inna", "Other", "OTHER"]),
];

#[rustfmt::skip]
pub const COMPANY_TYPES: &[Synonyms] = &[
    value("client", &["Клиент", "Клиенты", "Заказчик", "Покупатель", "Klient", "Odbiorca", "Client", "Customer",
        "CUSTOMER"]),
    value("supplier", &["Поставщик", "Поставщики", "Dostawca", "Supplier", "Vendor", "SUPPLIER"]),
    value("partner", &["Партнёр", "Партнёры", "Partner", "PARTNER"]),
    value("competitor", &["Конкурент", "Конкуренты", "Konkurent", "Konkurencja", "Competitor", "COMPETITOR"]),
    value("prospect", &["Перспективный", "Потенциальный клиент", "Potencjalny", "Potencjalny klient", "Prospect"]),
    value("other", &["Другое", "Другой", "Прочее", "Inne", "Inny", "Other", "OTHER"]),
];

#[rustfmt::skip]
pub const CONTACT_TYPES: &[Synonyms] = &[
    value("client", &["Клиенты", "Клиент", "Klienci", "Klient", "Clients", "Client", "Customer", "CLIENT"]),
    value("supplier", &["Поставщики", "Поставщик", "Dostawcy", "Dostawca", "Suppliers", "Supplier", "SUPPLIER"]),
    value("partner", &["Партнёры", "Партнёр", "Partnerzy", "Partner", "Partners", "PARTNER"]),
    value("other", &["Другое", "Другой", "Прочее", "Inne", "Inny", "Other", "OTHER"]),
];

#[rustfmt::skip]
pub const SALUTATIONS: &[Synonyms] = &[
    value("mr", &["г-н", "господин", "Pan", "Sz. P.", "Mr", "Mister", "HNR_RU_1", "HNR_EN_1"]),
    value("ms", &["г-жа", "госпожа", "Pani", "Ms", "Mrs", "Miss", "HNR_RU_2", "HNR_EN_2", "HNR_EN_3"]),
];

#[rustfmt::skip]
pub const TEMPERATURES: &[Synonyms] = &[
    value("hot", &["Горячий", "Gorący", "Hot"]),
    value("warm", &["Тёплый", "Ciepły", "Warm"]),
    value("cold", &["Холодный", "Zimny", "Cold"]),
];

/// Stages of a deal, which have numbers: the code is a meaning, or stands for whichever stage is called by one of its
/// words.
#[rustfmt::skip]
pub const DEAL_STAGES: &[Synonyms] = &[
    value("new", &["Новая", "Новый", "Первичный контакт", "Неразобранное", "Nowa", "Nowy", "New", "Incoming leads",
        "Initial contact", "Lead In", "Appointment scheduled", "NEW", "appointmentscheduled"]),
    value("qualification", &["Квалификация", "Kwalifikacja", "Qualification", "Qualified", "Qualified to buy",
        "qualifiedtobuy"]),
    value("proposal", &["КП отправлено", "Коммерческое предложение", "Oferta wysłana", "Quote sent", "Proposal made",
        "Offer made", "Presentation scheduled", "presentationscheduled"]),
    value("negotiation", &["Переговоры", "Negocjacje", "Negotiation", "Negotiations started", "Discussions",
        "Decision making", "Принимают решение", "Decision maker bought-in", "decisionmakerboughtin"]),
    value("contract", &["Согласование договора", "Подготовка документов", "Uzgadnianie umowy", "Contract in approval",
        "Contract discussion", "Contract sent", "Preparing documents", "PREPARATION", "contractsent"]),
    value("prepayment", &["Предоплата", "Счёт на предоплату", "Zaliczka", "Przedpłata", "Prepayment", "Prepayment invoice",
        "PREPAYMENT_INVOICE", "PREPAYMENT_INVOIC"]),
    value("execution", &["Реализация", "В работе", "Realizacja", "W realizacji", "In execution", "In progress",
        "EXECUTING"]),
    value("won", &["Успешно", "Сделка успешна", "Успешно реализовано", "Выиграна", "Wygrana", "Zakończona sukcesem", "Won",
        "Deal won", "Closed won", "Closed - won", "Closed Won", "WON", "closedwon"]),
    value("lost", &["Проиграна", "Сделка провалена", "Закрыто и не реализовано", "Анализ причины провала", "Przegrana",
        "Utracona", "Lost", "Deal lost", "Closed lost", "Closed - lost", "Analyze failure", "LOSE", "LOST", "APOLOGY",
        "closedlost"]),
];

#[rustfmt::skip]
pub const DEAL_TYPES: &[Synonyms] = &[
    value("sale", &["Продажа", "Sprzedaż", "Sale", "New business", "SALE"]),
    value("services", &["Услуги", "Услуга", "Usługi", "Services", "Service", "SERVICES"]),
    value("goods", &["Товары", "Товар", "Продажа товара", "Towary", "Goods", "GOODS"]),
    value("complex", &["Комплексная продажа", "Комплексная", "Kompleksowa", "Sprzedaż kompleksowa", "Complex", "Complex sale", "COMPLEX"]),
];
