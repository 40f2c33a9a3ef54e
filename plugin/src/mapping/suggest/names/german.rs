//! German names, as in lists of personnel departments.

use super::{Names, Need, full_name, lesser, lesser_not_active, needing, not_active, usual};

pub(super) const NAMES: &[Names] = &[
    usual(
        "first-name",
        "Vorname|Vorn.|Offizieller Vorname|Vornamen|Vorname(n)|Erster Vorname|1. Vorname|Vorname lt. Ausweis",
    ),
    lesser("first-name", "Rufname"),
    usual("last-name", "Offizieller Nachname|Name (Nachname)|Nachname|Nachnamen|Familienname|Zuname|Familiennamen"),
    usual(
        "email",
        "E-Mail|Mail|Mail-Adr.|E-Mail-Adr.|E-Mail-Anschrift|Geschäftliche E-Mail-Adresse|Mailadresse|Mail-Adresse|E-Mail-Adresse|Emailadresse|E-Mail Adresse|Elektronische Post|Firmen-E-Mail|\
         Arbeits-E-Mail|Dienst-E-Mail|Geschäfts-E-Mail|Dienstmail|Primäre E-Mail|Primäre E-Mail-Adresse|Haupt-E-Mail|\
         E-Mail-Kontakt|E-Mail (Firma)|Geschäftsmail|Firmenmail|Firmenmailadresse|Primäre Mailadresse|Login-E-Mail|E-Mail intern",
    ),
    usual(
        "employee-number",
        "Mitarbeiternummer|Mitarbeiternr|Mitarbeiter-Nr.|Mitarbeiter-ID|Mitarbeiterkennung|MA-Nummer|MA-Nr.|MA-ID|Personalnummer|\
         Personal-Nummer|Personalnr|Personal-Nr.|Pers.-Nr.|PersNr|Pers.Nr.|Pers Nummer|PNr|PN|Personal-ID|Personalkennnummer|\
         Stammnummer|Stammnr|Stamm-Nr.|Personalstammnummer|Dienstnummer|Nummer Mitarbeiter|Beschäftigtennummer|\
         Angestelltennummer|DN-Nr.|Dienstnehmernummer|Dienstnehmer-Nr.|Mitarbeitenden-Nr.|Mitarbeitendennummer|Personal-Nr|Arbeitnehmernummer|AN-Nummer|AN-Nr.|Arbeitnehmer-Nr.|Nr. Mitarbeiter",
    ),
    usual(
        "user-name",
        "Benutzername|Nutzername|Anmeldename|Loginname|Login-Name|Login|Benutzerkennung|Nutzerkennung|Benutzerkonto|Kontoname|\
         Windows-Login|Windows-Benutzername|Windows-Anmeldename|AD-Benutzername|AD-Konto|Benutzerprinzipalname|Zugangsname|User-Name|\
         Anmeldekennung|Benutzeranmeldename|SAP-Benutzer|SAP-Benutzername|Username|Benutzer-Login|Netzwerkname|Anmelde-Name|\
         Systembenutzername",
    ),
    usual(
        "mobile",
        "Mobil|Mobile|Mobiltelefon|Mobilnummer|Mobil-Nr.|Mobilnr|Mobilfunk|Mobilfunknummer|Mobilfunk-Nr.|Mobiltelefonnummer|Mobilruf|\
         Mobilrufnummer|Mobile Rufnummer|Mobile Nummer|Mobile Telefonnummer|Handy|Handynummer|Handy-Nr.|Handynr|Diensthandy|\
         Diensthandynummer|Firmenhandy|Firmenmobiltelefon|Dienst-Handy|Mobiltel.|Mobil-Tel.|Tel. mobil|Telefon mobil|Natel|\
         Natel-Nr.|Natelnummer|Telefon Handy|Diensttelefon mobil|Rufnummer mobil|Handy Arbeit|Mobil Firma|Handy Firma|Firmenhandynummer",
    ),
    usual(
        "language",
        "Sprache|Sprachcode|Sprachkürzel|Sprachkennung|Sprachkennzeichen|Bevorzugte Sprache|Korrespondenzsprache|Benutzersprache|\
         Anzeigesprache|Systemsprache|Oberflächensprache|Kommunikationssprache|Sprache der Oberfläche|Sprachschlüssel|Spracheinstellung|\
         Gewünschte Sprache|Standardsprache|Sprache Korrespondenz",
    ),
    needing(
        Need::Values,
        "level",
        "Berechtigung|Berechtigungen|Berechtigungslevel|Zugriffsstufe|Zugriffsebene|Berechtigungsebene|Rechtestufe|Systemrolle|\
         Rechte|Zugriffsrecht|Zugriffsrechte|Benutzertyp|Benutzerart",
    ),
    usual("level", "Rolle|Benutzerrolle|Nutzerrolle|Rolle im System"),
    usual(
        "has-own-schedule",
        "Eigener Besuchsplan|Besuchsplan|Mit Besuchsplan|Eigener Terminplan|Hat Besuchsplan|Eigener Zeitplan|Eigener Tourenplan",
    ),
    usual(
        "groups",
        "Benutzergruppen|Benutzergruppe|Gruppen|Gruppe|Nutzergruppe|Nutzergruppen|Gruppenzugehörigkeit|Gruppenmitgliedschaft|\
         Gruppenmitgliedschaften|Zugeordnete Gruppen|Mitarbeitergruppen|Gruppe(n)|Gruppenname|Gruppennamen|Zugewiesene Gruppen|Sicherheitsgruppen|Sicherheitsgruppe",
    ),
    usual(
        "active",
        "Aktiv|Aktiviert|Ist aktiv|Benutzer aktiv|Konto aktiv|Konto aktiviert|Account aktiv|Zugang aktiv|Login aktiv|Aktiver Benutzer|\
         Aktiver Mitarbeiter|Freigeschaltet|Anmeldung erlaubt|Konto freigegeben|Aktiv (ja/nein)|Aktiv J/N|Aktiv?|Aktiv-Kz|Aktivkennzeichen|Aktiv-Kennzeichen|Aktiv Flag|Aktivflag",
    ),
    not_active(
        "Inaktiv|Ist inaktiv|Gesperrt|Ist gesperrt|Deaktiviert|Benutzer gesperrt|Konto gesperrt|Konto deaktiviert|Zugang gesperrt|\
         Login gesperrt|Anmeldung blockieren|Anmeldung blockiert|Anmeldung sperren|Anmeldung gesperrt|Blockiert|Stillgelegt|Suspendiert|\
         Konto stillgelegt|Account gesperrt|Account deaktiviert|Benutzer inaktiv|Sperre|Sperrkennzeichen|Gesperrt (ja/nein)|\
         Anmeldeinformationen blockieren|Benutzer deaktiviert|Nicht aktiv",
    ),
    lesser_not_active("Gelöscht|Ausgeschieden|Ist ausgeschieden|Archiviert|Konto gelöscht"),
    needing(
        Need::Status,
        "active",
        "Status|Kontostatus|Benutzerstatus|Mitarbeiterstatus|Zustand|Anmeldestatus|Aktivstatus|Personalstatus|Beschäftigungsstatus|Anstellungsstatus|Status Mitarbeiter|Status Konto|Status Benutzer",
    ),
    usual(
        "note",
        "Notiz|Notizen|Bemerkung|Bemerkungen|Kommentar|Kommentare|Anmerkung|Anmerkungen|Interne Notiz|Hinweis|Hinweise|Freitext|Bem.",
    ),
    usual(
        "microsoft-object-id",
        "Microsoft-Objekt-ID|Entra-Objekt-ID|Azure-Objekt-ID|Azure AD Objekt-ID|Entra ID Objekt-ID",
    ),
    needing(Need::Values, "microsoft-object-id", "Objekt-ID|Objektkennung"),
    usual(
        "home-street",
        "Straße|Str.|Straße und Hausnummer|Straße Hausnummer|Straße/Hausnr.|Straße + Hausnummer|Straße & Hausnummer|Straße u. Hausnummer|\
         Straße u. Nr.|Straße Nr.|Straße/Nummer|Straße und Nr.|Straße, Hausnr.|Straße und Hausnr.|Straße Haus-Nr.|Straße und Nummer|Straßenname|\
         Str. Nr.|Str. und Hausnr.|Str./Hausnr.|Strasse HausNr.|Adresszeile 1|Anschrift Zeile 1|Anschriftzeile 1|Privatstraße|\
         Adresse Zeile 1|Heimatstraße|Straße 1|Straße u. Hausnr.|Wohnstraße|Str. u. Nr.",
    ),
    needing(
        Need::Address,
        "home-street",
        "Adresse|Anschrift|Wohnadresse|Wohnanschrift|Privatadresse|Privatanschrift|Heimatadresse",
    ),
    usual(
        "home-postal-code",
        "PLZ|Postleitzahl|PLZ-Nr.|Postleit-Zahl|Privat-PLZ|Heimat-PLZ|PLZ Wohnort|Wohnort PLZ|PLZ des Wohnorts",
    ),
    usual(
        "home-city",
        "Ort|Stadt|Wohnort|Ort/Stadt|Stadt/Ort|Gemeinde|Ortschaft|Ortsname|Privatort|Wohnsitz Ort|Stadt / Gemeinde",
    ),
    usual(
        "home-state",
        "Bundesland|Kanton|Provinz|Bundesland/Kanton|Bundesland/Region|Bundesland / Provinz|Bundesland oder Provinz|Bundesstaat|Staat/Provinz|Bundesstaat/Provinz|\
         Bundesland oder Kanton|Bundesstaat oder Provinz",
    ),
    usual(
        "home-country",
        "Land|Ländercode|Landeskürzel|Länderkürzel|Länderkennzeichen|Landescode|Länderschlüssel|Land/Region|Land oder Region|Wohnland|\
         Landeskennzeichen|Länderkennung|Staat|Land-ISO",
    ),
    usual(
        "home-latitude",
        "Breitengrad|Geografische Breite|Geographische Breite|Geogr. Breite|Koordinate Breite|Breitengrad (Lat)|Geo-Breite|GPS-Breite|Geobreite",
    ),
    usual(
        "home-longitude",
        "Längengrad|Geografische Länge|Geographische Länge|Geogr. Länge|Koordinate Länge|Längengrad (Lon)|Geo-Länge|GPS-Länge|Geolänge|Längengrad (Long)",
    ),
    needing(Need::State, "home-state", "Region"),
    needing(
        Need::LogIn,
        "user-name",
        "User ID/Email|Email/User ID|Benutzer-ID/E-Mail|E-Mail/Benutzer-ID|Login ID/Email",
    ),
    needing(Need::Values, "home-latitude", "Breite"),
    needing(Need::Values, "home-longitude", "Länge"),
    lesser("user-name", "Kennung"),
    needing(Need::Values, "user-name", "Benutzer|Konto|Zugang|Nutzer"),
    full_name(
        "Name|Vollständiger Name|Voller Name|Vor- und Nachname|Vor- & Nachname|Vorname Nachname|Vorname und Nachname|Vorname, Nachname|\
         Nachname, Vorname|Nachname Vorname|Nach- und Vorname|Name, Vorname|Name Vorname|Name und Vorname|Vorname Name|Vorname und Name|Anzeigename|\
         Mitarbeitername|Mitarbeiter|Ganzer Name|Name des Mitarbeiters|Name Mitarbeiter|Vor-/Nachname|Vor-/Zuname|Vor- und Zuname|Person|\
         Mitarbeiter/in|Familienname, Vorname|Name (vollständig)|Klarname|Beschäftigter|Familienname Vorname",
    ),
];
