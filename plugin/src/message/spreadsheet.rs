//! Messages about spreadsheet files: recognising, opening and reading them.

use super::messages;

messages! {
    // Archives: XLSX, XLSB and ODS files are zip archives of parts.

    FILE_TOO_LARGE = "file-too-large", Error,
        de: "Die Datei hat {measured} Byte, gelesen werden höchstens {limit}. Teilen Sie die Liste auf mehrere Dateien auf.",
        en: "The file has {measured} bytes, at most {limit} are read. Split the list into several files.";
    FILE_UNREADABLE = "file-unreadable", Error,
        de: "Die Datei konnte nicht gelesen werden: {reason}. Versuchen Sie es noch einmal.",
        en: "The file could not be read: {reason}. Try again.";
    ARCHIVE_CUT_OFF = "archive-cut-off", Error,
        de: "Die Datei ist unvollständig oder beschädigt: Das Inhaltsverzeichnis am Ende fehlt. Kopieren oder laden Sie sie erneut, oder öffnen Sie sie in Ihrem Tabellenprogramm und speichern Sie sie neu.",
        en: "The file is incomplete or damaged: the table of contents at its end is missing. Copy or download it again, or open it in your spreadsheet program and save it anew.";
    DAMAGED_ARCHIVE = "damaged-archive", Error,
        de: "Die Datei ist beschädigt: Der Teil {part} lässt sich nicht vollständig lesen. Kopieren oder laden Sie sie erneut, oder öffnen Sie sie in Ihrem Tabellenprogramm und speichern Sie sie neu.",
        en: "The file is damaged: its part {part} cannot be read in whole. Copy or download it again, or open it in your spreadsheet program and save it anew.";
    ARCHIVE_TOO_MANY_PARTS = "archive-too-many-parts", Error,
        de: "Das Inhaltsverzeichnis der Datei ist größer als {limit} Byte: So viele Teile hat keine Arbeitsmappe. Bitte die Datei in der Tabellenkalkulation neu speichern.",
        en: "The file's table of contents is larger than {limit} bytes: no workbook has so many parts. Please save the file again in your spreadsheet program.";
    ARCHIVE_SIZE_LIES = "archive-size-lies", Error,
        de: "Die Datei ist nicht in Ordnung: Ihr Teil {part} soll {declared} Byte haben, es sind aber mindestens {measured}. Öffnen Sie sie in Ihrem Tabellenprogramm und speichern Sie sie neu.",
        en: "Something is wrong with the file: its part {part} should have {declared} bytes but has at least {measured}. Open it in your spreadsheet program and save it anew.";
    ARCHIVE_DUPLICATE_PART = "archive-duplicate-part", Error,
        de: "Die Datei enthält einen ihrer Teile zweimal, so dass nicht feststeht, welcher gilt. Öffnen Sie sie in Ihrem Tabellenprogramm und speichern Sie sie neu.",
        en: "The file holds one of its parts twice, so that it is not certain which one counts. Open it in your spreadsheet program and save it anew.";
    ARCHIVE_ENCRYPTED = "archive-encrypted", Error,
        de: "Die Datei ist mit einem Kennwort verschlüsselt ({part}). Speichern Sie sie ohne Kennwort.",
        en: "The file is encrypted with a password ({part}). Save it without a password.";
    ARCHIVE_METHOD = "archive-method", Error,
        de: "Der Teil {part} ist auf eine Art gepackt, die hier nicht gelesen wird ({method}). Öffnen Sie die Datei in Ihrem Tabellenprogramm und speichern Sie sie neu.",
        en: "The part {part} is packed in a way that is not read here ({method}). Open the file in your spreadsheet program and save it anew.";
    INFLATES_TOO_LARGE = "inflates-too-large", Error,
        de: "Entpackt hat die Datei mehr als {limit} Byte (bis zum Teil {part} waren es {measured}). Löschen Sie, was nicht zur Liste gehört, oder teilen Sie sie auf mehrere Dateien auf.",
        en: "Unpacked, the file has more than {limit} bytes ({measured} up to its part {part}). Delete what is not part of the list, or split it into several files.";
    INFLATES_TOO_MUCH = "inflates-too-much", Error,
        de: "Der Teil {part} wird beim Entpacken {measured}-mal so groß, erlaubt ist das {limit}-Fache. So ist keine gewöhnliche Liste gepackt; kopieren Sie die Liste in eine neue Mappe und speichern Sie diese.",
        en: "The part {part} grows {measured} times while unpacking, {limit} times is allowed. No ordinary list is packed like that; copy the list to a new workbook and save that.";

    // Office Open XML: what is wrong inside of an archive that is whole.
    NO_WORKBOOK = "no-workbook", Error,
        de: "Die Datei ist ein Archiv, enthält aber keine Arbeitsmappe. Speichern Sie die Liste in Ihrem Tabellenprogramm als XLSX oder CSV.",
        en: "The file is an archive but holds no workbook. Save the list as XLSX or CSV in your spreadsheet program.";
    SHEET_MISSING = "sheet-missing", Error,
        de: "Das Blatt „{sheet}“ ist in der Datei nicht enthalten. Öffnen Sie sie in Ihrem Tabellenprogramm und speichern Sie sie neu.",
        en: "The sheet “{sheet}” is not in the file. Open it in your spreadsheet program and save it anew.";
    PART_ENCODING = "part-encoding", Error,
        de: "Der Teil {part} der Datei ist nicht in der Zeichenkodierung geschrieben, die er angibt ({encoding}), oder sie ist unbekannt. Öffnen Sie die Datei in Ihrem Tabellenprogramm und speichern Sie sie neu.",
        en: "The part {part} of the file is not written in the character encoding it claims ({encoding}), or that is unknown. Open the file in your spreadsheet program and save it anew.";
    ROW_OUT_OF_RANGE = "row-out-of-range", Error,
        de: "Die Datei enthält eine Zeile mit der Nummer {row}, die es in einem Blatt nicht geben kann (1 bis 1048576). Öffnen Sie sie in Ihrem Tabellenprogramm und speichern Sie sie neu.",
        en: "The file holds a row with the number {row}, which no sheet can have (1 to 1048576). Open it in your spreadsheet program and save it anew.";
    ROWS_OUT_OF_ORDER = "rows-out-of-order", Error,
        de: "In der Datei steht Zeile {row} nach Zeile {before}. Öffnen Sie sie in Ihrem Tabellenprogramm und speichern Sie sie neu.",
        en: "In the file row {row} stands after row {before}. Open it in your spreadsheet program and save it anew.";
    CELL_OUT_OF_RANGE = "cell-out-of-range", Error,
        de: "Die Datei enthält eine Zelle „{cell}“, die es in einem Blatt nicht geben kann (A1 bis XFD1048576). Öffnen Sie sie in Ihrem Tabellenprogramm und speichern Sie sie neu.",
        en: "The file holds a cell “{cell}”, which no sheet can have (A1 to XFD1048576). Open it in your spreadsheet program and save it anew.";
    CELL_OUT_OF_PLACE = "cell-out-of-place", Error,
        de: "Die Zelle {cell} steht in der Datei an der falschen Stelle oder zweimal. Öffnen Sie sie in Ihrem Tabellenprogramm und speichern Sie sie neu.",
        en: "The cell {cell} stands in the wrong place in the file, or twice. Open it in your spreadsheet program and save it anew.";
    SHARED_TEXT_MISSING = "shared-text-missing", Error,
        de: "Die Zelle verweist auf den Text Nummer {number}, den die Datei nicht enthält: Sie ist beschädigt. Tragen Sie den Wert neu ein.",
        en: "The cell refers to text number {number}, which the file does not hold: it is damaged. Enter the value again.";
    CELL_VALUE_UNREADABLE = "cell-value-unreadable", Error,
        de: "In der Zelle steht „{value}“, was ihrer Art (Zahl, Wahrheitswert, Datum) nicht entspricht. Tragen Sie den Wert neu ein.",
        en: "The cell holds “{value}”, which is not of its kind (number, truth value, date). Enter the value again.";

    // What a file is, when it is not one of the kinds that are read.
    EMPTY_FILE = "empty-file", Error,
        de: "Die Datei ist leer: Sie enthält keine einzige Zelle mit Inhalt. Bitte prüfen, ob sie vollständig gespeichert oder übertragen wurde.",
        en: "The file is empty: it has not a single cell with content. Please check that it was saved or uploaded completely.";
    PASSWORD_PROTECTED = "password-protected", Error,
        de: "Die Datei ist mit einem Kennwort geschützt. Bitte ohne Kennwort speichern (in Excel: Datei > Informationen > Arbeitsmappe schützen) und erneut hochladen. Öffnet sie sich ohne Frage nach einem Kennwort, sind Mappe oder Struktur schreibgeschützt: dann ohne jeden Schutz unter neuem Namen speichern.",
        en: "The file is protected with a password. Please save it without a password (in Excel: File > Info > Protect Workbook) and upload it again. If it opens without asking for a password, the workbook or its structure is protected against changes: then save it under a new name without any protection.";
    RIGHTS_PROTECTED = "rights-protected", Error,
        de: "Die Datei ist durch eine Rechteverwaltung (Vertraulichkeitsstufe) verschlüsselt. Bitte eine ungeschützte Kopie als XLSX oder CSV speichern.",
        en: "The file is encrypted by rights management (a sensitivity label). Please save an unprotected copy as XLSX or CSV.";
    TOO_OLD = "too-old", Error,
        de: "Die Datei stammt aus Excel {version} oder älter; das ist zu alt. Bitte in Excel öffnen und als .xlsx speichern.",
        en: "The file comes from Excel {version} or older, which is too old. Please open it in Excel and save it as .xlsx.";
    OLD_SPREADSHEET = "old-spreadsheet", Error,
        de: "Die Datei ist eine Tabelle von {program}. Bitte in Excel oder LibreOffice öffnen und als .xlsx speichern.",
        en: "The file is a {program} spreadsheet. Please open it in Excel or LibreOffice and save it as .xlsx.";
    DAMAGED_COMPOUND_FILE = "damaged-compound-file", Error,
        de: "Die Excel-Datei (.xls) ist beschädigt oder unvollständig. Bitte in Excel öffnen, reparieren lassen und als .xlsx speichern.",
        en: "The Excel file (.xls) is damaged or incomplete. Please open it in Excel, let Excel repair it, and save it as .xlsx.";
    ARCHIVE_OF_FILES = "archive-of-files", Error,
        de: "Die Datei ist ein ZIP-Archiv, keine Tabelle (es enthält {entry}). Bitte entpacken und die Tabelle selbst hochladen.",
        en: "The file is a ZIP archive, not a spreadsheet (it contains {entry}). Please unpack it and upload the spreadsheet itself.";
    COMPRESSED_FILE = "compressed-file", Error,
        de: "Die Datei ist gepackt ({format}). Bitte entpacken und die Tabelle selbst hochladen.",
        en: "The file is compressed ({format}). Please unpack it and upload the spreadsheet itself.";
    PDF_FILE = "pdf-file", Error,
        de: "Die Datei ist ein PDF, keine Tabelle. Bitte die Liste aus dem ursprünglichen Programm als XLSX oder CSV speichern.",
        en: "The file is a PDF, not a spreadsheet. Please save the list from the program it comes from as XLSX or CSV.";
    HTML_FILE = "html-file", Error,
        de: "Die Datei ist eine HTML-Seite, auch wenn sie vielleicht .xls heißt. Bitte in Excel öffnen und als .xlsx speichern.",
        en: "The file is an HTML page, even if it is called .xls. Please open it in Excel and save it as .xlsx.";
    XML_SPREADSHEET = "xml-spreadsheet", Error,
        de: "Die Datei ist eine XML-Kalkulationstabelle (Excel 2003). Bitte in Excel öffnen und als .xlsx speichern.",
        en: "The file is an XML spreadsheet (Excel 2003). Please open it in Excel and save it as .xlsx.";
    XML_FILE = "xml-file", Error,
        de: "Die Datei ist ein XML-Dokument, keine Tabelle. Bitte die Liste als XLSX oder CSV speichern.",
        en: "The file is an XML document, not a spreadsheet. Please save the list as XLSX or CSV.";
    JSON_FILE = "json-file", Error,
        de: "Die Datei enthält JSON, keine Tabelle. Bitte die Liste als XLSX oder CSV speichern.",
        en: "The file holds JSON, not a table. Please save the list as XLSX or CSV.";
    CONTACTS_FILE = "contacts-file", Error,
        de: "Die Datei enthält Kontakte oder Verzeichniseinträge ({format}), keine Tabelle. Bitte die Liste als XLSX oder CSV exportieren.",
        en: "The file holds contacts or directory entries ({format}), not a table. Please export the list as XLSX or CSV.";
    TEXT_DOCUMENT = "text-document", Error,
        de: "Die Datei ist ein Textdokument ({format}), keine Tabelle. Bitte die Liste in eine Tabelle übernehmen und als XLSX oder CSV speichern.",
        en: "The file is a text document ({format}), not a spreadsheet. Please copy the list into a spreadsheet and save it as XLSX or CSV.";
    OTHER_DOCUMENT = "other-document", Error,
        de: "Die Datei ist keine Tabelle, sondern ein Dokument der Art {format}. Bitte die Liste als XLSX oder CSV speichern.",
        en: "The file is not a spreadsheet but a document of the kind {format}. Please save the list as XLSX or CSV.";
    NUMBERS_FILE = "numbers-file", Error,
        de: "Die Datei stammt aus Apple Numbers (oder Pages, Keynote). Bitte in Numbers über Ablage > Exportieren als Excel oder CSV sichern.",
        en: "The file comes from Apple Numbers (or Pages, Keynote). Please export it in Numbers with File > Export To as Excel or CSV.";
    MAIL_FILE = "mail-file", Error,
        de: "Die Datei ist eine E-Mail oder ein Postfach ({format}), keine Tabelle. Bitte den Anhang speichern und hochladen.",
        en: "The file is an email or a mailbox ({format}), not a spreadsheet. Please save the attachment and upload it.";
    IMAGE_FILE = "image-file", Error,
        de: "Die Datei ist ein Bild ({format}), keine Tabelle. Bitte die Liste als XLSX oder CSV speichern.",
        en: "The file is an image ({format}), not a spreadsheet. Please save the list as XLSX or CSV.";
    DATABASE_FILE = "database-file", Error,
        de: "Die Datei ist eine Datenbank ({format}). Bitte die Liste daraus als XLSX oder CSV exportieren.",
        en: "The file is a database ({format}). Please export the list from it as XLSX or CSV.";
    PROGRAM_FILE = "program-file", Error,
        de: "Die Datei ist ein Programm, keine Tabelle.",
        en: "The file is a program, not a spreadsheet.";
    NOT_A_SPREADSHEET = "not-a-spreadsheet", Error,
        de: "Die Datei ist keine Tabelle: sie enthält Binärdaten unbekannter Art. Bitte die Liste als XLSX oder CSV speichern.",
        en: "The file is not a spreadsheet: it holds binary data of an unknown kind. Please save the list as XLSX or CSV.";

    // Reading sheets of any kind: limits, damage, hidden rows.

    TOO_MANY_CELLS = "too-many-cells", Error,
        de: "Das Blatt hat mehr als {limit} Zellen mit Inhalt (bis hierher {measured}). Löschen Sie, was nicht zur Liste gehört, oder teilen Sie sie auf mehrere Dateien auf.",
        en: "The sheet has more than {limit} cells with content ({measured} up to here). Delete what is not part of the list, or split it into several files.";
    SHEET_TEXT_TOO_LARGE = "sheet-text-too-large", Error,
        de: "Die Zellen des Blatts haben bis hierher {measured} Byte Text, erlaubt sind bei einer Datei dieser Größe {limit}: Lange Texte wiederholen sich darin sehr oft. Löschen Sie, was nicht zur Liste gehört, oder speichern Sie die Liste als CSV.",
        en: "The cells of the sheet have {measured} bytes of text up to here; {limit} are allowed for a file of this size: long texts are repeated in it very often. Delete what is not part of the list, or save the list as CSV.";
    CELLS_SCATTERED = "cells-scattered", Error,
        de: "Die Zellen des Blatts „{sheet}“ stehen ungeordnet in der Datei und nehmen {measured} Byte ein; so gelesen werden höchstens {limit}. Öffnen Sie sie in Ihrem Tabellenprogramm und speichern Sie sie neu, als .xlsx.",
        en: "The cells of the sheet “{sheet}” are in no order in the file and take {measured} bytes; at most {limit} are read that way. Open it in your spreadsheet program and save it anew, as .xlsx.";
    TOO_MANY_COLUMNS = "too-many-columns", Error,
        de: "Das Blatt hat Inhalt in Spalte {column}; gelesen werden höchstens {limit} Spalten. Löschen Sie, was rechts der Liste steht.",
        en: "The sheet has content in column {column}; at most {limit} columns are read. Delete what stands to the right of the list.";
    CELL_TEXT_TOO_LONG = "cell-text-too-long", Error,
        de: "Der Text einer Zelle ist länger als {limit} Byte (mindestens {measured}). Kürzen Sie ihn.",
        en: "The text of a cell is longer than {limit} bytes (at least {measured}). Shorten it.";
    SHARED_TEXTS_TOO_LARGE = "shared-texts-too-large", Error,
        de: "Die Texte der Arbeitsmappe sind zusammen größer als {limit} Byte (mindestens {measured}). Kopieren Sie die Liste in eine neue Mappe, teilen Sie sie auf, oder speichern Sie sie als CSV.",
        en: "The texts of the workbook are larger than {limit} bytes in all (at least {measured}). Copy the list into a new workbook, split it, or save it as CSV.";
    ROW_TOO_LARGE = "row-too-large", Error,
        de: "Die Texte einer Zeile haben zusammen mehr als {limit} Byte (mindestens {measured}). Kürzen Sie sie.",
        en: "The texts of a row have more than {limit} bytes in all (at least {measured}). Shorten them.";
    MERGED_CELLS = "merged-cells", Warning,
        de: "Zellen, die über mehrere Zeilen verbunden sind, gelten für jede von ihnen: {count}, zuerst {cells} („{value}“). Ist das nicht gemeint, bitte die Verbindung aufheben und die Zellen einzeln füllen.",
        en: "Cells that are merged over several rows count for each of them: {count}, first {cells} (“{value}”). If that is not meant, please unmerge them and fill in each cell.";
    MERGED_NOT_FILLED = "merged-not-filled", Warning,
        de: "Auf dem Blatt sind Zellen über mehrere Zeilen verbunden. Ihr Wert gilt hier nur für die erste dieser Zeilen: das Blatt ist zu groß, oder es sind zu viele. Bitte die Verbindungen aufheben und jede Zelle füllen.",
        en: "Cells of the sheet are merged over several rows. Their value counts for the first of these rows only: the sheet is too large, or there are too many. Please unmerge them and fill in each cell.";
    HIDDEN_ROWS = "hidden-rows", Warning,
        de: "{count} {count?Zeile|Zeilen} des Blatts {count?ist|sind} ausgeblendet (durch einen Filter oder von Hand). Auch ausgeblendete Zeilen werden gelesen.",
        en: "{count} {count?row|rows} of the sheet {count?is|are} hidden (by a filter or by hand). Hidden rows are read like the others.";
    DAMAGED_SHEET = "damaged-sheet", Error,
        de: "Das Blatt „{sheet}“ ist beschädigt und lässt sich ab hier nicht lesen. Öffnen Sie die Datei in Ihrem Tabellenprogramm, lassen Sie sie reparieren, und speichern Sie sie neu.",
        en: "The sheet “{sheet}” is damaged and cannot be read from here on. Open the file in your spreadsheet program, let it be repaired, and save it anew.";
    DAMAGED_WORKBOOK = "damaged-workbook", Error,
        de: "Die Arbeitsmappe ist beschädigt: {part} lässt sich nicht lesen. Öffnen Sie die Datei in Ihrem Tabellenprogramm, lassen Sie sie reparieren, und speichern Sie sie neu.",
        en: "The workbook is damaged: {part} cannot be read. Open the file in your spreadsheet program, let it be repaired, and save it anew.";
    REPEATED_TOO_OFTEN = "repeated-too-often", Error,
        de: "Inhalte sollen sich über {measured} Zellen wiederholen; gelesen werden höchstens {limit} solche Wiederholungen. Löschen Sie die aufgefüllten Zeilen und Spalten neben und unter der Liste.",
        en: "Contents are to be repeated over {measured} cells; at most {limit} such repetitions are read. Delete the filled rows and columns beside and below the list.";
    DOCTYPE_REFUSED = "doctype-refused", Error,
        de: "Der Teil {part} der Datei enthält eine DOCTYPE-Angabe. Tabellenprogramme schreiben so etwas nicht; die Datei wird aus Sicherheitsgründen nicht gelesen.",
        en: "The part {part} of the file contains a DOCTYPE declaration. Spreadsheet programs do not write these; the file is not read for safety.";
}
