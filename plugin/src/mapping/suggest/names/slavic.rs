//! Polish, Czech, Slovak, Croatian, Serbian and Slovene names.

use super::{Names, Need, Why, full_name, left_alone, lesser_not_active, needing, not_active, usual};

pub(super) const NAMES: &[Names] = &[
    usual(
        "first-name",
        "Imię|Imiona|Imię (imiona)|Křestní jméno|Krstné meno|Křestní|Pierwsze imię|Osobno ime|Osebno ime",
    ),
    needing(Need::LastName, "first-name", "Jméno|Meno|Ime"),
    usual("last-name", "Nazwisko|Nazwiska|Příjmení|Priezvisko|Prezime|Priimek"),
    usual(
        "email",
        "Adres e-mail|Adres email|Adres poczty elektronicznej|Poczta elektroniczna|Poczta|E-mail służbowy|Email służbowy|Służbowy adres e-mail|Mail służbowy|Firmowy e-mail|\
         E-mailová adresa|Emailová adresa|E-mailová adresa (práce)|Pracovní e-mail|Pracovný e-mail|Firemní e-mail|Firemný e-mail|Služební e-mail|Služobný e-mail|Elektronická pošta|\
         E-pošta|E-mail adresa|Adresa e-pošte|Adresa e-pošty|E-poštni naslov|Elektronski naslov|Elektronska pošta|Elektronička pošta|Službeni e-mail|Poslovni e-mail|Službena e-pošta|Službeni email|Adresa elektroničke pošte|E-naslov",
    ),
    usual(
        "employee-number",
        "Numer pracownika|Nr pracownika|Numer ewidencyjny|Nr ewidencyjny|Numer kadrowy|Numer osobowy|ID pracownika|Identyfikator pracownika|Nr osobowy|Numer służbowy|Kod pracownika|\
         Osobní číslo|Osobné číslo|Číslo zaměstnance|Číslo zamestnanca|Os. číslo|ID zaměstnance|ID zamestnanca|Zaměstnanecké číslo|Zamestnanecké číslo|Osobní č.|\
         Matični broj radnika|Broj zaposlenika|Broj zaposlenog|Šifra zaposlenika|Šifra radnika|ID zaposlenika|Matična številka delavca|Šifra zaposlenega|Številka zaposlenega|ID zaposlenega",
    ),
    usual(
        "user-name",
        "Nazwa użytkownika|Login użytkownika|Identyfikator użytkownika|Nazwa konta|Główna nazwa użytkownika|Uživatelské jméno|Přihlašovací jméno|Používateľské meno|Prihlasovacie meno|Hlavní název uživatele|Hlavné meno používateľa|\
         Korisničko ime|Uporabniško ime|Korisničko ime (login)",
    ),
    needing(Need::Values, "user-name", "Użytkownik|Uživatel|Používateľ|Korisnik|Uporabnik"),
    usual(
        "mobile",
        "Telefon komórkowy|Komórka|Numer telefonu komórkowego|Nr tel. komórkowego|Tel. komórkowy|Tel. kom.|Numer komórkowy|Komórka służbowa|Telefon komórkowy służbowy|Służbowy telefon komórkowy|\
         Mobilní telefon|Mobilní číslo|Mobilný telefón|Mobilné číslo|Mobilní tel.|Tel. mobilní|Číslo mobilu|Číslo mobilního telefonu|Mobilní telefonní číslo|Pracovní mobil|Služební mobil|\
         Mobitel|Broj mobitela|Mobilni telefon|Broj mobilnog telefona|Mobilni broj|GSM številka|Mobilna številka|Službeni mobitel|Mobilni",
    ),
    usual(
        "language",
        "Język|Preferowany język|Jazyk|Preferovaný jazyk|Upřednostňovaný jazyk|Jezik|Kod języka|Kód jazyka|Preferirani jezik|Język interfejsu",
    ),
    usual("level", "Rola|Rola użytkownika|Role uživatele|Rola používateľa|Uloga|Vloga|Korisnička uloga"),
    needing(
        Need::Values,
        "level",
        "Uprawnienia|Poziom dostępu|Oprávnění|Oprávnenia|Úroveň přístupu|Úroveň prístupu|Typ użytkownika|Typ uživatele|Dozvole",
    ),
    usual(
        "groups",
        "Grupa|Grupy|Grupy użytkowników|Skupina|Skupiny|Skupiny uživatelů|Grupe|Skupine|Grupa użytkowników",
    ),
    usual(
        "active",
        "Aktywny|Aktywne|Aktywna|Konto aktywne|Czy aktywny|Aktivní|Aktívny|Aktivní účet|Účet aktivní|Aktivan|Aktiven|Konto włączone|Účet povolen|Je aktivní|Je aktívny|Włączony|Povolený|Povolen",
    ),
    not_active(
        "Nieaktywny|Nieaktywne|Zablokowany|Zablokowane|Konto zablokowane|Blokuj logowanie|Zablokuj logowanie|Blokowanie logowania|Logowanie zablokowane|Wyłączony|Neaktivní|Zablokovaný|Zablokován|Blokovat přihlášení|Zablokovat přihlášení|\
         Přihlášení blokováno|Blokovaný|Účet zablokován|Účet zablokovaný|Zablokovať prihlásenie|Blokovať prihlásenie|Neaktívny|Deaktivovaný|Zakázaný|Blokiran|Onemogućen|Neaktivan|Neaktiven|Blokiraj prijavu|Blokiraj vpis|Onemogočen|Zablokowane konto",
    ),
    lesser_not_active("Usunięty|Zwolniony|Smazaný|Odstránený|Obrisan|Izbrisan"),
    needing(
        Need::Status,
        "active",
        "Status konta|Status pracownika|Stav účtu|Stav zaměstnance|Stav zamestnanca|Stav|Status računa|Status użytkownika|Stav uživatele",
    ),
    usual(
        "note",
        "Uwagi|Uwaga|Notatka|Notatki|Komentarz|Poznámka|Poznámky|Napomena|Napomene|Opomba|Opombe|Bilješka|Komentář|Komentár",
    ),
    needing(Need::Values, "microsoft-object-id", "Identyfikator obiektu|ID objektu|Identifikátor objektu|ID objekta"),
    usual(
        "home-street",
        "Ulica|Ulica i numer|Ulica i nr|Ulica i nr domu|Ulica, numer|Ulica nr|Ulice|Ulice a číslo|Ulice a č.p.|Ulice, č.p.|Ulica a číslo|Ulica i broj|Ulica i kućni broj|Ulica in hišna številka|Ulica in številka|Adres ulica|Ulice a číslo popisné|Nazwa ulicy",
    ),
    needing(
        Need::Address,
        "home-street",
        "Adres zamieszkania|Adresa|Adresa bydliště|Trvalé bydliště|Adresa bydliska|Trvalý pobyt|Adresa stanovanja|Adresa prebivališta|Naslov|Naslov bivališča|Adres domowy",
    ),
    usual(
        "home-postal-code",
        "Kod pocztowy|PSČ|Poštovní směrovací číslo|Poštové smerovacie číslo|Poštanski broj|Poštna številka",
    ),
    usual(
        "home-city",
        "Miasto|Miejscowość|Miejscowość zamieszkania|Město|Obec|Mesto|Město/Obec|Mjesto|Miejsce zamieszkania|Mesto bydliska|Město bydliště|Mesto/Obec",
    ),
    needing(Need::Beside, "home-city", "Grad|Poczta (miejscowość)"),
    usual("home-state", "Województwo|Županija"),
    needing(Need::Beside, "home-state", "Kraj/Okres"),
    usual(
        "home-country",
        "Kraj|Państwo|Kraj lub region|Kraj/region|Země|Stát|Země/oblast|Země nebo oblast|Krajina|Štát|Krajina/oblasť|Krajina alebo oblasť|Država|Zemlja|Kod kraju|Kód země|Kód krajiny|Država ili regija",
    ),
    usual("home-latitude", "Szerokość geograficzna|Zeměpisná šířka|Zemepisná šírka"),
    usual("home-longitude", "Długość geograficzna|Zeměpisná délka|Zemepisná dĺžka"),
    full_name(
        "Imię i nazwisko|Nazwisko i imię|Pełna nazwa|Nazwa wyświetlana|Nazwa|Pracownik|Jméno a příjmení|Příjmení a jméno|Celé jméno|Zobrazované jméno|Zaměstnanec|Meno a priezvisko|Priezvisko a meno|Celé meno|Zobrazované meno|Zamestnanec|Ime i prezime|Prezime i ime|Ime in priimek|Priimek in ime|Puno ime|Zaposlenik",
    ),
    left_alone(
        Why::Phone,
        "Telefon służbowy|Numer telefonu|Nr telefonu|Telefon stacjonarny|Telefonní číslo|Telefónne číslo|Telefón|Pracovní telefon|Telefon do práce|Broj telefona|Telefonska številka|Pevná linka|Služební telefon",
    ),
    left_alone(
        Why::Second,
        "E-mail prywatny|Prywatny e-mail|Telefon prywatny|Soukromý e-mail|Súkromný e-mail|Osobní e-mail|Osobný e-mail|Drugie imię|Druhé jméno|Drugo ime|Privatni e-mail|Soukromý mobil|Alternatywny adres e-mail",
    ),
    left_alone(
        Why::OtherPerson,
        "Przełożony|Bezpośredni przełożony|Kierownik|E-mail przełożonego|Nadřízený|Přímý nadřízený|Vedoucí|Nadriadený|Priamy nadriadený|Nadređeni|Nadrejeni|Voditelj|Kontakt w nagłych wypadkach|E-mail nadřízeného",
    ),
    left_alone(
        Why::Other,
        "Data urodzenia|Miejsce urodzenia|PESEL|Nazwisko rodowe|Nazwisko panieńskie|Data zatrudnienia|Stanowisko|Dział|Płeć|Datum narození|Místo narození|Rodné číslo|Rodné příjmení|Titul|Pohlaví|Datum nástupu|Dátum narodenia|Dátum nástupu|Pohlavie|Pozice|Oddělení|Oddelenie|Datum rođenja|OIB|EMŠO|JMBG|Datum rojstva|Numer domu|Nr domu|Nr mieszkania|Číslo popisné",
    ),
];
