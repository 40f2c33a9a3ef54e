//! Messages about delimited text files and about finding the table in a file.

use super::messages;

messages! {
    KIND_NOT_READ = "kind-not-read", Error,
        de: "Dateien der Art {kind} kann diese Version nicht lesen. Bitte als XLSX oder CSV speichern.",
        en: "This version cannot read files of the kind {kind}. Please save the file as XLSX or CSV.";
    NO_ROWS = "no-rows", Warning,
        de: "Die Datei enthält eine Kopfzeile, aber keine Datenzeilen.",
        en: "The file has a header but no data rows.";
    UNKNOWN_ENCODING = "unknown-encoding", Error,
        de: "Die Zeichenkodierung „{encoding}“ ist nicht bekannt. Möglich sind zum Beispiel utf-8, windows-1252, iso-8859-15, macintosh und cp850.",
        en: "The character encoding “{encoding}” is not known. Possible are, for example, utf-8, windows-1252, iso-8859-15, macintosh and cp850.";
    ENCODING_TOLD = "encoding-told", Note,
        de: "Die Datei wird wie gewünscht als {encoding} gelesen.",
        en: "The file is read as {encoding}, as asked for.";
    ENCODING_MARK = "encoding-mark", Note,
        de: "Zeichenkodierung {encoding}: Die Datei beginnt mit deren Kennung.",
        en: "Character encoding {encoding}: the file begins with its mark.";
    ENCODING_PATTERN = "encoding-pattern", Note,
        de: "Zeichenkodierung {encoding}: Die Bytes der Datei folgen ihrem Muster.",
        en: "Character encoding {encoding}: the bytes of the file follow its pattern.";
    ENCODING_PLAUSIBLE = "encoding-plausible", Note,
        de: "Zeichenkodierung {encoding}: So stehen die Umlaute und Sonderzeichen an sinnvollen Stellen.",
        en: "Character encoding {encoding}: read this way, accents and special characters stand in sensible places.";
    ENCODING_DOUBTFUL = "encoding-doubtful", Warning,
        de: "Die Zeichenkodierung ist nicht eindeutig: Gelesen wird {encoding}, möglich wäre auch {other}. Bitte die Namen prüfen und die Kodierung bei Bedarf selbst wählen.",
        en: "The character encoding is not certain: the file is read as {encoding}, {other} is possible too. Please check the names and choose the encoding yourself if needed.";
    ENCODING_BROKEN = "encoding-broken", Warning,
        de: "Die Datei ist {encoding}, enthält aber Bytes, die darin nicht vorkommen können. Die betroffenen Zeilen werden nicht importiert; eine andere Kodierung lässt sich von Hand wählen.",
        en: "The file is {encoding} but contains bytes that cannot occur in it. The rows concerned are not imported; another encoding can be chosen by hand.";
    ENCODING_UNKNOWN = "encoding-unknown", Warning,
        de: "Die Zeichenkodierung ist nicht zu erkennen; gelesen wird {encoding}, aber auch so ergeben die Sonderzeichen wenig Sinn. Bitte die Namen prüfen und die Kodierung selbst wählen, oder die Datei als UTF-8 speichern.",
        en: "The character encoding cannot be told; the file is read as {encoding}, but the special characters make little sense that way either. Please check the names and choose the encoding yourself, or save the file as UTF-8.";
    ENCODING_MISFIT = "encoding-misfit", Error,
        de: "Die Datei ist nicht in der Kodierung {encoding} geschrieben: Ab Zeile {at} ergeben ihre Bytes darin keinen Text. Bitte eine andere Kodierung wählen, oder die Datei neu und als UTF-8 exportieren.",
        en: "The file is not written in the encoding {encoding}: from line {at} on, its bytes make no text in it. Please choose another encoding, or export the file again, as UTF-8.";
    UNDECODABLE = "undecodable", Error,
        de: "Ein Zeichen lässt sich nicht lesen: Das Byte {byte} ergibt in der Kodierung {encoding} keinen Sinn. Bitte die Zeile in der Datei berichtigen oder eine andere Kodierung wählen.",
        en: "A character cannot be read: the byte {byte} means nothing in the encoding {encoding}. Please correct the row in the file or choose another encoding.";
    CUT_IN_CHARACTER = "cut-in-character", Warning,
        de: "Die Datei endet mitten in einem Zeichen (Byte {byte}, Kodierung {encoding}): Wahrscheinlich ist sie abgeschnitten. Bitte prüfen, ob hinter der letzten Zeile noch etwas fehlt.",
        en: "The file ends in the middle of a character (byte {byte}, encoding {encoding}): it has probably been cut off. Please check whether anything is missing behind the last line.";
    LOST_CHARACTERS = "lost-characters", Warning,
        de: "Der Text enthält das Zeichen „\u{FFFD}“, zuerst in Zeile {at}: Ein anderes Programm hat dort Zeichen verloren. Bitte in der Quelle berichtigen.",
        en: "The text contains the character “\u{FFFD}”, first in line {at}: another program has lost characters there. Please correct them at their source.";
    DOUBLE_ENCODED_TEXT = "double-encoded-text", Warning,
        de: "Der Text scheint doppelt kodiert zu sein, zuerst in Zeile {at}: „{seen}“ statt „{meant}“. Bitte die Datei neu und als UTF-8 exportieren.",
        en: "The text seems to be encoded twice, first in line {at}: “{seen}” instead of “{meant}”. Please export the file again, as UTF-8.";
    CONTROL_REMOVED = "control-removed", Warning,
        de: "Unsichtbare Steuerzeichen wurden entfernt ({character}).",
        en: "Invisible control characters were removed ({character}).";
    DELIMITER_TOLD = "delimiter-told", Note,
        de: "Die Spalten werden wie gewünscht bei {delimiter} getrennt.",
        en: "Columns are split at {delimiter}, as asked for.";
    DELIMITER_FOUND = "delimiter-found", Note,
        de: "Spalten getrennt durch {delimiter}: So ergibt sich die regelmäßigste Tabelle ({columns} {columns?Spalte|Spalten}).",
        en: "Columns are split at {delimiter}: this gives the most regular table ({columns} {columns?column|columns}).";
    FIXED_WIDTH = "fixed-width", Warning,
        de: "Die Datei scheint Text mit Spalten fester Breite zu sein, aufgefüllt mit Leerzeichen. So lässt sie sich nicht sicher in Zellen teilen; bitte die Liste als CSV oder XLSX speichern.",
        en: "The file seems to be text with columns of a fixed width, filled up with blanks. It cannot be split into cells safely; please save the list as CSV or XLSX.";
    NESTED_LINES = "nested-lines", Warning,
        de: "Die Zeilen enden alle in leeren Zellen hinter {delimiter}: Ein Programm hat die Liste mit dem falschen Trennzeichen geöffnet und so gespeichert. Gelesen wird die Liste in den Zeilen; bitte prüfen.",
        en: "All lines end in blank cells behind {delimiter}: a program opened the list with the wrong delimiter and saved it like that. The list inside of the lines is read; please check it.";
    QUOTED_LINES = "quoted-lines", Warning,
        de: "Jede Zeile steht als Ganzes in Anführungszeichen, als wäre sie eine einzige Zelle. Gelesen wird die Liste in den Zeilen; bitte prüfen.",
        en: "Each line is enclosed in quotation marks as a whole, as if it were a single cell. The list inside of the lines is read; please check it.";
    NESTED_LINE_MALFORMED = "nested-line-malformed", Error,
        de: "Die Zeile lässt sich nicht wie die anderen in Zellen teilen: Ihre Anführungszeichen gehen nicht auf. Bitte berichtigen.",
        en: "The line cannot be split into cells as the others are: its quotation marks do not match. Please correct it.";
    SINGLE_COLUMN = "single-column", Note,
        de: "Die Datei hat eine einzige Spalte; kein Zeichen trennt sie regelmäßig.",
        en: "The file has a single column; no character splits it regularly.";
    SEP_LINE_CONTRADICTED = "sep-line-contradicted", Warning,
        de: "Die erste Zeile nennt {told} als Trennzeichen, die Daten sind aber durch {found} getrennt. Gelesen wird mit {found}.",
        en: "The first line names {told} as the delimiter, but the data is split by {found}. {found} is used.";
    TOO_WIDE = "too-wide", Error,
        de: "Es sind {columns} Spalten; höchstens {limit} sind erlaubt. Bitte überflüssige Spalten löschen oder das Trennzeichen prüfen.",
        en: "There are {columns} columns; at most {limit} are allowed. Please delete columns that are not needed or check the delimiter.";
    TOO_MANY_ROWS = "too-many-rows", Error,
        de: "Die Datei hat mehr als {limit} Datenzeilen. Bitte auf mehrere Dateien aufteilen.",
        en: "The file has more than {limit} data rows. Please split it into several files.";
    RECORD_TOO_LONG = "record-too-long", Error,
        de: "Eine Zeile ist länger als {limit} Bytes ({bytes} bis hierher). Das ist keine Liste von Benutzern; bitte die Datei prüfen.",
        en: "A line is longer than {limit} bytes ({bytes} up to here). This is not a list of users; please check the file.";
    UNCLOSED_QUOTE = "unclosed-quote", Error,
        de: "In Zeile {at} öffnet sich ein Anführungszeichen, das nie geschlossen wird. Bitte schließen oder entfernen; die folgenden Zeilen werden gelesen.",
        en: "A quotation mark opens in line {at} and is never closed. Please close or remove it; the lines after it are read.";
    TEXT_BEHIND_QUOTE = "text-behind-quote", Warning,
        de: "Hinter dem schließenden Anführungszeichen steht noch Text. Die Zelle wird samt Anführungszeichen übernommen; bitte prüfen.",
        en: "There is text behind the closing quotation mark. The cell is taken as it stands, quotation marks included; please check it.";
    QUOTE_INSIDE = "quote-inside", Warning,
        de: "In der Zelle steht ein Anführungszeichen, das nicht verdoppelt ist. Es wird als Text übernommen.",
        en: "There is a quotation mark in the cell that is not doubled. It is taken as text.";
    CUT_OFF = "cut-off", Error,
        de: "Die Datei scheint abgeschnitten zu sein: Die letzte Zeile hat {cells} statt {expected} {expected?Zelle|Zellen} und kein Zeilenende. Bitte die Datei neu exportieren.",
        en: "The file seems to be cut off: the last row has {cells} {cells?cell|cells} instead of {expected} and no line end. Please export the file again.";
    SURPLUS_CELLS = "surplus-cells", Error,
        de: "Die Zeile hat {cells} {cells?Zelle|Zellen}, die Kopfzeile nur {columns}. Wahrscheinlich fehlen Anführungszeichen um einen Text mit Trennzeichen; bitte berichtigen.",
        en: "The row has {cells} {cells?cell|cells}, the header only {columns}. Quotation marks are probably missing around a text that contains the delimiter; please correct it.";
    MISSING_CELLS = "missing-cells", Warning,
        de: "Die Zeile hat {cells} {cells?Zelle|Zellen}, die Kopfzeile {columns}. Die fehlenden am Ende gelten als leer.",
        en: "The row has {cells} {cells?cell|cells}, the header {columns}. The missing ones at the end count as blank.";
    BROKEN_IN_TWO = "broken-in-two", Warning,
        de: "Diese Zeile und Zeile {above} haben zusammen so viele Zellen wie die Kopfzeile: Wahrscheinlich wurde eine Zeile durch einen Umbruch in einer Zelle ohne Anführungszeichen zerteilt. Bitte den Umbruch entfernen oder die Zelle in Anführungszeichen setzen.",
        en: "This line and line {above} together have as many cells as the header: one row was probably broken in two by a line break in a cell without quotation marks. Please remove the line break or put quotation marks around the cell.";
    HEADER_FOUND = "header-found", Note,
        de: "Zeile {header} ist die Kopfzeile.",
        en: "Line {header} is the header.";
    HEADER_COMBINED = "header-combined", Note,
        de: "Die Kopfzeile steht auf zwei Zeilen ({first} und {header}); leere Zellen der zweiten gelten wie in der ersten.",
        en: "The header takes two lines ({first} and {header}); blank cells of the second are taken from the first.";
    HEADER_UNSURE = "header-unsure", Warning,
        de: "Zeile {header} wird für die Kopfzeile gehalten, obwohl keine bekannte Bezeichnung darin steht. Bitte prüfen.",
        en: "Line {header} is taken for the header although there is no known label in it. Please check.";
    NO_HEADER = "no-header", Note,
        de: "Die Tabelle hat keine Kopfzeile; schon ihre erste Zeile sind Daten.",
        en: "The table has no header; its first row is data already.";
    HEADER_ROW_MISSING = "header-row-missing", Error,
        de: "Die Kopfzeile soll in Zeile {header} stehen, diese Zeile gibt es aber nicht oder sie ist leer.",
        en: "The header is said to be in line {header}, but that line does not exist or is blank.";
    ROWS_ABOVE_HEADER = "rows-above-header", Note,
        de: "Zeilen über der Tabelle, die nicht importiert werden: {count}.",
        en: "Rows above the table that are not imported: {count}.";
    FOOTER_LEFT_OUT = "footer-left-out", Note,
        de: "Fußzeilen unter der Tabelle, die nicht importiert werden: {count} (ab Zeile {from}).",
        en: "Footer rows below the table that are not imported: {count} (from line {from}).";
    REPEATED_HEADER = "repeated-header", Note,
        de: "Wiederholungen der Kopfzeile, die nicht importiert werden: {count} (zuerst in Zeile {from}).",
        en: "Repetitions of the header that are not imported: {count} (first in line {from}).";
    BELOW_OTHER_HEADER = "below-other-header", Error,
        de: "In Zeile {at} beginnt eine zweite Liste, deren Spalten anders heißen oder anders angeordnet sind als die der ersten. Die Zeilen darunter werden nicht importiert; bitte die Spalten angleichen oder die zweite Liste als eigene Datei importieren.",
        en: "A second list begins in line {at}, whose columns have other names or another order than those of the first. The rows below it are not imported; please align the columns, or import the second list as a file of its own.";
    ENCODING_UNSETTLED = "encoding-unsettled", Error,
        de: "Die Zeichenkodierung ist nicht sicher zu erkennen: Als {encoding} gelesen enthielten Namen Zeichen, die dort kaum vorkommen; gemeint sein kann {other}. Bitte die Kodierung angeben ({encoding} oder {other}), oder die Datei als UTF-8 speichern.",
        en: "The character encoding cannot be told for certain: read as {encoding}, names would hold characters that are rare there; {other} may be meant. Please state the encoding ({encoding} or {other}), or save the file as UTF-8.";
    SAMPLE_ROW = "sample-row", Warning,
        de: "Das scheint die Beispielzeile einer Vorlage zu sein. Bitte löschen, wenn niemand so heißt.",
        en: "This seems to be the sample row of a template. Please delete it if nobody is called that.";
    DUPLICATE_HEADER = "duplicate-header", Warning,
        de: "Die Bezeichnung „{header}“ steht über {count} Spalten.",
        en: "The label “{header}” stands above {count} columns.";
    UNLABELLED_COLUMN = "unlabelled-column", Warning,
        de: "Die Spalte {column} hat Inhalt, aber keine Bezeichnung.",
        en: "Column {column} has content but no label.";
    CELLS_BESIDE_TABLE = "cells-beside-table", Note,
        de: "Neben der Tabelle stehen weitere Zellen, zuerst in Zeile {from}; sie werden nicht gelesen.",
        en: "There are more cells beside the table, first in line {from}; they are not read.";
    TABLE_GOES_ON = "table-goes-on", Note,
        de: "Die Excel-Tabelle endet in Zeile {end}, die Liste geht darunter weiter: Zeilen, die auch gelesen werden: {count} (ab Zeile {from}).",
        en: "The Excel table ends in line {end}, but the list goes on below it: rows that are read too: {count} (from line {from}).";
    ROWS_BELOW_TABLE = "rows-below-table", Warning,
        de: "Unter der Excel-Tabelle, die in Zeile {end} endet, stehen Zeilen, die nicht importiert werden: {count} (ab Zeile {from}). Sind das Benutzer, nehmen Sie sie bitte in die Tabelle auf.",
        en: "Below the Excel table, which ends in line {end}, there are rows that are not imported: {count} (from line {from}). If these are users, please take them into the table.";
    OTHER_TABLES = "other-tables", Note,
        de: "Auf dem Blatt stehen weitere Excel-Tabellen, die nicht gelesen werden ({tables}).",
        en: "There are other Excel tables on the sheet, which are not read ({tables}).";
    NO_SHEETS = "no-sheets", Warning,
        de: "Die Datei ist ein Text und hat keine Blätter; die Angabe „{sheet}“ bleibt ohne Wirkung.",
        en: "The file is text and has no sheets; the sheet “{sheet}” has no effect.";
    SHEET_UNKNOWN = "sheet-unknown", Error,
        de: "Ein Blatt „{sheet}“ gibt es nicht. Vorhanden sind: {sheets}.",
        en: "There is no sheet “{sheet}”. There are: {sheets}.";
    SHEET_CHOSEN = "sheet-chosen", Note,
        de: "Gelesen wird das Blatt „{sheet}“: Es passt von {count} sichtbaren am besten.",
        en: "The sheet “{sheet}” is read: of {count} visible ones it fits best.";
    SHEETS_ALIKE = "sheets-alike", Warning,
        de: "Gelesen wird nur das Blatt „{sheet}“. Diese Blätter sehen ebenso nach einer Liste aus: {sheets}. Bitte das Blatt nennen, das gemeint ist, und die anderen für sich importieren; oder alle Zeilen auf ein Blatt bringen.",
        en: "Only the sheet “{sheet}” is read. These sheets look like a list just as much: {sheets}. Please name the sheet that is meant and import the others by themselves; or bring all rows onto one sheet.";
    ONLY_HIDDEN_SHEETS = "only-hidden-sheets", Error,
        de: "Alle Blätter der Datei sind ausgeblendet ({sheets}). Bitte eines einblenden oder beim Namen nennen.",
        en: "All sheets of the file are hidden ({sheets}). Please show one of them or name it.";
}
