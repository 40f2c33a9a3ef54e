//! Messages of the guards that stand before the first write.

use super::messages;

messages! {
    DEACTIVATIONS = "guard-deactivations", Error,
        de: "{number} von {active} aktiven Benutzern würden deaktiviert; ohne Erlaubnis sind es höchstens {limit}. Wenn das so sein soll, die Zahl {number} beim Import wiederholen (--allow-deactivations {number}).",
        en: "{number} of {active} active users would be deactivated; without permission it is at most {limit}. If that is meant, repeat the number {number} when importing (--allow-deactivations {number}).";
    PURGES = "guard-purges", Error,
        de: "{number} Benutzer würden ihren Besuchsplan verlieren; gelöscht würden {customers} Kunden, {appointments} Termine und {reports} Berichte. Wenn das so sein soll, die Zahl {number} beim Import wiederholen (--allow-purges {number}).",
        en: "{number} users would lose their own schedule; {customers} customers, {appointments} appointments and {reports} reports would be deleted. If that is meant, repeat the number {number} when importing (--allow-purges {number}).";
    KEY_CHANGES = "guard-key-changes", Error,
        de: "{number} von {found} gefundenen Benutzern würden eine andere E-Mail-Adresse bekommen; ohne Erlaubnis sind es höchstens {limit}. Wenn das so sein soll, die Zahl {number} beim Import wiederholen (--allow-key-changes {number}).",
        en: "{number} of {found} users found would get another email address; without permission it is at most {limit}. If that is meant, repeat the number {number} when importing (--allow-key-changes {number}).";
    PROMOTIONS = "guard-promotions", Error,
        de: "{number} Benutzer würden als Administratoren angelegt oder dazu gemacht; ohne Erlaubnis sind es höchstens {limit}. Wenn das so sein soll, die Zahl {number} beim Import wiederholen (--allow-promotions {number}).",
        en: "{number} users would be created as administrators or become administrators; without permission it is at most {limit}. If that is meant, repeat the number {number} when importing (--allow-promotions {number}).";
    DEACTIVATIONS_PASS = "deactivations-allowed", Note,
        de: "{number} von {active} aktiven Benutzern würden deaktiviert; erlaubt sind {allowed}.",
        en: "{number} of {active} active users would be deactivated; {allowed} are allowed.";
    PURGES_PASS = "purges-allowed", Warning,
        de: "{number} Benutzer würden ihren Besuchsplan verlieren; gelöscht würden {customers} Kunden, {appointments} Termine und {reports} Berichte. Erlaubt sind {allowed}.",
        en: "{number} users would lose their own schedule; {customers} customers, {appointments} appointments and {reports} reports would be deleted. {allowed} are allowed.";
    KEY_CHANGES_PASS = "key-changes-allowed", Note,
        de: "{number} von {found} gefundenen Benutzern würden eine andere E-Mail-Adresse bekommen; erlaubt sind {allowed}.",
        en: "{number} of {found} users found would get another email address; {allowed} are allowed.";
    PROMOTIONS_PASS = "promotions-allowed", Note,
        de: "{number} Benutzer würden als Administratoren angelegt oder dazu gemacht; erlaubt sind {allowed}.",
        en: "{number} users would be created as administrators or become administrators; {allowed} are allowed.";
    ACTING_PERSON = "guard-acting-person", Error,
        de: "Der Import würde Ihr eigenes Benutzerkonto (ID {account}) deaktivieren oder ihm die Administratorrechte nehmen. Das ist nie erlaubt. Bitte die eigene Zeile berichtigen oder ergänzen, oder einen anderen Administrator importieren lassen.",
        en: "The import would deactivate your own account (ID {account}) or take its administrator rights. That is never allowed. Please correct or add your own row, or let another administrator import.";
    LAST_ADMINISTRATOR = "guard-last-administrator", Error,
        de: "Nach dem Import gäbe es keinen aktiven Administrator mehr. Das ist nie erlaubt. Bitte mindestens einen Administrator aktiv lassen.",
        en: "After the import there would be no active administrator left. That is never allowed. Please keep at least one administrator active.";
    UNKNOWN_GUARD = "unknown-guard", Error,
        de: "Es gibt keine Sicherung „{guard}“. Erlaubt werden können: deactivations, purges, key-changes, promotions.",
        en: "There is no guard “{guard}”. These can be allowed: deactivations, purges, key-changes, promotions.";
}
