//! Italian names.

use super::{Names, Need, full_name, lesser_not_active, needing, not_active, usual};

pub(super) const NAMES: &[Names] = &[
    needing(Need::LastName, "first-name", "Nome"),
    usual("first-name", "Nome proprio|Nome di battesimo|Primo nome|Nome (proprio)"),
    usual("last-name", "Cognome|Cognomi|Cognome/i|Nome di famiglia"),
    usual(
        "email",
        "Indirizzo e-mail|Indirizzo email|Indirizzo mail|Indirizzo di posta elettronica|Posta elettronica|Indirizzo di posta|Indirizzo posta elettronica|E-mail aziendale|\
         Email aziendale|Mail aziendale|E-mail lavoro|Indirizzo email aziendale|Indirizzo e-mail aziendale|Email di lavoro|E-mail di lavoro|Email principale|Indirizzo e-mail principale",
    ),
    usual(
        "employee-number",
        "Matricola|Numero matricola|Numero di matricola|N. matricola|Nr. matricola|Matricola dipendente|Numero dipendente|ID dipendente|Codice dipendente|N. dipendente|\
         Numero del dipendente|Codice matricola|N. collaboratore|N° collaboratore|Numero collaboratore|No. collaboratore|Nr. collaboratore|ID collaboratore|Codice collaboratore|Matr.|Numero personale|ID del dipendente|N° matricola dipendente|Matricola aziendale",
    ),
    usual(
        "user-name",
        "Nome utente|Nome account|Nome di accesso|Nome login|Nome dell'account|Identificativo utente|Nome utente (login)|Utenza|Nome di login|Nome principale utente",
    ),
    usual(
        "mobile",
        "Cellulare|Natel|N. natel|Numero natel|Cellulare ufficio|Telefono cellulare|Numero di cellulare|Numero cellulare|N. cellulare|Tel. cellulare|Cell.|Cellulare aziendale|Telefono mobile|Numero di telefono cellulare|\
         Tel. mobile|Numero mobile|Numero di telefono mobile|Telefonino|Cellulare lavoro|Cellulare di lavoro|Nr. cellulare|Cellulare (aziendale)",
    ),
    usual(
        "language",
        "Lingua|Lingua predefinita|Lingua preferita|Codice lingua|Lingua utente|Lingua interfaccia|Lingua di corrispondenza|Lingua dell'interfaccia",
    ),
    needing(
        Need::Values,
        "level",
        "Livello di accesso|Livello di autorizzazione|Autorizzazione|Autorizzazioni|Permessi|Tipo utente|Tipo di utente|Livello autorizzazione|Livello accesso|Profilo di accesso",
    ),
    usual("level", "Ruolo|Ruolo utente|Ruolo dell'utente"),
    usual("has-own-schedule", "Agenda propria|Calendario proprio|Pianificazione propria"),
    usual("groups", "Gruppo|Gruppi|Gruppi utenti|Gruppo utenti|Gruppo/i|Gruppi di utenti|Gruppo di utenti"),
    usual(
        "active",
        "Attivo|Attivato|Abilitato|Account attivo|Utente attivo|Account abilitato|Utente abilitato|È attivo|Attivo (sì/no)|Attivo?|Accesso abilitato|Attivo/a",
    ),
    not_active(
        "Inattivo|Blocca credenziali|Blocca accesso account|Impedisci accesso|Non attivo|Disattivato|Disabilitato|Bloccato|Sospeso|Account disattivato|Account disabilitato|Account bloccato|Account sospeso|Utente bloccato|\
         Utente disabilitato|Utente disattivato|Utente sospeso|Blocca accesso|Blocca l'accesso|Accesso bloccato|È bloccato|Utente inattivo",
    ),
    lesser_not_active("Eliminato|Cancellato|Cessato|Archiviato"),
    needing(
        Need::Status,
        "active",
        "Stato utente|Stato account|Stato dell'account|Stato dipendente|Stato dell'utente|Stato del dipendente",
    ),
    usual("note", "Annotazioni|Oss.|Commento|Commenti|Osservazioni|Annotazione|Nota|Note interne"),
    usual("microsoft-object-id", "ID oggetto Microsoft|ID oggetto Azure|ID oggetto Entra|ID oggetto Azure AD"),
    needing(Need::Values, "microsoft-object-id", "ID oggetto"),
    usual(
        "home-street",
        "Via|Strada|Via e no.|Via e numero civico|Via/Piazza|Via e numero|Via, numero civico|Via e n. civico|Via / N.|Via e n.|Indirizzo (via)|Riga indirizzo 1|Indirizzo 1|Indirizzo riga 1|Via/piazza e numero|Via e nr.|Via n.|Indirizzo via|Via e civico",
    ),
    needing(
        Need::Address,
        "home-street",
        "Indirizzo|Indirizzo di residenza|Indirizzo residenza|Residenza|Indirizzo privato|Indirizzo di casa|Indirizzo domicilio|Indirizzo abitazione",
    ),
    usual("home-postal-code", "CAP|NPA|N.P.A.|Codice postale|C.A.P.|Codice di avviamento postale|CAP residenza"),
    usual(
        "home-city",
        "Città|Località|Comune|Città di residenza|Comune di residenza|Luogo di residenza|Città residenza|Comune residenza|Città/Località",
    ),
    needing(Need::PlaceOrStatus, "home-country", "Stato"),
    needing(Need::Values, "user-name", "Utente|Account"),
    needing(Need::State, "home-state", "Regione"),
    needing(Need::Beside, "home-city", "Luogo"),
    needing(Need::Beside, "home-state", "Provincia|Prov.|Provincia/Regione|Regione/Provincia"),
    usual(
        "home-state",
        "Provincia di residenza|Stato/Provincia|Provincia (sigla)|Sigla provincia|Stato o provincia|Cantone|Provincia residenza",
    ),
    usual(
        "home-country",
        "Paese|Nazione|Codice paese|Paese di residenza|Codice nazione|Nazione di residenza|Paese/Area geografica|Paese o area geografica|Paese residenza|Stato di residenza|Paese/Regione",
    ),
    usual("home-latitude", "Latitudine|Latitudine GPS"),
    usual("home-longitude", "Longitudine|Longitudine GPS"),
    full_name(
        "Nome completo|Nome e cognome|Cognome e nome|Nome cognome|Cognome nome|Cognome, nome|Nominativo|Nome visualizzato|Dipendente|Nome del dipendente|Nome dipendente|\
         Nome dell'utente|Nome / Cognome|Cognome / Nome|Nome da visualizzare|Collaboratore|Nome & cognome",
    ),
];
