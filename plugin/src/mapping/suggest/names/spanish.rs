//! Spanish names.

use super::{Names, Need, full_name, lesser_not_active, needing, not_active, usual};

pub(super) const NAMES: &[Names] = &[
    needing(Need::LastName, "first-name", "Nombre|Nombres|Nombre(s)"),
    usual("first-name", "Nombre de pila|Primer nombre|Nombre propio"),
    usual("last-name", "Apellido|Apellidos|Apellido(s)|Nombre de familia|Apellidos completos|Los apellidos"),
    usual(
        "email",
        "Correo|Correo electrónico|Correo-e|Dirección de correo|Dirección de correo electrónico|Correo corporativo|Correo de empresa|Email corporativo|\
         Correo electrónico corporativo|Correo electrónico laboral|Dirección de email|Dirección e-mail|Correo electrónico del trabajo|E-mail corporativo|Correo electrónico de empresa|Correo laboral|Dirección email|\
         Correo electrónico principal|Email de empresa|Correo del trabajo|Correo electrónico de trabajo|Dirección correo electrónico",
    ),
    usual(
        "employee-number",
        "Número de empleado|Nº emp.|Cód. trabajador|Cód. empleado|Núm. empleado|Nº empleado|Nº de empleado|N.º de empleado|N.º empleado|Número empleado|ID empleado|ID de empleado|Código de empleado|Código empleado|\
         Nº de matrícula|Número de personal|Núm. de empleado|Num empleado|Identificador de empleado|ID del empleado|N° empleado|N° de empleado|Matrícula empleado|Número de trabajador|Código de trabajador|Código trabajador|Nº trabajador|ID trabajador|Número de nómina|Legajo",
    ),
    usual(
        "user-name",
        "Nombre de usuario|Usuario|Nombre usuario|Nombre de cuenta|Nombre de inicio de sesión|Identificador de usuario|Cuenta de usuario|Login de usuario|Usuario de red|Nombre principal de usuario|Usuario de Windows",
    ),
    usual(
        "mobile",
        "Móvil|Teléfono móvil|Número de móvil|Número móvil|Nº móvil|Tel. móvil|Tfno. móvil|Celular|Teléfono celular|Número de celular|Tel. celular|Móvil corporativo|Móvil de empresa|\
         Móvil empresa|Teléfono móvil corporativo|Número de teléfono móvil|Móvil profesional|Móvil del trabajo|Número celular|Teléfono móvil de empresa|Móvil laboral|Tlf. móvil|N.º de móvil|Número de teléfono celular|Celular corporativo|Móvil trabajo",
    ),
    usual(
        "language",
        "Idioma|Idioma predeterminado|Idioma preferido|Código de idioma|Lengua|Idioma de la interfaz|Idioma del usuario|Idioma de correspondencia|Código idioma|Idioma usuario",
    ),
    needing(
        Need::Values,
        "level",
        "Nivel de acceso|Nivel de permiso|Nivel de autorización|Autorización|Permisos|Tipo de usuario|Nivel de permisos|Tipo usuario|Perfil de acceso|Nivel acceso",
    ),
    usual("level", "Rol|Rol de usuario|Rol del usuario|Rol usuario"),
    usual("has-own-schedule", "Horario propio|Agenda propia|Calendario propio|Planificación propia"),
    needing(Need::Values, "user-name", "Cuenta"),
    usual("groups", "Grupo|Grupos|Grupos de usuarios|Grupo de usuarios|Grupo(s)|Grupo de usuario|Grupos de usuario"),
    usual(
        "active",
        "Activo|Activado|Habilitado|Cuenta activa|Usuario activo|Cuenta habilitada|Está activo|Activo (sí/no)|¿Activo?|Activo/a|Usuario habilitado|Cuenta activada|Acceso permitido",
    ),
    not_active(
        "Inactivo|Desactivado|Deshabilitado|Bloqueado|Suspendido|Cuenta bloqueada|Cuenta desactivada|Cuenta deshabilitada|Cuenta suspendida|Usuario bloqueado|Usuario deshabilitado|\
         Usuario inactivo|Usuario suspendido|Bloquear inicio de sesión|Bloquear el inicio de sesión|Inicio de sesión bloqueado|Está bloqueado|Acceso bloqueado|No activo|Bloquear acceso|Usuario desactivado|¿Bloqueado?",
    ),
    lesser_not_active("Borrado|Dado de baja|De baja|Archivado"),
    needing(
        Need::Status,
        "active",
        "Estado de la cuenta|Estado del usuario|Estatus|Estado cuenta|Estado de usuario|Situación|Estado usuario|Estado empleado|Estado del empleado",
    ),
    usual("note", "Comentario|Comentarios|Observación|Observaciones|Nota interna|Notas internas|Notas|Anotaciones"),
    usual(
        "microsoft-object-id",
        "ID de objeto de Microsoft|ID objeto Microsoft|ID de objeto de Azure|ID de objeto de Entra|Id. de objeto de Microsoft|ID de objeto Microsoft|ID de objeto Azure",
    ),
    needing(Need::Values, "microsoft-object-id", "ID de objeto|ID objeto|Id. de objeto|Identificador de objeto"),
    usual(
        "home-street",
        "Calle|Calle y número|Calle, número|Calle y nº|C/ y nº|Calle/Nº|Calle número|Calle y núm.|Dirección (calle)|Línea de dirección 1|Dirección 1|Dirección línea 1|Dirección calle|Vía y número|Calle y n.º|Calle / Número|Calle nº",
    ),
    needing(
        Need::Address,
        "home-street",
        "Dirección|Domicilio|Dirección particular|Dirección postal|Domicilio particular|Dirección privada|Dirección de casa|Dirección domicilio",
    ),
    usual("home-postal-code", "Código postal|C.P.|Cód. postal|CP domicilio|Cod. postal|Código postal (CP)|C. Postal"),
    usual(
        "home-city",
        "Ciudad|Localidad|Población|Municipio|Ciudad de residencia|Localidad de residencia|Ciudad/Localidad|Municipio de residencia|Ciudad / Población|Ciudad domicilio",
    ),
    usual(
        "home-state",
        "Comunidad autónoma|Estado/Provincia|Provincia de residencia|Estado o provincia|Provincia/Estado|CCAA|Provincia / Comunidad",
    ),
    needing(Need::PlaceOrStatus, "home-state", "Estado"),
    needing(Need::State, "home-state", "Región"),
    needing(Need::Beside, "home-state", "Provincia"),
    usual(
        "home-country",
        "País|Código de país|Código país|País de residencia|País/Región|País o región|País (código)|Código ISO país|País residencia",
    ),
    usual("home-latitude", "Latitud|Latitud GPS"),
    usual("home-longitude", "Longitud|Longitud GPS"),
    full_name(
        "Nombre completo|Nombre y apellidos|Nombre y apellido|Apellidos y nombre|Apellidos, nombre|Apellido y nombre|Nombre apellidos|Apellidos nombre|Nombre para mostrar|Empleado|Trabajador|\
         Nombre del empleado|Nombre empleado|Nombre del usuario|Nombre mostrado|Nombre del trabajador|Nombre / Apellidos|Nombre & apellidos|Nombre(s) y apellido(s)|Nombre(s) y apellidos",
    ),
];
