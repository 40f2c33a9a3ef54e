//! Messages of exporting and of writing files.

use super::messages;

messages! {
    UNKNOWN_FIELDS = "export-unknown-fields", Error,
        de: "Diese Felder gibt es nicht: {unknown}. Es gibt: {known}.",
        en: "There are no such fields: {unknown}. There are: {known}.";
    NO_FIELDS = "export-no-fields", Error,
        de: "Kein Feld gewählt. Wählen Sie mindestens eines von: {known}.",
        en: "No field chosen. Choose at least one of: {known}.";
    STORE_BUSY = "export-store-busy", Error,
        de: "Die Benutzer lassen sich gerade nicht lesen, weil das System beschäftigt ist. Versuchen Sie es in einigen Augenblicken noch einmal.",
        en: "The users cannot be read right now because the system is busy. Try again in a moment.";
    STORE_FAILED = "export-store-failed", Error,
        de: "Die Benutzer konnten nicht gelesen werden: {reason}. Die Datei ist unvollständig; starten Sie den Export noch einmal.",
        en: "The users could not be read: {reason}. The file is incomplete; start the export again.";
    NOT_WRITTEN = "export-not-written", Error,
        de: "Die Datei konnte nicht geschrieben werden: {reason}. Prüfen Sie, ob genug Platz ist, und starten Sie den Export noch einmal.",
        en: "The file could not be written: {reason}. Check that there is enough space and start the export again.";
    UNKNOWN_FORMAT = "export-unknown-format", Error,
        de: "Das Format „{format}“ gibt es nicht. Es gibt: {known}.",
        en: "There is no format “{format}”. There are: {known}.";
    UNKNOWN_ENCODING = "export-unknown-encoding", Error,
        de: "Die Zeichenkodierung „{encoding}“ gibt es nicht. Gebräuchlich sind utf-8, utf-16le, windows-1252 und cp850.",
        en: "There is no character encoding “{encoding}”. Common ones are utf-8, utf-16le, windows-1252 and cp850.";
    UNSUITABLE_DELIMITER = "export-unsuitable-delimiter", Error,
        de: "{delimiter} taugt nicht als Trennzeichen. Gebräuchlich sind Semikolon, Komma, Tabulator und |.",
        en: "{delimiter} cannot separate columns. Common delimiters are semicolon, comma, tab and |.";
    NOT_IN_ENCODING = "export-not-in-encoding", Error,
        de: "Das Zeichen „{character}“ ({code}) gibt es in der Zeichenkodierung {encoding} nicht. Exportieren Sie als UTF-8.",
        en: "The character “{character}” ({code}) does not exist in the encoding {encoding}. Export as UTF-8 instead.";
    TOO_MANY_ROWS = "export-too-many-rows", Error,
        de: "Ein Tabellenblatt fasst höchstens {limit} Zeilen unter der Kopfzeile. Exportieren Sie als CSV.",
        en: "A sheet holds at most {limit} rows below its header. Export as CSV instead.";
    TOO_MANY_COLUMNS = "export-too-many-columns", Error,
        de: "Ein Tabellenblatt fasst höchstens {limit} Spalten, gewählt {count?ist|sind} {count}. Wählen Sie weniger Felder oder exportieren Sie als CSV.",
        en: "A sheet holds at most {limit} columns, {count} {count?is|are} chosen. Choose fewer fields or export as CSV instead.";
    TEXT_TOO_LONG = "export-text-too-long", Error,
        de: "Der Text hat {length} Zeichen, eine Excel-Zelle fasst höchstens {limit}. Exportieren Sie als CSV.",
        en: "The text has {length} characters, an Excel cell holds at most {limit}. Export as CSV instead.";
    FILE_TOO_LARGE = "export-file-too-large", Error,
        de: "Das Tabellenblatt wird größer als 4 GB. Wählen Sie weniger Felder oder exportieren Sie als CSV.",
        en: "The sheet grows beyond 4 GB. Choose fewer fields or export as CSV instead.";
    NOT_IN_ODS = "export-not-in-ods", Error,
        de: "Das Steuerzeichen {code} kann in einer ODS-Datei nicht stehen. Exportieren Sie als XLSX oder CSV.",
        en: "The control character {code} cannot stand in an ODS file. Export as XLSX or CSV instead.";
    CHOICE_TITLE = "export-choice-title", Note,
        de: "Nicht in der Liste",
        en: "Not in the list";
    CHOICE_TEXT = "export-choice-text", Note,
        de: "Der Wert steht nicht in der Liste. Trotzdem übernehmen? Der Import prüft ihn.",
        en: "The value is not in the list. Keep it all the same? The import will check it.";
    LOCKED_TITLE = "export-locked-title", Note,
        de: "Nicht änderbar",
        en: "Cannot be changed";
    LOCKED_TEXT = "export-locked-text", Note,
        de: "Diese Spalte vergibt das System. Lassen Sie sie, wie sie ist; bei neuen Benutzern bleibt sie leer.",
        en: "The system assigns this column. Leave it as it is; for new users it stays empty.";
    SHEET_NAME = "export-sheet-name", Note,
        de: "Benutzer",
        en: "Users";
}
