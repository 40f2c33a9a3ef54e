//! Messages about import settings documents.

use super::messages;

messages! {
    NOT_JSON = "settings-not-json", Error,
        de: "Die Importeinstellungen sind kein gültiges JSON: Zeile {line}, Spalte {column}. Bitte dort korrigieren.",
        en: "The import settings are not valid JSON: line {line}, column {column}. Please correct them there.";
    UNKNOWN_PROPERTY = "settings-unknown-property", Error,
        de: "Die Importeinstellungen enthalten eine unbekannte Eigenschaft „{name}“ ({path}, Zeile {line}). Bekannt sind: {known}.",
        en: "The import settings have an unknown property “{name}” ({path}, line {line}). Known are: {known}.";
    UNKNOWN_PROPERTY_NEAR = "settings-unknown-property-near", Error,
        de: "Die Importeinstellungen enthalten eine unbekannte Eigenschaft „{name}“ ({path}, Zeile {line}). Ist „{nearest}“ gemeint? Bekannt sind: {known}.",
        en: "The import settings have an unknown property “{name}” ({path}, line {line}). Is “{nearest}” meant? Known are: {known}.";
    VALUE_DOES_NOT_FIT = "settings-value-does-not-fit", Error,
        de: "Der Wert von {path} in den Importeinstellungen (Zeile {line}) passt nicht: {detail}. Bitte nach dem veröffentlichten Schema korrigieren.",
        en: "The value of {path} in the import settings (line {line}) does not fit: {detail}. Please correct it by the published schema.";
    NOT_AN_OBJECT = "settings-not-an-object", Error,
        de: "In den Importeinstellungen steht bei {path} eine Liste, wo Eigenschaften in geschweiften Klammern stehen müssen.",
        en: "The import settings have a list at {path}, where properties in curly braces must stand.";
    OTHER_VERSION = "settings-other-version", Error,
        de: "Die Importeinstellungen haben Version {version}; gelesen wird Version {known}. Bitte die Einstellungen neu anlegen.",
        en: "The import settings are of version {version}; version {known} can be read. Please create the settings anew.";
    NOT_ONE_CHARACTER = "settings-not-one-character", Error,
        de: "{path} in den Importeinstellungen muss genau ein Zeichen sein, kein Buchstabe und keine Ziffer; dort steht „{value}“. Für den Tabulator „tab“ schreiben.",
        en: "{path} in the import settings must be exactly one character, neither letter nor digit; it is “{value}”. Write “tab” for a tab.";
    COLUMN_GONE = "column-gone", Error,
        de: "Die Spalte „{header}“, die das Feld „{field}“ füllen soll, fehlt in der Datei. Spalte ergänzen oder die Zuordnung ändern.",
        en: "The column “{header}”, which fills the field “{field}”, is missing from the file. Add the column or change the mapping.";
    COLUMN_GONE_NOTE = "column-gone-optional", Note,
        de: "Die Spalte „{header}“ aus den Importeinstellungen fehlt in der Datei; das Feld „{field}“ bleibt unberührt.",
        en: "The column “{header}” of the import settings is missing from the file; the field “{field}” stays untouched.";
    COLUMN_NEW = "column-new", Note,
        de: "Die Spalte „{header}“ kennen die Importeinstellungen nicht; sie wird nicht importiert.",
        en: "The import settings do not know the column “{header}”; it is not imported.";
    COLUMN_RENAMED = "column-renamed", Warning,
        de: "Die Spalte „{old}“ der Importeinstellungen heißt in der Datei anscheinend „{new}“. Bitte die Zuordnung prüfen.",
        en: "The column “{old}” of the import settings seems to be called “{new}” in the file. Please check the mapping.";
    COLUMN_TWICE = "column-name-twice", Error,
        de: "Die Spalte „{header}“ steht mehrmals in der Datei ({columns}). In den Importeinstellungen den Buchstaben der Spalte statt des Namens angeben.",
        en: "The column “{header}” stands in the file several times ({columns}). Name the column by its letter in the import settings.";
    UNKNOWN_FIELD = "unknown-field", Error,
        de: "Ein Feld „{name}“ gibt es nicht (angegeben bei „{header}“). Mögliche Felder: {known}.",
        en: "There is no field “{name}” (given for “{header}”). Possible fields: {known}.";
    UNKNOWN_FIELD_NEAR = "unknown-field-near", Error,
        de: "Ein Feld „{name}“ gibt es nicht (angegeben bei „{header}“). Ist „{nearest}“ gemeint?",
        en: "There is no field “{name}” (given for “{header}”). Is “{nearest}” meant?";
    FIELD_TWICE = "field-mapped-twice", Error,
        de: "Zwei Spalten füllen das Feld „{field}“: „{first}“ und „{second}“. Bitte nur eine zuordnen.",
        en: "Two columns fill the field “{field}”: “{first}” and “{second}”. Please map only one of them.";
    READ_ONLY_FIELD = "field-read-only", Error,
        de: "Das Feld „{field}“ vergibt das System; die Spalte „{header}“ kann es nur als Schlüssel zuordnen (UpdateBehavior 2), nicht als Wert.",
        en: "The field “{field}” is assigned by the system; the column “{header}” can be mapped to it as a key only (UpdateBehavior 2), not as a value.";
    READ_ONLY_LEFT_OUT = "field-read-only-left-out", Note,
        de: "Die Spalte „{header}“ enthält das Feld „{field}“, das das System vergibt. Es ist hier kein Schlüssel und bleibt unberührt.",
        en: "The column “{header}” holds the field “{field}”, which is assigned by the system. It is no key here and stays untouched.";
    FIELD_TAKEN = "field-taken-by-settings", Note,
        de: "Die Spalte „{header}“ wäre das Feld „{field}“, das nach den Importeinstellungen aus „{other}“ kommt; sie wird nicht importiert.",
        en: "The column “{header}” would be the field “{field}”, which comes from “{other}” by the import settings; it is not imported.";
    PART_OF_OTHER_FIELD = "part-of-other-field", Error,
        de: "Part teilt einen vollen Namen und passt nur zu „first-name“ und „last-name“, nicht zu „{field}“ (Spalte „{header}“).",
        en: "Part splits a full name and fits “first-name” and “last-name” only, not “{field}” (column “{header}”).";
    SEPARATOR_OF_OTHER_FIELD = "separator-of-other-field", Error,
        de: "ListSeparator passt nur zu Feldern, die mehrere Einträge haben, nicht zu „{field}“ (Spalte „{header}“).",
        en: "ListSeparator fits fields of several entries only, not “{field}” (column “{header}”).";
    NOT_A_KEY_FIELD = "not-a-key-field", Error,
        de: "Über das Feld „{field}“ kann kein Konto gefunden werden. Mögliche Schlüssel: {keys}.",
        en: "No account can be found by the field “{field}”. Possible keys: {keys}.";
    KEY_NOT_MAPPED = "key-not-mapped", Error,
        de: "Das Feld „{field}“ soll Schlüssel sein, aber keine Spalte füllt es. Spalte zuordnen oder den Schlüssel weglassen.",
        en: "The field “{field}” is to be a key, but no column fills it. Map a column to it or leave the key out.";
    NO_KEY_MAPPED = "no-key-mapped", Error,
        de: "Keine Spalte kann ein Konto finden. Eine Spalte für eines dieser Felder zuordnen: {keys}. Oder nur neue Konten anlegen (Insert).",
        en: "No column can find an account. Map a column to one of these fields: {keys}. Or create new accounts only (Insert).";
    NO_COLUMN_RECOGNISED = "no-column-recognised", Error,
        de: "Keine Spalte der Datei wurde als Feld erkannt. Gefunden: {headers}. Spalten selbst zuordnen oder die Überschriften der Vorlage verwenden.",
        en: "No column of the file was recognised as a field. Found: {headers}. Map columns yourself or use the headers of the template.";
    REQUIRED_NOT_MAPPED = "required-not-mapped", Warning,
        de: "Für neue Konten ist „{field}“ Pflicht, aber keine Spalte füllt es: neue Konten können so nicht angelegt werden.",
        en: "“{field}” is required for new accounts, but no column fills it: new accounts cannot be created this way.";
}
