//! What people keep in delimited files, made up by dice: the same numbers from the same seed.

/// Throws numbers that only depend on the seed.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % limit.max(1) as u64) as usize
    }

    pub(super) fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }

    pub(super) fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    pub(super) fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }
}

pub(super) type Table = Vec<Vec<String>>;

const FIRST: &[&str] = &["Anna", "Jürgen", "Zoë", "Marie-Luise", "Karl", "Ada", "Élodie", "Sven", "Tim", "Mary Jane"];
const LAST: &[&str] =
    &["Müller", "O'Brien", "van der Berg", "Kurz", "Lang", "Smith", "Groß", "D'Angelo", "Meier-Lüdenscheidt"];
const TOWN: &[&str] = &["Bonn", "Köln", "Bad Ems", "Wien", "New York", "Ulm", "Halle (Saale)", "Graz", "St. Gallen"];
const NOUN: &[&str] = &["boot", "jacket", "table", "lamp", "shirt", "tent", "socks", "vest", "hat", "bicycle"];
const SAYING: &[&str] = &[
    "These boots are rugged enough for peak performance, yet light and quick.",
    "Great grip makes these hikers ideal for warm, dry conditions.",
    "Ruft zurück; Termin am Montag, sonst Dienstag",
    "An easy choice that offers durability and stability.",
    "Made in the USA to our exacting standards, year-round.",
    "Siehe Vertrag: Anlage 3, Seite 7",
    "The original, made since 1912. Now with even more protection from cold, wet weather, and wind.",
    "keine Angabe",
    "ok",
];
const DEPARTMENT: &[&str] =
    &["Department for Transport", "HM Revenue & Customs", "DfE", "Home Office", "Ministry of Defence"];
const SUPPLIER: &[&str] =
    &["ACME LTD", "Smith, Jones & Co", "BT PLC", "Capita Business Services Ltd", "O2 (UK) LIMITED"];

fn words(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn day(dice: &mut Dice) -> String {
    format!("{:02}/{:02}/20{:02}", dice.between(1, 28), dice.between(1, 12), dice.between(5, 24))
}

fn money(dice: &mut Dice) -> String {
    let pounds = dice.below(30_000);
    match pounds / 1000 {
        0 => format!("{pounds}.{:02}", dice.below(100)),
        thousands => format!("{thousands},{:03}.{:02}", pounds % 1000, dice.below(100)),
    }
}

fn name(dice: &mut Dice) -> String {
    format!("{} {}", dice.pick(FIRST), dice.pick(LAST))
}

fn email(dice: &mut Dice, number: usize) -> String {
    format!(
        "{}{number}@{}.example",
        dice.pick(&["a.kurz", "info", "max", "sales"]),
        dice.pick(&["acme", "mail", "firma"])
    )
}

fn rows(count: usize, header: Option<&[&str]>, mut row: impl FnMut(usize) -> Vec<String>) -> Table {
    header.map(words).into_iter().chain((1..=count).map(&mut row)).collect()
}

/// A kind of content: its name, how to make it, and whether it reads well between blanks or colons too.
pub(super) type Kind = (&'static str, fn(&mut Dice, usize) -> Table, bool);

/// Every kind of content with several columns.
pub(super) const KINDS: &[Kind] = &[
    ("users", users, false),
    ("catalogue", catalogue, false),
    ("spending", spending, false),
    ("phrases", phrases, false),
    ("measurements", measurements, true),
    ("matrix", matrix, true),
    ("two numbers", two_numbers, true),
    ("decimal commas", decimal_commas, false),
    ("posts", posts, false),
    ("log", log, false),
    ("places", places, true),
    ("sparse", sparse, false),
    ("several values", several_values, false),
    ("settings", settings, true),
    ("code", code, false),
    ("shapes on a map", shapes, false),
    ("survey", survey, false),
    ("codes", codes, true),
    ("records", records, false),
    ("pivot", pivot, false),
];

fn users(dice: &mut Dice, count: usize) -> Table {
    rows(count, Some(&["Personalnummer", "Vorname", "Nachname", "E-Mail", "Ort", "Notiz"]), |number| {
        let note = if dice.percent(40) { dice.pick(SAYING) } else { "" };
        vec![
            format!("{:05}", number * 7),
            dice.pick(FIRST).to_owned(),
            dice.pick(LAST).to_owned(),
            email(dice, number),
            dice.pick(TOWN).to_owned(),
            note.to_owned(),
        ]
    })
}

fn catalogue(dice: &mut Dice, count: usize) -> Table {
    let header = ["DATE", "TIME", "Qty", "ProductID", "Price", "ProductType", "ProductDescription", "URL", "Comments"];
    rows(count, Some(&header), |number| {
        let kind = match dice.below(5) {
            0 => format!("Round {}, {}\"", dice.pick(NOUN), dice.between(5, 48)),
            1 => format!("Men's {}, {}", dice.pick(NOUN), dice.pick(NOUN)),
            _ => format!("Women's {}", dice.pick(NOUN)),
        };
        vec![
            day(dice),
            format!("{:02}:{:02}", dice.below(24), 15 * dice.below(4)),
            dice.below(30).to_string(),
            format!("{}-{}", dice.pick(&["MG", "RI", "BH"]), 1000 + number),
            format!("${}.{:02}", dice.below(99), dice.below(100)),
            kind,
            dice.pick(SAYING).to_owned(),
            format!("https://www.example.com/product/{number}.html"),
            String::new(),
        ]
    })
}

fn spending(dice: &mut Dice, count: usize) -> Table {
    rows(count, Some(&["Department family", "Date", "Expense Type", "Supplier", "Amount"]), |_| {
        vec![
            dice.pick(DEPARTMENT).to_owned(),
            day(dice),
            dice.pick(&["IT Hardware", "Travel, Subsistence", "Legal Fees", "Rent"]).to_owned(),
            dice.pick(SUPPLIER).to_owned(),
            money(dice),
        ]
    })
}

fn phrases(dice: &mut Dice, count: usize) -> Table {
    rows(count, None, |number| {
        let english = match dice.below(4) {
            0 => format!("Please enter a valid {} ({number}), then press \"OK\".", dice.pick(NOUN)),
            1 => format!("{} items, {} left", number, dice.pick(NOUN)),
            _ => format!("The {} is not available", dice.pick(NOUN)),
        };
        vec![english, format!("{} {number}", dice.pick(SAYING))]
    })
}

fn measurements(dice: &mut Dice, count: usize) -> Table {
    let header = dice.percent(50).then_some(["time", "value", "error"]);
    rows(count, header.as_ref().map(|header| &header[..]), |number| {
        vec![
            format!("{:.1}", number as f32 * 0.5),
            format!("{}.{:04}", dice.below(100), dice.below(10_000)),
            format!("{}.{}e-0{}", dice.between(1, 9), dice.below(1000), dice.between(1, 9)),
        ]
    })
}

fn matrix(dice: &mut Dice, count: usize) -> Table {
    let width = dice.between(3, 12);
    rows(count, None, |_| (0..width).map(|_| format!("{}{}", dice.pick(&["", "-"]), dice.below(1000))).collect())
}

fn two_numbers(dice: &mut Dice, count: usize) -> Table {
    let kind = dice.below(4);
    rows(count, None, |number| match kind {
        0 => vec![number.to_string(), dice.below(1000).to_string()],
        1 => vec![dice.between(10_000, 99_999).to_string(), dice.between(10_000, 99_999).to_string()],
        2 => vec![(1990 + number).to_string(), dice.below(5000).to_string()],
        _ => vec![dice.below(200).to_string(), format!("{}.{}", dice.below(50), dice.below(100))],
    })
}

fn decimal_commas(dice: &mut Dice, count: usize) -> Table {
    rows(count, Some(&["Station", "Länge", "Breite", "Höhe"]), |number| {
        vec![
            format!("{}{number}", dice.pick(TOWN)),
            format!("{},{:04}", dice.between(9, 16), dice.below(10_000)),
            format!("{},{:04}", dice.between(46, 52), dice.below(10_000)),
            format!("{},{}", dice.below(2000), dice.below(10)),
        ]
    })
}

fn posts(dice: &mut Dice, count: usize) -> Table {
    rows(count, Some(&["id", "author", "created_at", "text"]), |number| {
        let text = match dice.below(4) {
            0 => format!("RT @max: \"{}\" http://t.example/{number}?a=1&b=2", dice.pick(SAYING)),
            1 => format!("line one\nline two, {}", dice.pick(NOUN)),
            _ => format!("{} :) #{}", dice.pick(SAYING), dice.pick(NOUN)),
        };
        let time = format!("2014-0{}-1{}T0{}:15:{:02}Z", dice.between(1, 9), dice.below(9), dice.below(9), number % 60);
        vec![(100_000 + number * 31).to_string(), name(dice), time, text]
    })
}

fn log(dice: &mut Dice, count: usize) -> Table {
    rows(count, None, |number| {
        vec![
            format!("2011-05-{:02} 17:{:02}:{:02}", 1 + number % 28, dice.below(60), dice.below(60)),
            format!("192.168.{}.{}", dice.below(255), dice.below(255)),
            dice.pick(&["GET", "POST", "HEAD"]).to_owned(),
            format!("/index.php?id={number}&user=a;b={}", dice.below(9)),
            dice.pick(&["200", "404", "500", "301"]).to_owned(),
            dice.below(90_000).to_string(),
        ]
    })
}

fn places(dice: &mut Dice, count: usize) -> Table {
    rows(count, Some(&["code", "lat", "long", "alt"]), |number| {
        vec![
            format!("A{:03}", number),
            format!("{}.{:05}", dice.between(40, 55), dice.below(100_000)),
            format!("-{}.{:05}", dice.between(1, 20), dice.below(100_000)),
            dice.below(3000).to_string(),
        ]
    })
}

fn sparse(dice: &mut Dice, count: usize) -> Table {
    rows(count, Some(&["Ref", "Q1", "Q2", "Q3", "Q4", "Total", "Remark"]), |number| {
        let mut row = vec![format!("R{number}")];
        row.extend((0..5).map(|_| if dice.percent(70) { String::new() } else { dice.below(500).to_string() }));
        row.push(if dice.percent(85) { String::new() } else { dice.pick(SAYING).to_owned() });
        row
    })
}

fn several_values(dice: &mut Dice, count: usize) -> Table {
    let joint = dice.pick(&["|", ";", ", ", " / "]);
    rows(count, Some(&["product", "tags", "size", "colours"]), |number| {
        let mut some = |of: &[&str]| {
            let several = dice.between(1, 4);
            (0..several).map(|_| dice.pick(of)).collect::<Vec<_>>().join(joint)
        };
        let (tags, colours) = (some(NOUN), some(&["red", "blue", "green", "grey"]));
        vec![format!("P-{number}"), tags, format!("{}x{}", number, number + 2), colours]
    })
}

fn settings(dice: &mut Dice, count: usize) -> Table {
    rows(count, None, |number| {
        vec![
            format!("user{number}"),
            "x".to_owned(),
            (1000 + number).to_string(),
            dice.pick(&["100", "50", "0"]).to_owned(),
            format!("/home/user{number}"),
            dice.pick(&["/bin/bash", "/bin/sh", "/sbin/nologin"]).to_owned(),
        ]
    })
}

fn code(dice: &mut Dice, count: usize) -> Table {
    rows(count, Some(&["id", "title", "html"]), |number| {
        let html = match dice.below(3) {
            0 => format!("<a href=\"/item/{number}\" style=\"color:red;width:1px\">{}</a>", dice.pick(NOUN)),
            1 => format!("{{\"a\": [1, 2, {number}], \"b\": \"{}\"}}", dice.pick(NOUN)),
            _ => format!("if (x{number} == 1) {{ return a[0], b; }}"),
        };
        vec![number.to_string(), format!("The {}", dice.pick(NOUN)), html]
    })
}

fn shapes(dice: &mut Dice, count: usize) -> Table {
    rows(count, Some(&["gid", "name", "geometry"]), |number| {
        let mut point = || format!("{}.{} {}.{}", dice.below(90), dice.below(100), dice.below(90), dice.below(100));
        let line = format!("POLYGON(({}, {}, {}))", point(), point(), point());
        vec![number.to_string(), dice.pick(TOWN).to_owned(), line]
    })
}

fn survey(dice: &mut Dice, count: usize) -> Table {
    let questions =
        ["Timestamp", "How old are you?", "What do you like, and why?", "Other: please say", "Would you come again?"];
    rows(count, Some(&questions), |_| {
        vec![
            format!("{} {}:{:02}:{:02}", day(dice), dice.below(24), dice.below(60), dice.below(60)),
            dice.pick(&["18-25", "26-40", "41+"]).to_owned(),
            dice.pick(SAYING).to_owned(),
            if dice.percent(60) { String::new() } else { format!("{}; {}", dice.pick(NOUN), dice.pick(SAYING)) },
            dice.pick(&["Yes", "No", "Don't know"]).to_owned(),
        ]
    })
}

fn codes(dice: &mut Dice, count: usize) -> Table {
    rows(count, None, |number| {
        vec![format!("{:06}", number * 13), dice.pick(&["A", "B", "C7"]).to_owned(), dice.below(9).to_string()]
    })
}

fn records(dice: &mut Dice, count: usize) -> Table {
    rows(count, Some(&["Post Unique Reference", "Name", "Grade", "Job Title", "Notes", "FTE"]), |number| {
        let notes = match dice.below(4) {
            0 => "Responsible for policy.\n- strategy, delivery\n- \"other\" duties".to_owned(),
            1 => String::new(),
            _ => dice.pick(SAYING).to_owned(),
        };
        let grade = dice.pick(&["SCS1", "G6", "HEO"]).to_owned();
        vec![number.to_string(), name(dice), grade, "Head of Policy, Legal".to_owned(), notes, "1.00".to_owned()]
    })
}

fn pivot(dice: &mut Dice, count: usize) -> Table {
    let header = ["", "2009", "2010", "2011", "2012 (est.)"];
    rows(count, Some(&header), |number| {
        let mut row = vec![format!("{}, total {number}", dice.pick(TOWN))];
        row.extend((0..4).map(|_| if dice.percent(20) { "..".to_owned() } else { money(dice) }));
        row
    })
}

/// Lists of one column, where nothing splits.
pub(super) const SINGLE: &[Kind] = &[
    ("addresses", |dice, count| rows(count, Some(&["E-Mail"]), |number| vec![email(dice, number)]), false),
    ("names", |dice, count| rows(count, Some(&["Name"]), |_| vec![name(dice)]), false),
    ("sentences", |dice, count| rows(count, Some(&["Text"]), |n| vec![format!("{} {n}", dice.pick(SAYING))]), false),
    ("days", |dice, count| rows(count, Some(&["Datum"]), |_| vec![day(dice)]), false),
    (
        "times",
        |dice, count| rows(count, Some(&["Zeit"]), |_| vec![format!("{:02}:{:02}", dice.below(24), dice.below(60))]),
        false,
    ),
    ("numbers", |dice, count| rows(count, None, |_| vec![dice.below(100_000).to_string()]), false),
    (
        "prices",
        |dice, count| rows(count, Some(&["Preis"]), |_| vec![format!("{},{:02}", dice.below(99), dice.below(100))]),
        false,
    ),
    (
        "links",
        |dice, count| rows(count, None, |n| vec![format!("https://example.com/a/{n}?x={};y=2", dice.below(9))]),
        false,
    ),
];
