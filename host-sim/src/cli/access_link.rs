//! Send access links to chosen users, and try one out.
//!
//! The plugin writes the messages, the notifier puts a fresh link into each and sends it.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::context::{Company, Context, by_hand, failed, plugin_failed};
use super::output::{Failed, Finished};
use crate::language::Language;
use crate::message;
use crate::notify::{Mail, Notifier, Sms};
use crate::plugin::{AccessLinkChannel, Instance, Problem, TenantHost};
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
    /// All active users who cannot log in and were not sent a link
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
    /// What a link begins with: where `serve` can be reached, and `/access/`
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
            let messages = context.administrator()?.store.queued_sms().map_err(failed)?;
            if context.output.is_json() {
                let messages = messages.iter().map(|(to, text)| json!({ "to": to, "text": text }));
                context.output.object(&messages.collect::<Vec<_>>());
            } else {
                for (to, text) in &messages {
                    context.output.line(to);
                    text.lines().for_each(|line| context.output.line(line));
                    context.output.line("");
                }
            }
            Ok(Finished::Done)
        }
    }
}

fn send(context: &Context, args: &SendArgs) -> Result<Finished, Failed> {
    let company = context.administrator()?;
    // Before anybody is listed: who is sent a link by another process is not sent one here too.
    let _sending = company.store.begin_sending().map_err(failed)?;
    let users = whom(&company.store, args)?;
    let mut instance = instance(context, company, args)?;
    let channel = match args.channel {
        By::Email => AccessLinkChannel::Email,
        By::Sms => AccessLinkChannel::Sms,
    };
    let mut answers = Vec::with_capacity(users.len());
    for users in users.chunks(MAX_PER_CALL) {
        answers.extend(instance.send_access_links(users, &channel).map_err(|failure| plugin_failed(&failure))?);
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
        context.output.line(outcome(args, &context.common.db, sent, not_sent, context.language()));
    }
    Ok(if problems.is_empty() { Finished::Done } else { Finished::SomeFailed })
}

/// What became of the messages: sent, or written where they wait.
fn outcome(args: &SendArgs, database: &Path, sent: usize, not_sent: usize, language: Language) -> String {
    let place = match args.channel {
        By::Email if args.smtp.is_some() => None,
        By::Sms if args.sms_gateway.is_some() => None,
        By::Email => {
            let folder = args.mail_dir.clone().unwrap_or_else(|| Mail::folder_beside(database));
            let folder = folder.display().to_string();
            Some((format!("im Ordner {folder}"), format!("in the folder {folder}")))
        }
        By::Sms => Some((
            "im Postausgang (`access-link outbox`)".to_owned(),
            "in the outbox (`access-link outbox`)".to_owned(),
        )),
    };
    match place {
        None => language.pick(
            format!("Zugangslinks: {sent} gesendet, {not_sent} nicht."),
            format!("Access links: {sent} sent, {not_sent} not."),
        ),
        Some((german, english)) => language.pick(
            format!("Zugangslinks: {sent} geschrieben, {not_sent} nicht. Sie liegen {german}; gesendet wurde nichts."),
            format!("Access links: {sent} written, {not_sent} not. They are {english}; nothing was sent."),
        ),
    }
}

fn whom(store: &TenantStore, args: &SendArgs) -> Result<Vec<String>, Failed> {
    if args.new {
        return store.without_sent_link().map_err(failed);
    }
    args.users.iter().map(|user| store.user_id(user).map_err(by_hand)).collect()
}

fn instance(context: &Context, Company { store, actor }: Company, args: &SendArgs) -> Result<Instance, Failed> {
    let mail = match (&args.smtp, &args.mail_dir) {
        (Some(server), _) => {
            Mail::smtp(server).ok_or_else(|| Failed::usage(message::NO_MAIL_SERVER.with("server", server)))?
        }
        (None, Some(folder)) => Mail::Folder(folder.clone()),
        (None, None) => Mail::beside(&context.common.db),
    };
    let sms = args.sms_gateway.clone().map_or(Sms::Outbox, Sms::Gateway);
    let notifier = Notifier::new(store.clone(), mail, sms, &args.link_base, context.language());
    context.instance_for(TenantHost { notifier: Some(Box::new(notifier)), ..TenantHost::new(store, actor) })
}

fn problem_json(problem: &Problem) -> Value {
    json!({ "code": problem.code, "text": problem.text })
}

fn try_out(context: &Context, link: &str) -> Result<Finished, Failed> {
    context.host_only()?;
    match context.database()?.use_link(link, None).map_err(failed)? {
        LinkUse::Accepted { tenant, user, user_name, .. } => {
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
        LinkUse::Used => Err(Failed::refused(&message::LINK_USED)),
        LinkUse::Expired => Err(Failed::refused(&message::LINK_EXPIRED)),
        LinkUse::Unknown => Err(Failed::refused(&message::LINK_UNKNOWN)),
    }
}
