//! Hungarian, Romanian and Turkish names.

use super::{Names, Need, Why, full_name, left_alone, needing, not_active, usual};

pub(super) const NAMES: &[Names] = &[
    usual("first-name", "Keresztnév|Utónév|Keresztnevek|Utónevek|Prenume|Prenumele|İlk ad|İsim (ad)"),
    needing(Need::LastName, "first-name", "Ad|Adı|İsim"),
    usual(
        "last-name",
        "Vezetéknév|Családnév|Vezetéknevek|Nume de familie|Numele de familie|Soyad|Soyadı|Soy ad|Soyisim",
    ),
    usual(
        "email",
        "E-mail cím|Email cím|Céges e-mail|Munkahelyi e-mail|Céges e-mail cím|Munkahelyi e-mail cím|Elektronikus levélcím|Adresă de e-mail|Adresa de e-mail|Adresă e-mail|Adresă email|Adresa email|E-mail de serviciu|E-mail serviciu|Email serviciu|Poștă electronică|\
         E-posta|E-posta adresi|Eposta adres|İş e-postası|Kurumsal e-posta|E-mail adresi|Mail adresi|Elektronik posta|Şirket e-postası",
    ),
    usual(
        "employee-number",
        "Törzsszám|Törzsszáma|Dolgozói azonosító|Dolgozói szám|Munkavállalói azonosító|Alkalmazotti azonosító|Munkavállaló azonosító|Dolgozó törzsszáma|Dolgozói kód|Személyügyi szám|\
         Număr de marcă|Nr. marcă|Marcă angajat|Număr marcă|ID angajat|Cod angajat|Număr angajat|Nr. angajat|\
         Sicil no|Sicil numarası|Personel no|Personel numarası|Çalışan no|Çalışan numarası|Çalışan kimliği|Personel sicil no|Personel kodu",
    ),
    usual(
        "user-name",
        "Felhasználónév|Felhasználói név|Bejelentkezési név|Nume utilizator|Nume de utilizator|Numele utilizatorului|Nume principal utilizator|Kullanıcı adı|Kullanıcı ismi|Kullanıcı kodu|Oturum açma adı|Egyszerű felhasználónév|Kullanıcı asıl adı",
    ),
    needing(Need::Values, "user-name", "Felhasználó|Utilizator|Kullanıcı"),
    usual(
        "mobile",
        "Mobilszám|Mobiltelefonszám|Mobil telefonszám|Mobil telefon|Céges mobil|Telefon mobil|Număr de mobil|Număr mobil|Nr. mobil|Telefon mobil serviciu|Cep telefonu|Cep tel|Cep no|Cep numarası|Cep telefonu numarası|Mobil numara|GSM no|GSM numarası|İş cep telefonu",
    ),
    usual(
        "language",
        "Nyelv|Nyelvkód|Felhasználó nyelve|Elsődleges nyelv|Limba|Limbă|Limba preferată|Dil|Tercih edilen dil|Dil kodu|Preferált nyelv",
    ),
    usual("level", "Szerepkör|Szerep|Rolul utilizatorului|Kullanıcı rolü"),
    needing(
        Need::Values,
        "level",
        "Jogosultság|Jogosultsági szint|Nivel de acces|Permisiuni|Yetki|Yetki seviyesi|Erişim düzeyi",
    ),
    usual(
        "groups",
        "Csoport|Csoportok|Felhasználói csoport|Felhasználói csoportok|Grupuri|Grupuri de utilizatori|Gruplar|Grup|Kullanıcı grupları|Kullanıcı grubu",
    ),
    usual(
        "active",
        "Aktív|Aktív fiók|Fiók aktív|Engedélyezve|Fiók engedélyezve|Activ|Cont activ|Utilizator activ|Cont activat|Aktif|Aktif mi|Hesap aktif|Aktif kullanıcı|Hesap etkin|Etkin",
    ),
    not_active(
        "Inaktív|Letiltva|Letiltott|Zárolva|Zárolt|Bejelentkezés letiltása|Bejelentkezés tiltása|Inactiv|Blocat|Dezactivat|Suspendat|Blocare conectare|Blochează conectarea|Cont blocat|Cont dezactivat|Pasif|Engelli|Bloke|Kapalı hesap|Devre dışı|Oturum açmayı engelle|Oturum açma engellendi|Hesap kilitli",
    ),
    needing(
        Need::Status,
        "active",
        "Állapot|Fiók állapota|Státusz|Stare|Stare cont|Starea contului|Durum|Hesap durumu|Çalışma durumu",
    ),
    usual("note", "Megjegyzés|Megjegyzések|Jegyzet|Observații|Observație|Notițe|Not|Notlar|Açıklama (not)|Comentarii"),
    needing(Need::Values, "microsoft-object-id", "Objektumazonosító|ID obiect|Nesne kimliği"),
    usual(
        "home-street",
        "Utca|Utca, házszám|Utca és házszám|Utca házszám|Közterület és házszám|Utca, hsz.|Utcanév|Strada|Strada și numărul|Strada, nr.|Stradă|Strada și nr.|Sokak|Cadde/Sokak|Sokak ve no|Sokak adresi|Cadde",
    ),
    needing(
        Need::Address,
        "home-street",
        "Lakcím|Lakhely címe|Cím|Lakóhely címe|Adresă|Adresă domiciliu|Domiciliu|Adresa de domiciliu|Ev adresi",
    ),
    usual("home-postal-code", "Irányítószám|Ir. szám|Irsz.|Cod poștal|Posta kodu"),
    usual(
        "home-city",
        "Település|Város|Helység|Lakhely|Helység/Város|Localitate|Localitatea|Oraș|Orașul|Şehir|İl/Şehir|Oraş/Localitate|Şehir/İlçe",
    ),
    needing(Need::Beside, "home-city", "İl"),
    usual("home-state", "Județ|Județul|Vármegye"),
    needing(Need::Beside, "home-state", "Megye"),
    usual(
        "home-country",
        "Ország|Országkód|Ország vagy régió|Ország/régió|Țara|Țară|Ţara|Țară/regiune|Țară sau regiune|Cod țară|Ülke|Ülke kodu|Ülke/Bölge|Ülke veya bölge",
    ),
    full_name(
        "Név|Teljes név|Megjelenítendő név|Dolgozó neve|Munkavállaló neve|Vezetéknév és keresztnév|Nume|Nume complet|Nume și prenume|Nume afișat|Prenume și nume|Numele angajatului|Ad soyad|Adı soyadı|Ad ve soyad|Tam ad|Görünen ad|Ad, soyad|Ad/Soyad|İsim soyisim|Personel adı|Dolgozó|Angajat",
    ),
    left_alone(
        Why::Phone,
        "Telefonszám|Munkahelyi telefon|Vezetékes telefon|Număr de telefon|Telefon serviciu|Telefon fix|İş telefonu|Telefon numarası|Dahili",
    ),
    left_alone(
        Why::Second,
        "Privát e-mail|Magán e-mail|Magánmobil|E-mail personal|Adresă alternativă de e-mail|Kişisel e-posta|Özel e-posta|Kişisel cep telefonu|Második keresztnév|İkinci ad",
    ),
    left_alone(
        Why::OtherPerson,
        "Felettes|Közvetlen felettes|Vezető|Șef direct|Manager direct|Superior ierarhic|Yönetici|Yöneticisi|Acil durum kişisi|Acil durum telefonu|Vészhelyzeti kapcsolattartó|Contact de urgență",
    ),
    left_alone(
        Why::Other,
        "Születési dátum|Születési idő|Születési hely|Születési név|Leánykori név|Anyja neve|Adóazonosító|TAJ szám|Belépés dátuma|Neme|Beosztás|Osztály|CNP|Data nașterii|Locul nașterii|Data angajării|Departament|Funcție|Doğum tarihi|Doğum yeri|TC kimlik no|T.C. kimlik no|İşe giriş tarihi|Cinsiyet|Departman|Unvan|Görev|Anne adı|Baba adı|Házszám",
    ),
];
