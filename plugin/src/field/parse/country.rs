//! Countries, by ISO 3166-1 code or by name in German, English, or their own language.

use std::sync::LazyLock;

use super::Reading;
use super::names::Names;
use crate::message::Problem;
use crate::message::field as message;

static COUNTRIES: LazyLock<Names> = LazyLock::new(|| Names::read(include_str!("tables/countries.txt")));

pub(super) fn parse(reading: &Reading<'_>, text: &str) -> Result<String, Problem> {
    find(text).map(str::to_owned).ok_or_else(|| reading.problem(message::NOT_A_COUNTRY, text))
}

/// The alpha-2 code of a country.
pub(super) fn find(text: &str) -> Option<&'static str> {
    COUNTRIES.find(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_stands_for_two_countries() {
        assert_eq!(COUNTRIES.clashes(), Vec::<&str>::new());
    }

    #[test]
    fn every_country_has_two_codes_and_two_names() {
        let table = include_str!("tables/countries.txt");
        // The 249 of ISO 3166-1, and Kosovo under the user-assigned code that the European Union uses.
        assert_eq!(table.lines().count(), 250);
        for line in table.lines() {
            let columns: Vec<_> = line.splitn(3, ' ').collect();
            assert_eq!((columns[0].len(), columns[1].len()), (2, 3), "{line}");
            assert!(columns[2].contains('|'), "{line}");
        }
    }

    #[test]
    fn countries_are_found_by_code_and_by_name() {
        for (text, code) in [
            ("AT", "AT"),
            ("at", "AT"),
            ("AUT", "AT"),
            ("Österreich", "AT"),
            ("OESTERREICH", "AT"),
            ("Osterreich", "AT"),
            ("Austria", "AT"),
            ("A", "AT"),
            ("D", "DE"),
            ("Deutschland", "DE"),
            ("Germany", "DE"),
            ("BRD", "DE"),
            ("CH", "CH"),
            ("Schweiz", "CH"),
            ("Suisse", "CH"),
            ("USA", "US"),
            ("U.S.A.", "US"),
            ("U.K.", "GB"),
            ("NA", "NA"),
            ("Vereinigte Staaten", "US"),
            ("Großbritannien", "GB"),
            ("Grossbritannien", "GB"),
            ("UK", "GB"),
            ("United Kingdom", "GB"),
            ("England", "GB"),
            ("Tschechien", "CZ"),
            ("Czech Republic", "CZ"),
            ("Česko", "CZ"),
            ("Türkei", "TR"),
            ("Tuerkei", "TR"),
            ("Turkey", "TR"),
            ("Côte d’Ivoire", "CI"),
            ("Elfenbeinküste", "CI"),
            ("España", "ES"),
            ("Italia", "IT"),
            ("Ελλάδα", "GR"),
            ("Україна", "UA"),
            ("Bosnia & Herzegovina", "BA"),
            ("Bosnien-Herzegowina", "BA"),
            ("DR Kongo", "CD"),
            ("Republik Kongo", "CG"),
            ("Nordmazedonien", "MK"),
            ("Niederlande", "NL"),
            ("Holland", "NL"),
            ("Liechtenstein", "LI"),
            ("FL", "LI"),
            ("Kosovo", "XK"),
            ("Norway", "NO"),
            ("Neuseeland", "NZ"),
            ("日本", "JP"),
        ] {
            assert_eq!(find(text), Some(code), "{text}");
        }
    }

    #[test]
    fn what_is_no_country_or_could_be_two_is_none() {
        for text in [
            "Kongo",
            "Congo",
            "Korea",
            "XX",
            "ZZZ",
            "Bayern",
            "1",
            "-",
            "Österreichh",
            "",
            "n/a",
            "N.A.",
            "(NA)",
            "u.a.",
            "s.o.",
            "i.R.",
            "c/o",
            "p.a.",
            "d.o.",
            "ca.",
            "u.s.",
            "A/T",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
