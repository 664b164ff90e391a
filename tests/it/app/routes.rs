use crate::harness::golden;

#[test]
fn the_list_of_routes_is_known() {
    let lines: String = korob::app::routes::routes(&korob::app::wiring::registry())
        .rows()
        .iter()
        .map(|row| format!("{:<6} {:<60} {}\n", row.method, row.path, row.need))
        .collect();
    golden::check("routes.txt", &lines);
}
