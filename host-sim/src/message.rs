//! What this host says to people when something does not go its way: a catalogue of codes and texts in German and English.
//!
//! A [`Message`] is an entry; [`Said`] is an entry with its arguments. A text is made only where it is shown, in the language
//! of whoever reads it. What only the makers of a host read (a call against the contract, a wrong flag) is English and has no
//! entry. Messages about files and rows are the plugin's own.

use std::fmt::{self, Display};

use crate::language::Language;

/// An entry of the catalogue. Templates hold arguments as `{name}`, and words that follow a number as `{name?word|words}`: the
/// first where the argument is 1.
#[derive(Debug, PartialEq, Eq)]
pub struct Message {
    /// The stable code, in kebab case.
    pub code: &'static str,
    /// The German template.
    pub de: &'static str,
    /// The English template.
    pub en: &'static str,
}

impl Message {
    /// The entry with an argument.
    pub fn with(&'static self, name: &'static str, value: impl Display) -> Said {
        Said::from(self).with(name, value)
    }
}

/// Something that is said to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    message: &'static Message,
    /// Names, and values in German and English.
    arguments: Vec<(&'static str, String, String)>,
}

/// A text that is what it is in both languages.
static AS_IT_IS: Message = Message { code: "", de: "{text}", en: "{text}" };

impl Said {
    /// One more argument.
    pub fn with(mut self, name: &'static str, value: impl Display) -> Self {
        let value = value.to_string();
        self.arguments.push((name, value.clone(), value));
        self
    }

    /// One more argument, which is said in the language of the whole.
    pub fn with_said(mut self, name: &'static str, value: &Self) -> Self {
        self.arguments.push((name, value.text(Language::German), value.text(Language::English)));
        self
    }

    /// The code; none for a text that has no entry.
    pub fn code(&self) -> Option<&'static str> {
        Some(self.message.code).filter(|code| !code.is_empty())
    }

    /// The text in a language.
    pub fn text(&self, language: Language) -> String {
        let mut text = String::new();
        let mut rest = language.pick(self.message.de, self.message.en);
        // Piece by piece, so that an argument with braces in it stays what it is.
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let Some((name, behind)) = after.split_once('}') else { break };
            let (name, forms) =
                name.split_once('?').map_or((name, None), |(name, forms)| (name, forms.split_once('|')));
            if let Some((_, german, english)) = self.arguments.iter().find(|(known, ..)| *known == name) {
                let value = language.pick(german, english).as_str();
                text.push_str(forms.map_or(value, |(one, other)| if value == "1" { one } else { other }));
            }
            rest = behind;
        }
        text + rest
    }
}

/// In English, for logs.
impl Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Language::English))
    }
}

impl From<&'static Message> for Said {
    fn from(message: &'static Message) -> Self {
        Self { message, arguments: Vec::new() }
    }
}

impl From<String> for Said {
    fn from(text: String) -> Self {
        AS_IT_IS.with("text", text)
    }
}

impl From<&str> for Said {
    fn from(text: &str) -> Self {
        AS_IT_IS.with("text", text)
    }
}

macro_rules! messages {
    ($($name:ident = $code:literal, de: $de:literal, en: $en:literal;)*) => {
        $(
            #[doc = concat!("`", $code, "`: ", $en)]
            pub static $name: Message = Message { code: $code, de: $de, en: $en };
        )*
        #[cfg(test)]
        static ALL: &[&Message] = &[$(&$name),*];
    };
}

// Who may.
messages! {
    NOT_ADMINISTRATOR = "not-administrator",
        de: "Das dürfen nur Administratoren; {name} ist keiner. Lassen Sie es einen Administrator tun.",
        en: "Only administrators may do this, and {name} is none. Let an administrator do it.";
    DISABLED_PERSON = "inactive-user",
        de: "Das Konto „{user}“ ist deaktiviert. Aktivieren Sie es, oder handeln Sie für jemand anderen.",
        en: "The account “{user}” is disabled. Enable it, or act as somebody else.";
    NOT_FOR_A_PERSON = "not-for-a-person",
        de: "Das tut, wer den Server betreibt, und niemand aus einem Unternehmen. Lassen Sie --as weg.",
        en: "This is for whoever runs the host, and for nobody of a company. Leave out --as.";
    UNKNOWN_TENANT = "unknown-tenant",
        de: "Es gibt kein Unternehmen „{name}“. `tenant list` zeigt, welche es gibt.",
        en: "There is no company “{name}”. `tenant list` shows the companies.";
    // Companies and their administrators.
    TENANT_TAKEN = "tenant-exists",
        de: "Ein Unternehmen „{name}“ gibt es schon. Wählen Sie einen anderen Namen, oder ändern Sie es mit `tenant set`.",
        en: "There is a company “{name}” already. Choose another name, or change it with `tenant set`.";
    NO_TENANT_NAME = "invalid-tenant-name",
        de: "„{name}“ taugt nicht als Name eines Unternehmens: 1 bis 40 Kleinbuchstaben, Ziffern und Bindestriche.",
        en: "“{name}” is not a name for a company: use 1 to 40 lower-case letters, digits and hyphens.";
    NO_LANGUAGE = "invalid-language",
        de: "„{tag}“ ist keine Sprache. Geben Sie ein Kürzel wie de, en oder de-AT an.",
        en: "“{tag}” is not a language. Give a tag like de, en or de-AT.";
    NO_COUNTRY = "invalid-country",
        de: "„{code}“ ist kein Land. Geben Sie zwei Buchstaben an, wie AT oder DE.",
        en: "“{code}” is not a country. Give a code of two letters, like AT or DE.";
    NO_ADMINISTRATOR_NAME = "invalid-administrator-name",
        de: "Der Name eines Administrators hat 1 bis 100 Zeichen, ohne Leerzeichen, Doppelpunkt und Schrägstrich.",
        en: "An administrator's name has 1 to 100 characters, without spaces, colons and slashes.";
    ADMINISTRATOR_TAKEN = "administrator-exists",
        de: "Einen Administrator „{name}“ gibt es schon; der Name sagt bei der Anmeldung, um welches Unternehmen es geht. Wählen Sie einen anderen.",
        en: "There is an administrator “{name}” already; the name tells the company at log-in. Choose another one.";
    NO_SUCH_ADMINISTRATOR = "unknown-administrator",
        de: "Hier gibt es keinen Administrator „{name}“. `tenant show` nennt sie.",
        en: "There is no administrator “{name}” here. `tenant show` lists them.";
    CONNECTED = "connected-tenant",
        de: "Die Konten werden aus {system} übernommen. Ändern Sie sie dort.",
        en: "The accounts are synchronised from {system}. Change them there.";
    // Passwords and links.
    PASSWORD_LENGTH = "invalid-password",
        de: "Ein Kennwort hat 1 bis {limit} Bytes. Wählen Sie ein anderes.",
        en: "A password has 1 to {limit} bytes. Choose another one.";
    PASSWORD_EMPTY = "empty-password",
        de: "Das Kennwort ist leer. Geben Sie eines an.",
        en: "The password is empty. Give one.";
    PASSWORD_SHORT = "short-password",
        de: "Das Kennwort ist zu kurz. Wählen Sie eines mit mindestens {least} Zeichen.",
        en: "The password is too short. Choose one of at least {least} characters.";
    PASSWORDS_DIFFER = "passwords-differ",
        de: "Die beiden Kennwörter sind verschieden. Geben Sie zweimal dasselbe ein.",
        en: "The two passwords differ. Enter the same one twice.";
    NO_TERMINAL = "no-terminal",
        de: "Hier ist kein Terminal, um nach dem Kennwort von „{name}“ zu fragen. Setzen Sie ROSTER_ADMIN_PASSWORD.",
        en: "There is no terminal to ask for the password of “{name}”. Set ROSTER_ADMIN_PASSWORD.";
    PASSWORD_UNREAD = "password-unread",
        de: "Das Kennwort konnte nicht vom Terminal gelesen werden. Setzen Sie ROSTER_ADMIN_PASSWORD.",
        en: "The password could not be read from the terminal. Set ROSTER_ADMIN_PASSWORD.";
    LINK_USED = "used-link",
        de: "Der Link wurde schon verwendet. Lassen Sie sich einen neuen senden.",
        en: "The link was used before. Ask for a new one.";
    LINK_EXPIRED = "expired-link",
        de: "Der Link ist abgelaufen. Lassen Sie sich einen neuen senden.",
        en: "The link has expired. Ask for a new one.";
    LINK_UNKNOWN = "unknown-link",
        de: "Der Link gilt nicht oder nicht mehr. Lassen Sie sich einen neuen senden.",
        en: "The link is not valid, or not any more. Ask for a new one.";
    NO_MAIL_SERVER = "invalid-mail-server",
        de: "„{server}“ ist kein Server. Geben Sie HOST:PORT an.",
        en: "“{server}” is not a server. Give HOST:PORT.";
    // Accounts: what a rule does not allow.
    DUPLICATE_EMAIL = "duplicate-email",
        de: "Das Konto {other} hat diese E-Mail-Adresse bereits. Geben Sie eine andere an, oder ändern Sie zuerst Konto {other}.",
        en: "Account {other} already has this email address. Give another one, or change account {other} first.";
    DUPLICATE_EMPLOYEE_NUMBER = "duplicate-employee-number",
        de: "Das Konto {other} hat diese Mitarbeiternummer bereits. Geben Sie eine andere an, oder ändern Sie zuerst Konto {other}.",
        en: "Account {other} already has this employee number. Give another one, or change account {other} first.";
    DUPLICATE_USER_NAME = "duplicate-user-name",
        de: "Das Konto {other} hat diesen Benutzernamen bereits. Geben Sie einen anderen an, oder ändern Sie zuerst Konto {other}.",
        en: "Account {other} already has this user name. Give another one, or change account {other} first.";
    DUPLICATE_MICROSOFT_OBJECT_ID = "duplicate-microsoft-object-id",
        de: "Das Konto {other} hat diese Microsoft-Objekt-ID bereits. Geben Sie eine andere an, oder ändern Sie zuerst Konto {other}.",
        en: "Account {other} already has this Microsoft object ID. Give another one, or change account {other} first.";
    UNMARKED_PURGE = "unmarked-purge",
        de: "Ohne eigenen Besuchsplan werden Kunden, Termine und Berichte des Kontos gelöscht. Bestätigen Sie die Löschung.",
        en: "Taking away the own schedule deletes the account's customers, appointments and reports. Confirm the deletion.";
    LAST_ADMINISTRATOR = "last-administrator",
        de: "Das ist der letzte aktive Administrator. Machen Sie zuerst jemand anderen zum Administrator.",
        en: "This is the last active administrator. Make somebody else an administrator first.";
    ACTING_PERSON = "acting-person",
        de: "Niemand kann sich selbst deaktivieren oder herabstufen. Lassen Sie es einen anderen Administrator tun.",
        en: "Nobody can disable or demote themselves. Let another administrator do it.";
    REQUIRED = "required-field",
        de: "Das Feld „{field}“ darf nicht leer sein. Füllen Sie es aus.",
        en: "The field “{field}” cannot be empty. Fill it in.";
    READ_ONLY = "read-only-field",
        de: "Das Feld „{field}“ wird vom System vergeben. Lassen Sie es weg.",
        en: "The field “{field}” is assigned by the system. Leave it out.";
    USER_NAME_FIXED = "user-name-fixed",
        de: "Der Benutzername wird beim Anlegen vergeben und ändert sich nie. Lassen Sie ihn, wie er ist.",
        en: "The user name was assigned when the account was created and never changes. Leave it as it is.";
    INVALID = "invalid-value",
        de: "Der Wert passt nicht in das Feld „{field}“. Korrigieren Sie ihn.",
        en: "The value does not fit the field “{field}”. Correct it.";
    UNKNOWN_USER = "unknown-user",
        de: "Es gibt kein Konto „{user}“. `users list` zeigt die Konten.",
        en: "There is no account “{user}”. `users list` shows the accounts.";
    STILL_ACTIVE = "still-active",
        de: "Nur ein deaktiviertes Konto kann gelöscht werden. Deaktivieren Sie es zuerst.",
        en: "Only a disabled account can be deleted. Disable it first.";
    DATA_NOT_KEPT = "data-not-kept",
        de: "Das Konto hat noch Daten, die weder heruntergeladen noch übertragen wurden. Verwenden Sie zuerst `users download` oder `users transfer`, oder verzichten Sie mit --waive-data darauf.",
        en: "The account still has data that was neither downloaded nor transferred. Use `users download` or `users transfer` first, or waive it with --waive-data.";
    NO_OWN_SCHEDULE = "no-own-schedule",
        de: "Nur ein Konto mit eigenem Besuchsplan hat Kunden, Termine und Berichte. Wählen Sie ein anderes.",
        en: "Only an account with its own schedule has customers, appointments and reports. Choose another one.";
    NO_RECEIVER = "no-receiver",
        de: "Daten können nur an ein anderes aktives Konto mit eigenem Besuchsplan übertragen werden. Wählen Sie ein anderes.",
        en: "Data can only be transferred to another active account with its own schedule. Choose another one.";
    // Restore points and the journal.
    UNKNOWN_POINT = "unknown-restore-point",
        de: "Es gibt keinen Wiederherstellungspunkt {id}, oder er ist älter als 30 Tage. `restore list` zeigt sie.",
        en: "There is no restore point {id}, or it is older than 30 days. `restore list` shows them.";
    NOT_CONFIRMED = "not-confirmed",
        de: "Es wurde nichts geändert. Mit --yes wird ohne Rückfrage wiederhergestellt.",
        en: "Nothing was changed. With --yes it is restored without asking.";
    UNKNOWN_IMPORT = "unknown-import",
        de: "Es gibt keinen Import {id}. `imports list` zeigt sie.",
        en: "There is no import {id}. `imports list` shows them.";
    // Files of the person at the command line.
    FILE_UNREADABLE = "file-unreadable",
        de: "Die Datei {file} kann nicht gelesen werden: {why}. Prüfen Sie Pfad und Berechtigungen.",
        en: "The file {file} cannot be read: {why}. Check the path and the permissions.";
    FILE_UNWRITABLE = "file-unwritable",
        de: "Die Datei {file} kann nicht geschrieben werden: {why}. Wählen Sie einen anderen Ort.",
        en: "The file {file} cannot be written: {why}. Choose another place.";
    DOWNLOAD_UNWRITABLE = "file-unwritable",
        de: "Die Datei {file} kann nicht geschrieben werden. Prüfen Sie den Ordner und den freien Platz.",
        en: "The file {file} cannot be written. Check the folder and the space that is left.";
    OUTBOX_UNWRITABLE = "outbox-not-written",
        de: "Die Nachricht konnte nicht in den Ordner outbox neben der Datenbank geschrieben werden. Prüfen Sie, ob er beschreibbar ist.",
        en: "The message could not be written to the folder outbox beside the database. Check that it is writable.";
    SENDING = "sending-already",
        de: "Ein anderes Programm sendet gerade Zugangslinks für dieses Unternehmen. Warten Sie, bis es fertig ist.",
        en: "Another program is sending access links for this company. Wait until it is done.";
    REPORT_UNWRITABLE = "report-not-written",
        de: "Der Bericht {file} kann nicht geschrieben werden: {why}. Importieren Sie dieselbe Datei noch einmal mit einem anderen Pfad: Was geschrieben ist, bleibt dabei unverändert.",
        en: "The report {file} cannot be written: {why}. Import the same file again with another path: what has been written will be unchanged.";
    REPORT_PLACE = "report-not-written",
        de: "Der Bericht {file} kann nicht geschrieben werden: {why}. Geben Sie mit --report einen anderen Pfad an; es wurde nichts geändert.",
        en: "The report {file} cannot be written: {why}. Give another path with --report; nothing was changed.";
    SETTINGS_UNREADABLE = "settings-unreadable",
        de: "Die Einstellungen {file} können nicht gelesen werden: {why}. Prüfen Sie den Pfad.",
        en: "The settings {file} cannot be read: {why}. Check the path.";
    SETTINGS_NO_OBJECT = "settings-not-json",
        de: "Die Einstellungen {file} sind kein JSON-Objekt. `settings default` zeigt eines, mit dem sich anfangen lässt.",
        en: "The settings {file} are not a JSON object. `settings default` prints one to begin with.";
    SETTINGS_NO_JSON = "settings-not-json",
        de: "Die Einstellungen {file} sind kein JSON (Zeile {line}, Spalte {column}). `settings default` zeigt ein Dokument, mit dem sich anfangen lässt.",
        en: "The settings {file} are not JSON (line {line}, column {column}). `settings default` prints a document to begin with.";
    SETTINGS_DUPLICATE = "settings-not-json",
        de: "Die Einstellungen {file} nennen eine Eigenschaft zweimal (Zeile {line}, Spalte {column}). Lassen Sie eine davon weg.",
        en: "The settings {file} name a property twice (line {line}, column {column}). Leave one of them out.";
    NO_FORMAT = "unknown-format",
        de: "Die Endung der Datei sagt nicht, welches Format sie haben soll. Geben Sie mit --format eines an: xlsx, xlsx-table, csv, csv-plain oder ods.",
        en: "The ending of the file does not tell its format. Give one with --format: xlsx, xlsx-table, csv, csv-plain or ods.";
    IO_NOT_FOUND = "",
        de: "es gibt sie nicht",
        en: "it does not exist";
    IO_NO_PERMISSION = "",
        de: "keine Berechtigung",
        en: "no permission";
    IO_FOLDER = "",
        de: "das ist ein Ordner",
        en: "it is a folder";
    IO_FULL = "",
        de: "es ist kein Speicherplatz mehr frei",
        en: "there is no space left";
    IO_DEVICE = "",
        de: "das ist ein Gerät und keine Datei",
        en: "it is a device and no file";
    // The store.
    BUSY = "store-busy",
        de: "Ein anderer Vorgang schreibt gerade in die Datenbank. Versuchen Sie es wieder, wenn er zu Ende ist.",
        en: "The database is in use by another run. Try again when that run has ended.";
    FULL = "store-full",
        de: "Die Datenbank hat keinen Platz mehr. Schaffen Sie Platz auf dem Datenträger und wiederholen Sie den Vorgang: Was geschrieben wurde, bleibt.",
        en: "The database has no space left. Make room on the disk and run the same again: what was applied stays.";
    DISK = "disk-failed",
        de: "Der Datenträger konnte nicht gelesen oder beschrieben werden. Prüfen Sie ihn und wiederholen Sie den Vorgang.",
        en: "The disk could not be read or written. Check the disk and run the same again.";
    DATABASE_READ_ONLY = "database-read-only",
        de: "Die Datenbank ist schreibgeschützt. Machen Sie die Datei und ihren Ordner beschreibbar.",
        en: "The database is read-only. Make the file and its folder writable.";
    DATABASE_UNOPENED = "database-unopened",
        de: "Die Datenbank kann nicht geöffnet werden. Prüfen Sie den Pfad, und ob der Ordner da und beschreibbar ist.",
        en: "The database cannot be opened. Check the path, and that its folder exists and is writable.";
    DATABASE_MISSING = "database-missing",
        de: "Die Datenbank {file} gibt es nicht. Prüfen Sie --db (oder ROSTER_DB); ein Import oder `tenant create` legt eine an.",
        en: "There is no database {file}. Check --db (or ROSTER_DB); an import or `tenant create` makes one.";
    NO_DATABASE = "no-database",
        de: "Die Datei ist keine Datenbank des Simulators. Geben Sie mit --db eine andere an.",
        en: "The file is not a database of the simulator. Give another one with --db.";
    DATABASE_DAMAGED = "database-damaged",
        de: "Die Datenbank ist beschädigt. Spielen Sie eine Sicherung zurück.",
        en: "The database is damaged. Put a copy of it back.";
    DATABASE_NEWER = "database-newer",
        de: "Die Datenbank stammt von einer späteren Version des Simulators. Verwenden Sie diese, oder mit --db eine andere Datei.",
        en: "The database was made by a later version of the simulator. Use that version, or another file with --db.";
    DATABASE_ODD = "database-failed",
        de: "Die Datenbank hat unerwartet geantwortet. Das Protokoll sagt mehr.",
        en: "The database answered something unexpected. Its log tells more.";
    LOCK_UNOPENED = "lock-unopened",
        de: "Die Sperrdatei neben der Datenbank kann nicht geöffnet werden. Prüfen Sie, ob ihr Ordner beschreibbar ist.",
        en: "The lock file beside the database cannot be opened. Check that its folder is writable.";
    NO_RANDOM = "no-random-numbers",
        de: "Das System liefert keine Zufallszahlen; ein Zugangslink oder Kennwort lässt sich so nicht anlegen.",
        en: "The system gives no random numbers, or no memory; no access link or password can be made.";
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// The names of a template's arguments, sorted, each once.
    fn arguments(template: &str) -> Vec<&str> {
        let mut names: Vec<_> = template.split('{').skip(1).map(|piece| piece.split_once('}').unwrap().0).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    #[test]
    fn both_languages_say_the_same_arguments_and_end_as_sentences() {
        for message in ALL {
            assert_eq!(arguments(message.de), arguments(message.en), "{}", message.code);
            assert_ne!(message.de, message.en);
            if !message.code.is_empty() {
                assert!(message.de.ends_with('.') && message.en.ends_with('.'), "{}", message.code);
                assert!(message.code.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", message.code);
            }
        }
    }

    #[test]
    fn arguments_are_filled_in_as_they_are() {
        let said = UNKNOWN_TENANT.with("name", "{name} {x}");
        assert_eq!(
            said.text(Language::English),
            "There is no company “{name} {x}”. `tenant list` shows the companies."
        );
        assert_eq!(said.code(), Some("unknown-tenant"));
        assert_eq!(Said::from("as {it} is").text(Language::German), "as {it} is");
    }
}
