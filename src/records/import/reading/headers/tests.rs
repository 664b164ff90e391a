use super::*;
use crate::records::import::reading::fields;
use std::collections::HashMap;

fn fields_of(kind: ImportKind, titles: &[&str]) -> Vec<Option<&'static str>> {
    let header: Vec<String> = titles.iter().map(|title| (*title).to_owned()).collect();
    match_header(kind, &header).into_iter().map(|column| column.field).collect()
}

fn field_of(kind: ImportKind, title: &str) -> Option<&'static str> {
    fields_of(kind, &[title])[0]
}

#[test]
fn no_title_means_two_fields_and_every_field_can_be_read() {
    for kind in ImportKind::ALL {
        let mut seen: HashMap<String, &str> = HashMap::new();
        for (field, title) in titles::of(kind) {
            assert!(fields::reading_of(field).is_some(), "no way to read {field}");
            if let Some(other) = seen.insert(key(title), field) {
                assert_eq!(other, field, "«{title}» for {kind:?}");
            }
        }
    }
}

#[test]
fn titles_are_matched_whatever_their_dress() {
    for title in
        ["Рабочий телефон", "  РАБОЧИЙ  ТЕЛЕФОН ", "\u{feff}Рабочий телефон", "Рабочий телефон*", "Work Phone:"]
    {
        assert_eq!(field_of(ImportKind::Leads, title), Some("phone.work"), "{title}");
    }
    assert_eq!(field_of(ImportKind::Companies, "Банковский реквизит: Расчетный счет"), Some("account"));
    assert_eq!(field_of(ImportKind::Companies, "Реквизит: ИНН"), Some("tax_id"));
    assert_eq!(field_of(ImportKind::Companies, "Реквизит: Название"), None, "a requisite is not the company's name");
    assert_eq!(field_of(ImportKind::Companies, "Город (юридический адрес)"), Some("legal_city"));
    assert_eq!(field_of(ImportKind::Contacts, "Страна или регион (раб. адрес)"), Some("country"));
    assert_eq!(field_of(ImportKind::Contacts, "Город  (дом. адрес)"), Some("home_city"));
    assert_eq!(field_of(ImportKind::Contacts, "Adres służbowy - kod pocztowy"), Some("postal_code"));
    assert_eq!(field_of(ImportKind::Contacts, "Business City"), Some("city"));
    assert_eq!(field_of(ImportKind::Contacts, "Home Phone"), Some("phone.home"));
    assert_eq!(field_of(ImportKind::Contacts, "Person - Email (Work)"), Some("email.work"));
    assert_eq!(field_of(ImportKind::Companies, "Organization - Name"), Some("title"));
    assert_eq!(field_of(ImportKind::Leads, "Любимый цвет"), None);
    assert_eq!(field_of(ImportKind::Leads, ""), None);
}

#[test]
fn deals_of_other_programs_are_known() {
    let deals = |titles: &[&str]| fields_of(ImportKind::Deals, titles);
    let pipedrive =
        ["Deal - Title", "Deal - Value", "Deal - Pipeline", "Deal - Stage", "Deal - Status", "Deal - Owner"];
    let fields = ["title", "amount", "pipeline", "stage", "closed", "responsible"];
    assert_eq!(deals(&pipedrive), fields.map(Some));
    let pipedrive =
        ["Deal - Organization", "Deal - Contact person", "Deal - Won time", "Deal - Lost reason", "Deal - ID"];
    assert_eq!(deals(&pipedrive), ["company", "contact", "closed_at", "lost_reason", "external_id"].map(Some));
    let pipedrive = ["Deal - Deal created", "Deal - Expected close date", "Deal - Probability", "Deal - Currency"];
    assert_eq!(deals(&pipedrive), ["created_at", "close_date", "probability", "currency"].map(Some));
    let hubspot = ["Record ID", "Deal Name", "Deal Stage", "Amount", "Close Date", "Deal owner", "Associated Company"];
    let fields = ["external_id", "title", "stage", "amount", "close_date", "responsible", "company"];
    assert_eq!(deals(&hubspot), fields.map(Some));
    assert_eq!(deals(&["Associated Company IDs", "Associated Contact IDs"]), [None, None], "ids of that program");
    let amo = ["Название сделки", "Бюджет", "Бюджет ₽", "Дата закрытия", "Этап сделки", "Полное имя контакта"];
    assert_eq!(deals(&amo), ["title", "amount", "amount", "closed_at", "stage", "contact"].map(Some));
    let amo = ["Компания контакта", "Компания", "Примечание 3", "Теги сделки", "Дата создания сделки"];
    assert_eq!(deals(&amo), ["company", "company", "comment", "tags", "created_at"].map(Some));
    let codes = ["CATEGORY_ID", "STAGE_ID", "TYPE_ID", "CLOSEDATE", "CLOSED"];
    assert_eq!(deals(&codes), ["pipeline", "stage", "deal_type", "close_date", "closed"].map(Some));
}

#[test]
fn one_word_means_what_the_record_type_makes_of_it() {
    for (kind, field) in
        [(ImportKind::Leads, "company_name"), (ImportKind::Contacts, "company"), (ImportKind::Companies, "title")]
    {
        assert_eq!(field_of(kind, "Название компании"), Some(field));
        assert_eq!(field_of(kind, "Firma"), Some(field));
    }
    assert_eq!(field_of(ImportKind::Contacts, "Тип"), Some("contact_type"));
    assert_eq!(field_of(ImportKind::Companies, "Type"), Some("company_type"));
}

#[test]
fn headers_of_other_programs_map_by_themselves() {
    let amo = [
        "ID",
        "Полное имя контакта",
        "Рабочий прямой телефон",
        "Личный email",
        "Примечание 2",
        "utm_source",
        "utm_source",
    ];
    let fields = ["external_id", "full_name", "phone.work", "email.home", "comment", "utm_source", "utm_source"];
    assert_eq!(fields_of(ImportKind::Contacts, &amo), fields.map(Some));
    let hubspot =
        ["Record ID", "First Name", "Email", "Mobile Phone Number", "Job Title", "Contact owner", "Create Date"];
    let fields = ["external_id", "first_name", "email.work", "phone.mobile", "position", "responsible", "created_at"];
    assert_eq!(fields_of(ImportKind::Contacts, &hubspot), fields.map(Some));
    let outlook = ["Imię", "Nazwisko", "Firma", "Telefon służbowy 2", "Telefon komórkowy", "Adres e-mail 2", "Notatki"];
    let fields = ["first_name", "last_name", "company", "phone.work", "phone.mobile", "email.work", "comment"];
    assert_eq!(fields_of(ImportKind::Contacts, &outlook), fields.map(Some));
}

#[test]
fn codes_count_where_a_file_holds_codes() {
    let codes = ["ID", "NAME", "LAST_NAME", "PHONE_WORK", "OPENED", "UF_CRM_1234"];
    let fields =
        [Some("external_id"), Some("first_name"), Some("last_name"), Some("phone.work"), Some("open_to_all"), None];
    assert_eq!(fields_of(ImportKind::Leads, &codes), fields);
    assert_eq!(fields_of(ImportKind::Leads, &["NAME", "PHONE"]), [Some("full_name"), Some("phone.work")]);
}

#[test]
fn a_label_belongs_to_the_value_of_its_number() {
    let header = [
        "Phone 1 - Label",
        "Phone 1 - Value",
        "E-mail 2 - Type",
        "Phone 2 - Label",
        "Phone 2 - Value",
        "E-mail 2 - Value",
    ];
    let header: Vec<String> = header.map(str::to_owned).to_vec();
    let columns = match_header(ImportKind::Contacts, &header);
    let matched: Vec<_> = columns.iter().map(|column| (column.field, column.label_column)).collect();
    assert_eq!(matched[1], (Some("phone"), Some(0)));
    assert_eq!(matched[4], (Some("phone"), Some(3)));
    assert_eq!(matched[5], (Some("email"), Some(2)));
    assert_eq!(matched[0], (Some("phone.label"), None));
}

#[test]
fn a_title_is_known_with_a_number_beside_it() {
    let header = ["Телефон".to_owned(), "Телефон 2".to_owned(), "Цвет".to_owned()];
    let fields: Vec<_> = match_header(ImportKind::Leads, &header).iter().map(|column| column.field).collect();
    assert_eq!(fields, [Some("phone.work"), Some("phone.work"), None]);
    assert_eq!(fingerprint(&header), "телефон\nтелефон 2\nцвет");
}
