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
}
