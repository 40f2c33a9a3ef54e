//! Messages of applying a plan: what a store answered and how a run ended.

use super::messages;

messages! {
    OUT_OF_ORDER = "out-of-order", Error,
        de: "Dieser Aufruf kommt zur falschen Zeit: Das Ergebnis gibt es erst nach dem letzten Schritt.",
        en: "This call comes at the wrong time: the result exists only after the last step.";
    STORE_BUSY = "store-busy", Error,
        de: "Die Benutzerdaten sind gerade gesperrt, zum Beispiel durch einen anderen Import. Bitte später noch einmal versuchen.",
        en: "The user data is locked at the moment, for example by another import. Please try again later.";
    STORE_FULL = "store-full", Error,
        de: "Der Speicherplatz der Benutzerdatenbank ist voll. Bitte Platz schaffen und dieselbe Datei noch einmal importieren.",
        en: "The user database has run out of space. Please make room and import the same file again.";
    STORE_REFUSED = "store-refused", Error,
        de: "Das System lehnt den Import ab: {reason}",
        en: "The system refuses the import: {reason}";
    STORE_FAILED = "store-failed", Error,
        de: "Die Benutzerdatenbank meldet einen Fehler: {reason} Dieselbe Datei kann noch einmal importiert werden; was schon geschrieben ist, bleibt.",
        en: "The user database reports a fault: {reason} The same file can be imported again; what has been written stays.";
    FILE_CHANGED = "file-changed", Error,
        de: "Die Datei hat sich geändert, während sie gelesen wurde. Bitte noch einmal mit der fertigen Datei beginnen.",
        en: "The file changed while it was being read. Please begin again with the finished file.";
    FILE_FULL = "file-full", Error,
        de: "Es ist kein Speicherplatz mehr frei. Bitte Platz schaffen und noch einmal beginnen.",
        en: "There is no space left. Please make room and begin again.";
    FILE_FAILED = "file-failed", Error,
        de: "Die Datei konnte nicht gelesen oder geschrieben werden: {reason}",
        en: "The file could not be read or written: {reason}";
}
