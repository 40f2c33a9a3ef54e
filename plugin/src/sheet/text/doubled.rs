//! Text that was encoded twice: UTF-8 taken for Windows-1252 and saved as UTF-8 again, which turns `ü` into `Ã¼`.

/// The first doubly encoded character of a text and what it was meant to be.
pub(in crate::sheet) fn doubled(text: &str) -> Option<(&str, char)> {
    // `Ã`, `Â`, `Å`, `Ä` and `â` are 0xC3 and another byte: looked for as bytes, for this is asked of every row.
    let begins = |pair: &[u8]| matches!(pair, [0xC3, 0x82..=0x85 | 0xA2]);
    let mut places = text.as_bytes().windows(2).enumerate().filter(|(_, pair)| begins(pair));
    places.find_map(|(at, _)| {
        let rest = text.get(at..)?;
        let (length, meant) = meant(rest)?;
        Some((rest.get(..length)?, meant))
    })
}

/// What the characters that a text begins with mean when they are taken as bytes of UTF-8, and how long they are.
fn meant(text: &str) -> Option<(usize, char)> {
    let mut characters = text.chars();
    let lead = characters.next()?;
    let wanted = if lead == 'â' { 3 } else { 2 };
    let mut bytes = [0u8; 3];
    let mut length = 0;
    for (slot, character) in bytes.iter_mut().zip(text.chars()).take(wanted) {
        *slot = byte(character)?;
        length += character.len_utf8();
    }
    let meant = std::str::from_utf8(bytes.get(..wanted)?).ok()?.chars().next()?;
    let second = text.chars().nth(1)?;
    let plausible = match lead {
        // A capital with a closing quotation mark behind it is a quotation, not a character in two pieces.
        'Ä' | 'Å' => meant.is_alphabetic() && !matches!(second, '“' | '”' | '’' | '‘'),
        'â' => matches!(meant, '\u{2010}'..='\u{203F}' | '\u{20A0}'..='\u{20BF}' | '\u{2122}'),
        _ => !meant.is_control(),
    };
    plausible.then_some((length, meant))
}

/// The byte that stands for a character in Windows-1252, where the unused ones stand for themselves.
fn byte(character: char) -> Option<u8> {
    let code = u32::from(character);
    if code < 0x100 {
        return u8::try_from(code).ok();
    }
    let mut buffer = [0u8; 4];
    let (bytes, _, unmappable) = encoding_rs::WINDOWS_1252.encode(character.encode_utf8(&mut buffer));
    if unmappable { None } else { bytes.first().copied() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubly_encoded_text_is_told_from_text_that_looks_a_little_like_it() {
        let cases = [
            ("MÃ¼ller", Some(("Ã¼", 'ü'))),
            ("StraÃŸe", Some(("ÃŸ", 'ß'))),
            ("Ã‰glise", Some(("Ã‰", 'É'))),
            ("3.000 â‚¬", Some(("â‚¬", '€'))),
            ("Lâ€™Oréal", Some(("â€™", '’'))),
            ("YÄ±lmaz", Some(("Ä±", 'ı'))),
            ("Å efik", None),
            ("Müller, São João, Âge, Ålesund", None),
            ("das „Ä“", None),
            ("pâte", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(doubled(text), expected, "{text}");
        }
    }
}
