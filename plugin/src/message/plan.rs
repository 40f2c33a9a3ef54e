//! Messages of matching and planning rows.

use super::messages;

messages! {
    NO_KEY_IN_ROW = "no-key-in-row", Error,
        de: "In dieser Zeile ist keines der Felder ausgefüllt, an denen ein Benutzer erkannt wird ({keys}). Bitte eines davon ausfüllen.",
        en: "None of the fields that a user is recognised by is filled in in this row ({keys}). Please fill in one of them.";
    KEY_AMBIGUOUS = "key-ambiguous", Error,
        de: "{field} „{value}“ gehört zu mehreren Benutzern ({accounts}). Bitte die Zeile über ein anderes Feld zuordnen, zum Beispiel die Benutzer-ID.",
        en: "{field} “{value}” belongs to several users ({accounts}). Please tell the row by another field, for example the user ID.";
    UNKNOWN_ID = "unknown-id", Error,
        de: "Es gibt keinen Benutzer mit der ID „{value}“. IDs vergibt das System: für einen neuen Benutzer die Zelle leer lassen, sonst die ID berichtigen.",
        en: "There is no user with the ID “{value}”. IDs are assigned by the system: leave the cell empty for a new user, or correct the ID.";
    UNKNOWN_ACCOUNT = "unknown-account", Note,
        de: "Es gibt keinen Benutzer mit {field} „{value}“, und dieser Import legt keine neuen an. Die Zeile wurde ausgelassen.",
        en: "There is no user with {field} “{value}”, and this import creates none. The row was left out.";
    ALREADY_EXISTS = "already-exists", Error,
        de: "Den Benutzer gibt es schon: {field} „{value}“ gehört zur ID {account}. Dieser Import legt nur neue Benutzer an; zum Ändern bitte die Art „update-or-insert“ wählen.",
        en: "The user exists already: {field} “{value}” belongs to ID {account}. This import only creates new users; choose the mode “update-or-insert” to change existing ones.";
    KEYS_DISAGREE = "keys-disagree", Error,
        de: "Die Felder dieser Zeile zeigen auf zwei Benutzer: {decided} auf die ID {account}, {field} „{value}“ aber auf die ID {other}. Bitte eines davon berichtigen.",
        en: "The fields of this row point at two users: {decided} at ID {account}, but {field} “{value}” at ID {other}. Please correct one of them.";
    KEY_OF_ANOTHER = "key-of-another", Error,
        de: "{decided} „{first}“ gehört niemandem, {field} „{value}“ aber dem Benutzer mit der ID {other}. Ist er gemeint, {field} in der Reihenfolge der Schlüssel voranstellen („Keys“ in den Einstellungen); sonst bitte eines von beiden berichtigen.",
        en: "{decided} “{first}” belongs to nobody, but {field} “{value}” to the user with ID {other}. If that user is meant, put {field} first in the order of the keys (“Keys” in the settings); otherwise please correct one of the two.";
    KEY_ZEROS_DIFFER = "key-zeros-differ", Error,
        de: "{field} „{value}“ gehört niemandem, unterscheidet sich aber nur in führenden Nullen von einer vergebenen Nummer: {accounts}. Ist dieser Benutzer gemeint, bitte die Zelle berichtigen; ist es wirklich eine andere Nummer, in den Einstellungen „DistinctZeros“ auf true setzen.",
        en: "{field} “{value}” belongs to nobody, but differs only in leading zeros from a number in use: {accounts}. If that user is meant, please correct the cell; if it really is another number, set “DistinctZeros” to true in the settings.";
    ZEROS_TWICE = "zeros-twice", Error,
        de: "{field} „{value}“ unterscheidet sich nur in führenden Nullen von der Nummer in Zeile {other}. Bitte eine der Zeilen berichtigen oder entfernen; sind es wirklich zwei Nummern, in den Einstellungen „DistinctZeros“ auf true setzen.",
        en: "{field} “{value}” differs only in leading zeros from the number in line {other}. Please correct or remove one of the rows; if these really are two numbers, set “DistinctZeros” to true in the settings.";
    VALUE_TAKEN = "value-taken", Error,
        de: "{field} „{value}“ gehört schon dem Benutzer mit der ID {other}. Jeder Wert darf nur einmal vorkommen; bitte berichtigen.",
        en: "{field} “{value}” already belongs to the user with ID {other}. No two users can have the same; please correct it.";
    ACCOUNT_TWICE = "account-twice", Error,
        de: "{field} „{value}“: Diese Zeile meint denselben Benutzer (ID {account}) wie Zeile {other}. Zeile {other} gilt; bitte eine von beiden entfernen.",
        en: "{field} “{value}”: This row means the same user (ID {account}) as line {other}. Line {other} counts; please remove one of the two.";
    ACCOUNT_DISPUTED = "account-disputed", Error,
        de: "Diese Zeile und Zeile {other} beziehen sich auf denselben Benutzer (ID {account}), aber nicht auf dieselbe Person. Deshalb wird keine von beiden importiert. Ist eine davon ein neuer Benutzer, braucht er eine eigene E-Mail-Adresse und eine eigene Nummer; sonst bitte die Schlüssel beider Zeilen berichtigen oder eine Zeile entfernen.",
        en: "This row and line {other} refer to the same user (ID {account}), but not to the same person. Therefore neither is imported. If one of them is a new user, it needs an email address and a number of its own; otherwise please correct the keys of both rows or remove one of them.";
    NOT_IN_NAME = "not-in-name", Warning,
        de: "Nicht in den Namen übernommen: {parts}. Gehört es zum Namen, bitte Vor- und Nachnamen in eigene Spalten schreiben.",
        en: "Left out of the name: {parts}. If it belongs to the name, please put first and last names into columns of their own.";
    MERGED_CELL = "merged-cell", Error,
        de: "Die Zelle ist mit der darüber verbunden. {field} kann nicht für mehrere Personen gelten; bitte die Verbindung aufheben und jede Zelle füllen.",
        en: "The cell is merged with the one above. {field} cannot be the same for several people; please unmerge the cells and fill in each of them.";
    NEW_ENTRIES = "new-entries", Note,
        de: "In „{header}“ {count?steht ein Eintrag, den|stehen Einträge, die} noch kein Benutzer hat (mit der Zahl der Zeilen): {entries}.",
        en: "“{header}” has {count?an entry|entries} that no user has yet (with the number of rows): {entries}.";
    NEAR_ENTRY = "entry-near", Warning,
        de: "„{entry}“ in „{header}“ ist neu ({rows} {rows?Zeile|Zeilen}). Ist „{nearest}“ gemeint? Dann bitte in der Datei berichtigen.",
        en: "“{entry}” in “{header}” is new ({rows} {rows?row|rows}). Is “{nearest}” meant? Then please correct it in the file.";
    IDENTITY_CHANGES = "identity-changes", Warning,
        de: "Außer {by} spricht nichts dafür, dass diese Zeile den Benutzer mit der ID {account} meint: Aus „{old}“ würde „{new}“. Bitte prüfen.",
        en: "Nothing but {by} says that this row means the user with ID {account}: “{old}” would become “{new}”. Please check.";
    RING_TOO_LONG = "exchange-too-long", Error,
        de: "Diese Zeile tauscht Werte mit anderen in einem Kreis von mehr als {limit} Zeilen. So viele können nicht auf einmal geschrieben werden; bitte den Kreis in zwei Importen auflösen.",
        en: "This row exchanges values with others in a ring of more than {limit} rows. So many cannot be written at once; please break the ring up over two imports.";
    STILL_DOUBLE = "still-double", Error,
        de: "{field} „{value}“ stand in der ersten Datei doppelt und gehört dem Benutzer mit der ID {account}, den die andere Zeile betrifft. Diese Zeile bitte löschen oder berichtigen. Soll sie diesen Benutzer wirklich ändern, die Zelle unter „Roster-Code“ leeren.",
        en: "{field} “{value}” stood twice in the first file and belongs to the user with ID {account}, whom the other row is about. Please delete or correct this row. If it really is to change that user, empty its cell below “Roster-Code”.";
    STILL_AS_REPORTED = "still-as-reported", Error,
        de: "Die Zeile steht noch genau so da wie im Bericht; was dort bemängelt ist, sieht man ihren Zellen nicht mehr an. Bitte die Zeile berichtigen. Soll sie so importiert werden, die Zelle unter „Roster-Code“ leeren.",
        en: "The row is still just as it was reported; what was found there does not show in its cells any more. Please correct the row. If it is to be imported as it is, empty its cell below “Roster-Code”.";
    VALUE_TWICE = "value-twice", Error,
        de: "{field} „{value}“ steht schon in Zeile {other}. Jeder Wert darf nur einmal vorkommen; bitte eine der Zeilen berichtigen oder entfernen.",
        en: "{field} “{value}” already stands in line {other}. No two users can have the same; please correct or remove one of the rows.";
    REQUIRED_MISSING = "required-missing", Error,
        de: "Für einen neuen Benutzer fehlt: {label}. Bitte ergänzen.",
        en: "A new user needs: {label}. Please add it.";
    REQUIRED_WITHOUT_COLUMN = "required-without-column", Error,
        de: "Für einen neuen Benutzer fehlt: {fields}. Keine Spalte der Datei ist dem zugeordnet; bitte eine zuordnen oder ergänzen.",
        en: "A new user needs: {fields}. No column of the file is mapped to that; please map or add one.";
    BLANKS_KEEP = "blank-cells-keep", Note,
        de: "Spalte „{header}“: Leere Zellen, die stehen lassen, was der Benutzer hat: {number}. Sollen sie es löschen, in den Einstellungen dieser Spalte „WhenBlank“ auf „clear“ setzen.",
        en: "Column “{header}”: blank cells that leave what the user has: {number}. If they are to clear it, set “WhenBlank” of this column to “clear” in the settings.";
    BLANKS_KEEP_NEEDED = "blank-cells-keep-needed", Note,
        de: "Spalte „{header}“: Leere Zellen, die stehen lassen, was der Benutzer hat: {number}. Dieses Feld kann nicht leer sein.",
        en: "Column “{header}”: blank cells that leave what the user has: {number}. This field cannot be empty.";
    CANNOT_CLEAR = "cannot-clear", Error,
        de: "{field} darf nicht leer sein. Bitte einen Wert angeben, oder leere Zellen dieser Spalte nicht als Löschen einstellen.",
        en: "{field} cannot be empty. Please give a value, or do not set blank cells of this column to clear.";
    CANNOT_CHANGE = "cannot-change", Error,
        de: "{field} wird beim Anlegen vergeben und ändert sich nie mehr; dieser Benutzer hat „{old}“. Bitte den alten Wert einsetzen oder die Spalte nicht zuordnen.",
        en: "{field} is set when a user is created and never changes; this user has “{old}”. Please put the old value back, or do not map the column.";
    DAMAGED_KEY = "damaged-key", Error,
        de: "An einem beschädigten Wert wird kein Benutzer erkannt. Bitte die Zelle berichtigen.",
        en: "No user is recognised by a damaged value. Please correct the cell.";
    CELL_NOT_TAKEN = "cell-not-taken", Note,
        de: "Der Wert dieser Zelle wurde nicht übernommen. Hat der Benutzer schon einen, so bleibt dieser.",
        en: "This cell's value was not taken. If the user has one already, that one stays.";
    ZEROS_GONE = "zeros-gone", Warning,
        de: "{field}: „{value}“ ist „{old}“ ohne führende Nullen oder das Plus, wie Tabellenprogramme sie verlieren. Der alte Wert bleibt. Ist wirklich der kürzere gemeint, bitte ihn beim Benutzer von Hand eintragen.",
        en: "{field}: “{value}” is “{old}” without its leading zeros or plus sign, which spreadsheets lose. The old value stays. If the shorter one is really meant, please enter it for this user by hand.";
    ZEROS_ADDED = "zeros-added", Warning,
        de: "{field}: „{value}“ ist „{old}“ mit mehr führenden Nullen. Der alte Wert bleibt. Soll der neue gelten, in den Einstellungen „DistinctZeros“ auf true setzen.",
        en: "{field}: “{value}” is “{old}” with more leading zeros. The old value stays. If the new one is to count, set “DistinctZeros” to true in the settings.";
    ABSENCE_OFF_DAMAGED = "absence-off-damaged", Warning,
        de: "Die Datei ist beschädigt oder unvollständig. Deshalb wird niemand deaktiviert, nur weil er in ihr fehlt.",
        en: "The file is damaged or incomplete. Therefore nobody is deactivated only for not being in it.";
    ABSENCE_OFF_UNIDENTIFIED = "absence-off-unidentified", Warning,
        de: "Zeilen, bei denen nicht zu erkennen ist, wen sie meinen: {number} (die erste ist Zeile {first}). Deshalb wird niemand deaktiviert, nur weil er in der Datei fehlt. Bitte diese Zeilen berichtigen.",
        en: "Rows for which it cannot be told whom they mean: {number} (the first is line {first}). Therefore nobody is deactivated only for not being in the file. Please correct these rows.";
    ABSENCE_OFF_SHEETS = "absence-off-sheets", Warning,
        de: "Andere Blätter der Datei sehen ebenso nach einer Liste aus und wurden nicht gelesen. Deshalb wird niemand deaktiviert, nur weil er auf diesem Blatt fehlt. Bitte das Blatt nennen, wenn es die ganze Liste ist.",
        en: "Other sheets of the file look like a list just as much and were not read. Therefore nobody is deactivated only for not being on this sheet. Please name the sheet if it is the whole list.";
    ABSENCE_OFF_REPORT = "absence-off-report", Warning,
        de: "Die Datei ist ein Bericht über Zeilen, die nicht durchgingen, und nicht die ganze Liste. Deshalb wird niemand deaktiviert, nur weil er in ihr fehlt.",
        en: "The file is a report of rows that did not go through, and not the whole list. Therefore nobody is deactivated only for not being in it.";
    LICENCES_EXCEEDED = "licences-exceeded", Warning,
        de: "Lizenzen nach diesem Import: {after} in Gebrauch, {bought} gekauft, also {over} zu wenig. Den Import hält das nicht auf.",
        en: "Licences after this import: {after} in use, {bought} bought, so {over} too few. That does not keep the import from running.";
    GROUPS_NEED_TEN = "groups-need-ten-users", Warning,
        de: "Benutzergruppen gibt es ab zehn Lizenzen; {tenant} hat {licences}. Die Spalte „{header}“ wird ausgelassen.",
        en: "User groups exist from ten licences on; {tenant} has {licences}. The column “{header}” is left out.";
    HOST_ANSWER_WRONG = "host-answer-wrong", Error,
        de: "Das System hat auf {asked} {asked?Frage|Fragen} {answered} {answered?Antwort|Antworten} gegeben. Das ist ein Fehler des Systems; bitte seinem Hersteller melden.",
        en: "The system gave {answered} {answered?answer|answers} to {asked} {asked?question|questions}. This is a fault of the system; please tell its maker.";
    PURGE = "own-schedule-purge", Warning,
        de: "Der Benutzer verliert seinen Besuchsplan. Gelöscht werden: {customers} {customers?Kunde|Kunden}, {appointments} {appointments?Termin|Termine}, {reports} {reports?Bericht|Berichte}.",
        en: "The user loses the own schedule. This deletes {customers} {customers?customer|customers}, {appointments} {appointments?appointment|appointments}, {reports} {reports?report|reports}.";
}
