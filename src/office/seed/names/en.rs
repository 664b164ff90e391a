//! English names.

use super::Names;

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
