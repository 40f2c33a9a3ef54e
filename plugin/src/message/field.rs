//! Messages about single cells: values that do not fit their field, and damage.

use super::messages;

messages! {
    ERROR_CELL = "error-cell", Error,
        de: "Die Zelle enthält den Fehlerwert {value}. Bitte die Formel in der Datei richtigstellen oder den Wert eintragen.",
        en: "The cell holds the error value {value}. Please correct the formula in the file or enter the value.";
    UNCALCULATED = "uncalculated", Error,
        de: "Die Zelle enthält eine Formel, deren Ergebnis nicht in der Datei steht. Bitte die Datei in der Tabellenkalkulation öffnen und neu speichern oder den Wert eintragen.",
        en: "The cell holds a formula whose result is not stored in the file. Please open the file in the spreadsheet program and save it again, or enter the value.";
    TOO_LONG = "too-long", Error,
        de: "Der Text hat {measured} Zeichen, erlaubt sind {allowed}: „{value}“. Bitte kürzen.",
        en: "The text has {measured} characters, {allowed} are allowed: “{value}”. Please shorten it.";
    LINE_BREAK = "line-break", Error,
        de: "Der Text enthält einen Zeilenumbruch oder Tabulator, das Feld hat aber nur eine Zeile: „{value}“. Bitte in eine Zeile schreiben.",
        en: "The text contains a line break or a tab, but the field has one line only: “{value}”. Please write it in one line.";
    CONTROL_CHARACTER = "control-character", Error,
        de: "Der Text enthält das unsichtbare Steuerzeichen {character}: „{value}“. Bitte neu eintippen; stehen in der Datei viele solche Zeichen, wurde sie mit der falschen Zeichenkodierung gespeichert.",
        en: "The text contains the invisible control character {character}: “{value}”. Please type it again; if the file has many of these, it was saved in the wrong character encoding.";
    NOT_A_FLAG = "not-a-flag", Error,
        de: "„{value}“ ist weder Ja noch Nein. Bitte Ja oder Nein eintragen.",
        en: "“{value}” is neither Yes nor No. Please enter Yes or No.";
    NOT_A_LEVEL = "not-a-level", Error,
        de: "„{value}“ ist keine Berechtigungsstufe. Bitte Benutzer (0), Supervisor (1) oder Administrator (2) eintragen.",
        en: "“{value}” is not an authorization level. Please enter User (0), Supervisor (1) or Administrator (2).";
    NOT_A_NUMBER = "not-a-number", Error,
        de: "„{value}“ ist keine Zahl. Bitte nur Ziffern und ein Komma eintragen, ohne Einheit.",
        en: "“{value}” is not a number. Please enter digits and a decimal point only, without a unit.";
    NOT_WHOLE = "not-whole", Error,
        de: "„{value}“ ist keine ganze Zahl oder zu groß. Bitte eine Zahl ohne Nachkommastellen eintragen.",
        en: "“{value}” is not a whole number or too large. Please enter a number without decimals.";
    AMBIGUOUS_NUMBER = "ambiguous-number", Error,
        de: "„{value}“ lässt sich auf zwei Arten lesen: als Tausender oder mit Nachkommastellen. Bitte ohne Trennzeichen schreiben.",
        en: "“{value}” can be read in two ways: as thousands or with decimals. Please write it without separators.";
    OUT_OF_RANGE = "out-of-range", Error,
        de: "{value} liegt außerhalb des Erlaubten. Bitte eine Zahl von {least} bis {greatest} eintragen.",
        en: "{value} is out of range. Please enter a number from {least} to {greatest}.";
    TOO_SMALL = "too-small", Error,
        de: "{value} ist zu klein. Bitte mindestens {least} eintragen.",
        en: "{value} is too small. Please enter at least {least}.";
    TOO_GREAT = "too-great", Error,
        de: "{value} ist zu groß. Bitte höchstens {greatest} eintragen.",
        en: "{value} is too great. Please enter at most {greatest}.";

    // Damage: what happened to a value before it came here.

    LOST_CHARACTER = "lost-character", Warning,
        de: "„{value}“ enthält das Zeichen �: Hier ging ein Buchstabe verloren, als die Datei in der falschen Zeichenkodierung gelesen wurde. Bitte den Text neu eintragen.",
        en: "“{value}” contains the character �: a letter was lost here when the file was read in the wrong character encoding. Please enter the text again.";
    DOUBLE_ENCODED = "double-encoded", Warning,
        de: "„{value}“ sieht doppelt kodiert aus (wie „MÃ¼ller“ statt „Müller“). Bitte die Datei im ursprünglichen Programm neu als UTF-8 speichern oder den Text berichtigen.",
        en: "“{value}” looks double-encoded (like “MÃ¼ller” for “Müller”). Please save the file anew as UTF-8 in the program it comes from, or correct the text.";
    SCIENTIFIC_NOTATION = "scientific-notation", Warning,
        de: "„{value}“ steht in Exponentialschreibweise: Die Tabellenkalkulation hat die Nummer für eine Zahl gehalten, dabei gingen Ziffern verloren. Bitte die Spalte als Text formatieren und die Nummer neu eintragen.",
        en: "“{value}” is in scientific notation: the spreadsheet program took the code for a number, and digits were lost. Please format the column as text and enter the code again.";
    DIGITS_LOST = "digits-lost", Warning,
        de: "„{value}“ hat mehr als {kept} Ziffern; die Tabellenkalkulation hat alle weiteren durch Nullen ersetzt. Bitte die Spalte als Text formatieren und die Nummer neu eintragen.",
        en: "“{value}” has more than {kept} digits; the spreadsheet program replaced all others by zeros. Please format the column as text and enter the code again.";
    LOST_ZEROS = "lost-zeros", Warning,
        de: "{count} Werte dieser Spalte haben vermutlich führende Nullen verloren: „{value}“ hat keine {width} Stellen wie die anderen. Bitte prüfen und die Spalte als Text formatieren.",
        en: "{count} values of this column have probably lost leading zeros: “{value}” does not have {width} digits like the others. Please check them, and format the column as text.";
}
