//! Conditions as the forms of a list send them.

use crate::harness::TestApp;
use korob::platform::db::Tx;
use korob::records::value::{Point, Value};
use korob::records::{self, Values};
use url::{Url, form_urlencoded};

/// The filter of the address that this form leads to.
fn filter(app: &TestApp, kind: &str, form: &str) -> String {
    let answer = app.as_("anna").get(&format!("/{kind}/filter?view=all&{form}"));
    let url = Url::parse(app.base()).unwrap().join(answer.expect_redirect()).unwrap();
    url.query_pairs().find(|(name, _)| name == "filter").map(|(_, value)| value.into_owned()).unwrap_or_default()
}

#[test]
fn what_was_changed_last_counts() {
    let app = TestApp::start();
    let ge = "f.created_at.ge=2026-01-31";
    for (form, expected) in [
        (format!("f.created_at.was=&f.created_at.when=&{ge}"), "created_at:ge:2026-01-31"),
        // Bounds are there, and a choice is made, or all is let go.
        (format!("f.created_at.was=other&f.created_at.when=today&{ge}"), "created_at:eq:today"),
        (format!("f.created_at.was=other&f.created_at.when=week&{ge}"), "created_at:ge:week"),
        (format!("f.created_at.was=other&f.created_at.when=empty&{ge}"), "created_at:empty:yes"),
        (format!("f.created_at.was=other&f.created_at.when=&{ge}"), ""),
        // A choice is there, and bounds are typed.
        (format!("f.created_at.was=today&f.created_at.when=today&{ge}"), "created_at:ge:2026-01-31"),
        (format!("f.created_at.was=empty&f.created_at.when=empty&{ge}"), "created_at:ge:2026-01-31"),
        ("f.created_at.was=today&f.created_at.when=week".to_owned(), "created_at:ge:week"),
        ("f.created_at.was=today&f.created_at.when=".to_owned(), ""),
        ("f.created_at.was=today&f.created_at.when=today".to_owned(), "created_at:eq:today"),
        // Bounds are changed, or emptied.
        (format!("f.created_at.was=other&{ge}"), "created_at:ge:2026-01-31"),
        ("f.created_at.was=other&f.created_at.ge=".to_owned(), ""),
        ("f.city.was=empty&f.city.is=empty&f.city.text=Tver".to_owned(), "city:has:Tver"),
        ("f.city.was=other&f.city.is=filled&f.city.text=Tver".to_owned(), "city:empty:no"),
        ("f.city.was=other&f.city.is=&f.city.text=Tver".to_owned(), ""),
        // Without script both are sent at once.
        ("f.city.was=empty&f.city.is=&f.city.text=Tver".to_owned(), "city:has:Tver"),
        ("f.city.was=filled&f.city.is=empty".to_owned(), "city:empty:yes"),
    ] {
        assert_eq!(filter(&app, "companies", &form), expected, "{form}");
    }
}

#[test]
fn the_form_says_which_choice_it_shows() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    for (filter, was, checked) in [
        ("", "", ""),
        ("created_at:eq:today", "today", "today"),
        ("created_at:ge:week", "week", "week"),
        ("created_at:empty:no", "filled", "filled"),
        ("created_at:ge:2026-01-31", "other", "none"),
        ("created_at:ge:2026-01-31;created_at:le:2026-02-28", "other", "none"),
    ] {
        let page = anna.get(&format!("/companies?view=all&panel=filters&filter={filter}")).expect(200);
        assert_eq!(page.attributes("#filters [name='f.created_at.was']", "value"), [was], "{filter}");
        let mut found = page.attributes("#filters [name='f.created_at.when'][checked]", "value");
        assert_eq!(found.pop().unwrap_or("none".to_owned()), checked, "{filter}");
    }
}

#[test]
fn a_telephone_is_found_however_its_number_begins() {
    let app = TestApp::start();
    let (viewer, kind) = (app.viewer("anna"), app.registry().kind("company").unwrap());
    let point = Point { value: "+79161234567".into(), label: "work".into(), is_main: true, extension: None };
    let values = Values::default().with("name", "Балтика").with("phones", Value::Points(vec![point]));
    app.db().write_blocking(move |tx| records::create(tx, &viewer, &kind, values)).unwrap();
    let anna = app.as_("anna");
    for (condition, is_found) in [
        ("has:8 916 123", true),
        ("has:8(916)", true),
        ("has:8916123", true),
        ("has:916-12", true),
        ("has:%2B7 916", true),
        ("has:8 917", false),
        ("eq:8 916 123-45-67", true),
        ("eq:%2B79161234567", true),
        ("ne:89161234567", false),
        ("eq:9161234567", false),
    ] {
        let filter = condition.replace(' ', "%20");
        let page = anna.get(&format!("/companies?view=all&filter=phones:{filter}")).expect(200);
        assert_eq!(page.texts("td a.name").len(), usize::from(is_found), "{condition}");
    }
}

#[test]
fn a_sum_that_cannot_be_read_is_told_at_its_field() {
    let app = TestApp::start();
    let (viewer, kind) = (app.viewer("anna"), app.registry().kind("lead").unwrap());
    let values = Values::default().with("title", "Запрос цены").with("amount_minor", Value::Int(100_000));
    app.db().write_blocking(move |tx| records::create(tx, &viewer, &kind, values)).unwrap();
    let anna = app.as_("anna");
    let form = "view=all&f.amount_minor.ge=abc&f.amount_minor.le=5%20000&f.status.not=&f.status=new";
    for (end, seen) in [("", "a.name"), ("&board=1", ".board")] {
        let page = anna.get(&format!("/leads/filter?{form}{end}")).expect(422);
        // The address is that of what is shown; once it is there, it is not pushed again.
        let address = page.header("hx-push-url");
        assert!(address.contains("filter=status%3Ain%3Anew%3Bamount_minor%3Ale%3A500000"), "{address}");
        let again = anna.with_header("HX-Current-URL", &format!("{}{address}", app.base()));
        assert_eq!(again.get(&format!("/leads/filter?{form}{end}")).expect(422).header("hx-push-url"), "false");
        let field = "#filters [name='f.amount_minor.ge'][aria-invalid=true]";
        assert_eq!(page.attributes(field, "value"), ["abc"]);
        let told = page.attributes(field, "aria-describedby").remove(0);
        assert_eq!(page.texts(&format!("#{told} span")), ["Введите сумму, например 1250,50"]);
        // What can be read is kept, and the rest of the list is there.
        assert_eq!(page.attributes("#filters [name='f.amount_minor.le']", "value"), ["5\u{a0}000,00"]);
        assert_eq!(page.attributes("#filters [name='f.status'][checked]", "value"), ["new"]);
        assert!(!page.texts(seen).is_empty(), "{seen}");
    }
    anna.get("/leads/filter?view=all&f.amount_minor.ge=5%20EUR").expect(422);
    anna.get("/companies/filter?view=all&f.city.is=&f.revenue_minor.le=abc").expect(422);
}

#[test]
fn a_telephone_or_a_day_that_cannot_be_read_is_told_at_its_field() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    for (name, typed, error) in [
        ("f.phones.text", "нет", "Это не номер телефона. Добавьте код города"),
        ("f.created_at.ge", "275760-01-01", "Введите дату, например 19.11.2026"),
        ("f.created_at.le", "0002-01-01", "Введите дату, например 19.11.2026"),
    ] {
        let typed_form = form_urlencoded::byte_serialize(typed.as_bytes()).collect::<String>();
        let page = anna.get(&format!("/companies/filter?view=all&{name}={typed_form}")).expect(422);
        let field = format!("#filters [name='{name}'][aria-invalid=true]");
        assert_eq!(page.attributes(&field, "value"), [typed]);
        let told = page.attributes(&field, "aria-describedby").remove(0);
        assert_eq!(page.texts(&format!("#{told} span")), [error]);
    }
    // Nothing but an accent leaves nothing to look for either, but no e-mail address is told that it is no telephone.
    assert_eq!(filter(&app, "companies", "f.emails.text=%CC%81"), "emails:has:\u{301}");
    anna.get("/companies?filter=emails:has:%CC%81").expect(200);
    assert_eq!(filter(&app, "companies", "f.created_at.ge=1.2.2026"), "created_at:ge:2026-02-01");
    for day in ["0002-01-01", "%2B12345-01-01", "-99999999d"] {
        anna.get(&format!("/companies?filter=created_at:ge:{day}")).expect(400);
    }
}

#[test]
fn a_sum_takes_its_currency_along_when_it_goes() {
    let app = TestApp::start();
    let typed = filter(&app, "leads", "f.amount_minor.was=&f.amount_minor.ge=100");
    assert_eq!(typed, "amount_minor:ge:10000;currency:in:RUB");
    let sums = "f.amount_minor.was=other&f.amount_minor.ge=";
    // In the panel the currency is ticked, in the chip it stands beside.
    assert_eq!(filter(&app, "leads", &format!("{sums}&f.currency=RUB")), "");
    assert_eq!(filter(&app, "leads", &format!("filter=currency:in:RUB&{sums}")), "");
    assert_eq!(
        filter(&app, "leads", &format!("{sums}&f.amount_minor.is=empty&f.currency=RUB")),
        "amount_minor:empty:yes"
    );
    // What was asked for apart from a sum stays.
    assert_eq!(filter(&app, "leads", &format!("{sums}&f.currency=EUR")), "currency:in:EUR");
    assert_eq!(filter(&app, "leads", "f.amount_minor.was=&f.currency=RUB"), "currency:in:RUB");
    let still = filter(&app, "leads", &format!("{sums}&f.amount_minor.le=5&f.currency=RUB"));
    assert_eq!(still, "amount_minor:le:500;currency:in:RUB");
    let page = app.as_("anna").get("/leads?view=all&filter=amount_minor:ge:10000;currency:in:RUB").expect(200);
    assert_eq!(page.attributes(".chip a", "href")[0], "/leads?view=all");
}

#[test]
fn chips_say_what_the_condition_is() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    for (filter, chip) in [
        ("is_repeat:eq:true", "да"),
        ("is_repeat:eq:1", "да"),
        ("is_repeat:eq:0", "нет"),
        ("is_repeat:ne:true", "нет"),
        ("created_at:ge:quarter", "в этом квартале"),
    ] {
        let page = anna.get(&format!("/leads?view=all&panel=filters&filter={filter}")).expect(200);
        let chips = page.texts(".chip").concat();
        assert!(chips.contains(chip), "{filter}: {chips}");
    }
    let page = anna.get("/leads?view=all&panel=filters&filter=is_repeat:eq:true").expect(200);
    assert_eq!(page.attributes("#filters [name='f.is_repeat.is'][checked]", "value"), ["yes"]);
    anna.get("/leads?filter=is_repeat:eq:2").expect(400);
}

/// A text that many records share is asked for by its values, of which there are few or too many to go through.
#[test]
fn what_a_shared_text_holds_is_found_however_many_values_there_are() {
    let app = TestApp::start();
    let kind = app.registry().kind("company").unwrap();
    let make = |cities: Vec<Option<String>>| {
        let (anna, kind) = (app.viewer("anna"), kind.clone());
        let work = move |tx: &mut Tx<'_>| {
            for (index, city) in cities.into_iter().enumerate() {
                let mut values = Values::default().with("name", format!("Фирма {}", 99 - index % 7).as_str());
                if let Some(city) = city {
                    values.set("city", city.as_str());
                }
                records::create(tx, &anna, &kind, values)?;
            }
            Ok(())
        };
        app.db().write_blocking(work).unwrap();
    };
    let cities = ["Тула", "Москва", "Старая Тула", "ТУЛА", "Ту\u{ad}ла", "Łódź", "Тула", "Орёл"];
    make(cities.map(|city| Some(city.to_owned())).into_iter().chain([None]).collect());
    let found = |filter: &str, sort: &str| -> Vec<String> {
        let filter: String = form_urlencoded::byte_serialize(filter.as_bytes()).collect();
        let path = format!("/api/v1/companies?limit=2&sort={sort}&filter={filter}");
        let (mut cities, mut after) = (Vec::new(), String::new());
        loop {
            let page = app.api("anna").get(&[path.as_str(), &after].concat()).expect(200).json();
            let items = page["items"].as_array().unwrap();
            cities.extend(items.iter().map(|item| item["city"].as_str().unwrap_or("-").to_owned()));
            let Some(next) = page["next"].as_str() else { return cities };
            after = format!("&after={next}");
        }
    };
    let check = || {
        let tula = ["Тула", "Старая Тула", "ТУЛА", "Тула"];
        assert_eq!(found("city:has:тул", "id"), tula);
        assert_eq!(found("city:has:тул", "-id"), tula.into_iter().rev().collect::<Vec<_>>());
        assert_eq!(found("city:has:тул", "created_at").len(), tula.len());
        assert_eq!(found("city:has:тул", "title").len(), tula.len());
        assert_eq!(found("city:has:lodz|орел", "id"), ["Łódź", "Орёл"]);
        assert_eq!(found("city:has:стар", "-created_at"), ["Старая Тула"]);
        assert_eq!(found("city:has:нигде", "-created_at"), Vec::<String>::new());
        assert_eq!(found("city:in:Тула|Москва", "id"), ["Тула", "Москва", "Тула"]);
        assert_eq!(
            app.as_("anna").get("/companies?filter=city:has:%D1%82%D1%83%D0%BB").expect(200).texts("tbody tr").len(),
            4
        );
    };
    check();
    make((0..320).map(|index| Some(format!("Город {index}"))).collect());
    check();
    make(vec![Some("@none".to_owned())]);
    assert_eq!(found("city:has:@no", "id"), ["@none"]);
}
