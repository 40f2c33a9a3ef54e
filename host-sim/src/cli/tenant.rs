//! Make and show companies.

use std::io::IsTerminal;

use serde_json::{Value, json};

use super::context::{Context, failed, usage};
use super::output::{Failed, Finished};
use super::users::done;
use crate::language::Language;
use crate::message;
use crate::store::{NewTenant, SourceSystem, TenantChanges, TenantFacts, TenantStore};

/// Its arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Make a company
    Create {
        /// Its name: lower-case letters, digits and hyphens
        name: String,
        /// Licences bought
        #[arg(long, value_name = "NUMBER", default_value_t = 10)]
        licences: u32,
        /// The first administrator; the password is asked for, or taken from ROSTER_ADMIN_PASSWORD
        #[arg(long, value_name = "NAME")]
        admin: Option<String>,
        /// The source system that the accounts are synchronised from: outlook, salesforce, dynamics-crm, or another name
        #[arg(long, value_name = "SYSTEM")]
        connected: Option<String>,
        /// The language that new accounts get
        #[arg(long, value_name = "LANGUAGE", default_value = "en")]
        default_language: String,
        /// The country, by its code of two letters
        #[arg(long, value_name = "COUNTRY")]
        country: Option<String>,
    },
    /// List the companies
    List,
    /// Show a company
    Show {
        /// Its name; without it, that of --tenant
        name: Option<String>,
    },
    /// Change a company
    Set {
        /// Its name; without it, that of --tenant
        name: Option<String>,
        /// Licences bought
        #[arg(long, value_name = "NUMBER")]
        licences: Option<u32>,
        /// The language that new accounts get
        #[arg(long, value_name = "LANGUAGE")]
        default_language: Option<String>,
        /// The country, by its code of two letters
        #[arg(long, value_name = "COUNTRY")]
        country: Option<String>,
        /// Another administrator, or a new password for a known one: asked for, or taken from ROSTER_ADMIN_PASSWORD
        #[arg(long, value_name = "NAME")]
        admin: Option<String>,
        /// The account of that administrator, by id, user name or email address
        #[arg(long, value_name = "USER", requires = "admin")]
        account: Option<String>,
        /// Take an administrator's log-in away
        #[arg(long, value_name = "NAME", conflicts_with = "admin")]
        remove_admin: Option<String>,
    },
    /// Connect a company to a source system: from then on its accounts are synchronised from there
    Connect {
        /// Its name
        name: String,
        /// outlook, salesforce, dynamics-crm, or another name
        system: String,
    },
    /// End the connection to a source system
    Disconnect {
        /// Its name
        name: String,
    },
}

/// Runs the command.
///
/// # Errors
/// A name that is taken, unknown, or not a name.
pub fn run(context: &Context, args: &Args) -> Result<Finished, Failed> {
    let named = |name: &Option<String>| name.as_deref().unwrap_or(&context.common.tenant).to_owned();
    let open = |name: &str| Ok(context.administrator_of(name)?.store);
    match &args.command {
        Command::Create { name, licences, admin, connected, default_language, country } => {
            context.host_only()?;
            let database = context.database()?;
            let administrator = match admin {
                Some(admin) => Some((admin.clone(), password(context, admin)?)),
                None => None,
            };
            let tenant = NewTenant {
                name: name.clone(),
                licences: *licences,
                connected_to: connected.as_deref().map(SourceSystem::from_name),
                default_language: default_language.clone(),
                country: country.clone(),
                administrator,
            };
            let store = database.create_tenant(&tenant).map_err(usage)?;
            show(context, &store)?;
        }
        Command::List => {
            context.host_only()?;
            let database = context.database()?;
            let mut facts = Vec::new();
            for name in database.tenants().map_err(failed)? {
                facts.push(database.tenant(&name).and_then(|store| store.facts()).map_err(failed)?);
            }
            if context.output.is_json() {
                context.output.object(&facts.iter().map(facts_json).collect::<Vec<_>>());
            } else {
                facts.iter().for_each(|facts| context.output.line(sentence(facts, context.language())));
            }
        }
        Command::Show { name } => show(context, &open(&named(name))?)?,
        Command::Set { name, licences, default_language, country, admin, account, remove_admin } => {
            let store = open(&named(name))?;
            let (default_language, country) = (default_language.clone(), country.clone());
            let changes = TenantChanges { licences: *licences, connected_to: None, default_language, country };
            store.change_tenant(&changes).map_err(usage)?;
            if let Some(admin) = admin {
                store.set_administrator(admin, &password(context, admin)?, account.as_deref()).map_err(usage)?;
            }
            if let Some(admin) = remove_admin
                && !store.remove_administrator(admin).map_err(failed)?
            {
                return Err(Failed::usage(message::NO_SUCH_ADMINISTRATOR.with("name", admin)));
            }
            show(context, &store)?;
        }
        Command::Connect { name, system } => {
            let system = SourceSystem::from_name(system);
            let changes = TenantChanges { connected_to: Some(Some(system.clone())), ..TenantChanges::default() };
            open(name)?.change_tenant(&changes).map_err(failed)?;
            done(
                context,
                format!("{name} ist mit {} verbunden. Import und Export gibt es nicht mehr.", system.name()),
                format!("{name} is connected to {}. There is no import and export any more.", system.name()),
            );
        }
        Command::Disconnect { name } => {
            let changes = TenantChanges { connected_to: Some(None), ..TenantChanges::default() };
            open(name)?.change_tenant(&changes).map_err(failed)?;
            done(context, format!("{name} ist nicht mehr verbunden."), format!("{name} is not connected any more."));
        }
    }
    Ok(Finished::Done)
}

fn show(context: &Context, store: &TenantStore) -> Result<(), Failed> {
    let facts = store.facts().map_err(failed)?;
    if context.output.is_json() {
        context.output.object(&facts_json(&facts));
    } else {
        context.output.line(sentence(&facts, context.language()));
    }
    Ok(())
}

fn facts_json(facts: &TenantFacts) -> Value {
    json!({
        "name": facts.name,
        "licences-bought": facts.licences_bought,
        "licences-used": facts.licences_used,
        "connected-to": facts.connected_to.as_ref().map(SourceSystem::name),
        "default-language": facts.default_language,
        "country": facts.country,
        "administrators": facts.administrators,
    })
}

fn sentence(facts: &TenantFacts, language: Language) -> String {
    let say = |german: &str, english: &str| language.pick(german, english).to_owned();
    let connected = match &facts.connected_to {
        Some(system) => format!("{} {}", say("verbunden mit", "connected to"), system.name()),
        None => say("nicht verbunden", "not connected"),
    };
    let administrators = match facts.administrators.as_slice() {
        [] => say("keine", "none"),
        names => names.join(", "),
    };
    let (name, used, bought) = (&facts.name, facts.licences_used, facts.licences_bought);
    let (tag, country) =
        (&facts.default_language, facts.country.clone().unwrap_or_else(|| say("unbekannt", "unknown")));
    language.pick(
        format!("{name}: {used} von {bought} Lizenzen in Verwendung; {connected}; Sprache {tag}; Land {country}; Administratoren neben der Benutzerliste: {administrators}"),
        format!("{name}: {used} of {bought} licences used; {connected}; language {tag}; country {country}; administrators beside the user list: {administrators}"),
    )
}

/// A shorter password is taken, with a warning: this is a simulator.
const SHORT: usize = 8;

/// The password of an administrator, from the environment or from whoever sits at the terminal.
fn password(context: &Context, admin: &str) -> Result<String, Failed> {
    let password = match std::env::var("ROSTER_ADMIN_PASSWORD") {
        Ok(password) => password,
        Err(_) if std::io::stdin().is_terminal() => {
            let ask = |prompt: String| {
                rpassword::prompt_password(prompt).map_err(|_| Failed::usage(&message::PASSWORD_UNREAD))
            };
            let language = context.language();
            let password = ask(format!("{} {admin}: ", language.pick("Kennwort für", "Password for")))?;
            if ask(language.pick("Noch einmal: ", "The same again: ").to_owned())? != password {
                return Err(Failed::usage(&message::PASSWORDS_DIFFER));
            }
            password
        }
        Err(_) => {
            return Err(Failed::usage(message::NO_TERMINAL.with("name", admin)));
        }
    };
    if password.is_empty() {
        return Err(Failed::usage(&message::PASSWORD_EMPTY));
    }
    if password.chars().count() < SHORT {
        context.output.note(context.language().pick(
            format!(
                "Das Kennwort von {admin} hat weniger als {SHORT} Zeichen: genug zum Ausprobieren, nicht für mehr."
            ),
            format!(
                "The password of {admin} has fewer than {SHORT} characters: enough to try things out, not for more."
            ),
        ));
    }
    Ok(password)
}
