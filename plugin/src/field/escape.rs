//! What is left of other programs' escapes: `&uuml;` of web pages, `_x000D_` of workbooks, `\u00f6` of JSON, `=C3=BC` of mails,
//! `%C3%BC` of addresses, `<b>` of markup. Such texts are reported and kept as they are: only a person knows what was meant.

/// The first left-over in a text, if there is one.
pub(super) fn left_over(text: &str) -> Option<&str> {
    let at = text.find(['&', '_', '\\', '=', '%', '<'])?;
    text[at..]
        .char_indices()
        .filter(|(_, c)| matches!(c, '&' | '_' | '\\' | '=' | '%' | '<'))
        .find_map(|(from, _)| escape_at(&text[at + from..]))
}

/// The escape that a text begins with.
fn escape_at(text: &str) -> Option<&str> {
    let length = match text.as_bytes().first()? {
        b'&' => entity(text)?,
        b'_' => {
            let digits = text.strip_prefix("_x")?;
            (hexadecimal(digits, 4) && digits.as_bytes().get(4) == Some(&b'_')).then_some(7)?
        }
        b'\\' => hexadecimal(text.strip_prefix("\\u")?, 4).then_some(6)?,
        sign @ (b'=' | b'%') => spelled_in_bytes(text, *sign)?,
        b'<' => tag(text)?,
        _ => return None,
    };
    text.get(..length)
}

fn hexadecimal(text: &str, digits: usize) -> bool {
    text.as_bytes().get(..digits).is_some_and(|some| some.iter().all(u8::is_ascii_hexdigit))
}

/// `&uuml;`, `&#252;`, `&#xFC;`: a name of two to eight letters or a number, up to a semicolon. `AT&T; R&D` is none.
fn entity(text: &str) -> Option<usize> {
    let end = text.bytes().take(12).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let is_number = |digits: &str, is: fn(&u8) -> bool| !digits.is_empty() && digits.as_bytes().iter().all(is);
    let is_entity = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(digits) => is_number(digits, u8::is_ascii_hexdigit),
            None => is_number(number, u8::is_ascii_digit),
        },
        None => is_named(name),
    };
    is_entity.then_some(end + 1)
}

/// Whether a name is one of the entities that lists of people hold: letters with a mark by its usual name, and a few signs.
fn is_named(name: &str) -> bool {
    const SIGNS: &[&str] = &[
        "amp", "quot", "apos", "nbsp", "lt", "gt", "szlig", "aelig", "oelig", "eth", "thorn", "ndash", "mdash",
        "lsquo", "rsquo", "ldquo", "rdquo", "shy", "hellip", "copy", "reg", "euro", "middot", "laquo", "raquo",
    ];
    const MARKS: &[&str] = &[
        "uml", "acute", "grave", "circ", "tilde", "cedil", "ring", "slash", "caron", "breve", "ogon", "macr", "strok",
    ];
    let is_letter = || {
        let (first, mark) = (name.as_bytes().first(), name.get(1..));
        first.is_some_and(u8::is_ascii_alphabetic) && mark.is_some_and(|mark| MARKS.contains(&mark))
    };
    SIGNS.iter().any(|sign| sign.eq_ignore_ascii_case(name)) || is_letter()
}

/// `=C3=BC` or `%C3%BC`: two bytes or more that spell letters in UTF-8.
fn spelled_in_bytes(text: &str, sign: u8) -> Option<usize> {
    let mut spelled = Vec::new();
    for part in text.as_bytes().chunks_exact(3).take(4) {
        let &[first, high, low] = part else { break };
        let digit = |byte: u8| char::from(byte).to_digit(16);
        let (Some(high), Some(low)) = (digit(high), digit(low)) else { break };
        let byte = u8::try_from(high * 16 + low).unwrap_or_default();
        if first != sign || byte.is_ascii() {
            break;
        }
        spelled.push(byte);
    }
    let is_letter = std::str::from_utf8(&spelled).is_ok_and(|letters| !letters.is_empty());
    is_letter.then_some(spelled.len() * 3)
}

/// `<b>`, `</span>`, `<br/>`: a tag of markup that texts are set with.
fn tag(text: &str) -> Option<usize> {
    const TAGS: &[&str] =
        &["b", "i", "u", "p", "br", "em", "strong", "span", "div", "font", "a", "td", "tr", "li", "ul"];
    let end = text.bytes().take(80).position(|byte| byte == b'>')?;
    let inner = text.get(1..end)?.trim_start_matches('/').trim_end_matches('/').trim_end();
    let (name, rest) = inner.split_once(' ').unwrap_or((inner, ""));
    let is_tag = TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(name)) && (rest.is_empty() || rest.contains('='));
    is_tag.then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn left_overs_are_told_from_what_people_write() {
        for (text, expected) in [
            ("M&uuml;ller", Some("&uuml;")),
            ("O&#39;Hara", Some("&#39;")),
            ("K&#xF6;ln", Some("&#xF6;")),
            ("R&amp;D", Some("&amp;")),
            ("&Scaron;ime", Some("&Scaron;")),
            ("Berg_x000D_", Some("_x000D_")),
            ("L\\u00f6w", Some("\\u00f6")),
            ("G=C3=BCnther", Some("=C3=BC")),
            ("M%C3%BCnchen", Some("%C3%BC")),
            ("<b>Bonn</b>", Some("<b>")),
            ("Ray</span>", Some("</span>")),
            ("<a href=\"x\">y</a>", Some("<a href=\"x\">")),
            ("AT&T", None),
            ("R&D; Sales", None),
            ("Sales&Support;Nord", None),
            ("50% Teilzeit", None),
            ("C:\\users\\anna", None),
            ("a_x_b", None),
            ("_x12", None),
            ("<Anna>", None),
            ("a < b > c", None),
            ("=1+2", None),
            ("x=AB=CD", None),
            ("100%AB", None),
        ] {
            assert_eq!(left_over(text), expected, "{text}");
        }
    }
}
