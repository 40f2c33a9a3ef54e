//! Texts as this kind of file writes them: with `_xHHHH_` where XML has no way to write a character.

/// Replaces every `_xHHHH_` in `text` from `start` on. `_x005F_` stands for an underscore that begins no such escape.
pub(super) fn replace_escapes(text: &mut String, start: usize) {
    // A single byte is found much faster than two, and most texts have none.
    if memchr::memchr(b'_', text.as_bytes()).is_none() {
        return;
    }
    let Some(first) = text.get(start..).and_then(|text| text.find("_x")) else { return };
    let escaped = text.split_off(start + first);
    let mut rest = escaped.as_str();
    while let Some(at) = rest.find("_x") {
        let (plain, from) = rest.split_at(at);
        text.push_str(plain);
        match character(from) {
            Some((character, length)) => {
                text.push(character);
                rest = from.get(length..).unwrap_or_default();
            }
            None => {
                text.push('_');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    text.push_str(rest);
}

/// The character that `from` begins with an escape of, and how long that is. Two halves of a pair make one character; half
/// of one, and the character zero, stay as they are written.
fn character(from: &str) -> Option<(char, usize)> {
    const LENGTH: usize = "_xHHHH_".len();
    let first = unit(from)?;
    if let Some(character) = char::from_u32(u32::from(first)) {
        return (character != '\0').then_some((character, LENGTH));
    }
    let second = unit(from.get(LENGTH..)?)?;
    let character = char::decode_utf16([first, second]).next()?.ok()?;
    Some((character, 2 * LENGTH))
}

fn unit(from: &str) -> Option<u16> {
    let hex = from.strip_prefix("_x")?.get(..5)?.strip_suffix('_')?;
    hex.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u16::from_str_radix(hex, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_replaced_and_what_only_looks_like_one_stays() {
        for (written, text) in [
            ("plain", "plain"),
            ("a_x000D__x000a_b", "a\r\nb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_xD83D__xDE00_!", "😀!"),
            ("_xD83D_!", "_xD83D_!"),
            ("_x0000_", "_x0000_"),
            ("_x00", "_x00"),
            ("_x00zz_ _x_x0041_", "_x00zz_ _xA"),
            ("_x+041_", "_x+041_"),
            ("_xü0041_", "_xü0041_"),
        ] {
            let mut found = String::from("_x0041_");
            let start = found.len();
            found.push_str(written);
            replace_escapes(&mut found, start);
            assert_eq!(found, format!("_x0041_{text}"));
        }
    }
}
