//! What the bytes of a text tell about it, eight at a time: nearly every cell is plain, and the longer way through its
//! characters is for the others.

/// The highest bit of every byte.
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Whether a text holds nothing but visible ASCII and spaces, and letters from U+00C0 to U+02FF: all of these are composed,
/// none is invisible, none is a control character or breaks a line. Plain texts may still begin or end with spaces.
pub(super) fn is_plain(text: &str) -> bool {
    // C2 leads U+0080 to U+00BF, CC and above U+0300 and everything after it.
    let is_letter = |byte: u8| (byte >= b' ') & (byte != 0x7F) & (byte != 0xC2) & (byte < 0xCC);
    all_words(text.as_bytes(), |word| is_visible_ascii(word) || word.to_le_bytes().into_iter().all(is_letter))
}

/// Whether a text holds visible ASCII and spaces only, and no capital letters.
pub(super) fn is_plain_small(text: &str) -> bool {
    all_words(text.as_bytes(), |word| is_visible_ascii(word) && !has_capital(word))
}

/// Asks about all bytes, in words of eight: the last word may hold bytes of the one before it again, and a shorter text is
/// filled with spaces or its own bytes.
#[inline]
fn all_words(bytes: &[u8], holds: impl Fn(u64) -> bool) -> bool {
    if let Some(last) = bytes.last_chunk() {
        let (words, _) = bytes.as_chunks();
        return words.iter().all(|word| holds(u64::from_le_bytes(*word))) && holds(u64::from_le_bytes(*last));
    }
    holds(match (bytes.first_chunk(), bytes.last_chunk(), bytes) {
        (Some(first), Some(last), _) => {
            u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last))
        }
        (.., [a, b, c]) => u64::from_le_bytes([*a, *b, *c, b' ', b' ', b' ', b' ', b' ']),
        (.., [a, b]) => u64::from_le_bytes([*a, *b, b' ', b' ', b' ', b' ', b' ', b' ']),
        (.., [a]) => u64::from_le_bytes([*a, b' ', b' ', b' ', b' ', b' ', b' ', b' ']),
        _ => return true,
    })
}

/// The same byte eight times.
const fn each(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// Whether each byte lies between the space and the tilde. In each of the two sums a bit is carried into another byte only
/// where a lower byte lies outside itself.
#[inline]
fn is_visible_ascii(word: u64) -> bool {
    (word | word.wrapping_sub(each(b' ')) | word.wrapping_add(each(0x80 - 0x7F))) & HIGH == 0
}

/// Whether any byte of a word of ASCII is a capital letter.
#[inline]
fn has_capital(word: u64) -> bool {
    (word + each(0x80 - b'A')) & !(word + each(0x80 - (b'Z' + 1))) & HIGH != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each character at each place of texts of several lengths, so that every block size meets it.
    fn everywhere(character: char, is: fn(&str) -> bool) -> Vec<bool> {
        let texts = [1, 7, 8, 9, 15, 16, 17, 40].into_iter().flat_map(|length| (0..length).map(move |at| (length, at)));
        let text = |(length, at)| (0..length).map(|one| if one == at { character } else { 'x' }).collect::<String>();
        let mut answers: Vec<bool> = texts.map(|place| is(&text(place))).collect();
        answers.dedup();
        answers
    }

    #[test]
    fn plain_are_visible_letters_that_are_composed_wherever_they_stand() {
        for c in ['a', 'Z', ' ', '~', '@', 'À', 'ü', 'ß', 'ő', 'Š', '\u{2ff}'] {
            assert_eq!(everywhere(c, is_plain), [true], "{c:?}");
        }
        for c in ['\n', '\t', '\u{7f}', '\u{80}', '\u{85}', '\u{a0}', '\u{ad}', '\u{300}', '\u{200b}', '\u{2028}', '😀']
        {
            assert_eq!(everywhere(c, is_plain), [false], "{c:?}");
        }
        assert!(is_plain(""));
    }

    #[test]
    fn small_are_plain_letters_without_capitals_wherever_they_stand() {
        for c in ['a', 'z', '0', ' ', '@', '[', '`'] {
            assert_eq!(everywhere(c, is_plain_small), [true], "{c:?}");
        }
        for c in ['A', 'Z', 'ü', '\t', '\u{7f}', '\u{a0}'] {
            assert_eq!(everywhere(c, is_plain_small), [false], "{c:?}");
        }
    }
}
