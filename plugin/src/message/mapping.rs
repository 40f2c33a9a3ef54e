//! Messages about columns and the fields they were taken for.

use super::messages;

messages! {
    FIELD_ID = "mapped-by-id", Note,
        de: "„{header}“ ist die Kennung des Feldes.",
        en: "“{header}” is the id of the field.";
    FIELD_LABEL = "mapped-by-label", Note,
        de: "„{header}“ ist die Bezeichnung des Feldes.",
        en: "“{header}” is the label of the field.";
    OWN_MAPPING_SHEET = "mapped-by-own-export", Note,
        de: "So steht es im Zuordnungsblatt unseres eigenen Exports.",
        en: "The mapping sheet of our own export says so.";
    BLANK_IS_NO = "blank-is-no", Note,
        de: "In „{header}“ stehen nur Kreuze. Eine leere Zelle heißt hier Nein. Soll sie nichts ändern, in den Importeinstellungen bei „ValueMap“ den leeren Text auf den leeren Text setzen.",
        en: "“{header}” has crosses only. A blank cell means no here. If it is to change nothing, map the empty text to the empty text under “ValueMap” in the import settings.";
    BLANK_STATUS = "blank-status", Warning,
        de: "In „{header}“ stehen nur Kreuze. Leere Zellen ändern hier nichts: Wer ein Konto hat, behält seinen Stand, und neue Konten sind aktiv. Heißt leer „Nein“, in den Importeinstellungen bei „ValueMap“ den leeren Text auf „Nein“ setzen.",
        en: "“{header}” has crosses only. Blank cells change nothing here: accounts stay as they are, and new ones are active. If blank means no, map the empty text to “No” under “ValueMap” in the import settings.";
    LIST_SEPARATOR = "list-separator", Note,
        de: "Die Einträge in „{header}“ werden bei „{separator}“ getrennt, wie die Werte es zeigen. In den Importeinstellungen legt „ListSeparator“ ein anderes Zeichen fest.",
        en: "The entries in “{header}” are separated at “{separator}”, as its values show. “ListSeparator” in the import settings sets another sign.";
    FOREIGN_EXPORT = "export-of-another-company", Warning,
        de: "Diese Liste wurde aus „{company}“ exportiert, nicht aus „{own}“. Die Benutzer-IDs darin gehören zu anderen Personen; ihre Spalte wird nicht verwendet, außer Sie ordnen sie selbst zu.",
        en: "This list was exported from “{company}”, not from “{own}”. Its user IDs belong to other people; their column is not used unless you map it yourself.";
    FOREIGN_IDS = "ids-of-another-company", Note,
        de: "Die IDs stammen aus „{company}“ und gehören dort zu anderen Personen.",
        en: "The IDs come from “{company}”, where they belong to other people.";
    OLD_EXPORT = "export-old", Warning,
        de: "Diese Liste wurde vor {days} {days?Tag|Tagen} exportiert. Was andere seither geändert haben, wird mit ihren Werten überschrieben. Exportieren Sie die Liste neu, oder sehen Sie sich die Änderungen vorher an.",
        en: "This list was exported {days} {days?day|days} ago. Its values overwrite what others have changed since. Export the list again, or look at the changes first.";
    NOT_IN_MAPPING_SHEET = "not-in-own-export", Note,
        de: "Die Spalte steht nicht im Zuordnungsblatt unseres eigenen Exports.",
        en: "The column is not in the mapping sheet of our own export.";
    SYNONYM_OF_PRODUCT = "mapped-by-product-name", Note,
        de: "„{header}“ heißt dieses Feld bei {product}.",
        en: "“{header}” is what {product} calls this field.";
    SYNONYM = "mapped-by-usual-name", Note,
        de: "„{header}“ ist ein üblicher Name für dieses Feld.",
        en: "“{header}” is a usual name for this field.";
    SYNONYM_INVERTED = "mapped-inverted", Note,
        de: "„{header}“ sagt das Gegenteil: Ja bedeutet dort nicht aktiv. Die Werte werden umgekehrt gelesen.",
        en: "“{header}” says the opposite: yes means not active there. The values are read the other way round.";
    SIMILAR = "mapped-by-similar-name", Note,
        de: "„{header}“ sieht aus wie „{name}“, ein Name dieses Feldes. Bitte prüfen.",
        en: "“{header}” looks like “{name}”, a name of this field. Please check.";
    STATUS_VALUES = "mapped-by-status-values", Note,
        de: "Die Werte in „{header}“ sagen, ob ein Konto aktiv ist.",
        en: "The values in “{header}” say whether an account is active.";
    NAME_BESIDE_OTHER = "mapped-name-beside-other-name", Note,
        de: "„{header}“ steht neben einer Spalte mit dem anderen Teil des Namens und ist daher dieser.",
        en: "“{header}” stands beside a column with the other part of the name, so it is this one.";
    VALUES_ARE_ADDRESSES = "mapped-by-addresses", Note,
        de: "Die Spalte hat keine Überschrift; ihre Werte sind E-Mail-Adressen.",
        en: "The column has no header; its values are email addresses.";
    FULL_NAME = "full-name-offer-split", Note,
        de: "„{header}“ enthält den ganzen Namen. Er kann geteilt werden: die Spalte in den Importeinstellungen zweimal zuordnen, mit TargetFieldID und Part „first-name“ und mit TargetFieldID und Part „last-name“. Mit OtherColumns „suggest“ bleibt alles andere, wie es vorgeschlagen ist.",
        en: "“{header}” holds the full name. It can be split: map the column twice in the import settings, with TargetFieldID and Part “first-name”, and with TargetFieldID and Part “last-name”. With OtherColumns “suggest”, all else stays as suggested.";
    SPLIT_BY_SETTINGS = "split-by-settings", Note,
        de: "Die Importeinstellungen teilen „{header}“: {fields}.",
        en: "The import settings split “{header}”: {fields}.";
    MAPPED_BY_SETTINGS = "mapped-by-settings", Note,
        de: "So steht es in den Importeinstellungen.",
        en: "The import settings say so.";
    NOT_IN_SETTINGS = "column-not-in-settings", Note,
        de: "Die Importeinstellungen ordnen diese Spalte keinem Feld zu.",
        en: "The import settings map this column to no field.";
    MORE_WARNINGS = "more-warnings", Note,
        de: "Und {count} {count?weiterer Hinweis, der|weitere Hinweise, die} hier nicht aufgezählt {count?ist|sind}.",
        en: "And {count} more {count?warning that is|warnings that are} not listed here.";
    REST_NOT_LOOKED_AT = "rest-not-looked-at", Warning,
        de: "Nur {rows?die erste Datenzeile wurde|die ersten Datenzeilen wurden} angesehen ({rows}): Die Datei ist sehr groß. Ein Import und sein Probelauf lesen sie ganz.",
        en: "Only the first {rows?data row was|data rows were} looked at ({rows}): the file is very large. An import and its dry run read all of it.";
    NOT_RECOGNISED = "column-not-recognised", Note,
        de: "„{header}“ ist kein bekannter Name eines Feldes.",
        en: "“{header}” is no known name of a field.";
    NO_HEADER = "column-without-header", Note,
        de: "Die Spalte hat keine Überschrift.",
        en: "The column has no header.";
    VALUES_CONTRADICT = "values-contradict-header", Warning,
        de: "„{header}“ klingt nach dem Feld „{field}“, aber die Werte passen nicht dazu, zum Beispiel {values}. Die Spalte wird ausgelassen. Ist sie das Feld, bitte in den Importeinstellungen zuordnen und die Werte dort mit „ValueMap“ übersetzen.",
        en: "“{header}” sounds like the field “{field}”, but the values do not fit it, for example {values}. The column is left out. If it is the field, please map it in the import settings and translate the values there with “ValueMap”.";
    ONE_WORD_NAMES = "name-is-one-word", Note,
        de: "„{header}“ kann der Vor- oder der Nachname sein: Jeder Wert ist nur ein Wort. Bitte selbst zuordnen.",
        en: "“{header}” can be the first or the last name: every value is a single word. Please map it yourself.";
    IN_DOUBT = "column-in-doubt", Note,
        de: "„{header}“ kann Verschiedenes bedeuten, und nichts in der Datei entscheidet es. Bitte selbst zuordnen.",
        en: "“{header}” can mean different things, and nothing in the file decides it. Please map it yourself.";
    BETTER_COLUMN = "field-has-better-column", Note,
        de: "„{header}“ wäre dasselbe Feld wie „{other}“, das besser passt.",
        en: "“{header}” would be the same field as “{other}”, which fits better.";
    LEFT_ALONE_PHONE = "left-alone-phone", Note,
        de: "„{header}“ ist nicht das Mobiltelefon; für andere Telefonnummern gibt es kein Feld.",
        en: "“{header}” is not the mobile phone; there is no field for other phone numbers.";
    LEFT_ALONE_SECOND = "left-alone-second", Note,
        de: "„{header}“ ist eine zweite oder private Angabe; gebraucht wird die erste, dienstliche.",
        en: "“{header}” is a second or private one; what is needed is the first, at work.";
    LEFT_ALONE_OTHER_PERSON = "left-alone-other-person", Note,
        de: "„{header}“ betrifft eine andere Person.",
        en: "“{header}” is about another person.";
    LEFT_ALONE_WORK_PLACE = "left-alone-work-place", Note,
        de: "„{header}“ betrifft die Firma oder den Arbeitsort, nicht den Heimatort.",
        en: "“{header}” is about the company or the place of work, not the home location.";
    LEFT_ALONE_SECRET = "left-alone-secret", Note,
        de: "„{header}“ enthält Geheimes. Passwörter werden nie importiert; am besten aus der Datei entfernen.",
        en: "“{header}” holds secrets. Passwords are never imported; best remove them from the file.";
    LEFT_ALONE_SEVERAL = "left-alone-several", Note,
        de: "„{header}“ enthält mehrere Angaben in einer Spalte; bitte auf mehrere Spalten verteilen.",
        en: "“{header}” holds several things in one column; please spread them over several columns.";
    LEFT_ALONE_OTHER = "left-alone-other", Note,
        de: "Für „{header}“ gibt es hier kein Feld.",
        en: "There is no field for “{header}” here.";
}
