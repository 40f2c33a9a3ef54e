//! Swedish, Danish, Norwegian and Finnish names.

use super::{Names, Need, Why, full_name, left_alone, lesser, lesser_not_active, needing, not_active, usual};

pub(super) const NAMES: &[Names] = &[
    usual("first-name", "Förnamn|Fornavn|Fornavne|Etunimi|Etunimet|Tilltalsnamn (förnamn)|Fornavn(e)"),
    lesser("first-name", "Tilltalsnamn|Kutsumanimi|Kaldenavn"),
    usual("last-name", "Efternamn|Efternavn|Etternavn|Sukunimi|Familjenamn|Släktnamn"),
    usual(
        "email",
        "E-post|E-postadress|E-postadresse|Epost arbete|E-mailadresse|E-mail-adresse|Mejl|Mejladress|Mailadress|E-post jobb|E-postadress arbete|E-post (arbete)|E-post arbeid|Arbejdsmail|Arbejds-e-mail|Jobb e-post|\
         Sähköposti|Sähköpostiosoite|Työsähköposti|Sähköposti (työ)|Primär e-postadress|Primær e-mailadresse|Primær e-postadresse",
    ),
    usual(
        "employee-number",
        "Anställningsnummer|Anställningsnr|Anst.nr|Anst.-nr|Anställnings-ID|Medarbetarnummer|Medarbetar-ID|Medarbejdernummer|Medarbejdernr.|Medarbejder-ID|Medarbejder nr.|Ansattnummer|Ansattnr.|Ansatt-ID|Ansatt nr.|Ansattes nummer|\
         Lønnummer|Lønnr.|Henkilönumero|Henkilöstönumero|Työntekijänumero|Työntekijän numero|Työntekijän tunnus|Tjenestenummer|Medarbeidernummer",
    ),
    usual(
        "user-name",
        "Användarnamn|Brugernavn|Brukernavn|Käyttäjätunnus|Käyttäjänimi|Inloggningsnamn|Logonnavn|Påloggingsnavn|Användar-ID|Bruger-ID|Kirjautumistunnus|Användarens huvudnamn|Brukerens hovednavn|Brugerens hovednavn",
    ),
    needing(Need::Values, "user-name", "Användare|Bruger|Bruker|Käyttäjä"),
    usual(
        "mobile",
        "Mobiltelefonnr.|Mobilnr.|Mobiltlf.|Mobil tlf.|Matkapuhelin|Matkapuhelinnumero|Kännykkä|Mobiltelefon arbete|Mobil arbete|Mobil jobb|Mobil arbejde|Mobil arbeid|Arbejdsmobil|Jobbmobil|Työmatkapuhelin|Puhelin (matkapuhelin)",
    ),
    usual(
        "language",
        "Språk|Sprog|Kieli|Önskat språk|Föredraget språk|Språkkod|Sprogkode|Språkkode|Foretrukket språk|Foretrukket sprog|Ensisijainen kieli|Kielikoodi|Asiointikieli",
    ),
    usual("level", "Användarroll|Brugerrolle|Brukerrolle|Rooli|Käyttäjärooli|Roll"),
    needing(
        Need::Values,
        "level",
        "Behörighet|Behörighetsnivå|Rettigheder|Tilgangsnivå|Adgangsniveau|Käyttöoikeus|Käyttöoikeudet|Tilgang",
    ),
    usual(
        "groups",
        "Grupp|Grupper|Användargrupp|Användargrupper|Brugergrupper|Brugergruppe|Brukergrupper|Brukergruppe|Ryhmä|Ryhmät|Käyttäjäryhmä|Käyttäjäryhmät",
    ),
    usual(
        "active",
        "Är aktiv|Konto aktivt|Aktivt konto|Aktiverad|Aktiveret|Er aktiv|Aktivert|Konto aktiverat|Kontot aktiverat|Konto aktiveret|Konto aktivert|Aktiivinen|Käytössä|Tili käytössä",
    ),
    not_active(
        "Blockerad|Spärrad|Avstängd|Inaktiverad|Blockera inloggning|Inloggning blockerad|Bloker logon|Bloker login|Logon blokeret|Blokeret|Spærret|Deaktiveret|Deaktivert|Blokker pålogging|Blokkert|Sperret|Pålogging blokkert|Estä kirjautuminen|Kirjautuminen estetty|Estetty|Lukittu|Ei aktiivinen|Poistettu käytöstä|Ikke aktiv|Ej aktiv|Inte aktiv",
    ),
    lesser_not_active("Slutat|Fratrådt|Sluttet|Raderad|Slettet|Poistettu"),
    needing(
        Need::Status,
        "active",
        "Tila|Tilin tila|Kontostatus (aktiv)|Anställningsstatus|Ansættelsesstatus|Ansettelsesstatus",
    ),
    usual(
        "note",
        "Anteckning|Anteckningar|Anmärkning|Kommentarer|Bemærkning|Bemærkninger|Merknad|Merknader|Notat|Notater|Noter|Huomautus|Huomautukset|Lisätiedot|Muistiinpanot",
    ),
    needing(Need::Values, "microsoft-object-id", "Objekt-id|Objektets id|Objektin tunnus|Objektitunnus"),
    usual(
        "home-street",
        "Gatuadress|Gatuadress 1|Gata och nummer|Gatuadress och nummer|Gateadresse|Gate og nummer|Vejnavn og nr.|Vejnavn og husnummer|Vej og nr.|Vejnavn|Gadenavn|Gade og nr.|Gade|Gatunamn|Gatenavn|Katuosoite|Lähiosoite|Katu|Adressrad 1|Adresselinje 1|Adresselinie 1",
    ),
    needing(Need::Beside, "home-street", "Gata|Gate|Vej"),
    needing(
        Need::Address,
        "home-street",
        "Adress|Bostadsadress|Hemadress|Privatadresse|Hjemmeadresse|Bopælsadresse|Bostedsadresse|Osoite|Kotiosoite|Postiosoite|Postadress",
    ),
    usual("home-postal-code", "Postnummer|Postnr.|Post nr.|Postinumero|Postkod|Postnr"),
    usual(
        "home-city",
        "Postort|Poststed|Bostadsort|Bopælsby|Kaupunki|Postitoimipaikka|Kotikunta|Paikkakunta|Kommun|Ort (bostad)",
    ),
    needing(Need::Beside, "home-city", "By|Sted|Kommune|Kunta"),
    needing(Need::Beside, "home-state", "Län|Fylke|Maakunta"),
    usual(
        "home-country",
        "Maa|Landskod|Landekode|Landkode|Maakoodi|Land eller region|Maa tai alue|Maa/alue|Bostadsland|Asuinmaa",
    ),
    full_name(
        "Namn|Navn|Nimi|Fullständigt namn|För- och efternamn|Fulde navn|Fullt navn|Visningsnamn|Visningsnavn|Vist navn|For- og efternavn|For- og etternavn|Koko nimi|Näyttönimi|Anställd|Medarbetare|Medarbejder|Ansatt|Työntekijä|Visat namn",
    ),
    left_alone(
        Why::Phone,
        "Puhelin|Puhelinnumero|Telefonnr.|Tlf.nr.|Työpuhelin|Telefon arbete|Telefon arbejde|Telefon arbeid|Arbetstelefon|Arbejdstelefon|Kontorstelefon|Kontortelefon",
    ),
    left_alone(
        Why::Second,
        "Privat e-post|Privat e-postadress|Privat e-mail|Privat mail|E-post privat|Privat e-mailadresse|Mellannamn|Mellemnavn|Mellomnavn|Privat mobil|Privat mobilnummer|Toinen nimi|Alternativ e-post|Alternativ e-postadress",
    ),
    left_alone(
        Why::OtherPerson,
        "Närmaste chef|Nærmeste leder|Leder|Esimies|Esihenkilö|Chef e-post|Nödkontakt|Pårørende|Anhörig|Kontaktperson e-post",
    ),
    left_alone(
        Why::Other,
        "Personnummer|Person-nr.|Fødselsnummer|Fødselsdato|Födelsedatum|Födelseort|CPR-nr.|CPR-nummer|CPR|Henkilötunnus|Syntymäaika|Syntymäpaikka|Anställningsdatum|Ansættelsesdato|Ansettelsesdato|Kön|Køn|Kjønn|Sukupuoli|Avdelning|Afdeling (team)|Avdeling|Osasto|Befattning|Stilling|Tehtävänimike",
    ),
];
