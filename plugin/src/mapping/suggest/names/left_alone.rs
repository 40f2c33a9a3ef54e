//! Names of what looks like a field and is none, so that people learn why, and no similar name is mistaken for them.

use super::{Names, Why, left_alone};

pub(super) const NAMES: &[Names] = &[
    left_alone(
        Why::Phone,
        "Telefon|Telefonnummer|Telefon-Nr.|Tel|Tel.|Tel.-Nr.|Rufnummer|Festnetz|Festnetznummer|Telefon geschäftlich|Telefon dienstlich|Telefon (geschäftlich)|Telefon Büro|Telefon Arbeit|\
         Bürotelefon|Durchwahl|Fax|Faxnummer|Telefax|Fax-Nr.|Phone|Phone number|Phone no.|Telephone|Telephone number|Office phone|Business phone|Desk phone|Landline|Extension|\
         Work telephone|Contact number|Contact phone|Main phone|Pager|Fax number|Telefon 1|Phone 1|Direct phone|Direct line|Téléphone|Numéro de téléphone|Tél.|Téléphone fixe|Téléphone professionnel|\
         Télécopie|Teléfono|Número de teléfono|Teléfono fijo|Teléfono de oficina|Tfno.|Telefono|Numero di telefono|Telefono ufficio|Telefono fisso|Telefono aziendale|Teléfono trabajo|Téléphone bureau|N° de téléphone|\
         Teléfono corporativo|Office number|Téléphone pro|Tlf.|Extensión|Ligne directe|Interno",
    ),
    left_alone(
        Why::Second,
        "Private E-Mail|E-Mail privat|E-Mail (privat)|Privat-E-Mail|Privatmail|Private Mobilnummer|Handy privat|Handy (privat)|Mobil privat|Telefon privat|Telefon (privat)|Privattelefon|Privathandy|\
         Personal email|Private email|Home email|Personal mobile|Personal phone|Personal cell|Alternate email|Alternative email|Other email|Other phone|Other mobile|Secondary email|Second email|Email 2|E-Mail 2|\
         E-mail 3|Mobile 2|Handy 2|Mobil 2|Phone 2|Telefon 2|Weitere E-Mail|Zweite E-Mail|Deuxième adresse|E-mail prywatny|Alternative E-Mail|Alternative E-Mail-Adresse|Email alias|Email aliases|E-Mail-Alias|Recovery email address|CC email|\
         Email personnel|E-mail personnel|Courriel personnel|Email privé|E-mail privé|Portable personnel|Téléphone personnel|Portable privé|Mobile personnel|Email secondaire|Autre e-mail|Autre téléphone|\
         Email personale|E-mail personale|Email privata|E-mail privata|Cellulare personale|Cellulare privato|Telefono personale|Telefono privato|Telefono casa|Telefono abitazione|Altra email|Altro telefono|Email secondaria|\
         Correo personal|Correo electrónico personal|Email personal|Móvil personal|Teléfono personal|Teléfono particular|Correo alternativo|Otro correo|Otro teléfono|Correo secundario|Correo electrónico alternativo|Correo privado|\
         Street 2|Address 2|Addr 2|Addr2|Adresse 2|Adresszeile 2|Straße 2|Dirección 2|Línea de dirección 2|Indirizzo 2|Adresse ligne 2|Complément d'adresse|Address line 3|Segundo apellido|Second last name|Zweiter Vorname|\
         Middle name|Deuxième prénom|Segundo nombre|Secondo nome|Second first name|Mittelname|Middle initial|Segundo Apellido materno|Primer apellido|Apellido 1|Apellido 2|Apellido paterno|Apellido materno",
    ),
    left_alone(
        Why::OtherPerson,
        "Vorgesetzter|Vorgesetzte/r|Vorgesetzte|Führungskraft|Teamleiter|Teamleitung|Manager|Manager name|Manager ID|Manager email|Line manager|Supervisor|Supervisor name|Reports to|Coach|Mentor|Assistant|\
         E-Mail Vorgesetzter|E-Mail des Vorgesetzten|Vorgesetzten-E-Mail|Notfallkontakt|Notfallnummer|Notfalltelefon|Emergency contact|Emergency phone|Emergency email|Kontaktperson|Ansprechpartner|\
         Responsable|Supérieur hiérarchique|Responsable hiérarchique|Email du responsable|Contact d'urgence|Responsabile|Email responsabile|Contatto di emergenza|Jefe|Jefe directo|Responsable directo|Contacto de emergencia|Superior|\
         Correo del responsable|Correo del jefe|HR Business Partner|Owner|Chef|Chef d'équipe|Email manager|Manager e-mail|Téléphone d'urgence|Telefono di emergenza|Teléfono de emergencia|Vertrauensperson",
    ),
    left_alone(
        Why::WorkPlace,
        "Firmenstraße|Firmen-PLZ|Firmenort|Firmenadresse|Firmenanschrift|Firmenland|Arbeitsort|Arbeitsstätte|Dienstort|Dienstsitz|Einsatzort|Standort|Filiale|Niederlassung|Büro|Büroadresse|Büroort|Büro-PLZ|Bürostraße|Geschäftsadresse|\
         Company street|Company address|Company city|Company zip|Company country|Company postal code|Company state|Office|Office street|Office address|Office city|Office zip|Office country|Office location|Office state|Business address|Business street|Business city|\
         Business postal code|Business country|Business zip|Work street|Work city|Work zip|Work country|Work location|Work postal code|Work state|Branch|Site|Workplace|Work site|Location name|Billing street|Billing city|Shipping street|Shipping city|Other street|Other city|\
         Adresse du bureau|Ville du bureau|Lieu de travail|Site de travail|Bureau|Adresse de l'entreprise|Adresse professionnelle|Ville entreprise|Sede|Sede di lavoro|Indirizzo ufficio|Città ufficio|Indirizzo azienda|Luogo di lavoro|Ufficio|\
         Dirección de la empresa|Oficina|Dirección oficina|Ciudad oficina|Centro de trabajo|Lugar de trabajo|Ciudad de trabajo|Dirección de trabajo|Straße Firma|PLZ Firma|Ort Firma|Firma|Company|Company name|Entreprise|Société|Azienda|Empresa|Organisation|\
         Account name (company)|Employer|Arbeitgeber|Work country code|Business state|Straße (geschäftlich)|PLZ (geschäftlich)|Ort (geschäftlich)|Código postal empresa|Calle empresa|Via azienda",
    ),
    left_alone(
        Why::Secret,
        "Passwort|Kennwort|Initialpasswort|Startpasswort|Password|Initial password|passwordProfile|Password hash|Password Hash Function|PIN|PUK|Secret|Mot de passe|Mot de passe initial|Contraseña|Contraseña inicial|Parola chiave|Clave|Token|API key|\
         Strong password required|Password never expires|Force password change|Password confirmation|Passphrase|Security question|Security answer",
    ),
    left_alone(
        Why::Several,
        "PLZ/Ort|PLZ Ort|PLZ, Ort|PLZ und Ort|PLZ + Ort|Straße/PLZ/Ort|Straße, PLZ, Ort|Postleitzahl/Ort|Postleitzahl Ort|Postleitzahl und Ort|Ort/PLZ|City, State, Zip|City/State/Zip|City State Zip|Zip City|Zip/City|Postcode/City|Postcode City|City, State|City/State|Code postal et ville|CP Ville|CP/Ville|\
         Code postal / Ville|CAP Città|CAP/Città|CAP e città|CP y población|CP Población|CP / Localidad|Código postal y población|CAP e località|Full address|Complete address|Adresse complète|Adresse komplett|Vollständige Adresse|Indirizzo completo|\
         Dirección completa|Koordinaten|Coordinates|Lat/Lng|Latitude/Longitude|Lat,Lng|GPS|GPS-Koordinaten|Geo|Geolocation|Coordonnées GPS|Coordenadas|Coordinate|Land/Ort|Phone / Email|NPA/Localité|NPA Localité|Breiten-/Längengrad|LatLon|LatLong",
    ),
    left_alone(
        Why::Other,
        "Anrede|Titel|Title|Salutation|Geschlecht|Gender|Sex|Geburtsdatum|Geburtstag|Geburtsort|Geburtsland|Birth place|Birthplace|Place of birth|City of birth|Country of birth|Birth country|Birth city|Birthday|Date of birth|DOB|Birth name|Maiden name|Alter|Age|Nationalität|Nationality|Citizenship|\
         Funktion|Stelle|Stellenbezeichnung|Berufsbezeichnung|Beruf|Job|Job position|Position title|Jobrolle|Job role|Business title|Job function|Function|Dept|Dept.|Business unit|Bereich|Team name|Unit|Section|Kostenstellennummer|Cost centre|\
         Spitzname|Nickname|Künstlername|Preferred first name|Known as|Kurzname|Kürzel|Initialen|Initials|Short name|Kurzzeichen|Suffix|Prefix|Präfix|Namenspräfix|Honorific|\
         Created|Created at|Created on|Created date|Modified|Last modified|Updated at|Last login|Letzte Anmeldung|Letzter Login|Erstellt am|Angelegt am|Geändert am|Start date|End date|Eintritt am|Austritt am|Vertragsart|Contract type|Employment type|Termination date|Active since|Active from|Active until|Aktiv seit|Aktiv bis|Aktiv ab|Gültig ab|Gültig bis|Valid from|Valid to|\
         Zeitzone|Time zone|Timezone|Fuseau horaire|Fuso orario|Zona horaria|Gehalt|Salary|Steuernummer|Tax ID|Social security number|Website|Homepage|URL|LinkedIn|Twitter|Skype|Photo|Foto|Avatar|Description|Beschreibung|About|Biography|Signatur|\
         County|Landkreis|District|Bezirk|Ortsteil|Stadtteil|Suburb|Neighborhood|Postfach|PO box|P.O. box|House number|House no.|Building|Floor|Room|Raum|Zimmer|Etage|Apartment|Apt|State of birth|Territory|Gebiet|Vertriebsgebiet|Sales region|Sales territory|Vertriebsregion|Verkaufsgebiet|\
         Sprachen|Languages|Languages spoken|Sprachkenntnisse|Muttersprache|Native language|Mother tongue|Foreign languages|Fremdsprachen|Langues|Lingue|Idiomas|Langues parlées|Idiomas hablados|Lingue parlate|Programming language|\
         Active Directory|Active licenses|Active devices|Active projects|Enabled features|Password status|License status|Lizenzstatus|Order status|MFA status|MFA enabled|2FA enabled|MFA|Mailbox enabled|Sync status|Sync enabled|Notifications enabled|Email verified|Email confirmed|Email opt-out|Email opt in|Has opted out of email|Do not call|Email format|Email signature|Email notifications|Mail server|Mailbox size|Email domain|Email enabled|Email status|\
         Usage location|Nutzungsstandort|Marital status|Civil status|Visa status|Vaccination status|Background check status|State code birth|Country calling code|Dial code|Phone country code|Ländervorwahl|Device name|Device ID|Mobile device|Mobile OS|Mobile operator|Mobilfunkanbieter|Mobile plan|Mobile app|\
         Org ID|Organization ID|Tenant ID|Customer number|Kundennummer|Customer ID|Record number|Laufende Nummer|Lfd. Nr.|Lfd.-Nr.|Nr.|No.|#|Number|Nummer|Row|Zeile|Index|Source|Quelle|Type|Typ|Art|Kategorie|Category|Tags|Qualification|Qualifikation|Führerschein|Kennzeichen|Dienstwagen|Fahrzeug|\
         Last activity|Last sign-in|Last seen|Group leader|Group email|Group ID|Group description|Gruppenleiter|Role description|Role ID|Role start|Notification language|User count|Name suffix|Name prefix|Name of spouse|Name of company|Name of bank|Bank name|Bankname|Kontoinhaber|Kontonummer|Bank|\
         Fonction|Poste|Service|Département|Direction|Date de naissance|Lieu de naissance|Pays de naissance|Ville de naissance|Civilité|Sexe|Nationalité|Date d'entrée|Date d'embauche|Date de sortie|Titre|Nom de naissance|Nom de jeune fille|Société d'appartenance|Adresse IP|Centre de coûts|Surnom|\
         Ruolo aziendale|Mansione|Reparto|Data di nascita|Luogo di nascita|Comune di nascita|Paese di nascita|Sesso|Nazionalità|Cittadinanza|Data di assunzione|Data assunzione|Codice fiscale|Qualifica|Titolo|Centro di costo|Dipartimento|Area|Soprannome|Stato civile|\
         Puesto|Cargo|Departamento|Fecha de nacimiento|Lugar de nacimiento|País de nacimiento|Ciudad de nacimiento|Sexo|Género|Nacionalidad|Fecha de alta|Fecha de ingreso|Fecha de contratación|Fecha de baja|DNI|NIF|NIE|Título|Tratamiento|Centro de coste|Área|Apodo|Estado civil|État civil|Delegación|Sección|Sucursal",
    ),
];
