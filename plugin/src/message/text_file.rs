//! Messages about delimited text files and about finding the table in a file.

use super::messages;

messages! {
    KIND_NOT_READ = "kind-not-read", Error,
        de: "Dateien der Art {kind} kann diese Version nicht lesen. Bitte als XLSX oder CSV speichern.",
        en: "This version cannot read files of the kind {kind}. Please save the file as XLSX or CSV.";
}
