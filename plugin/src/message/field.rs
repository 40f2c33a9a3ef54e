//! Messages about single cells: values that do not fit their field, and damage.

use super::messages;

messages! {
    ERROR_CELL = "error-cell", Error,
        de: "Die Zelle enthält den Fehlerwert {value}. Bitte die Formel in der Datei richtigstellen oder den Wert eintragen.",
        en: "The cell holds the error value {value}. Please correct the formula in the file or enter the value.";
    CELL_IS_A_DATE = "cell-is-a-date", Error,
        de: "Die Zelle ist ein Datum oder eine Uhrzeit ({value}): Die Tabellenkalkulation hat umgewandelt, was eingegeben war. Bitte formatieren Sie die Spalte als Text und geben Sie den Wert neu ein.",
        en: "The cell is a date or a time ({value}): the spreadsheet program converted what was typed. Please format the column as text and enter the value again.";
    CELL_IS_A_FLAG = "cell-is-a-flag", Error,
        de: "Die Zelle ist ein Wahrheitswert ({value}) und kein Text. Bitte formatieren Sie die Spalte als Text und geben Sie den Wert neu ein.",
        en: "The cell is a truth value ({value}) and not text. Please format the column as text and enter the value again.";
    CELL_IS_A_QUANTITY = "cell-is-a-quantity", Error,
        de: "Die Zelle zeigt eine Menge („{value}“: Nachkommastellen, Tausendertrennzeichen, Prozent, Währung oder Bruch) und keine Nummer. Bitte formatieren Sie die Spalte als Text und geben Sie den Wert neu ein.",
        en: "The cell displays a quantity (“{value}”: decimals, thousands separators, percent, currency or a fraction) and not a code. Please format the column as text and enter the value again.";
    ENDS_IN_POINT_ZERO = "ends-in-point-zero", Error,
        de: "„{value}“ endet auf „.0“ oder „,0“: Ein Programm hat die Nummer für eine Zahl gehalten, führende Nullen können fehlen. Bitte exportieren Sie die Liste mit dieser Spalte als Text oder tragen Sie die Nummer ein.",
        en: "“{value}” ends in “.0” or “,0”: a program took the code for a number, and leading zeros may be missing. Please export the list with this column as text, or enter the code.";
    PLACEHOLDER = "placeholder", Error,
        de: "„{value}“ steht für „kein Wert“ und wird nicht übernommen. Gibt es keinen Wert, lassen Sie die Zelle bitte leer.",
        en: "“{value}” stands for “no value” and is not taken. If there is no value, please leave the cell blank.";
    PLACEHOLDER_AS_TEXT = "placeholder-as-text", Warning,
        de: "„{value}“ sieht nach „kein Wert“ aus und wird wörtlich übernommen. Ist kein Wert gemeint, lassen Sie die Zelle bitte leer.",
        en: "“{value}” looks like “no value” and is taken literally. If no value is meant, please leave the cell blank.";
    LEFT_OVER_ESCAPE = "left-over-escape", Warning,
        de: "„{value}“ enthält „{escape}“, den Rest einer Zeichenumwandlung eines anderen Programms. Bitte berichtigen Sie den Text.",
        en: "“{value}” contains “{escape}”, left over from another program's way to write characters. Please correct the text.";
    ESCAPE_IN_CODE = "escape-in-code", Error,
        de: "„{value}“ enthält „{escape}“, den Rest einer Zeichenumwandlung eines anderen Programms. Bitte berichtigen Sie die Zelle.",
        en: "“{value}” contains “{escape}”, left over from another program's way to write characters. Please correct the cell.";
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
    BROKEN_ARRAY = "list-broken", Error,
        de: "„{value}“ sieht aus wie eine Liste in eckigen Klammern, lässt sich aber nicht lesen. Bitte die Einträge mit Strichpunkt trennen: Nord; Süd.",
        en: "“{value}” looks like a list in square brackets but cannot be read. Please separate the entries with semicolons: North; South.";
    BROKEN_NAME = "directory-name-broken", Error,
        de: "„{value}“ sieht aus wie ein Name aus einem Verzeichnis (CN=…,OU=…,DC=…), lässt sich aber nicht lesen. Bitte nur die Namen der Gruppen angeben, mit Strichpunkt getrennt.",
        en: "“{value}” looks like a name of a directory (CN=…,OU=…,DC=…) but cannot be read. Please give the names of the groups alone, with semicolons between them.";
    OTHER_SEPARATOR = "list-separator-differs", Warning,
        de: "In dieser Zelle steht „{found}“, in der Spalte trennt sonst „{separator}“: „{value}“. Bitte prüfen, ob die Einträge richtig getrennt sind.",
        en: "This cell holds “{found}”, while the column separates with “{separator}”: “{value}”. Please check that the entries are separated as they should be.";
    TOO_MANY_ITEMS = "too-many-items", Error,
        de: "Die Zelle enthält mehr als {allowed} Einträge: „{value}“. Bitte kürzen.",
        en: "The cell holds more than {allowed} entries: “{value}”. Please shorten it.";
    NOT_A_CHOICE = "not-a-choice", Error,
        de: "„{value}“ steht nicht zur Auswahl. Bitte eines davon eintragen: {allowed}.",
        en: "“{value}” is not one of the choices. Please enter one of these: {allowed}.";
    AMBIGUOUS_CHOICE = "ambiguous-choice", Error,
        de: "„{value}“ passt auf mehr als eine Auswahl. Bitte genau eines davon eintragen: {allowed}.",
        en: "“{value}” fits more than one of the choices. Please enter exactly one of these: {allowed}.";
    NOT_A_LANGUAGE = "not-a-language", Error,
        de: "„{value}“ ist keine bekannte Sprache. Bitte ein Kürzel (de, en-GB) oder einen Namen (Deutsch) eintragen.",
        en: "“{value}” is not a known language. Please enter a tag (de, en-GB) or a name (German).";
    NOT_A_COUNTRY = "not-a-country", Error,
        de: "„{value}“ ist kein eindeutiges Land. Bitte ein Kürzel (AT, DE, CH) oder den Namen (Österreich) eintragen.",
        en: "“{value}” is not a country, or not a single one. Please enter a code (AT, DE, CH) or the name (Austria).";
    NOT_AN_EMAIL = "not-an-email", Error,
        de: "„{value}“ ist keine E-Mail-Adresse. Bitte eine Adresse wie anna@example.com eintragen.",
        en: "“{value}” is not an email address. Please enter an address like anna@example.com.";
    EMAIL_WITH_NAME = "email-with-name", Error,
        de: "„{value}“ enthält mehr als die E-Mail-Adresse. Bitte nur die Adresse zwischen < und > eintragen.",
        en: "“{value}” holds more than the email address. Please enter only the address between < and >.";
    SEVERAL_EMAILS = "several-emails", Error,
        de: "„{value}“ enthält mehrere E-Mail-Adressen. Bitte nur eine eintragen.",
        en: "“{value}” holds several email addresses. Please enter one only.";
    NOT_A_PHONE = "not-a-phone", Error,
        de: "„{value}“ ist keine Telefonnummer. Bitte eine Nummer wie +43 664 1234567 eintragen.",
        en: "“{value}” is not a phone number. Please enter a number like +43 664 1234567.";
    PHONE_PLACEHOLDER = "phone-placeholder", Error,
        de: "„{value}“ ist keine Telefonnummer. Gibt es keine, bitte die Zelle leer lassen.",
        en: "“{value}” is not a phone number. If there is none, please leave the cell empty.";
    NOT_A_COORDINATE = "not-a-coordinate", Error,
        de: "„{value}“ ist keine Koordinate. Bitte Dezimalgrad eintragen, zum Beispiel 48,2082.",
        en: "“{value}” is not a coordinate. Please enter decimal degrees, for example 48.2082.";
    OTHER_COORDINATE = "other-coordinate", Error,
        de: "„{value}“ gehört zur anderen Koordinate: Breite hat Nord oder Süd, Länge hat Ost oder West. Sind die Spalten vertauscht?",
        en: "“{value}” belongs to the other coordinate: latitude has North or South, longitude has East or West. Are the columns swapped?";
    COORDINATE_PAIR = "coordinate-pair", Error,
        de: "„{value}“ enthält Breite und Länge. Bitte auf zwei Spalten aufteilen.",
        en: "“{value}” holds both latitude and longitude. Please split it into two columns.";
    DECIMAL_POINT_LOST = "decimal-point-lost", Error,
        de: "„{value}“ hat das Dezimalkomma verloren, wohl beim Öffnen der Datei in einer Tabellenkalkulation. Bitte den Wert aus der Quelle neu eintragen, zum Beispiel 48,2082.",
        en: "“{value}” has lost its decimal point, probably when the file was opened in a spreadsheet program. Please enter the value from its source again, for example 48.2082.";
    NOT_A_TIME_RANGE = "not-a-time-range", Error,
        de: "„{value}“ ist keine Zeitspanne. Bitte Beginn und Ende eintragen, zum Beispiel 08:00-17:00.",
        en: "“{value}” is not a span of time. Please enter begin and end, for example 08:00-17:00.";
    TIME_RANGE_ORDER = "time-range-order", Error,
        de: "„{value}“ endet nicht nach seinem Beginn. Bitte eine Spanne innerhalb eines Tages eintragen, zum Beispiel 08:00-17:00.",
        en: "“{value}” does not end after its begin. Please enter a span within one day, for example 08:00-17:00.";
    TIME_RANGE_IS_A_DATE = "time-range-is-a-date", Error,
        de: "In der Zelle steht ein Datum oder eine Uhrzeit ({value}), keine Zeitspanne; aus 8-17 macht eine Tabellenkalkulation ein Datum. Bitte die Zelle als Text formatieren und zum Beispiel 08:00-17:00 eintragen.",
        en: "The cell holds a date or a time ({value}), not a span of time; spreadsheet programs turn 8-17 into a date. Please format the cell as text and enter for example 08:00-17:00.";
    NOT_A_DATE = "not-a-date", Error,
        de: "„{value}“ ist kein Datum. Bitte ein Datum wie 2024-02-29 oder 29.02.2024 eintragen.",
        en: "“{value}” is not a date. Please enter a date like 2024-02-29.";
    NO_SUCH_DATE = "no-such-date", Error,
        de: "Den Tag „{value}“ gibt es nicht. Bitte das Datum richtigstellen.",
        en: "There is no such day as “{value}”. Please correct the date.";
    AMBIGUOUS_DATE = "ambiguous-date", Error,
        de: "Bei „{value}“ ist nicht klar, was Tag und was Monat ist. Bitte als Jahr-Monat-Tag eintragen, zum Beispiel 2024-02-29.",
        en: "In “{value}” it is not clear which is the day and which the month. Please enter it as year-month-day, for example 2024-02-29.";
    SHORT_YEAR = "short-year", Error,
        de: "In „{value}“ hat das Jahr nur zwei Stellen. Bitte vier Stellen eintragen, zum Beispiel 29.02.2024.",
        en: "In “{value}” the year has two digits only. Please enter four, for example 2024-02-29.";
    DATE_WITH_TIME = "date-with-time", Error,
        de: "„{value}“ enthält auch eine Uhrzeit, das Feld nimmt aber nur ein Datum. Bitte die Uhrzeit entfernen.",
        en: "“{value}” holds a time too, but the field takes a date only. Please remove the time.";

    // Damage: what happened to a value before it came here.

    LOST_CHARACTER = "lost-character", Warning,
        de: "„{value}“ enthält das Zeichen �: Hier ging ein Buchstabe verloren, als die Datei in der falschen Zeichenkodierung gelesen wurde. Bitte den Text neu eintragen.",
        en: "“{value}” contains the character �: a letter was lost here when the file was read in the wrong character encoding. Please enter the text again.";
    DOUBLE_ENCODED = "double-encoded", Warning,
        de: "„{value}“ sieht doppelt kodiert aus (wie „MÃ¼ller“ statt „Müller“). Bitte die Datei im ursprünglichen Programm neu als UTF-8 speichern oder den Text berichtigen.",
        en: "“{value}” looks double-encoded (like “MÃ¼ller” for “Müller”). Please save the file anew as UTF-8 in the program it comes from, or correct the text.";
    SCIENTIFIC_NOTATION = "scientific-notation", Warning,
        de: "„{value}“ steht in Exponentialschreibweise: Die Tabellenkalkulation hat die Nummer für eine Zahl gehalten, dabei gingen Ziffern verloren. Bitte die Spalte als Text formatieren und die Nummer neu eintragen.",
        en: "“{value}” is in scientific notation: the spreadsheet program took it for a quantity, and digits were lost. Please format the column as text and enter the number again.";
    DIGITS_LOST = "digits-lost", Warning,
        de: "„{value}“ hat mehr als {kept} Ziffern; die Tabellenkalkulation hat alle weiteren durch Nullen ersetzt. Bitte die Spalte als Text formatieren und die Nummer neu eintragen.",
        en: "“{value}” has more than {kept} digits; the spreadsheet program replaced all others by zeros. Please format the column as text and enter the code again.";
    SHORT_POSTAL_CODES = "short-postal-codes", Note,
        de: "Alle Postleitzahlen aus Ziffern haben vier Stellen ({count}, zuerst „{value}“). In Österreich, der Schweiz und anderen Ländern ist das richtig; in Deutschland und anderen ging eine führende Null verloren. Bitte prüfen.",
        en: "All postal codes made of digits have four of them ({count}, first “{value}”). That is right in Austria, Switzerland and other countries; in Germany and others a leading zero was lost. Please check.";
    PHONES_WITHOUT_ZERO = "phones-without-zero", Warning,
        de: "Telefonnummern ohne führende Null oder „+“ in dieser Spalte: {count}, zuerst „{value}“. Vermutlich hat eine Tabellenkalkulation sie für Zahlen gehalten; SMS können nicht ankommen. Bitte prüfen.",
        en: "Phone numbers without a leading zero or “+” in this column: {count}, first “{value}”. A spreadsheet program probably took them for quantities; text messages may not arrive. Please check.";
    LOST_ZEROS = "lost-zeros", Warning,
        de: "{count} {count?Wert|Werte} dieser Spalte {count?hat|haben} vermutlich führende Nullen verloren: „{value}“ hat keine {width} {width?Stelle|Stellen}. Bitte prüfen und die Spalte als Text formatieren.",
        en: "{count} {count?value|values} of this column {count?has|have} probably lost leading zeros: “{value}” does not have {width} {width?digit|digits}. Please check them, and format the column as text.";
}
