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
    NOT_STARTED = "not-started", Error,
        de: "Der Lauf endete vor dieser Zeile. Dieselbe Datei noch einmal importieren setzt ihn fort.",
        en: "The run ended before this row. Importing the same file again goes on with it.";
    STALE = "stale", Error,
        de: "Der Benutzer wurde zwischen Prüfung und Import von jemand anderem geändert und deshalb nicht überschrieben. Bitte noch einmal importieren.",
        en: "The user was changed by somebody else between check and import and was therefore not overwritten. Please import again.";
    REJECTED = "rejected", Error,
        de: "Das System nimmt die Änderung nicht an ({code}): {reason}",
        en: "The system does not take the change ({code}): {reason}";
    SOURCE_CHANGED = "source-changed", Error,
        de: "Die Datei hat sich zwischen Prüfung und Import geändert. Es wurde nichts geschrieben; bitte noch einmal prüfen.",
        en: "The file has changed between check and import. Nothing was written; please check it again.";
    STOPPED = "stopped", Warning,
        de: "Der Lauf wurde angehalten. Was geschrieben ist, bleibt; dieselbe Datei noch einmal importieren setzt ihn fort.",
        en: "The run was stopped. What has been written stays; importing the same file again goes on with it.";
    DEACTIVATED_ACCOUNTS = "deactivated-accounts", Note,
        de: "Deaktivierte Benutzer insgesamt: {number}. Sie belegen Lizenzen, bis sie von Hand gelöscht werden, nachdem ihre Daten übertragen oder heruntergeladen wurden.",
        en: "Deactivated users in all: {number}. They hold licences until they are deleted by hand, after their data was transferred or downloaded.";
    FAULTY = "faulty-run", Error,
        de: "Die Ergebnisse ergeben zusammen nicht die {rows} gelesenen Zeilen, sondern {sum}. Das ist ein Fehler des Programms; bitte melden. Der Stand der Benutzer ist am Bericht zu prüfen.",
        en: "The outcomes do not add up to the {rows} rows read, but to {sum}. This is a fault of the program; please report it. Check the users against the report.";
    REASON_NOT_KEPT = "reason-not-kept", Error,
        de: "Zu viele Zeilen gingen nicht durch, um jeden Grund aufzuheben. Diesen Bericht noch einmal prüfen lassen nennt ihn.",
        en: "Too many rows did not go through to keep every reason. Checking this report as a file of its own tells it.";
    REPORT_NOT_WRITTEN = "report-not-written", Error,
        de: "Der Bericht konnte nicht geschrieben werden: {reason}. Dieselbe Datei noch einmal importieren schreibt ihn; was schon übernommen ist, bleibt dabei unverändert.",
        en: "The report could not be written: {reason}. Importing the same file again writes it; what has been taken over will be unchanged.";
    REPORT_NOT_POSSIBLE = "report-not-possible", Error,
        de: "Der Bericht konnte nicht geschrieben werden: {reason}. Was übernommen ist, bleibt. Speichern Sie die Liste als CSV und importieren Sie diese: Dann entsteht der Bericht als CSV.",
        en: "The report could not be written: {reason}. What has been taken over stays. Save the list as CSV and import that: the report will then be CSV too.";
    REPORT_CELL_CHANGED = "report-cell-changed", Warning,
        de: "Der Bericht zeigt diese Zellen nicht vollständig, weil sein Format ihren Text nicht fassen kann (zu lang oder Steuerzeichen): {cells}. Bitte auch sie berichtigen.",
        en: "The report does not show these cells in whole, because its format cannot hold their text (too long, or control characters): {cells}. Please correct them too.";
    FINISH_FAILED = "finish-failed", Warning,
        de: "Alle Änderungen sind geschrieben, aber das System hat den Beleg nicht angenommen: {reason}",
        en: "All changes are written, but the system did not take the receipt: {reason}";
}
