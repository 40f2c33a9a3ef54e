//! How good suggestions are on labelled header rows: of what is suggested, how much is right (precision); of what should be,
//! how much is suggested (recall). The rows kept aside were written after the names had been collected, and nothing was
//! changed for them. The rows apart were written by somebody who did not know the code; names were added for some that
//! were missed. The rows in more languages were written before the names of those languages, and measured 99.61 %
//! precision and 52.60 % recall then; the names were added with the misses in view, so that they show what was covered
//! and are no independent measure any more.

#![allow(clippy::unwrap_used, clippy::panic)]

use super::*;

const TUNED_ON: &str = include_str!("labelled.txt");
const KEPT_ASIDE: &str = include_str!("labelled_aside.txt");
const LANGUAGES: &str = include_str!("labelled_languages.txt");
const APART: &str = include_str!("labelled_apart.jsonl");
const PRECISION: f64 = 0.995;
const RECALL: f64 = 0.95;

struct Labelled {
    source: &'static str,
    columns: Vec<Column>,
}

struct Column {
    header: String,
    field: Option<&'static str>,
    inverted: bool,
    samples: Vec<String>,
}

fn labelled(rows: &'static str) -> Vec<Labelled> {
    let rows = rows.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    rows.map(|line| {
        let (source, columns) = line.split_once(": ").unwrap();
        Labelled { source, columns: columns.split(" | ").map(column).collect() }
    })
    .collect()
}

fn column(text: &'static str) -> Column {
    let (header, label) = text.split_once(" > ").unwrap_or_else(|| panic!("{text}"));
    let (label, kind) = label.split_once(" : ").unwrap_or((label, label));
    let (label, kind) = (label.trim(), kind.trim());
    let header = header
        .replace("\\n", "\n")
        .replace("\\u{a0}", "\u{a0}")
        .replace("\\u{2011}", "\u{2011}")
        .replace("\\u{200b}", "\u{200b}");
    Column {
        header,
        field: Some(label.trim_start_matches('!')).filter(|field| *field != "-"),
        inverted: label.starts_with('!'),
        samples: values(kind).iter().map(|value| (*value).to_owned()).collect(),
    }
}

/// Plausible values of a kind.
fn values(kind: &str) -> &'static [&'static str] {
    match kind {
        "first-name" | "first" => &["Anna", "Bernd", "Zoë", "Jean-Luc"],
        "last-name" | "last" => &["Kurz", "O'Brien", "Müller-Lüdenscheidt", "García"],
        "full" => &["Anna Kurz", "Bernd Lang", "Zoë O'Brien"],
        "email" => &["anna.kurz@example.com", "bernd@example.org", "z.obrien@mail.example.co.uk"],
        "user-name" | "user" => &["akurz", "blang", "zobrien"],
        "employee-number" | "number" => &["00042", "1043", "99017"],
        "mobile" | "phone" => &["+49 151 23456789", "0664 1234567", "(0)79/123 45 67"],
        "language" => &["de", "en-GB", "fr"],
        "languagename" => &["Deutsch", "English", "Deutsch"],
        "locale" => &["de_DE", "en_US", "fr_FR"],
        "level" => &["User", "Administrator", "Supervisor"],
        "levelde" => &["Benutzer", "Administrator", "Supervisor"],
        "levelit" => &["Utente", "Amministratore"],
        "groups" => &["Vertrieb Nord", "Innendienst; Außendienst"],
        "janein" => &["ja", "nein", "ja"],
        "yesno" => &["Yes", "No", "No"],
        "yn" => &["Y", "N"],
        "ouinon" => &["oui", "non"],
        "sino" => &["Sí", "No"],
        "truefalse" => &["TRUE", "FALSE", "FALSE"],
        "zeroone" => &["0", "1", "0"],
        "status" => &["Active", "Inactive", "Active"],
        "oktastatus" => &["ACTIVE", "SUSPENDED", "DEPROVISIONED"],
        "estado" => &["Activo", "Inactivo"],
        "aktiv" => &["aktiv", "inaktiv", "aktiv"],
        "statut" => &["Actif", "Inactif"],
        "stato" => &["Attivo", "Sospeso", "Attivo"],
        "levelfr" => &["Utilisateur", "Administrateur"],
        "leveles" => &["Usuario", "Administrador"],
        "level012" => &["0", "2", "1"],
        "x" => &["x", "x"],
        "slack" => &["Member", "Admin", "Deactivated"],
        "contract" => &["Full-Time", "Part-Time", "Contractor"],
        "note" | "text" => &["some text", "Anderes", "x-17"],
        "microsoft-object-id" | "uuid" => {
            &["1b4e28ba-2fa1-11d2-883f-0016d3cca427", "6fa459ea-ee8a-3ca4-894e-db77e160355e"]
        }
        "home-street" | "street" => &["Prager Straße 7", "12 Rue de l'Église", "Via Roma 3"],
        "home-postal-code" | "zip" => &["01067", "75001", "SW1A 1AA"],
        "home-city" | "city" => &["Dresden", "Paris", "Wien"],
        "home-state" => &["Sachsen", "Tirol", "CA"],
        "region" => &["Nord", "EMEA", "Süd"],
        "home-country" | "countrycode" => &["DE", "AT", "FR"],
        "countryname" => &["Germany", "Österreich", "France"],
        "home-latitude" => &["51.0504", "48,2082"],
        "home-longitude" => &["13.7373", "16,3738"],
        "id" => &["u-000017", "u-000018"],
        "job" => &["Sales Manager", "Entwickler", "Consultant"],
        "department" => &["Vertrieb", "IT", "Sales"],
        "company" => &["Example GmbH", "Contoso Ltd"],
        "date" => &["2024-02-29", "01.03.2023"],
        "password" => &["Geheim123!", "hunter2"],
        "url" => &["https://example.com/a"],
        "address" => &["Prager Straße 7, 01067 Dresden", "1 Main St, Springfield, IL 62701"],
        "ziptown" => &["01067 Dresden", "8001 Zürich"],
        other => panic!("no values of the kind {other}"),
    }
}

#[derive(Default)]
struct Score {
    suggested: usize,
    expected: usize,
    right: usize,
    misses: Vec<String>,
}

impl Score {
    fn add(&mut self, row: &Labelled, with_values: bool, catalogue: &Catalogue) {
        let columns: Vec<ColumnSample<'_>> = row
            .columns
            .iter()
            .map(|column| ColumnSample {
                header: Some(&column.header),
                samples: if with_values { &column.samples } else { &[] },
            })
            .collect();
        for (column, suggestion) in row.columns.iter().zip(suggest(&columns, catalogue)) {
            let expected = column.field.map(|field| (field, column.inverted));
            self.count(row.source, &column.header, expected, &suggestion);
        }
    }

    fn count(&mut self, source: &str, header: &str, expected: Option<(&str, bool)>, suggestion: &Suggestion) {
        let found = suggestion.field.as_ref().map(|field| (field.as_str(), suggestion.inverted));
        self.suggested += usize::from(found.is_some());
        self.expected += usize::from(expected.is_some());
        self.right += usize::from(found.is_some() && found == expected);
        if found != expected {
            let why = suggestion.why.code();
            self.misses.push(format!("{source}: {header:?} is {expected:?}, suggested {found:?} ({why})"));
        }
    }

    fn precision(&self) -> f64 {
        share(self.right, self.suggested)
    }

    fn recall(&self) -> f64 {
        share(self.right, self.expected)
    }
}

fn share(part: usize, whole: usize) -> f64 {
    f64::from(u32::try_from(part).unwrap()) / f64::from(u32::try_from(whole.max(1)).unwrap())
}

/// A header row with its first rows of data, as somebody wrote it down who did not know the code. `any` is not counted.
#[derive(serde::Deserialize)]
struct Apart {
    source: String,
    headers: Vec<String>,
    rows: Vec<Vec<String>>,
    expected: Vec<serde_json::Value>,
}

impl Apart {
    fn score(&self, score: &mut Score, catalogue: &Catalogue) {
        let samples: Vec<Vec<String>> = (0..self.headers.len())
            .map(|column| {
                self.rows.iter().map(|row| row[column].clone()).filter(|cell| !cell.trim().is_empty()).collect()
            })
            .collect();
        let columns: Vec<ColumnSample<'_>> = self
            .headers
            .iter()
            .zip(&samples)
            .map(|(header, samples)| ColumnSample { header: Some(header), samples })
            .collect();
        for ((header, expected), suggestion) in
            self.headers.iter().zip(&self.expected).zip(suggest(&columns, catalogue))
        {
            let expected = match expected {
                serde_json::Value::String(name) if name == "any" => continue,
                serde_json::Value::String(name) if name == "split:full-name" => None,
                serde_json::Value::String(name) => Some((name.as_str(), false)),
                serde_json::Value::Object(turned) => {
                    Some((turned["field"].as_str().unwrap(), turned["inverted"] == true))
                }
                _ => None,
            };
            score.count(&self.source, header, expected, &suggestion);
        }
    }
}

#[test]
fn suggestions_are_right_and_few_are_missing() {
    let catalogue = Catalogue::new(Vec::new());
    let (tuned_on, kept_aside) = (labelled(TUNED_ON), labelled(KEPT_ASIDE));
    let apart: Vec<Apart> = APART.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(
        tuned_on.len() >= 60 && (kept_aside.len() + apart.len()) * 3 >= tuned_on.len() + kept_aside.len() + apart.len()
    );
    let all = |rows: &[Labelled]| {
        let mut score = Score::default();
        rows.iter().for_each(|row| score.add(row, true, &catalogue));
        score
    };
    let mut apart_score = Score::default();
    apart.iter().for_each(|row| row.score(&mut apart_score, &catalogue));
    for (name, score) in [
        ("tuned on", all(&tuned_on)),
        ("kept aside", all(&kept_aside)),
        ("apart", apart_score),
        ("languages", all(&labelled(LANGUAGES))),
    ] {
        let (precision, recall) = (score.precision(), score.recall());
        println!("{name}: precision {:.2} %, recall {:.2} %", precision * 100.0, recall * 100.0);
        println!("{} columns with a field, {} with a suggestion", score.expected, score.suggested);
        println!("{}", score.misses.join("\n"));
        assert!(precision >= PRECISION && recall >= RECALL, "{name}: {precision} {recall}");
    }
}

#[test]
fn headers_alone_suggest_hardly_anything_wrong() {
    let catalogue = Catalogue::new(Vec::new());
    let mut score = Score::default();
    for row in labelled(TUNED_ON) {
        score.add(&row, false, &catalogue);
    }
    println!("without values: precision {:.2} %, recall {:.2} %", score.precision() * 100.0, score.recall() * 100.0);
    println!("{}", score.misses.join("\n"));
    // "Role" may be a job, and nothing but values tells; a status is left alone without them.
    assert!(score.precision() >= 0.97 && score.recall() >= 0.85);
}
