//! Messages of availability and access links.

use super::messages;

messages! {
    TOO_FEW_LICENCES = "too-few-licences", Error,
        de: "Import und Export von Benutzern gibt es ab zwei Lizenzen; {tenant} hat {licences}.",
        en: "Import and export of users exist from two licences on; {tenant} has {licences}.";
    CONNECTED_TENANT = "connected-tenant", Error,
        de: "{tenant} ist direkt mit {system} verbunden. Die Benutzer werden von dort übernommen und können hier weder importiert noch exportiert werden. Bitte in {system} pflegen.",
        en: "{tenant} is connected directly to {system}. Its users are synchronised from there and can be neither imported nor exported here. Please maintain them in {system}.";
    NOT_ADMINISTRATOR = "not-administrator", Error,
        de: "Nur Administratoren dürfen Benutzer importieren und exportieren.",
        en: "Only administrators may import and export users.";
    UNKNOWN_USER = "unknown-user", Error,
        de: "Es gibt keinen Benutzer mit der ID {id}.",
        en: "There is no user with the ID {id}.";
    INACTIVE_USER = "inactive-user", Error,
        de: "Der Benutzer {id} ist deaktiviert und bekommt deshalb keinen Zugangslink. Bitte zuerst reaktivieren.",
        en: "The user {id} is deactivated and gets no access link. Please reactivate the account first.";
    NO_ADDRESS = "no-address", Error,
        de: "Der Benutzer {id} hat keine Angabe im Feld {field}; dorthin kann kein Zugangslink geschickt werden.",
        en: "The user {id} has nothing in the field {field}; no access link can be sent there.";
    DELIVERY_FAILED = "delivery-failed", Error,
        de: "Die Nachricht an den Benutzer {id} wurde nicht zugestellt: {reason}",
        en: "The message to the user {id} was not delivered: {reason}";
    TOO_MANY_USERS = "too-many-users", Error,
        de: "Zugangslinks können an höchstens {limit} Benutzer auf einmal geschickt werden; es sind {number}. Bitte auf mehrere Aufrufe verteilen.",
        en: "Access links can be sent to at most {limit} users at once; these are {number}. Please split them.";
    ACCESS_LINK_SUBJECT = "access-link-subject", Note,
        de: "Ihr Zugang für {tenant}",
        en: "Your access to {tenant}";
    ACCESS_LINK_EMAIL = "access-link-email", Note,
        de: "Guten Tag {name},\n\nmit diesem Link richten Sie Ihren Zugang für {tenant} ein:\n\n{link}\n\nMelden Sie sich danach als {user} an. Der Link gilt nur für Sie und nur einmal. Bitte geben Sie ihn nicht weiter.\n",
        en: "Hello {name},\n\nwith this link you set up your access to {tenant}:\n\n{link}\n\nAfter that, log in as {user}. The link is for you alone and works once. Please do not pass it on.\n";
    ACCESS_LINK_SMS = "access-link-sms", Note,
        de: "{tenant}: Ihr Zugangslink {link}",
        en: "{tenant}: your access link {link}";
}
