//! French names.

use super::{Names, Need, full_name, lesser_not_active, needing, not_active, usual};

pub(super) const NAMES: &[Names] = &[
    usual("first-name", "Prénom|Prénoms|Prénom(s)|Premier prénom|Prénom usuel"),
    usual("last-name", "Nom de famille|Noms de famille|Nom d'usage|Nom usuel|Nom patronymique|Nom (famille)"),
    usual(
        "email",
        "Courriel|Adresse courriel|Adresse e-mail|Adresse email|Adresse mail|Adresse électronique|Adresse de messagerie|E-mail professionnel|\
         Email professionnel|Mail professionnel|Courriel professionnel|Adresse e-mail professionnelle|Email pro|Mail pro|Messagerie|Mél|\
         Adresse email professionnelle|Adresse de courriel|Adresse courriel professionnelle|Adresse mail professionnelle|Adresse e-mail principale|Courrier électronique",
    ),
    usual(
        "employee-number",
        "Matricule|No de collaborateur|N° de collaborateur|No collaborateur|N° collaborateur|Numéro de collaborateur|Numéro collaborateur|ID collaborateur|No du collaborateur|Code collaborateur|N° mat.|No personnel|No de personnel|N° de personnel|Numéro de matricule|N° matricule|N° de matricule|Numéro matricule|Numéro d'employé|N° employé|Nº employé|N° d'employé|Numéro employé|\
         ID employé|ID salarié|Identifiant employé|Numéro de salarié|Numéro du salarié|N° salarié|Numéro salarié|Matricule salarié|Code employé|Code salarié|Numéro du personnel|\
         Matricule employé|Numéro d'identification de l'employé|N° de salarié|Numéro personnel|Matricule RH|Numéro de personnel|No employé|No matricule|No d'employé",
    ),
    usual(
        "user-name",
        "Nom d'utilisateur|Login Windows|Nom principal de l'utilisateur|Identifiant|Identifiant de connexion|Identifiant utilisateur|Nom de connexion|Nom de compte|Login utilisateur|Nom d'ouverture de session|\
         Nom utilisateur|Compte utilisateur|Nom du compte|Identifiant Windows|Nom d'utilisateur principal",
    ),
    usual(
        "mobile",
        "Portable|Natel|N° de natel|No de natel|Numéro de natel|N° natel|No natel|Téléphone portable|Téléphone mobile|Tél. portable|Tél. mobile|Numéro de portable|Numéro de mobile|Numéro mobile|N° de portable|\
         N° portable|N° mobile|Numéro de téléphone portable|Numéro de téléphone mobile|GSM|Mobile professionnel|Portable professionnel|Portable pro|\
         Téléphone mobile professionnel|Téléphone portable professionnel|Tél. portable pro|Cellulaire|Téléphone cellulaire|Numéro de cellulaire|Mobile pro|Téléphone GSM|Numéro GSM",
    ),
    usual(
        "language",
        "Langue|Langue par défaut|Langue préférée|Langue de préférence|Code langue|Langue de correspondance|Langue de l'interface|Langue d'affichage|Langue de l'utilisateur|Langue utilisateur|Langue de communication",
    ),
    needing(
        Need::Values,
        "level",
        "Droits|Droits d'accès|Niveau d'accès|Niveau d'autorisation|Autorisation|Type d'utilisateur|Type utilisateur|Profil d'accès|Niveau de droits|Habilitation|Niveau d'habilitation",
    ),
    usual("level", "Rôle|Rôle utilisateur|Rôle de l'utilisateur"),
    usual("has-own-schedule", "Planning propre|Propre planning|Agenda propre|Calendrier propre"),
    usual(
        "groups",
        "Groupe|Groupes|Groupe d'utilisateurs|Groupes d'utilisateurs|Groupe(s)|Groupe utilisateur|Groupes utilisateurs",
    ),
    usual(
        "active",
        "Actif|Activé|Est actif|Compte actif|Utilisateur actif|Compte activé|Actif (oui/non)|Actif ?|Actif/ve|Connexion autorisée|Active (oui/non)",
    ),
    not_active(
        "Inactif|Bloquer les informations d'identification|Bloquer les identifiants|Bloquer l'authentification|Bloquer l'ouverture de session|Ouverture de session bloquée|Désactivé|Bloqué|Suspendu|Verrouillé|Compte désactivé|Compte bloqué|Compte suspendu|Compte verrouillé|Utilisateur bloqué|Utilisateur désactivé|\
         Bloquer la connexion|Connexion bloquée|Est inactif|Est désactivé|Compte inactif|Est bloqué|Bloquer l'accès|Accès bloqué",
    ),
    lesser_not_active("Supprimé|Archivé|Compte supprimé"),
    needing(
        Need::Status,
        "active",
        "Statut|Statut du compte|État du compte|Statut utilisateur|Statut de l'utilisateur|Statut employé|Statut compte|Statut salarié|Etat compte",
    ),
    usual(
        "note",
        "Remarque|Obs.|Remarques|Commentaire|Commentaires|Observation|Observations|Annotations|Note interne|Notes internes",
    ),
    usual(
        "microsoft-object-id",
        "ID d'objet Microsoft|ID objet Microsoft|ID d'objet Azure|ID d'objet Entra|Identifiant d'objet Microsoft|ID objet Azure AD",
    ),
    needing(Need::Values, "microsoft-object-id", "ID d'objet|ID objet|ID de l'objet|Identifiant d'objet"),
    usual(
        "home-street",
        "Rue|Rue et numéro|Rue, numéro|Rue et n°|Rue / N°|Rue n°|Numéro et rue|N° et rue|Numéro et nom de rue|Numéro et voie|N° et voie|Voie|Nom de rue|Nom de la rue|Adresse 1|Adresse ligne 1|Ligne d'adresse 1|\
         Adresse postale ligne 1|Adresse (rue)|Adresse (ligne 1)|Rue et no|Rue no|Adresse (numéro et rue)",
    ),
    needing(
        Need::Address,
        "home-street",
        "Adresse personnelle|Adr.|Adresse postale|Adresse du domicile|Domicile|Adresse privée|Adresse domicile",
    ),
    usual(
        "home-postal-code",
        "Code postal|CP|NPA|N.P.A.|No postal|Numéro postal|Code postal (CP)|Code postal domicile|Code postal / NPA",
    ),
    usual(
        "home-city",
        "Ville|Localité|Commune|Ville de résidence|Ville/Localité|Lieu de domicile|Ville domicile|Ville / Commune|Lieu de résidence",
    ),
    usual(
        "home-state",
        "État/Province|État ou province|Canton / Province|Province/État|Région/Province|Région / État|État / Région|Etat/Region",
    ),
    needing(Need::State, "home-state", "Région"),
    needing(Need::PlaceOrStatus, "home-state", "État"),
    needing(Need::Values, "user-name", "Utilisateur|Compte"),
    usual(
        "home-country",
        "Pays|Code pays|Pays/Région|Pays ou région|Pays de résidence|Code du pays|Pays (code)|Code ISO pays|Pays ISO",
    ),
    usual("home-latitude", "Latitude GPS|Latitude domicile"),
    usual("home-longitude", "Longitude GPS|Longitude domicile"),
    full_name(
        "Nom|Nom complet|Nom et prénom|Nom et prénoms|Nom, prénom|Nom prénom|Prénom et nom|Prénom nom|Prénom, nom|Nom affiché|Nom d'affichage|Nom de l'employé|\
         Nom du salarié|Nom employé|Nom de l'utilisateur|Employé|Salarié|Collaborateur|Nom du collaborateur|Nom & prénom|Prénom & nom|Nom / Prénom|Prénom / Nom|Nom complet de l'employé",
    ),
];
