//! Whole numbers, decimal numbers, coordinates.

use super::*;

#[test]
fn whole_numbers_are_read_with_and_without_groups() {
    let whole = own(Kind::Integer { min: Some(-2_000_000), max: Some(2_000_000) });
    for (written, expected) in [
        ("42", 42),
        ("+42", 42),
        ("-42", -42),
        ("\u{2212}42", -42),
        ("007", 7),
        ("1234", 1234),
        ("1.234", 1234),
        ("1'234", 1234),
        ("1’234", 1234),
        ("1 234", 1234),
        ("1\u{202F}234", 1234),
        ("1.234.567", 1_234_567),
        ("1,234,567", 1_234_567),
        ("5,0", 5),
        ("5.00", 5),
        ("1.234,0", 1234),
        ("-0", 0),
    ] {
        assert_eq!(read(&whole, written), Ok(Some(Value::Integer(expected))), "{written}");
    }
    for (written, code) in [
        ("1,234", "ambiguous-number"),
        ("4,5", "not-whole"),
        ("0,123", "not-whole"),
        ("99999999999999999999", "not-whole"),
        ("1.23.456", "not-a-number"),
        ("1.234.56", "not-a-number"),
        ("12 km", "not-a-number"),
        ("4,2E+01", "not-a-number"),
        ("--1", "not-a-number"),
        ("1-", "not-a-number"),
        (".", "placeholder"),
        ("٣", "not-a-number"),
        ("0x10", "not-a-number"),
        ("2000001", "out-of-range"),
        ("-2000001", "out-of-range"),
    ] {
        assert_eq!(read(&whole, written), Err(code), "{written}");
    }
    let english = parse(&whole, Cell::Text("1,234"), &context(Language::English)).unwrap();
    assert_eq!(english, Some(Value::Integer(1234)));
    let swapped = parse(&whole, Cell::Text("1.234"), &context(Language::English)).unwrap_err();
    assert_eq!(swapped.code(), "ambiguous-number");
    assert_eq!(read_cell(&whole, number(1234.0, "1.234,00")), Ok(Some(Value::Integer(1234))));
    assert_eq!(read_cell(&whole, number(0.5, "50%")), Err("not-whole"));
    assert_eq!(read_cell(&whole, number(f64::NAN, "?")), Err("placeholder"));
    assert_eq!(read_cell(&whole, number(1e300, "1E300")), Err("not-a-number"));
    assert_eq!(read(&own(Kind::Integer { min: Some(1), max: None }), "0"), Err("too-small"));
    assert_eq!(read(&own(Kind::Integer { min: None, max: Some(9) }), "10"), Err("too-great"));
    assert_eq!(
        read(&own(Kind::Integer { min: None, max: None }), "-9223372036854775808"),
        Ok(Some(Value::Integer(i64::MIN)))
    );
}

#[test]
fn decimal_numbers_are_read_with_point_and_comma() {
    let free = own(Kind::Decimal { min: None, max: None });
    for (written, expected) in [
        ("48,2082", "48.2082"),
        ("48.2082", "48.2082"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234", "1.234"),
        ("1,234", "1.234"),
        ("1.234.567", "1234567"),
        ("1.234.567,89", "1234567.89"),
        ("1 234,5", "1234.5"),
        ("1'234.50", "1234.5"),
        ("-0,50", "-0.5"),
        ("-0,0", "0"),
        (",5", "0.5"),
        ("5,", "5"),
        ("+3", "3"),
        ("007,10", "7.1"),
        ("0.000000000000000000001", "0.000000000000000000001"),
    ] {
        assert_eq!(read(&free, written), decimal(expected), "{written}");
    }
    for written in
        ["", "1.2.3", "1,2,3", "1.234,5,6", "1,23.4", "1..2", "km", "1 2", "1e5", "NaN", "inf", "1.234 ,5", "5 %"]
    {
        assert!(!matches!(read(&free, written), Ok(Some(_))), "{written}");
    }
    for (value, expected) in
        [(48.2082, "48.2082"), (0.1 + 0.2, "0.3"), (-0.0, "0"), (1e21, "1000000000000000000000"), (1e-7, "0.0000001")]
    {
        assert_eq!(read_cell(&free, number(value, "rounded")), decimal(expected), "{value}");
    }
    let bounded = own(Kind::Decimal { min: Some(0.5), max: Some(1.5) });
    assert_eq!(read(&bounded, "1,5"), decimal("1.5"));
    let problem = parse(&bounded, Cell::Text("1,51"), &context(Language::German)).unwrap_err();
    assert_eq!(problem.code(), "out-of-range");
    assert!(problem.text(Language::German).contains("von 0,5 bis 1,5"));
}

#[test]
fn coordinates_stay_within_the_globe() {
    let (latitude, longitude) = (field(&id::HOME_LATITUDE), field(&id::HOME_LONGITUDE));
    for (field, written, expected) in [
        (&latitude, "48,2082", decimal("48.2082")),
        (&latitude, "48° 12' 29.5\" N", decimal("48.208194")),
        (&longitude, "16° 22' 25.7\" O", decimal("16.373806")),
        (&longitude, "148,2082", decimal("148.2082")),
        (&latitude, "90", decimal("90")),
        (&latitude, "91", Err("out-of-range")),
        (&longitude, "181", Err("out-of-range")),
        (&longitude, "-180,5", Err("out-of-range")),
        (&latitude, "482082", Err("decimal-point-lost")),
        (&longitude, "163738", Err("decimal-point-lost")),
        (&latitude, "48.208.200", Err("decimal-point-lost")),
        (&latitude, "Wien", Err("not-a-coordinate")),
    ] {
        assert_eq!(read(field, written), expected, "{written}");
    }
    assert_eq!(read_cell(&latitude, number(48.2082, "48,21")), decimal("48.2082"));
    assert_eq!(read_cell(&latitude, number(482082.0, "482.082")), Err("decimal-point-lost"));
}
