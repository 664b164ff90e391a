use super::*;
use std::collections::HashMap;

#[test]
fn no_word_of_a_list_means_two_values() {
    let people = [LEAD_STATUSES, SOURCES, CONTACT_TYPES, SALUTATIONS, TEMPERATURES];
    for list in people.into_iter().chain([COMPANY_TYPES, DEAL_STAGES, DEAL_TYPES]) {
        let mut seen: HashMap<String, &str> = HashMap::new();
        for (word, code) in list.iter().flat_map(|value| value.words.iter().map(|word| (word, value.code))) {
            if let Some(other) = seen.insert(key(word), code) {
                assert_eq!(other, code, "{word}");
            }
            assert_eq!(find(list, word), Some(code), "{word}");
        }
    }
}

#[test]
fn words_are_found_by_title_and_code_in_any_case() {
    assert_eq!(find(LEAD_STATUSES, "  НЕ  обработан\u{a0}"), Some("new"));
    assert_eq!(find(LEAD_STATUSES, "IN_PROCESS"), Some("in_work"));
    assert_eq!(find(LEAD_STATUSES, "Śmieciowy"), Some("junk"));
    assert_eq!(find(LEAD_STATUSES, "Ждём оплату"), None);
    assert_eq!(find(SOURCES, "CRM-форма"), Some("web_form"));
    assert_eq!(find(COMPANY_TYPES, "Партнер"), Some("partner"));
    assert_eq!(find(CONTACT_TYPES, "Клиенты"), Some("client"));
    assert_eq!(find(SALUTATIONS, "г-жа"), Some("ms"));
    assert_eq!(find(SALUTATIONS, "Mr."), Some("mr"));
    assert_eq!(find(DEAL_STAGES, "Счет на предоплату"), Some("prepayment"));
    assert_eq!(find(DEAL_STAGES, "Закрыто и не реализовано"), Some("lost"));
}
