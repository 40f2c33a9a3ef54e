//! Messages of the guards that stand before the first write.

use super::messages;

messages! {
    DEACTIVATIONS = "guard-deactivations", Error,
        de: "Zu deaktivieren: {number} von {active} aktiven {active?Benutzer|Benutzern}, ohne Erlaubnis höchstens {limit}. Wenn das so sein soll, die Zahl {number} beim Import wiederholen.",
        en: "To be deactivated: {number} of {active} active {active?user|users}, without permission at most {limit}. If that is meant, repeat the number {number} when importing.";
    PURGES = "guard-purges", Error,
        de: "Benutzer, die ihren Besuchsplan verlieren: {number}, ohne Erlaubnis höchstens {limit}. Zu löschen: {customers} {customers?Kunde|Kunden}, {appointments} {appointments?Termin|Termine} und {reports} {reports?Bericht|Berichte}. Wenn das so sein soll, die Zahl {number} beim Import wiederholen.",
        en: "Users who lose their own schedule: {number}, without permission at most {limit}. This would delete {customers} {customers?customer|customers}, {appointments} {appointments?appointment|appointments} and {reports} {reports?report|reports}. If that is meant, repeat the number {number} when importing.";
    KEY_CHANGES = "guard-key-changes", Error,
        de: "Geänderte E-Mail-Adressen: bei {number} von {found} gefundenen {found?Benutzer|Benutzern}, ohne Erlaubnis höchstens {limit}. Wenn das so sein soll, die Zahl {number} beim Import wiederholen.",
        en: "Changed email addresses: for {number} of {found} {found?user|users} found, without permission at most {limit}. If that is meant, repeat the number {number} when importing.";
    PROMOTIONS = "guard-promotions", Error,
        de: "Neue Administratoren: {number}, ohne Erlaubnis höchstens {limit}. Wenn das so sein soll, die Zahl {number} beim Import wiederholen.",
        en: "New administrators: {number}, without permission at most {limit}. If that is meant, repeat the number {number} when importing.";
    DEACTIVATIONS_PASS = "deactivations-allowed", Note,
        de: "Zu deaktivieren: {number} von {active} aktiven {active?Benutzer|Benutzern} (erlaubt: {allowed}).",
        en: "To be deactivated: {number} of {active} active {active?user|users} ({allowed} allowed).";
    PURGES_PASS = "purges-allowed", Warning,
        de: "Benutzer, die ihren Besuchsplan verlieren: {number} (erlaubt: {allowed}). Zu löschen: {customers} {customers?Kunde|Kunden}, {appointments} {appointments?Termin|Termine} und {reports} {reports?Bericht|Berichte}.",
        en: "Users who lose their own schedule: {number} ({allowed} allowed). This deletes {customers} {customers?customer|customers}, {appointments} {appointments?appointment|appointments} and {reports} {reports?report|reports}.";
    KEY_CHANGES_PASS = "key-changes-allowed", Note,
        de: "Geänderte E-Mail-Adressen: bei {number} von {found} gefundenen {found?Benutzer|Benutzern} (erlaubt: {allowed}).",
        en: "Changed email addresses: for {number} of {found} {found?user|users} found ({allowed} allowed).";
    IDENTITY_CHANGES = "guard-identity-changes", Error,
        de: "Konten, die auf eine andere Person übergingen: {number}, ohne Erlaubnis höchstens {limit}. Beide Namen und weitere Kennungen ändern sich; nur das Feld, über das der Benutzer gefunden wurde, bleibt. Ist es die Liste eines anderen Unternehmens, oder sind ihre Spalten verschoben? Wenn das so sein soll, die Zahl {number} beim Import wiederholen.",
        en: "Accounts that would pass to another person: {number}, without permission at most {limit}. Both names and other keys change; only the field that found the user stays. Is this the list of another company, or are its columns shifted? If that is meant, repeat the number {number} when importing.";
    IDENTITY_CHANGES_PASS = "identity-changes-allowed", Warning,
        de: "Konten, die auf eine andere Person übergehen: {number} (erlaubt: {allowed}).",
        en: "Accounts that pass to another person: {number} ({allowed} allowed).";
    PROMOTIONS_PASS = "promotions-allowed", Note,
        de: "Neue Administratoren: {number} (erlaubt: {allowed}).",
        en: "New administrators: {number} ({allowed} allowed).";
    ACTING_PERSON = "guard-acting-person", Error,
        de: "Der Import würde Ihr eigenes Benutzerkonto (ID {account}) deaktivieren oder ihm die Administratorrechte nehmen. Das ist nie erlaubt. Bitte die eigene Zeile berichtigen oder ergänzen, oder einen anderen Administrator importieren lassen.",
        en: "The import would deactivate your own account (ID {account}) or take its administrator rights. That is never allowed. Please correct or add your own row, or let another administrator import.";
    LAST_ADMINISTRATOR_TOO_EARLY = "guard-last-administrator-too-early", Error,
        de: "Eine Zeile nimmt dem letzten aktiven Administrator Rechte oder Zugang, bevor eine spätere Zeile einen neuen macht. Bitte die Zeile des neuen Administrators vor die des bisherigen stellen.",
        en: "A row takes the rights or the access of the last active administrator before a later row makes a new one. Please put the new administrator's row before the other.";
    LAST_ADMINISTRATOR = "guard-last-administrator", Error,
        de: "Nach dem Import gäbe es keinen aktiven Administrator mehr. Das ist nie erlaubt. Bitte mindestens einen Administrator aktiv lassen.",
        en: "After the import there would be no active administrator left. That is never allowed. Please keep at least one administrator active.";
    UNKNOWN_GUARD = "unknown-guard", Error,
        de: "Es gibt keine Sicherung „{guard}“. Erlaubt werden können: deactivations, purges, key-changes, identity-changes, promotions.",
        en: "There is no guard “{guard}”. These can be allowed: deactivations, purges, key-changes, identity-changes, promotions.";
}
