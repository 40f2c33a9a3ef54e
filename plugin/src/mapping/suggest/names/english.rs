//! English names.

use super::{Names, Need, full_name, lesser, lesser_not_active, needing, not_active, usual};

pub(super) const NAMES: &[Names] = &[
    usual(
        "first-name",
        "First name|First names|First name(s)|Firstname|Given name|Given names|Given name(s)|Forename|Forenames|Forename(s)|Christian name|F Name|Legal first name",
    ),
    lesser("first-name", "First"),
    usual(
        "last-name",
        "Last name|Last names|Last name(s)|Surname|Surnames|Family name|Family names|L Name|Legal last name|Last/Family name|Surname/Last name|Last name/Surname",
    ),
    lesser("last-name", "Last"),
    usual(
        "email",
        "Email|E-mail|Mail|Email address|E-mail address|Mail address|Electronic mail|Email ID|Email addr|Work email|Work email address|\
         Office 365 email|Corporate email|Primary email|Primary email address|Primary mail|Login email|Contact email|\
         Company email|Company email address|Organizational email|Organisation email|User email|Primary SMTP address|Business email|Official email ID",
    ),
    needing(Need::Values, "email", "Emails|Email addresses|Emails address|Emails value"),
    usual(
        "employee-number",
        "Employee number|Employee num|Employee no.|Employee #|Employee ID|Employee code|Employee ID number|EmployeeNum|Emp ID|Emp no.|Emp #|Emp num|Emp number|Emp code|\
         Staff ID|Staff number|Staff no.|Staff #|Staff code|Personnel number|Personnel no.|Personnel ID|Payroll number|Payroll ID|Payroll no.|\
         Worker ID|Worker number|Associate ID|Associate number|Team member ID|Personnel #|Worker #|HR ID|Company employee ID|Clock number|EID",
    ),
    usual(
        "user-name",
        "User name|Username|Login|Login name|Log-in name|Logon name|User logon name|User logon|Logon|Sign-in name|User principal name|\
         UPN|Log in|Network login|Windows login|Windows username|Domain username|AD username|User login|Login username|Sign in name|Login user name",
    ),
    needing(
        Need::Values,
        "user-name",
        "Account name|Account|User|User account|User login ID|Login ID|Network ID|Windows account|Windows ID|Domain account|Logon ID",
    ),
    usual(
        "mobile",
        "Mobile|Mobile phone|Mobile phone number|Mobile number|Mobile no.|Mobile #|Mobile telephone|Mobile tel|Mobile phone no.|Mobile telephone number|Cell|\
         Cell phone|Cell phone number|Cellphone|Cell number|Cell no.|Cell #|Cellular|Cellular phone|Cellular number|Mobile contact number|\
         Work mobile|Work mobile phone|Business mobile|Work cell|Company mobile|Work cell phone|Phone mobile|Phone cell|Mob|Mob. no.|Mobile/Cell|Mobile (work)|Cell/Mobile",
    ),
    usual(
        "language",
        "Language|Lang|Language code|Preferred language|User language|UI language|Display language|Interface language|Correspondence language|\
         Language preference|Communication language|Language tag|Pref language|Pref lang|Preferred lang|Language ISO",
    ),
    needing(
        Need::Values,
        "language",
        "Locale|User locale|Default locale|Language locale|Culture|Language/Locale|Locale ID",
    ),
    needing(
        Need::Values,
        "level",
        "Access level|Permission level|Permission|Permissions|User level|Security level|Authorization|Authorisation level|Authorisation|\
         User type|Account type|Privilege|Privilege level|Admin role|Access role|Access rights|Roles",
    ),
    usual("level", "Role|User role|System role|Level|Security role|App role"),
    usual("has-own-schedule", "Own schedule|Has schedule|Own visit schedule|Has own visit schedule|Schedule"),
    usual(
        "groups",
        "Groups|Group|Security groups|Security group|User groups|User group|Group memberships|Group membership|Group names|Group name|Group(s)|Assigned groups|Member of groups",
    ),
    usual(
        "active",
        "Active|Is active|Active status|Enabled|Is enabled|Account enabled|Account active|User enabled|User active|Active user|Active account|Login enabled|\
         Sign-in enabled|Sign-in allowed|Active?|Active flag|Active (Y/N)|Active Y/N|Login allowed|Enabled?|Is active user|Activated|Currently active",
    ),
    not_active(
        "Block sign in|Block sign-in|Sign-in blocked|Block credential|Blocked|Is blocked|Inactive|Is inactive|Disabled|Is disabled|Suspended|Is suspended|\
         Deactivated|Is deactivated|Locked|Is locked|Account disabled|Account blocked|Account locked|Account suspended|Account inactive|User disabled|\
         User blocked|Login disabled|Login blocked|Sign in blocked|Sign in disabled|Sign-in disabled|Disabled?|Not active|Inactive flag|Block login|Block user|Account is disabled|Is account disabled",
    ),
    lesser_not_active(
        "Deleted|Is deleted|Archived|Is archived|Terminated|Is terminated|Leaver|Is leaver|Has left|Soft deleted",
    ),
    needing(
        Need::Status,
        "active",
        "Status|User status|Account status|Employee status|Login status|State of account|Account state|User state|Employment status|\
         Active/Inactive|Worker status|Position status|Sign-in status|Member status|Status code|Status type|Employment state|Current status|Active / Inactive",
    ),
    usual(
        "note",
        "Note|Notes|Comment|Comments|Remark|Remarks|Internal note|Internal notes|Additional notes|Annotation|User notes",
    ),
    usual(
        "microsoft-object-id",
        "Microsoft object ID|Azure object ID|Azure AD object ID|AAD object ID|Entra object ID|Entra ID object ID|Microsoft Entra object ID|\
         Azure AD ID|Microsoft Entra ID object ID|Microsoft user ID|Entra user object ID|Azure Active Directory object ID|AAD ID|Entra OID|Azure OID|MS object ID",
    ),
    needing(Need::Values, "microsoft-object-id", "Object ID|OID|Azure ID|Entra ID|Microsoft ID|External ID Azure"),
    usual(
        "home-street",
        "Street|Street address|Street name|Street and number|Street & number|Street no.|Street/No.|Street / Number|Street, number|Street and house number|Street and no.|\
         Address line 1|Addr line 1|Address 1|Address1|Addr1|Addr 1|Street 1|Street1|Street line 1|Street address 1|Street address line 1|Address street|\
         Home street|Private street|First line of address|House number and street|Home address line 1|Street name and number",
    ),
    needing(
        Need::Address,
        "home-street",
        "Address|Home address|Residential address|Private address|Postal address|Mailing address|Permanent address",
    ),
    usual(
        "home-postal-code",
        "Postal code|Postcode|Post code|Zip|Zip code|Zipcode|Zip/Postal code|Postal code/Zip|Postal/Zip code|Zip or postal code|Zip/Postcode|\
         Postcode/Zip|Postal/Zip|Zip / Post code|Postal code (Zip)|Postal|Home zip|Private zip|Postal zip",
    ),
    usual(
        "home-city",
        "City|Town|Post town|City/Town|Town/City|Town or city|City or town|City name|Home city|Private city|Locality|City/Locality|Municipality|Suburb/City|Home town",
    ),
    usual(
        "home-state",
        "State/Province|State or province|Province|Province/State|State/Region|State/County|State or region|State code|Home state|Private state|\
         State/Province/Region|Canton|Federal state|State province|State/Province code|State/Territory|State/Territory code|State name|County/State|State abbreviation",
    ),
    needing(Need::Beside, "home-postal-code", "Pin code|Pincode"),
    needing(Need::PlaceNames, "home-state", "State"),
    needing(Need::State, "home-state", "Region|Province/Region"),
    usual(
        "home-country",
        "Country|Country/Region|Country or region|Country code|Country name|Country ISO|ISO country|Home country|Private country|ISO country code|\
         Country ISO code|Country (code)|Country/Territory|Country of residence|Residence country|Country of home address|Country region",
    ),
    usual(
        "home-latitude",
        "Latitude|Geo latitude|GPS latitude|Home latitude|Geo lat|GPS lat|Home lat|Latitude (WGS84)|Latitude coordinate|Geolocation latitude",
    ),
    needing(Need::Values, "home-latitude", "Lat"),
    usual(
        "home-longitude",
        "Longitude|Geo longitude|GPS longitude|Home longitude|Geo lng|Geo lon|Geo long|GPS lng|GPS lon|GPS long|Home lng|Home lon|Longitude coordinate|Geolocation longitude",
    ),
    needing(Need::Values, "home-longitude", "Lng|Lon|Long"),
    full_name(
        "Full name|Fullname|Display name|Complete name|Employee name|Employee full name|Name of employee|User full name|First and last name|\
         First & last name|First name last name|Last name, first name|Last name first name|First last|First/Last name|Staff name|Worker name|Last, first|First Last name|\
         Employee|User display name|Formatted name|Name formatted|Legal name|Common name|First name & last name|Surname, first name|Person name|Team member|Worker|Staff member",
    ),
];
