use proptest::prelude::*;

use super::*;

fn shown(value: f64, code: &str) -> String {
    let mut text = String::from("|");
    display(value, &NumberFormat::parse(code), false, &mut text);
    text.split_off(1)
}

fn dated(value: f64, code: &str, date1904: bool) -> (String, Shown) {
    let mut text = String::new();
    let shown = display(value, &NumberFormat::parse(code), date1904, &mut text);
    (text, shown)
}

#[test]
fn a_number_without_a_format_is_displayed_in_full() {
    for (value, text) in [
        (0.0, "0"),
        (-0.0, "0"),
        (42.0, "42"),
        (-7.5, "-7.5"),
        (100_000.0, "100000"),
        (4_935_147_110_000.0, "4935147110000"),
        (0.1 + 0.2, "0.3"),
        (1e-7, "0.0000001"),
        (999_999_999_999_999.0, "999999999999999"),
        (49_351_471_100_001_232.0, "49351471100001230"),
        (1e21, "1000000000000000000000"),
        (0.999_999_999_999_999_9, "1"),
        (123_456_789.123_456_79, "123456789.123457"),
    ] {
        assert_eq!(shown(value, "General"), text);
    }
}

#[test]
fn a_number_is_displayed_as_its_format_says() {
    for (code, value, text) in [
        ("00000", 1067.0, "01067"),
        ("00000", 42.0, "00042"),
        ("00000", -42.0, "-00042"),
        ("00000", 1_234_567.0, "1234567"),
        ("00000", 41.5, "00042"),
        ("0", 41.5, "42"),
        ("0", 2.5, "3"),
        ("0", -0.4, "0"),
        ("0.00", 2.675, "2.68"),
        ("0.00", 1234.5, "1234.50"),
        ("0.##", 5.0, "5"),
        ("0.##", 5.25, "5.25"),
        ("#", 0.0, ""),
        ("#,##0", 1_234_567.0, "1,234,567"),
        ("#,##0", 12.0, "12"),
        ("#,##0.00", -1234.5, "-1,234.50"),
        ("000,000", 42.0, "000,042"),
        (".00", 12.5, "12.50"),
        (".00", 0.5, ".50"),
        ("0,", 12_345.0, "12"),
        ("0.0,,", 12_345_678.0, "12.3"),
        ("0%", 0.256, "26%"),
        ("0.0%", 0.256, "25.6%"),
        ("000-000", 123_456.0, "123-456"),
        ("000-000", 1_123_456.0, "1123-456"),
        ("(000) 000-0000", 5_551_234_567.0, "(555) 123-4567"),
        ("+0", 4_366_412_345.0, "+4366412345"),
        ("\"+\"0", 43.0, "+43"),
        ("\\A\\-000", 7.0, "A-007"),
        ("[<=9999999]###-####;(###) ###-####", 5_551_234.0, "555-1234"),
        ("[<=9999999]###-####;(###) ###-####", 5_555_551_234.0, "(555) 555-1234"),
        ("0.00E+00", 123_456.0, "1.23E+05"),
        ("0.00E+00", 0.00012, "1.20E-04"),
        ("0.0E+0", 9.99, "1.0E+1"),
        ("##0.0E+0", 123_456.0, "123.5E+3"),
        ("0;-0;\"-\"", 0.0, "-"),
        ("0;(0)", -5.0, "(5)"),
        ("0.00;[Red]-0.00", -5.0, "-5.00"),
        (";;;", 5.0, ""),
        ("@", 42.0, "42"),
        ("General\" km\"", 5.5, "5.5 km"),
        ("Standard", 42.0, "42"),
        ("_-* #,##0.00\\ [$€-407]_-;\\-* #,##0.00\\ [$€-407]_-;_-* \"-\"??\\ [$€-407]_-;_-@_-", 1234.5, "1,234.50 €"),
        ("[$$-409]#,##0", 1234.0, "$1,234"),
        ("# ?/?", 0.5, "1/2"),
        ("# ?/?", 1.5, "1 1/2"),
        ("# ?/?", -2.25, "-2 1/4"),
        ("# ?/?", 3.0, "3"),
        ("# ?/?", 0.0, "0"),
        ("# ?/?", 0.999, "1"),
        ("# ?/?", 0.333_333, "1/3"),
        ("# ??/??", 0.272_7, "3/11"),
        ("# ???/???", std::f64::consts::PI, "3 16/113"),
        ("# ?/8", 0.5, "4/8"),
        ("# ?/100", 2.25, "2 25/100"),
        ("?/?", 1.5, "3/2"),
        ("0\" \"?/?\" h\"", 1.5, "1 1/2 h"),
        ("# ?/?;(# ?/?)", -0.5, "(1/2)"),
        ("0\" Stück\"", 3.0, "3 Stück"),
        ("\"0", 3.0, "0"),
        ("0;@", 3.0, "3"),
    ] {
        assert_eq!(shown(value, code), text, "{value} as {code}");
    }
}

#[test]
fn a_text_is_displayed_as_its_format_says() {
    for (code, text) in [
        ("\"ID \"@", "ID 7"),
        ("0;0;0;\"Nr. \"@\" x\"", "Nr. 7 x"),
        ("0.00;[Red]@\\!", "7!"),
        ("@", "7"),
        ("General", "7"),
        ("0;;;@", "7"),
        (";;;", "7"),
        ("0;0;0;\"no number\"", "7"),
        ("_-* #,##0.00\\ [$€-407]_-;\\-* #,##0.00\\ [$€-407]_-;_-* \"-\"??\\ [$€-407]_-;_-@_-", "7"),
    ] {
        let mut shown = String::from("|");
        let changed = display_text("7", &NumberFormat::parse(code), &mut shown);
        assert_eq!(if changed { &shown[1..] } else { "7" }, text, "{code}");
    }
}

#[test]
fn a_number_is_a_date_only_where_its_format_says_so() {
    for (code, is_date) in [
        ("yyyy-mm-dd", true),
        ("dd.mm.yyyy", true),
        ("[$-407]d. mmmm yyyy;@", true),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", true),
        ("mmm yy", true),
        ("h:mm AM/PM", true),
        ("[h]:mm:ss", true),
        ("mm:ss.0", true),
        ("yyyy\"年\"m\"月\"", true),
        ("[Red]0", false),
        ("0\" days\"", false),
        ("\\d0", false),
        ("0.00E+00", false),
        ("[$EUR]\\ 0", false),
        ("[Magenta]0", false),
        ("General", false),
        ("0_d", false),
        ("#,##0 \"sm\"", false),
    ] {
        assert_eq!(dated(0.5, code, false).1 == Shown::Date, is_date, "{code}");
    }
}

#[test]
fn both_epochs_give_the_dates_that_a_spreadsheet_displays() {
    for (serial, date1904, text) in [
        (1.0, false, "1900-01-01"),
        (59.0, false, "1900-02-28"),
        (60.0, false, "1900-02-29"),
        (61.0, false, "1900-03-01"),
        (36_525.0, false, "1999-12-31"),
        (36_526.0, false, "2000-01-01"),
        (45_351.0, false, "2024-02-29"),
        (45_352.0, false, "2024-03-01"),
        (2_958_465.0, false, "9999-12-31"),
        (0.0, true, "1904-01-01"),
        (43_889.0, true, "2024-02-29"),
        (0.0, false, "1900-01-00"),
        (45_351.7, false, "2024-02-29"),
    ] {
        assert_eq!(dated(serial, "dd.mm.yy", date1904), (text.to_owned(), Shown::Date));
    }
}

#[test]
fn times_and_durations_are_told_from_dates() {
    for (value, code, text, kind) in [
        (0.354_166_666_666_666_7, "hh:mm", "08:30:00", Shown::Date),
        (45_351.354_166_666_664, "dd.mm.yyyy hh:mm", "2024-02-29T08:30:00", Shown::Date),
        (45_351.354_166_666_664, "hh:mm", "08:30:00", Shown::Date),
        (45_350.999_999_999, "yyyy-mm-dd hh:mm", "2024-02-29T00:00:00", Shown::Date),
        (45_351.0, "yyyy-mm-dd hh:mm", "2024-02-29T00:00:00", Shown::Date),
        (0.5, "dd.mm.yyyy hh:mm", "12:00:00", Shown::Date),
        (0.5, "[h]:mm", "12:00:00", Shown::Date),
        (1.25, "[h]:mm", "30:00", Shown::Number),
        (1.25, "[hh]:mm:ss", "30:00:00", Shown::Number),
        (-1.0, "yyyy-mm-dd", "-1", Shown::Number),
        (4e6, "yyyy-mm-dd", "4000000", Shown::Number),
    ] {
        assert_eq!(dated(value, code, false), (text.to_owned(), kind), "{value} as {code}");
    }
}

#[test]
fn formats_known_by_number_are_what_they_stand_for() {
    for (id, value, text) in [
        (0, 1.5, "1.5"),
        (1, 1.5, "2"),
        (9, 0.5, "50%"),
        (12, 0.5, "1/2"),
        (13, 0.04, "1/25"),
        (14, 45_351.0, "2024-02-29"),
        (20, 0.5, "12:00:00"),
        (22, 45_351.5, "2024-02-29T12:00:00"),
        (46, 1.5, "36:00:00"),
        (49, 42.0, "42"),
        (9999, 42.0, "42"),
    ] {
        let mut shown = String::new();
        display(value, &NumberFormat::builtin(id), false, &mut shown);
        assert_eq!(shown, text, "{id}");
    }
}

proptest! {
    #[test]
    fn any_number_is_displayed_under_any_code(code in "[0#?.,%/@Eeymdhs;\\[\\]\"\\\\_*$<>=+ -]{0,12}|\\PC{0,12}", bits in any::<u64>(), date1904: bool) {
        let mut text = String::new();
        display(f64::from_bits(bits), &NumberFormat::parse(&code), date1904, &mut text);
    }

    #[test]
    fn a_whole_number_is_displayed_as_its_digits(value in -999_999_999_999_999_i64..999_999_999_999_999) {
        #[allow(clippy::cast_precision_loss)]
        let number = value as f64;
        prop_assert_eq!(shown(number, "General"), value.to_string());
    }

    #[test]
    fn a_displayed_decimal_is_the_number_to_fifteen_digits(value in -1e9..1e9_f64) {
        let back: f64 = shown(value, "General").parse().unwrap_or(f64::NAN);
        prop_assert!((back - value).abs() <= value.abs() * 1e-14);
    }
}
