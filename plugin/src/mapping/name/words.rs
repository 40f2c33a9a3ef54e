//! Words that stand in full names and are no names: titles, degrees, what tells a son from his father, and what begins a last
//! name of several words.

/// Words that begin a last name of several words, as they are written.
const PARTICLES: &[&str] = &[
    "von", "vom", "van", "zu", "zum", "zur", "de", "del", "della", "delle", "di", "da", "das", "dal", "dos", "do",
    "du", "des", "la", "las", "le", "les", "los", "der", "den", "dem", "ter", "ten", "te", "'t", "op", "im", "am",
    "af", "av", "al", "el", "bin", "ben", "ibn", "abu", "d'", "dalla", "degli", "lo",
];

/// Those of them that are no first name either and no initial, so that they count in capitals too.
const PARTICLES_IN_CAPITALS: &[&str] = &[
    "von", "vom", "van", "zu", "zum", "zur", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "der", "den",
    "dem", "las", "los",
];

/// Words that belong to a particle behind them: `auf der`, `von und zu`.
const BEFORE_PARTICLES: &[&str] = &["auf", "an", "in", "aus", "bei", "und", "unter"];

/// Words between two last names, both of which count.
const BETWEEN: &[&str] = &["y", "i", "e"];

/// Salutations and titles before a name, in lower case and without the point at their end.
const TITLES: &[&str] = &[
    "herr",
    "frau",
    "hr",
    "mr",
    "mrs",
    "ms",
    "mister",
    "madame",
    "mme",
    "mlle",
    "monsieur",
    "signor",
    "signora",
    "dr",
    "dra",
    "dr.-ing",
    "dr-ing",
    "drs",
    "prof",
    "professor",
    "professorin",
    "mag",
    "univ",
    "univ.-prof",
    "univ.-doz",
    "priv.-doz",
    "dipl.-ing",
    "dipl.-kfm",
    "dipl.-kffr",
    "dipl.-inf",
    "dipl.-vw",
    "dipl.-bw",
    "dipl",
    "dipl.-ing.(fh)",
    "bakk",
    "rev",
];

/// Titles that are read as such only with their point: without it they are names or initials.
const TITLES_WITH_POINT: &[&str] = &["fr.", "lic.", "ir.", "ing.", "sig.", "sra.", "pd.", "miss."];

/// What follows a title (`Dr. med. dent.`).
const AFTER_TITLES: &[&str] = &[
    "med.", "dent.", "vet.", "jur.", "iur.", "phil.", "rer.", "nat.", "pol.", "oec.", "techn.", "theol.", "habil.",
    "h.c.", "mult.", "univ.", "sc.", "mont.", "(fh)",
];

/// Degrees behind a name, in lower case and without points.
const DEGREES: &[&str] = &[
    "phd", "dphil", "mba", "emba", "msc", "bsc", "meng", "beng", "llm", "llb", "cpa", "cfa", "pmp", "esq", "dds",
    "mphil", "bed", "med", "mag", "dr", "drmed", "bba", "rn",
];

/// Degrees that are read as such only with points or in capitals: without, they are last names.
const SHORT_DEGREES: &[&str] = &["ma", "ba", "md", "jd"];

/// What tells people of one name apart, in lower case and without points. It belongs to the last name.
const GENERATIONS: &[&str] = &["jr", "sr", "jun", "sen", "junior", "senior", "2nd", "3rd"];
const NUMERALS: &[&str] = &["II", "III", "IV"];

/// Whether a word begins the last name, seen from the word behind it.
pub(super) fn is_particle(word: &str, before_particle: bool) -> bool {
    let lower = word.to_lowercase();
    PARTICLES.contains(&word)
        || (word != lower && PARTICLES_IN_CAPITALS.contains(&lower.as_str()))
        || (before_particle && BEFORE_PARTICLES.contains(&lower.as_str()))
}

/// Whether a word stands between two last names.
pub(super) fn is_between(word: &str) -> bool {
    BETWEEN.contains(&word)
}

/// Whether a word before a name is a title; `after_title` says that the one before it is.
pub(super) fn is_title(word: &str, after_title: bool) -> bool {
    let lower = word.to_lowercase();
    TITLES.contains(&lower.trim_end_matches('.'))
        || TITLES_WITH_POINT.contains(&lower.as_str())
        || (after_title && AFTER_TITLES.contains(&lower.as_str()))
}

/// Whether a word behind a name is a degree.
pub(super) fn is_degree(word: &str) -> bool {
    let bare: String = word.to_lowercase().chars().filter(|c| *c != '.').collect();
    let is_dotted = word.contains('.') && word.len() > bare.len();
    let is_short = SHORT_DEGREES.contains(&bare.as_str()) && (is_dotted || word == "MD");
    // `Mag` and `Dr` may be anything without their point.
    let is_word =
        DEGREES.contains(&bare.as_str()) && (is_dotted || !matches!(bare.as_str(), "mag" | "dr" | "med" | "bed"));
    is_short || is_word || matches!(word, "(FH)" | "FH")
}

/// Whether a word behind a name belongs to the last name (`Jr.`, `III`).
pub(super) fn is_generation(word: &str) -> bool {
    NUMERALS.contains(&word) || GENERATIONS.contains(&word.to_lowercase().trim_end_matches('.'))
}
