//! Send access links to chosen users, and try one out.
//!
//! The plugin writes the messages, the notifier puts a fresh link into each and sends it.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::Context;
use super::by_hand::failed;
use super::output::{Failed, Finished};
use crate::notify::{Mail, Notifier, Sms};
use crate::plugin::{AccessLinkChannel, Failure, FailureReason, Instance, Plugin, Problem, TenantHost};
use crate::store::{LinkUse, MAX_PER_CALL, TenantStore};

/// Its arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Send users a message with a new access link, in their language; the link before stops working
    Send(SendArgs),
    /// Use an access link as its owner would
    Use {
        /// The link, or its last part
        link: String,
    },
    /// List the text messages that wait in the outbox, with their links
    Outbox,
}

#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("whom").required(true))]
struct SendArgs {
    /// Users by id, user name, email address or employee number
    #[arg(long = "user", value_name = "USER", num_args = 1.., group = "whom")]
    users: Vec<String>,
    /// All active users who were never sent a link
    #[arg(long, group = "whom")]
    new: bool,
    /// How the message reaches the user
    #[arg(long, value_enum)]
    channel: By,
    /// The folder for mail as .eml files; without it, `outbox` beside the database
    #[arg(long, value_name = "DIR", conflicts_with = "smtp")]
    mail_dir: Option<PathBuf>,
    /// Send mail by this server, without encryption
    #[arg(long, value_name = "HOST:PORT")]
    smtp: Option<String>,
    /// Send text messages by this gateway (POST of {"to", "text"}); without it, they wait in the outbox
    #[arg(long, value_name = "URL")]
    sms_gateway: Option<String>,
    /// What a link begins with
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8080/access/")]
    link_base: String,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum By {
    Email,
    Sms,
}

/// Runs the command.
///
/// # Errors
/// An unknown user, a company that may not send, or a link that lets nobody in.
pub fn run(context: &Context, args: &Args) -> Result<Finished, Failed> {
    match &args.command {
        Command::Send(args) => send(context, args),
        Command::Use { link } => try_out(context, link),
        Command::Outbox => {
            let messages = context.store()?.queued_sms().map_err(failed)?;
            if context.output.is_json() {
                let messages = messages.iter().map(|(to, text)| json!({ "to": to, "text": text }));
                context.output.object(&messages.collect::<Vec<_>>());
            } else {
                messages.iter().for_each(|(to, text)| context.output.line(format!("{to}\n{text}\n")));
            }
            Ok(Finished::Done)
        }
    }
}

fn send(context: &Context, args: &SendArgs) -> Result<Finished, Failed> {
    let store = context.store()?;
    let users = whom(context, &store, args)?;
    let mut instance = instance(context, &store, args)?;
    let channel = match args.channel {
        By::Email => AccessLinkChannel::Email,
        By::Sms => AccessLinkChannel::Sms,
    };
    let mut answers = Vec::with_capacity(users.len());
    for users in users.chunks(MAX_PER_CALL) {
        answers.extend(instance.send_access_links(users, &channel).map_err(not_sent)?);
    }
    let problems: Vec<_> =
        answers.iter().filter_map(|sent| sent.problem.as_ref().map(|problem| (&sent.user, problem))).collect();
    let sent = answers.len() - problems.len();
    if context.output.is_json() {
        let users =
            answers.iter().map(|sent| json!({ "user": sent.user, "problem": sent.problem.as_ref().map(problem_json) }));
        context.output.object(&json!({ "sent": sent, "not-sent": problems.len(), "users": users.collect::<Vec<_>>() }));
    } else {
        for (user, problem) in &problems {
            context.output.line(format!("{user}: {}", problem.text));
        }
        let not_sent = problems.len();
        context.output.line(context.language().pick(
            format!("{sent} Zugangslinks gesendet, {not_sent} nicht."),
            format!("{sent} access links sent, {not_sent} not."),
        ));
    }
    Ok(if problems.is_empty() { Finished::Done } else { Finished::SomeFailed })
}

fn whom(context: &Context, store: &TenantStore, args: &SendArgs) -> Result<Vec<String>, Failed> {
    if args.new {
        return store.without_sent_link().map_err(failed);
    }
    args.users.iter().map(|user| store.user_id(user).map_err(|why| context.refused(why))).collect()
}

fn instance(context: &Context, store: &TenantStore, args: &SendArgs) -> Result<Instance, Failed> {
    let actor = context.acting(store)?;
    let mail = match (&args.smtp, &args.mail_dir) {
        (Some(server), _) => {
            Mail::smtp(server).ok_or_else(|| Failed::usage(format!("{server:?} is not a server: give HOST:PORT.")))?
        }
        (None, Some(folder)) => Mail::Folder(folder.clone()),
        (None, None) => Mail::beside(&context.common.db),
    };
    let sms = args.sms_gateway.clone().map_or(Sms::Outbox, Sms::Gateway);
    let notifier = Notifier::new(store.clone(), mail, sms, &args.link_base, &actor.language);
    let plugin =
        Plugin::load(context.common.plugin.as_deref(), context.common.cache.as_deref()).map_err(Failed::host)?;
    let host = TenantHost { notifier: Some(Box::new(notifier)), ..TenantHost::new(store.clone(), actor) };
    let mut instance = plugin.instantiate(host).map_err(not_sent)?;
    instance.set_language(context.common.language.map(|language| language.tag().to_owned()));
    Ok(instance)
}

fn not_sent(failure: Failure) -> Failed {
    let text = failure.problems.iter().map(|problem| problem.text.as_str()).collect::<Vec<_>>().join("\n");
    let json =
        json!({ "error": { "text": text, "problems": failure.problems.iter().map(problem_json).collect::<Vec<_>>() } });
    let failed = match failure.reason {
        FailureReason::NotAvailable | FailureReason::Refused => Failed::refused(text),
        FailureReason::InvalidSettings => Failed::usage(text),
        _ => Failed::host(text),
    };
    Failed { json: Some(json), ..failed }
}

fn problem_json(problem: &Problem) -> Value {
    json!({ "code": problem.code, "text": problem.text })
}

fn try_out(context: &Context, link: &str) -> Result<Finished, Failed> {
    let say = |german: &str, english: &str| context.language().pick(german, english).to_owned();
    let refused = |code: &str, text: String| {
        let json = Some(json!({ "error": { "code": code, "text": text } }));
        Err(Failed { json, ..Failed::refused(text) })
    };
    match context.database()?.use_link(link).map_err(failed)? {
        LinkUse::Accepted { tenant, user, user_name } => {
            if context.output.is_json() {
                context.output.object(&json!({ "tenant": tenant, "user": user, "user-name": user_name }));
            } else {
                context.output.line(context.language().pick(
                    format!("Der Link lässt {user_name} (Konto {user}, {tenant}) ein und gilt jetzt nicht mehr."),
                    format!("The link lets {user_name} (account {user}, {tenant}) in and is used up now."),
                ));
            }
            Ok(Finished::Done)
        }
        LinkUse::Used => refused(
            "used-link",
            say("Der Link wurde schon verwendet. Senden Sie einen neuen.", "The link was used before. Send a new one."),
        ),
        LinkUse::Expired => refused(
            "expired-link",
            say("Der Link ist abgelaufen. Senden Sie einen neuen.", "The link has expired. Send a new one."),
        ),
        LinkUse::Unknown => refused(
            "unknown-link",
            say(
                "Der Link gilt nicht (mehr). Senden Sie einen neuen.",
                "The link is not valid (any more). Send a new one.",
            ),
        ),
    }
}
