//! Names that only one product or one family of products uses, by product.

use super::{Names, Need, Why, full_name, left_alone, lesser, lesser_not_active, needing, usual};

pub(super) const TABLES: &[(&str, &[Names])] = &[
    (
        "Okta",
        &[
            usual("mobile", "mobilePhone"),
            usual("language", "preferredLanguage"),
            usual("home-country", "countryCode"),
            usual("home-postal-code", "zipCode"),
            usual("home-street", "streetAddress"),
            left_alone(Why::Second, "secondEmail"),
            left_alone(Why::Phone, "primaryPhone"),
            left_alone(
                Why::Other,
                "honorificPrefix|honorificSuffix|nickName|profileUrl|costCenter|timezone|organization|\
                 statusChanged|passwordChanged|lastLogin|activated date|transitioningToStatus",
            ),
        ],
    ),
    (
        "Microsoft Entra ID",
        &[
            usual("user-name", "userPrincipalName|onPremisesUserPrincipalName"),
            usual("last-name", "sn"),
            usual("active", "accountEnabled"),
            needing(Need::Values, "microsoft-object-id", "objectId|userObjectId"),
            usual("employee-number", "employeeId"),
            usual("home-state", "stateOrProvince"),
            needing(Need::Directory, "home-city", "l"),
            needing(Need::Directory, "home-state", "st"),
            needing(Need::Directory, "home-country", "co|c"),
            left_alone(
                Why::Phone,
                "telephoneNumber|businessPhones|ipPhone|facsimileTelephoneNumber|otherTelephone|homePhone",
            ),
            left_alone(
                Why::Second,
                "otherMails|alternateEmailAddress|alternateEmailAddresses|proxyAddresses|mailNickname|alias|imAddresses",
            ),
            left_alone(
                Why::Other,
                "usageLocation|jobTitle|physicalDeliveryOfficeName|creationType|invitationState|identityIssuer|\
                 ageGroup|consentProvidedForMinor|legalAgeGroupClassification|directorySynced|isDirectorySynced|onPremisesSyncEnabled|createdDateTime|\
                 onPremisesImmutableId|immutableId|objectGUID|objectSid|distinguishedName|userAccountControl|thumbnailPhoto|memberOf|whenCreated|whenChanged|\
                 extensionAttribute1|onPremisesSamAccountName|licenses|preferredDataLocation|streetAddress2|securityIdentifier|lastPasswordChange",
            ),
        ],
    ),
    (
        "Active Directory",
        &[
            lesser("user-name", "sAMAccountName|SAM account name|pre-Windows 2000 logon name"),
            lesser("user-name", "uid"),
            full_name("cn"),
        ],
    ),
    (
        "Google Workspace",
        &[
            usual("email", "primaryEmail"),
            left_alone(
                Why::Second,
                "Recovery Email|Home Secondary Email|Work Secondary Email|New Primary Email|Secondary Email|Home Email|Recovery Phone|aliases|nonEditableAliases",
            ),
            left_alone(Why::Phone, "Work Phone|Home Phone"),
            left_alone(Why::WorkPlace, "Work Address"),
            left_alone(
                Why::Other,
                "Org Unit Path|Employee Type|Employee Title|Cost Center|2sv Enrolled|2sv Enforced|Building ID|Floor Name|Floor Section|Email Usage|Drive Usage|\
                 Photos Usage|Storage limit|Storage Used|Change Password at Next Sign-In|New Status|New Licenses|Licenses|Advanced Protection Program enrollment|\
                 Last Sign In|isAdmin|isDelegatedAdmin|orgUnitPath|agreedToTerms|ipWhitelisted|isMailboxSetup|includeInGlobalAddressList|creationTime|lastLoginTime|customerId",
            ),
        ],
    ),
    (
        "Moodle",
        &[
            usual("email", "useremail"),
            needing(Need::OneWord, "employee-number", "idnumber"),
            lesser_not_active("deleted"),
            left_alone(
                Why::Other,
                "auth|cohort1|cohort2|course1|course2|group1|group2|role1|role2|sysrole1|type1|enrolperiod1|enrolstatus1|maildisplay|mailformat|maildigest|\
                 autosubscribe|trackforums|htmleditor|institution|interests|icq|theme|oldusername|alternatename|lastnamephonetic|firstnamephonetic|\
                 descriptionformat|mnethostid|confirmed|policyagreed|firstaccess|lastaccess|calendartype",
            ),
            left_alone(Why::Phone, "phone1"),
        ],
    ),
    (
        "Salesforce",
        &[
            usual("active", "IsActive"),
            needing(Need::Values, "language", "LanguageLocaleKey|LocaleSidKey"),
            usual("home-street", "MailingStreet"),
            usual("home-city", "MailingCity"),
            usual("home-state", "MailingState|MailingStateCode"),
            usual("home-postal-code", "MailingPostalCode"),
            usual("home-country", "MailingCountry|MailingCountryCode"),
            lesser("home-latitude", "MailingLatitude"),
            lesser("home-longitude", "MailingLongitude"),
            lesser("home-country", "Country__c"),
            needing(
                Need::Values,
                "level",
                "Profile.Name|UserRole.Name|Profile: Name|Role: Name|Profile name|Role name",
            ),
            left_alone(
                Why::Other,
                "ProfileId|UserRoleId|Profile|EmailEncodingKey|TimeZoneSidKey|FederationIdentifier|CommunityNickname|ReceivesInfoEmails|ReceivesAdminInfoEmails|AboutMe|\
                 UserPermissionsMarketingUser|LastLoginDate|SenderEmail|SenderName|Signature|StayInTouchNote|StayInTouchSubject|DelegatedApproverId|CallCenterId|\
                 ContactId|AccountId|ForecastEnabled|DigestFrequency|DefaultGroupNotificationFrequency|License",
            ),
        ],
    ),
    (
        "Microsoft Dynamics 365",
        &[
            usual("email", "internalEMailAddress"),
            usual("user-name", "domainName"),
            usual("home-street", "address1_line1|address1_street1"),
            left_alone(Why::Other, "systemUserId|businessUnitId|accessMode|caltype"),
        ],
    ),
    (
        "HubSpot",
        &[
            usual("mobile", "mobilephone"),
            usual("language", "hs_language|hs_preferred_language"),
            left_alone(
                Why::Other,
                "hs_object_id|Record ID|Lifecycle Stage|Lead Status|Contact owner|hubspot_owner_id|Associated Company|Teams|Primary team|Seat|Create Date|hs_lead_status",
            ),
        ],
    ),
    (
        "Odoo",
        &[
            usual("mobile", "mobile_phone|Work Mobile"),
            usual("home-street", "private_street"),
            usual("home-postal-code", "private_zip"),
            usual("home-city", "private_city"),
            usual(
                "home-state",
                "state_id|private_state_id|state_id/name|state_id/.id|private_state_id/name|private_state",
            ),
            usual(
                "home-country",
                "country_id|private_country_id|country_id/code|country_id/name|private_country_id/name|private_country_id/code",
            ),
            usual("groups", "groups_id|group_ids|groups_id/name"),
            usual("home-latitude", "partner_latitude|private_latitude"),
            usual("home-longitude", "partner_longitude|private_longitude"),
            needing(Need::Status, "active", "user state id"),
            left_alone(Why::Second, "private_email|private_phone|private_street2|street2|Street 2|personal_email"),
            left_alone(
                Why::Other,
                "External ID|barcode|Badge ID|Identification No|identification_id|work_contact_id|job_id|department_id|parent_id|coach_id|resource_calendar_id|\
                 tz|ref|company_id|category_ids|Tags|is_company|partner_id|login_date|Latest authentication|create_uid|write_uid|create_date",
            ),
        ],
    ),
    (
        "SAP",
        &[
            usual("employee-number", "PERNR|PERSNO|PERSNUMMER|P_PERNR|PERSONNEL_NO|EMPLOYEENO"),
            usual("last-name", "NACHN|NAME_LAST"),
            usual("first-name", "VORNA|NAME_FIRST"),
            usual("home-street", "STRAS|ADDR1|STREET_LNG|STREET_NO"),
            usual("home-postal-code", "PSTLZ|POST_CODE1|POSTL_COD1|POSTL_CODE"),
            usual("home-city", "ORT01|CITY1"),
            usual("home-country", "LAND1|COUNTRYISO|COUNTRY_ISO"),
            needing(Need::Beside, "home-state", "REGIO|BEZEI"),
            usual("email", "USRID_LONG|SMTP_ADDR|E_MAIL|EMAIL_ADDR"),
            usual("user-name", "BNAME|XUBNAME|SYUNAME|SAP_USER|SAP user name|SAPUSER|UNAME"),
            needing(Need::LogIn, "user-name", "USRID"),
            usual("mobile", "MOB_NUMBER|MOBILE_NO|CELLPHONE|CELL_PHONE|MOBILNR|TELMOB|MOBIL_NR"),
            usual("language", "SPRSL|SPRAS|LANGU|LANGU_P|LANGU_ISO|LAISO|LANGUAGE_ISO"),
            usual("employee-number", "EMPID|PERSONIDEXTERNAL|PERSON_ID_EXTERNAL|person-id-external"),
            full_name("ENAME|SNAME|CNAME|NAME_TEXT|NAME_TEXTC|EMNAM"),
            left_alone(Why::Phone, "TELNR|TEL_NUMBER|TEL1_NUMBR|BIZ_PHONE|TELF1|TEL01"),
            left_alone(
                Why::Other,
                "Mitarbeitergruppe|Mitarbeiterkreis|NACH2|NAME2|MIDNM|RUFNM|GBORT|GBDAT|GBLND|GESCH|NATIO|FAMST|ANRED|TITEL|BUKRS|WERKS|PERSG|PERSK|BTRTL|KOSTL|ORGEH|PLANS|STELL|BEGDA|ENDDA|SUBTY|STAT2|\
                 USTYP|UFLAG|GLTGV|GLTGB|HOUSE_NUM1|ORT02|COUNC|ADRNR|PERSNUMBER|USERID|USERALIAS|MI|HR_REP|CUSTOM01|JOBCODE|HOUSE_NO|BLAND",
            ),
        ],
    ),
    (
        "Personio",
        &[
            usual("email", "E-Mail (geschäftlich)"),
            left_alone(
                Why::Other,
                "Anstellungsart|Beschäftigungsart|Einstellungsdatum|Unternehmen|Vertragsende|Wochenstunden|Probezeit|Unterunternehmen|Team|Abteilung|Position|Kostenstelle|Kostenstellen|Arbeitszeitmodell",
            ),
        ],
    ),
    (
        "DATEV",
        &[
            usual("employee-number", "PNR|Pers-Nr|Personal-Nr. (DATEV)|Personalnr. LODAS"),
            usual("home-street", "Straße (Anschrift)|Anschrift: Straße|Anschrift Straße"),
            left_alone(
                Why::Other,
                "Hausnummer|Hausnr.|Haus-Nr.|Hs-Nr|Hausnummernzusatz|Anschriftenzusatz|Adresszusatz|Mandantennummer|Beraternummer|Steuer-ID|Steuerklasse|Sozialversicherungsnummer|\
                 SV-Nummer|Krankenkasse|Eintritt|Eintrittsdatum|Austritt|Austrittsdatum|IBAN|BIC|Namenszusatz|Vorsatzwort|Geburtsname|Staatsangehörigkeit|Konfession|Familienstand|Kinderfreibetrag",
            ),
        ],
    ),
    (
        "BambooHR",
        &[
            usual("employee-number", "employeeNumber|Employee #"),
            usual("home-street", "addressLineOne"),
            left_alone(
                Why::Other,
                "Address Line 2|addressLineTwo|Hire Date|Job Title|Location|Division|Department|Reporting to|Preferred Name|Gender|Birth Date|SSN|SIN|Marital Status|Employment Status Date|EEO Job Category|Ethnicity",
            ),
            left_alone(
                Why::OtherPerson,
                "Supervisor ID|Supervisor Email|Manager Email|Emergency Contact Name|Emergency Contact Phone|Emergency Contact Email",
            ),
        ],
    ),
    (
        "Workday",
        &[
            usual("email", "Email - Work|Email - Primary Work|Primary Work Email"),
            usual("mobile", "Phone - Work Mobile|Primary Work Mobile"),
        ],
    ),
    (
        "SCIM",
        &[
            usual("first-name", "name.givenName"),
            usual("last-name", "name.familyName"),
            full_name("name.formatted|name.fullName"),
            usual("home-city", "addresses.0.locality|addresses.locality"),
        ],
    ),
];
