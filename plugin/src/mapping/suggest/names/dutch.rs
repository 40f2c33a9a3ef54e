//! Dutch names.

use super::{Names, Need, Why, full_name, left_alone, lesser, lesser_not_active, needing, not_active, usual};

pub(super) const NAMES: &[Names] = &[
    usual("first-name", "Voornaam|Voornamen|Voornaam/namen|Eerste voornaam"),
    lesser("first-name", "Roepnaam"),
    usual("last-name", "Achternaam|Familienaam|Achternamen"),
    usual(
        "email",
        "E-mailadres|E-mail adres|Mailadres|E-mailadres werk|E-mail werk|E-mail zakelijk|Zakelijk e-mailadres|Zakelijke e-mail|Werk e-mail|Zakelijk e-mail|Primair e-mailadres",
    ),
    usual(
        "employee-number",
        "Personeelsnummer|Personeelsnr.|Personeels nr.|Werknemersnummer|Werknemernummer|Werknemersnr.|Werknemer ID|Medewerkernummer|Medewerkersnummer|Medewerkernr.|Medewerker ID|Personeels-ID|Stamnummer",
    ),
    usual("user-name", "Gebruikersnaam|Inlognaam|Aanmeldnaam|Accountnaam|User principal name (UPN)|Loginnaam"),
    needing(Need::Values, "user-name", "Gebruiker"),
    usual(
        "mobile",
        "Mobiel|Mobiel nummer|Mobiele telefoon|Mobiele nummer|Mobielnummer|Mobiel telefoonnummer|Gsm-nummer|Mobiele telefoonnummer|Telefoon mobiel|Mobiel werk|Gsm-nr.|Mobiel (werk)|Mobiel zakelijk|06-nummer",
    ),
    usual("language", "Taal|Voorkeurstaal|Taalcode|Taal gebruiker|Correspondentietaal"),
    usual("level", "Rol|Gebruikersrol"),
    needing(Need::Values, "level", "Toegangsniveau|Rechten|Gebruikerstype|Machtiging|Machtigingen"),
    usual("groups", "Groep|Groepen|Gebruikersgroep|Gebruikersgroepen|Groepsnaam"),
    usual(
        "active",
        "Actief|Is actief|Account actief|Actief (ja/nee)|Actief?|Ingeschakeld|Account ingeschakeld|Gebruiker actief",
    ),
    not_active(
        "Inactief|Geblokkeerd|Uitgeschakeld|Gedeactiveerd|Aanmelden blokkeren|Aanmelding blokkeren|Aanmelding geblokkeerd|Account geblokkeerd|Account uitgeschakeld|Referentie blokkeren|Niet actief",
    ),
    lesser_not_active("Verwijderd|Uit dienst"),
    needing(Need::Status, "active", "Accountstatus|Gebruikersstatus|Medewerkerstatus|Dienstverbandstatus"),
    usual("note", "Opmerking|Opmerkingen|Notitie|Notities|Aantekeningen|Toelichting"),
    needing(Need::Values, "microsoft-object-id", "Object-id"),
    usual(
        "home-street",
        "Straat|Straatnaam|Straat en huisnummer|Straatnaam en huisnummer|Straat en nummer|Straat + huisnummer|Straat + nr.|Straat en nr.|Straat/huisnummer|Adresregel 1",
    ),
    needing(Need::Address, "home-street", "Adres|Woonadres|Huisadres|Thuisadres|Privéadres"),
    usual("home-postal-code", "Postcode woonplaats|Postcode (privé)"),
    usual("home-city", "Woonplaats|Gemeente|Plaatsnaam|Woonplaats (privé)"),
    needing(Need::Beside, "home-city", "Plaats|Stad"),
    needing(Need::Beside, "home-state", "Provincie"),
    usual("home-country", "Landcode|Land of regio|Land/regio|Woonland"),
    usual("home-latitude", "Breedtegraad"),
    usual("home-longitude", "Lengtegraad"),
    full_name(
        "Naam|Volledige naam|Weergavenaam|Voor- en achternaam|Naam medewerker|Naam werknemer|Achternaam, voornaam|Medewerker|Werknemer",
    ),
    left_alone(Why::Phone, "Telefoon|Telefoonnummer|Telefoon (werk)|Telefoon werk|Vast nummer|Zakelijk telefoonnummer"),
    left_alone(
        Why::Second,
        "E-mail privé|Privé e-mail|Privé e-mailadres|E-mailadres privé|Mobiel privé|Tweede voornaam|Alternatief e-mailadres|Ander e-mailadres",
    ),
    left_alone(Why::OtherPerson, "Leidinggevende|Manager e-mailadres|Contactpersoon noodgevallen|Noodcontact|Partner"),
    left_alone(
        Why::Other,
        "Tussenvoegsel|Tussenvoegsels|Voorvoegsel|Voorletters|Geboortedatum|Geboorteplaats|Geboortenaam|Meisjesnaam|Geslacht|BSN|Functie|Afdeling|Datum in dienst|Datum uit dienst|Huisnummer|Huisnr.|Toevoeging",
    ),
];
