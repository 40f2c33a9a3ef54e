//! Which encoding a file is in: byte-order mark, UTF-16 and UTF-32 patterns, strict UTF-8, then the most plausible of
//! the legacy code pages. Looked at is the beginning and, where that settles nothing, places further on.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

use super::Encoding;
use super::languages;
use super::western::{self, Score};
use crate::host::{FileError, Source};

/// What letters of a third language cost.
const FOREIGN: f32 = 10.0;
/// How much is looked at in one place.
const WINDOW: u32 = 256 << 10;
/// How far a file that is ASCII so far is searched for its first special character, before only places are looked at.
const SEARCH: u64 = 64 << 20;
/// The least average plausibility (see [`Score`]) at which a Western code page is believed.
const BELIEVABLE: f32 = 1.0;
/// What the code pages of Macintosh and DOS have to be better: nine of ten lists that are no Unicode come from Windows.
const UNUSUAL: f32 = 0.4;
/// The least distance between the best and the second best code page at which there is no doubt.
const CLEAR: f32 = 1.0;

/// The encoding of a file, and how it became known.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::sheet) struct Guess {
    /// The encoding.
    pub(in crate::sheet) encoding: Encoding,
    /// How many bytes the byte-order mark takes.
    pub(in crate::sheet) mark: u64,
    /// Why this one.
    pub(in crate::sheet) reason: Reason,
}

/// How an encoding became known.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::sheet) enum Reason {
    /// The caller said so.
    Told,
    /// The file begins with its byte-order mark.
    Mark,
    /// The bytes follow its pattern strictly, or all are ASCII.
    Pattern,
    /// Most of it is UTF-8, with bytes in between that are not.
    Broken,
    /// No encoding reads well.
    Unknown,
    /// It is the most plausible code page, beyond doubt.
    Plausible,
    /// It is the most plausible code page, but names would hold letters that hardly occur there, and another code page reads as
    /// well: only a person who knows the names can tell.
    Unsettled {
        /// The others that read as well, with commas between them.
        other: String,
    },
    /// It is the most plausible code page, but another reads well too.
    Doubtful {
        /// The next best.
        other: &'static str,
    },
}

/// Finds the encoding of a file; `told` wins over everything the file says.
pub(in crate::sheet) fn guess(source: &dyn Source, told: Option<Encoding>) -> Result<Guess, FileError> {
    let head = source.read_at(0, WINDOW)?;
    if let Some(encoding) = told {
        return Ok(told_guess(&head, encoding));
    }
    for encoding in [Encoding::Utf8, Encoding::Utf32Le, Encoding::Utf32Be, Encoding::Utf16Le, Encoding::Utf16Be] {
        if head.starts_with(encoding.mark()) {
            return Ok(Guess { encoding, mark: encoding.mark().len() as u64, reason: Reason::Mark });
        }
    }
    if let Some(encoding) = wide_pattern(&head) {
        return Ok(Guess { encoding, mark: 0, reason: Reason::Pattern });
    }
    let (encoding, reason) = narrow(&windows(source, head)?);
    Ok(Guess { encoding, mark: 0, reason })
}

fn told_guess(head: &[u8], told: Encoding) -> Guess {
    let mut encoding = told;
    // Somebody who says UTF-16 means the byte order that the file itself names.
    if told == Encoding::Utf16Le && head.starts_with(Encoding::Utf16Be.mark()) {
        encoding = Encoding::Utf16Be;
    }
    let mark = if head.starts_with(encoding.mark()) { encoding.mark().len() as u64 } else { 0 };
    Guess { encoding, mark, reason: Reason::Told }
}

/// The windows to judge by: the head, the middle and the end; of a file that is ASCII there, the first place where it is not.
fn windows(source: &dyn Source, head: Vec<u8>) -> Result<Vec<Vec<u8>>, FileError> {
    let size = source.size();
    let window = u64::from(WINDOW);
    let mut windows = vec![head];
    if size <= window {
        return Ok(windows);
    }
    for at in [size / 2, size.saturating_sub(window)] {
        windows.push(source.read_at(at.max(window), WINDOW)?);
    }
    let mut at = window;
    while windows.iter().all(|bytes| bytes.is_ascii()) && at < size.min(SEARCH) {
        let block = source.read_at(at, WINDOW)?;
        if block.is_empty() {
            break;
        }
        if !block.is_ascii() {
            windows.push(block);
        }
        at += window;
    }
    Ok(windows)
}

/// UTF-16 or UTF-32 without a mark: Latin letters and line ends leave zero bytes at every second place, or three of four.
fn wide_pattern(head: &[u8]) -> Option<Encoding> {
    let zeros = |step: usize, offset: usize| head.iter().skip(offset).step_by(step).filter(|byte| **byte == 0).count();
    let quads = head.len() / 4;
    let pairs = head.len() / 2;
    if quads > 0 && head.len().is_multiple_of(4) {
        let [a, b, c, d] = [zeros(4, 0), zeros(4, 1), zeros(4, 2), zeros(4, 3)];
        if a == quads && b * 100 >= quads * 95 && c * 2 >= quads && d * 20 <= quads {
            return Some(Encoding::Utf32Be);
        }
        if d == quads && c * 100 >= quads * 95 && b * 2 >= quads && a * 20 <= quads {
            return Some(Encoding::Utf32Le);
        }
    }
    let (even, odd) = (zeros(2, 0), zeros(2, 1));
    for (encoding, here, there) in [(Encoding::Utf16Be, even, odd), (Encoding::Utf16Le, odd, even)] {
        let one_sided = here * 20 >= pairs && there * 20 <= here;
        let enough = here * 4 >= pairs || ends_lines(head, encoding);
        if pairs > 0 && here > 0 && one_sided && enough && reads_as_text(head, encoding) {
            return Some(encoding);
        }
    }
    None
}

/// The units of UTF-16.
fn units(head: &[u8], encoding: Encoding) -> impl Iterator<Item = u16> {
    head.chunks_exact(2).map(move |pair| match (pair, encoding) {
        ([a, b], Encoding::Utf16Be) => u16::from_be_bytes([*a, *b]),
        ([a, b], _) => u16::from_le_bytes([*a, *b]),
        _ => 0,
    })
}

/// Whether the line ends are UTF-16 too: a stray zero byte in a text of single bytes has none beside it.
fn ends_lines(head: &[u8], encoding: Encoding) -> bool {
    let wide = units(head, encoding).filter(|unit| matches!(unit, 0x0A | 0x0D)).count();
    let narrow = head.iter().filter(|byte| matches!(byte, 0x0A | 0x0D)).count();
    wide > 0 && wide * 2 >= narrow
}

/// Whether UTF-16 read this way is text: no lone surrogates and hardly any control or unassigned characters.
fn reads_as_text(head: &[u8], encoding: Encoding) -> bool {
    let (mut all, mut good) = (0usize, 0usize);
    for character in char::decode_utf16(units(head, encoding)) {
        all += 1;
        let fine = character.is_ok_and(|c| {
            c.is_alphanumeric()
                || c.is_whitespace()
                || c.is_ascii_punctuation()
                || (!c.is_control() && u32::from(c) > 0xA0)
        });
        good += usize::from(fine);
    }
    good * 100 >= all * 97
}

/// An encoding in which ASCII is ASCII.
fn narrow(windows: &[Vec<u8>]) -> (Encoding, Reason) {
    if windows.iter().all(|bytes| bytes.is_ascii()) {
        return (Encoding::Utf8, Reason::Pattern);
    }
    let (mut good, mut bad) = (0, 0);
    for (index, window) in windows.iter().enumerate() {
        let (g, b) = sequences(window, index > 0);
        good += g;
        bad += b;
    }
    if bad == 0 {
        return (Encoding::Utf8, Reason::Pattern);
    }
    // Legacy text hardly ever contains a valid sequence of UTF-8 by chance, nor nothing but sequences that UTF-8 forbids, such as
    // halves of pairs.
    if good >= bad || good == 0 && windows.iter().all(|window| shape_of_utf8(window).is_none_or(|share| share == 1.0)) {
        return (Encoding::Utf8, Reason::Broken);
    }
    legacy(windows)
}

/// How many sequences of several bytes are valid UTF-8, and how many bytes are not. The ends of a window may cut one.
fn sequences(window: &[u8], cut_at_start: bool) -> (usize, usize) {
    let start =
        if cut_at_start { window.iter().take(3).take_while(|byte| (0x80..0xC0).contains(*byte)).count() } else { 0 };
    let (mut good, mut bad) = (0, 0);
    let mut rest = window.get(start..).unwrap_or_default();
    loop {
        match std::str::from_utf8(rest) {
            Ok(text) => return (good + multibyte(text.as_bytes()), bad),
            Err(error) => {
                good += multibyte(rest.get(..error.valid_up_to()).unwrap_or_default());
                let Some(length) = error.error_len() else {
                    // Cut by the end of the window, unless the file itself ends here in the middle of a character.
                    return (good, bad + usize::from(window.len() < WINDOW as usize && good == 0));
                };
                bad += 1;
                rest = rest.get(error.valid_up_to() + length..).unwrap_or_default();
            }
        }
    }
}

fn multibyte(valid: &[u8]) -> usize {
    valid.iter().filter(|byte| **byte >= 0xC0).count()
}

/// Whether most bytes beside ASCII come as UTF-8 has them, one that leads and as many that follow as it says, though what
/// they spell may not be allowed: too long a form, half of a pair.
fn has_the_shape_of_utf8(sample: &[u8]) -> bool {
    shape_of_utf8(sample).is_some_and(|share| share > 0.5)
}

/// The share of bytes beside ASCII that come as UTF-8 has them; none where all are ASCII.
fn shape_of_utf8(sample: &[u8]) -> Option<f32> {
    let (mut all, mut shaped, mut rest) = (0_usize, 0_usize, sample);
    while let [byte, after @ ..] = rest {
        let length = match byte {
            0xC0..=0xDF => 1,
            0xE0..=0xEF => 2,
            0xF0..=0xF7 => 3,
            _ => 0,
        };
        let follow = after.iter().take(length).take_while(|byte| (0x80..0xC0).contains(*byte)).count();
        let whole = length > 0 && follow == length;
        all += if whole { 1 + length } else { usize::from(!byte.is_ascii()) };
        shaped += if whole { 1 + length } else { 0 };
        rest = after.get(if whole { length } else { 0 }..).unwrap_or_default();
    }
    (all > 0).then(|| shaped as f32 / all as f32)
}

/// The most plausible legacy code page; a Western one where that reads well, else what a detector for all of them says.
fn legacy(windows: &[Vec<u8>]) -> (Encoding, Reason) {
    let sample: Vec<u8> = windows.concat();
    let mut scores: Vec<(Encoding, Score)> = western::CANDIDATES
        .into_iter()
        .filter_map(|encoding| Some((encoding, western::score(&sample, encoding, &encoding.upper_half()?))))
        .collect();
    // Bytes without a meaning weigh like the worst place; the order of the candidates decides between equals.
    let value = |encoding: Encoding, score: &Score| {
        let share = score.impossible as f32 / score.looks.max(1) as f32;
        let broken = 10.0 * share + if score.impossible > 0 { 2.0 } else { 0.0 };
        let unusual = if matches!(encoding, Encoding::Macintosh | Encoding::Cp850) { UNUSUAL } else { 0.0 };
        score.average * (1.0 - share) - broken - FOREIGN * (1.0 - score.coherence) - unusual
    };
    scores.sort_by(|(a, of_a), (b, of_b)| value(*b, of_b).total_cmp(&value(*a, of_a)));
    let mut ranking = scores.iter();
    let Some((best, best_score)) = ranking.next() else { return (Encoding::Windows1252, Reason::Plausible) };
    let best_value = value(*best, best_score);
    // Where people of Central Europe write, letters of two of its languages are as odd as one of none.
    let mixed = *best == Encoding::Windows1250 && best_score.coherence < 1.0;
    // `đ` and `ţ`, which are `ğ` and `ş`, `ð` and `þ`, `š` and `ž` elsewhere.
    let crossed = *best == Encoding::Windows1250 && sample.iter().any(|byte| matches!(byte, 0xD0 | 0xDE | 0xF0 | 0xFE));
    let baltic = *best == Encoding::Windows1252 && has_baltic_ending(&sample);
    if (best_score.strange || mixed || crossed || baltic || best_value < BELIEVABLE)
        && let Some(found) = by_language(&sample)
    {
        return found;
    }
    // What is read as one of the old code pages, and as well as another language, is a question.
    if is_old(*best)
        && let Some(other) =
            languages::fitting(&sample).into_iter().find(|other| reads_otherwise(&sample, *best, *other))
    {
        return (*best, Reason::Unsettled { other: other.name().to_owned() });
    }
    if best_value < BELIEVABLE {
        return foreign(&sample).unwrap_or(if has_the_shape_of_utf8(&sample) {
            (Encoding::Utf8, Reason::Broken)
        } else {
            (Encoding::Windows1252, Reason::Unknown)
        });
    }
    let windows = &Encoding::Windows1252;
    let best = if reads_otherwise(&sample, *best, *windows) { best } else { windows };
    let rival = ranking.find(|(encoding, score)| {
        best_value - value(*encoding, score) < CLEAR
            && value(*encoding, score) >= BELIEVABLE
            && reads_otherwise(&sample, *best, *encoding)
    });
    let reason = match rival {
        // Neither is what one would expect: nothing speaks for either.
        Some((other, _)) if is_old(*best) && is_old(*other) => Reason::Unsettled { other: other.name().to_owned() },
        Some((other, _)) => Reason::Doubtful { other: other.name() },
        None if *best == Encoding::Windows1252 => Reason::Plausible,
        // The rare ones are always worth a look by the person who knows the names.
        None => Reason::Doubtful { other: Encoding::Windows1252.name() },
    };
    (*best, reason)
}

/// Code pages of Macintosh and DOS.
fn is_old(encoding: Encoding) -> bool {
    matches!(encoding, Encoding::Macintosh | Encoding::Cp850)
}

/// Whether words end as names do in Lithuanian (`-ienė`, `-aitė`) and Latvian (`-iņa`, `-iņš`), whose letters are `ë` and `ò` in
/// Windows-1252.
fn has_baltic_ending(sample: &[u8]) -> bool {
    const ENDINGS: [&[u8]; 6] = [b"ien\xEB", b"ait\xEB", b"yt\xEB", b"ut\xEB", b"i\xF2a", b"i\xF2\xF0"];
    ENDINGS.iter().any(|ending| memchr::memmem::find(sample, ending).is_some())
}

/// The code page in which a sample is text of one language, where the usual ones do not read well; a question where there are
/// several that read otherwise.
fn by_language(sample: &[u8]) -> Option<(Encoding, Reason)> {
    let fitting = languages::fitting(sample);
    if is_turkish(sample, &fitting) {
        let other = Encoding::Windows1252.name();
        return Some((Encoding::Other(encoding_rs::WINDOWS_1254), Reason::Doubtful { other }));
    }
    let mut fitting = fitting.into_iter();
    let first = fitting.next()?;
    let others: Vec<&str> =
        fitting.filter(|other| reads_otherwise(sample, first, *other)).map(Encoding::name).collect();
    Some(match (others.is_empty(), first) {
        (true, Encoding::Windows1252) => (first, Reason::Plausible),
        (true, _) => (first, Reason::Doubtful { other: Encoding::Windows1252.name() }),
        (false, _) => (first, Reason::Unsettled { other: others.join(", ") }),
    })
}

/// Whether a sample is Turkish beyond much doubt. Windows-1254 differs from Windows-1252 in six letters, which are Icelandic in the
/// one (`ð þ ý`) and Turkish in the other (`ğ ş ı`). Turkish has none of the accented vowels that nearly every Icelandic name has;
/// `ı` or `İ` stands beside `ğ` or `ş` sooner or later.
fn is_turkish(sample: &[u8], fitting: &[Encoding]) -> bool {
    let has = |bytes: &[u8]| sample.iter().any(|byte| bytes.contains(byte));
    let soft = has(&[0xD0, 0xDE, 0xF0, 0xFE]);
    let dotless = has(&[0xDD, 0xFD]);
    soft && dotless && fitting.contains(&Encoding::Other(encoding_rs::WINDOWS_1254))
}

/// Whether two encodings disagree on a sample.
fn reads_otherwise(sample: &[u8], one: Encoding, other: Encoding) -> bool {
    let (Some(one), Some(other)) = (one.upper_half(), other.upper_half()) else { return true };
    let special = sample.iter().filter_map(|byte| byte.checked_sub(0x80)).map(usize::from);
    special.into_iter().any(|index| one.get(index) != other.get(index))
}

/// What a detector for the whole world says, where the sample decodes without a fault.
fn foreign(sample: &[u8]) -> Option<(Encoding, Reason)> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let found = detector.guess(None, Utf8Detection::Deny);
    let encoding = Encoding::of(found);
    let known = western::CANDIDATES.contains(&encoding);
    let clean = found.decode_without_bom_handling_and_without_replacement(sample)?;
    (!known && !clean.chars().any(|c| c.is_control() && !c.is_whitespace()))
        .then_some((encoding, Reason::Doubtful { other: Encoding::Windows1252.name() }))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::encoded;
    use super::*;
    use crate::host::MemorySource;

    fn guessed(bytes: Vec<u8>) -> (&'static str, Reason) {
        let guess = guess(&MemorySource(bytes), None).unwrap();
        (guess.encoding.name(), guess.reason)
    }

    #[test]
    fn legacy_code_pages_are_told_by_the_company_their_letters_keep() {
        let german = "Vorname;Straße\r\nJürgen;Größenweg 7\r\nÄnne;Übersee\r\n";
        let cases = [
            (german, Encoding::Windows1252),
            (german, Encoding::Cp850),
            (german, Encoding::Macintosh),
            ("Name;Ort\nZoë;Genève\nFrançois Lefèvre;Besançon\n", Encoding::Macintosh),
            ("Name;Ort\nZoë;Genève\nFrançois Lefèvre;Besançon\n", Encoding::Windows1252),
            ("Name;Gehalt\nJürgen;3.000 €\nZoë;4 €\n", Encoding::Iso8859_15),
            ("Name;Gehalt\nJürgen;3.000 €\n", Encoding::Windows1252),
            ("Name;Ort\nWałęsa;Gdańsk\nKowalczyk;Łódź\n", Encoding::Windows1250),
            ("Name;Ort\nDvořák;Plzeň\nNovák;České Budějovice\n", Encoding::Windows1250),
            ("Nagyon szép hétfőn\nSzakértői jelentés\nműködés\nÖnkormányzat és társaság\n", Encoding::Windows1250),
            ("Name\nBöhm\n", Encoding::Windows1252),
            ("Name\nBöhm\n", Encoding::Cp850),
            ("Name;Ort\nSørensen;Århus\nHåkan;Malmö\n", Encoding::Windows1252),
            ("Name;Ort\nMuñoz;A Coruña\nJoão;São Paulo\n", Encoding::Windows1252),
        ];
        for (text, encoding) in cases {
            assert_eq!(guessed(encoded(text, encoding)).0, encoding.name(), "{text}");
        }
    }

    #[test]
    fn what_people_type_beside_letters_tells_windows_too() {
        let cells = [
            "O’Brien",
            "Bob’s Laden",
            "Sant’Angelo",
            "„Zum Adler“",
            "“The Hub”",
            "Wien…",
            "Hošek",
            "Šimek",
            "Žižka",
            "Acme™ GmbH",
            "–",
            "Mo – Fr",
            "Wien–Graz",
            "+43\u{a0}664",
            "GmbH\u{a0}& Co.\u{a0}KG",
            "Wien\u{a0}",
            "1º",
            "Hauptstr. 1\u{ad}2",
            "Hošek 1º",
            "Alcalá",
        ];
        for cell in cells {
            let text = format!("Vorname;Ort\r\nAnna;{cell}\r\nBernd;Graz\r\n");
            assert_eq!(guessed(encoded(&text, Encoding::Windows1252)).0, "windows-1252", "{cell}");
        }
    }

    #[test]
    fn one_letter_is_enough_to_tell_other_code_pages() {
        let cases = [
            ("García", Encoding::Macintosh),
            ("Muñoz", Encoding::Macintosh),
            ("Martí", Encoding::Macintosh),
            ("Zoë", Encoding::Macintosh),
            ("Forlì", Encoding::Macintosh),
            ("Cantù", Encoding::Macintosh),
            ("Bjørn", Encoding::Macintosh),
            ("Köhler", Encoding::Macintosh),
            ("Hôtel", Encoding::Macintosh),
            ("Malmö", Encoding::Cp850),
            ("André", Encoding::Cp850),
            ("Juárez", Encoding::Cp850),
            ("Käthe", Encoding::Cp850),
        ];
        for (cell, encoding) in cases {
            let text = format!("Vorname;Ort\r\nAnna;{cell}\r\nBernd;Graz\r\n");
            assert_eq!(guessed(encoded(&text, encoding)).0, encoding.name(), "{cell}");
        }
    }

    #[test]
    fn a_file_without_a_single_sequence_of_utf_8_is_not_broken_utf_8() {
        let forbidden = b"Vorname\n\xC0\xAFAnna\n\xED\xA0\x80B\n\xF4\x90\x80\x80C\n\xFE\xFFD\n".to_vec();
        assert_eq!(guessed(forbidden), ("utf-8", Reason::Broken));
        assert_eq!(guessed(b"a;b\nx\x81\x8D\x90\x9Dy;\xA4\n".to_vec()), ("windows-1252", Reason::Unknown));
    }

    #[test]
    fn turkish_is_told_from_icelandic_and_where_it_cannot_be_it_is_a_question() {
        let turkish = encoding_rs::WINDOWS_1254;
        let settled = ["Ayşe Yılmaz", "Doğan Kızılırmak"];
        for names in settled {
            let bytes = turkish.encode(&format!("Vorname;Ort\n{names};Ulm\n")).0.into_owned();
            assert_eq!(guessed(bytes).0, "windows-1254", "{names}");
        }
        let question = Reason::Unsettled { other: "windows-1254, windows-1257, iso-8859-2".to_owned() };
        let doubtful = turkish.encode("Vorname;Ort\nDoğan;Ulm\n").0.into_owned();
        assert_eq!(guessed(doubtful).1, question);
        for names in ["Þór Jónsson", "Guðrún Sigurðardóttir", "Novotný", "Jürgen Müller", "José Ruíz", "Bjørn Å"]
        {
            let bytes = encoded(&format!("Vorname;Ort\n{names};Ulm\n"), Encoding::Windows1252);
            let (encoding, reason) = guessed(bytes);
            assert_ne!(encoding, "windows-1254", "{names}");
            assert_ne!(reason, question, "{names}");
        }
    }

    #[test]
    fn halves_of_pairs_among_ascii_are_broken_utf_8() {
        let bytes = b"Vorname;Ort\nAnna\xED\xA0\xBD\xED\xB8\x80;Ulm\nBernd;Graz\n".to_vec();
        assert_eq!(guessed(bytes), ("utf-8", Reason::Broken));
    }

    #[test]
    fn unicode_is_told_by_its_mark_or_its_pattern() {
        let text = "Vorname\tNachname\r\nJürgen\t李\r\n";
        let utf16: Vec<u16> = text.encode_utf16().collect();
        let le: Vec<u8> = utf16.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let be: Vec<u8> = utf16.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        let le32: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        assert_eq!(guessed(le.clone()), ("utf-16le", Reason::Pattern));
        assert_eq!(guessed(be), ("utf-16be", Reason::Pattern));
        assert_eq!(guessed(le32), ("utf-32le", Reason::Pattern));
        assert_eq!(guessed([b"\xFF\xFE".as_slice(), &le].concat()), ("utf-16le", Reason::Mark));
        assert_eq!(guessed(text.into()), ("utf-8", Reason::Pattern));
    }

    #[test]
    fn a_special_character_far_behind_the_beginning_still_counts() {
        let mut bytes = b"Name;Ort\n".repeat(90_000);
        bytes.extend(b"J\xFCrgen;Bonn\n");
        bytes.extend(b"Name;Ort\n".repeat(90_000));
        assert_eq!(guessed(bytes).0, "windows-1252");
    }

    #[test]
    fn other_alphabets_are_not_taken_for_western_ones() {
        let russian =
            encoding_rs::WINDOWS_1251.encode("Имя;Город\nИван Петров;Москва\nОльга Смирнова;Санкт-Петербург\n").0;
        assert_eq!(guessed(russian.into_owned()).0, "windows-1251");
    }

    #[test]
    fn a_few_broken_bytes_do_not_make_utf_8_something_else() {
        let mut bytes = "Jürgen;Größe;Zoë\n".repeat(20).into_bytes();
        bytes.extend(b"Andr\xE9\n");
        assert_eq!(guessed(bytes), ("utf-8", Reason::Broken));
    }
}
