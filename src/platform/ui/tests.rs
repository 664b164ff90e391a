use super::*;
use maud::{Markup, Render, html};
use scraper::{ElementRef, Html, Selector};
use std::collections::HashSet;

const HOSTILE: &str = "\"><script>alert('x')</script>&amp;<img src=x onerror=alert(1)>";

fn parse(markup: &Markup) -> Html {
    Html::parse_fragment(&markup.0)
}

fn select<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

fn one<'a>(html: &'a Html, selector: &str) -> ElementRef<'a> {
    let found = select(html, selector);
    assert_eq!(found.len(), 1, "{selector} in {}", html.html());
    found[0]
}

fn text(element: ElementRef) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Components that take text, each given the same hostile one everywhere.
fn hostile_components() -> Vec<(&'static str, Markup)> {
    let t = HOSTILE;
    let some = html! { (t) };
    let error = Field::new(t, t).error(Some(t)).hint(Some(t)).optional(t).scope(t);
    let choice = [Choice { value: t, label: t, ..Choice::default() }];
    let cell =
        Cell { content: some.clone(), is_numeric: false, priority: None, on_phone: OnPhone::Show, edits: Some(t) };
    let line = Row {
        id: t,
        name: t,
        href: t,
        mark: None,
        note: Some(t),
        has_peek: true,
        tick_label: Some(t),
        is_selected: false,
        is_dim: false,
    };
    let card_data = BoardCard {
        id: t,
        version: 1,
        title: t,
        href: t,
        move_url: Some(t),
        move_label: t,
        has_peek: true,
        by: Some(t),
        money: Some(t),
        age: Some(t),
        stale: Some(t),
        marks: html! {},
        next: act(Due::Late, "phone", t),
        responsible: Some(t),
    };
    let palette_item =
        PaletteItem { href: t, icon: "lead", name: matched(t, &[2..9, 12..14]), note: some.clone(), end: some.clone() };
    vec![
        ("btn", btn(t).href(t).attr("hx-post", t).count(Some(t)).render()),
        ("icon_btn", icon_btn("x", t).attr("data-url", t).render()),
        ("seg", seg(t, &[Segment { label: t, href: t, count: Some(t), lang: Some(t), ..Segment::default() }])),
        ("badges", html! { (n(1, Counter::Late, t)) (tag(t, Hue::Sky)) (dot(t, Hue::Sky)) (total(t)) (kbd(t)) }),
        ("who", html! { (who(t)) (avatar_named(t, AvatarSize::Small)) }),
        ("row", row(&line, &[cell])),
        ("board_card", board_card(&card_data)),
        ("field", html! { (field(&error, input(&error, InputKind::Text, t))) (textarea(&error, t)) }),
        ("select", super::select(&error, Some(t), &choice)),
        ("field_group", field_group(&error, checks(&error, &choice))),
        ("error_summary", error_summary(t, &[(t.to_owned(), t, t)])),
        ("repeat", repeat(&Repeat { name: t, add: t, remove: t }, std::slice::from_ref(&some), some.clone())),
        ("menu", menu(t, t, html! { (menu_item(t).href(t)) (menu_item(t).dialog(t).key(t)) })),
        ("palette_results", palette_results(&[(t, &[palette_item])], t)),
        ("party", party(&Party { name: t, href: t, note: Some(t), actions: some.clone() })),
        ("chip", chip(&Chip { field: t, value: t, remove_href: t, remove_label: t, opens: Some(t) })),
        ("crumb", crumb(t, &[(t, Some(t)), (t, None)])),
        ("toast_template", toast_template(t, Some(t), true)),
        ("note", note(State::Late, some.clone())),
        ("empty", empty("lead", t, t, some)),
    ]
}

#[test]
fn hostile_text_stays_text() {
    for (name, markup) in hostile_components() {
        let html = parse(&markup);
        assert!(select(&html, "script, [onerror], img").is_empty(), "{name}: {}", markup.0);
        let shown = html.root_element().html();
        assert!(shown.contains("alert") || name == "who", "{name} lost its text: {shown}");
    }
}

#[test]
fn a_field_its_control_its_hint_and_its_error_know_each_other() {
    let phone = Field::new("phones[1].value", "Phone").error(Some("Too short")).hint(Some("With the area code"));
    let html = parse(&field(&phone, input(&phone, InputKind::Phone, "0173")));
    let control = one(&html, "input").value();
    assert_eq!(control.attr("id"), Some("f-phones-1-value"));
    assert_eq!(control.attr("name"), Some("phones[1].value"));
    assert_eq!(control.attr("type"), Some("tel"));
    assert_eq!(control.attr("aria-invalid"), Some("true"));
    assert!(control.attr("required").is_some());
    assert_eq!(one(&html, "label").value().attr("for"), Some("f-phones-1-value"));
    let described = control.attr("aria-describedby").unwrap();
    let texts: Vec<String> = described.split(' ').map(|id| text(one(&html, &format!("#{id}")))).collect();
    assert_eq!(texts, ["Too short", "With the area code"]);

    let note = Field::new("note", "Note").optional("optional").scope("peek");
    let html = parse(&field(&note, textarea(&note, "\nsecond line")));
    let control = one(&html, "textarea");
    assert_eq!(control.value().attr("id"), Some("f-peek-note"));
    assert!(control.value().attr("required").is_none() && control.value().attr("aria-describedby").is_none());
    assert_eq!(control.text().collect::<String>(), "\nsecond line", "a leading line end is kept");
    assert_eq!(text(one(&html, "label")), "Note optional");
}

#[test]
fn the_error_summary_leads_to_the_fields() {
    let email = Field::new("email", "E-mail");
    let html = parse(&error_summary("2 fields need a look", &[(email.id(), email.label, "No @ in it")]));
    assert_eq!(one(&html, "[role=alert] a").value().attr("href"), Some("#f-email"));
    assert_eq!(text(one(&html, "a")), "E-mail: No @ in it");
    assert!(error_summary("", &[]).0.is_empty(), "nothing wrong, nothing said");
}

#[test]
fn a_sorted_column_says_so() {
    let columns = [
        Column { label: "Name", sort_href: Some("?sort=name"), ..Column::default() },
        Column {
            label: "Sum",
            key: Some("amount"),
            sort_href: Some("?sort="),
            sorted: Some(Sorted::Descending),
            is_numeric: true,
            priority: Some(2),
        },
    ];
    // A thead alone is dropped by the parser.
    let html = parse(&html! { table { (table_head(Some("Select all on this page"), &columns)) } });
    assert_eq!(one(&html, "th[aria-sort]").value().attr("aria-sort"), Some("descending"));
    assert_eq!(one(&html, "th[aria-sort] a").value().attr("href"), Some("?sort="));
    assert_eq!(one(&html, "input").value().attr("aria-label"), Some("Select all on this page"));
    assert_eq!(select(&html, "th[scope=col]").len(), 3);
}

#[test]
fn ticks_belong_to_the_bulk_form() {
    let line = Row {
        id: "7",
        name: "Harbour Bakeries",
        href: "/companies/7",
        mark: None,
        note: None,
        has_peek: true,
        tick_label: Some("Select Harbour Bakeries"),
        is_selected: false,
        is_dim: true,
    };
    let bar = BulkBar {
        label: "With the selected",
        count: "{n} selected",
        all_in_view: Some("Select all 64"),
        view_query: "status=new",
        clear: "Clear",
    };
    let assign = btn("Assign").attr("formaction", "/companies/bulk/assign").submit();
    let html = parse(&html! { table { (row(&line, &[])) } (bulk_bar(&bar, &[assign])) });
    let tick = one(&html, "tr input").value();
    let form = one(&html, "form").value();
    assert_eq!(tick.attr("form"), form.attr("id"));
    assert_eq!((tick.attr("name"), tick.attr("value")), (Some("ids"), Some("7")));
    assert!(one(&html, "input[name=all]").value().attr("disabled").is_some(), "off until it is chosen");
    assert!(one(&html, "tr").value().attr("data-dim").is_some());
    // An editor in a cell has boxes of its own, which tick no row.
    let styles = include_str!("../../../assets/css/components/table.css");
    assert!(styles.contains("tbody [data-tick]:checked") && !styles.contains(".check:checked)"));
}

#[test]
fn the_stage_bar_marks_the_current_step() {
    let stages = ["new", "survey", "quote"].map(|key| Stage { key, name: key, spent: None });
    let bar =
        StageBar { label: "Stage", hue: Hue::Blue, move_url: Some("/deals/7/stage"), version: 3, is_board: false };
    let html = parse(&stage_bar(&bar, &stages, 1));
    assert_eq!(text(one(&html, "li[aria-current=step]")), "survey");
    assert_eq!(text(one(&html, "li[data-done]")), "new");
    let values: serde_json::Value =
        serde_json::from_str(select(&html, "button")[2].value().attr("hx-vals").unwrap()).unwrap();
    assert_eq!(values, serde_json::json!({ "status": "quote", "version": 3 }));
    let html = parse(&stage_bar(&StageBar { move_url: None, ..bar }, &stages, 1));
    assert_eq!(select(&html, "button[disabled]").len(), 3, "who may not move it sees it only");
}

#[test]
fn counters_vanish_at_zero_and_stop_at_99() {
    assert!(n(0, Counter::Late, "overdue").0.is_empty());
    let html = parse(&n(100, Counter::Late, "overdue"));
    assert_eq!(text(one(&html, ".n")), "99+ overdue");
    assert_eq!(text(one(&parse(&n(99, Counter::Soft, "")), ".n")), "99");
}

#[test]
fn initials_say_who_it_is() {
    for (name, expected) in [
        ("Hannah Reid", "HR"),
        ("ООО «Балтика Логистик»", "БЛ"),
        ("Świętosława Kępa", "ŚK"),
        ("ёлкин", "Ё"),
        ("Brzęczyszczykiewicz-Żak", "BŻ"),
        ("ООО", "О"),
        ("«»", "?"),
        ("", "?"),
    ] {
        assert_eq!(initials(name), expected, "{name}");
    }
}

#[test]
fn a_person_keeps_the_hue() {
    assert_eq!(Hue::of("Tom Bennett"), Hue::of("Tom Bennett"));
    let hues: HashSet<&str> = (0..200).map(|i| Hue::of(&format!("person {i}")).name()).collect();
    assert_eq!(hues.len(), 9, "all but slate are used: {hues:?}");
    assert!(Hue::ALL.into_iter().all(|hue| Hue::parse(hue.name()) == Some(hue)));
}

#[test]
fn matches_are_marked_and_bad_ranges_do_no_harm() {
    assert_eq!(matched("Балтика", std::slice::from_ref(&(0..8))).0, "<mark>Балт</mark>ика");
    assert_eq!(matched("a<b", std::slice::from_ref(&(1..2))).0, "a<mark>&lt;</mark>b");
    assert_eq!(matched("абв", std::slice::from_ref(&(1..99))).0, "", "inside a letter");
    assert_eq!(matched("abc", &[]).0, "abc");
}

#[test]
fn icon_buttons_have_names_and_buttons_do_not_submit_by_accident() {
    let html = parse(&html! { (icon_btn("x", "Close")) (btn("Save").submit()) (btn("Open").href("/deals")) });
    let close = one(&html, ".ib").value();
    assert_eq!(
        (close.attr("aria-label"), close.attr("title"), close.attr("type")),
        (Some("Close"), Some("Close"), Some("button"))
    );
    assert_eq!(one(&html, "button.btn").value().attr("type"), Some("submit"));
    assert!(one(&html, "a.btn").value().attr("type").is_none());
}

#[test]
fn the_palette_numbers_its_options() {
    let item =
        |name: &str| PaletteItem { href: "/", icon: "lead", name: html! { (name) }, note: html! {}, end: html! {} };
    let (leads, none, commands) = ([item("a"), item("b")], [], [item("c")]);
    let html = parse(&palette_results(&[("Leads", &leads), ("Deals", &none), ("Commands", &commands)], "Nothing"));
    let ids: Vec<&str> =
        select(&html, "[role=option]").iter().map(|option| option.value().attr("id").unwrap()).collect();
    assert_eq!(ids, ["palette-0-0", "palette-0-1", "palette-2-0"]);
    assert_eq!(select(&html, "section").len(), 2, "an empty group is left out");
    assert_eq!(text(one(&parse(&palette_results(&[("Leads", &none)], "Nothing")), ".none")), "Nothing");
}

#[cfg(debug_assertions)]
#[test]
fn the_gallery_is_one_sound_document() {
    let page = gallery::page();
    let html = Html::parse_document(&page.0);
    assert!(html.errors.is_empty(), "{:?}", html.errors);
    let ids: Vec<&str> = select(&html, "[id]").iter().map(|element| element.value().attr("id").unwrap()).collect();
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len(), "each id once: {ids:?}");
    for element in select(&html, "[aria-controls], [aria-labelledby], [aria-describedby], [popovertarget], label[for]")
    {
        for name in ["aria-controls", "aria-labelledby", "aria-describedby", "popovertarget", "for"] {
            for id in element.value().attr(name).into_iter().flat_map(str::split_whitespace) {
                assert!(ids.contains(&id), "{name}={id} leads nowhere");
            }
        }
    }
    assert_eq!(
        select(&html, "script:not([src]), style, [onclick]").len(),
        0,
        "the security policy allows none of these"
    );
    for button in select(&html, "button") {
        let named = button.value().attr("aria-label").is_some() || !text(button).is_empty();
        assert!(named, "a button without a name: {}", button.html());
    }
}
