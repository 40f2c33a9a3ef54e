//! Mail: to a folder of `.eml` files, or to a server by SMTP. The connection is plain: a mail server that needs encryption is
//! reached through a relay on this machine.

use std::path::{Path, PathBuf};
use std::time::Duration;

use lettre::message::header::ContentType;
use lettre::message::{Mailbox, Message};
use lettre::{Address, SmtpTransport, Transport};

use super::Undelivered;
use crate::private;

/// A mail server that does not answer for so long does not get the message.
const TIMEOUT: Duration = Duration::from_secs(15);

/// Where mail goes.
#[derive(Clone, Debug)]
pub enum Mail {
    /// To a folder, one `.eml` file per message. The folder is made with the first message; both are for the account alone that
    /// runs the program, for a message holds a link that lets its reader in.
    Folder(PathBuf),
    /// To a server.
    Smtp {
        /// The host's name or address.
        host: String,
        /// The port.
        port: u16,
    },
}

impl Mail {
    /// To the folder `outbox` beside a database.
    pub fn beside(database: &Path) -> Self {
        Self::Folder(Self::folder_beside(database))
    }

    /// The folder `outbox` beside a database.
    pub fn folder_beside(database: &Path) -> PathBuf {
        database.with_file_name("outbox")
    }

    /// Reads `host:port`; without a port, 25.
    pub fn smtp(server: &str) -> Option<Self> {
        let (host, port) = match server.rsplit_once(':') {
            Some((host, port)) if !host.ends_with(':') => (host, port.parse().ok()?),
            _ => (server, 25),
        };
        (!host.is_empty()).then(|| Self::Smtp { host: host.trim_matches(['[', ']']).to_owned(), port })
    }

    pub(super) fn send(&self, name: &str, address: &str, subject: &str, text: &str) -> Result<(), Undelivered> {
        let message = message(name, address, subject, text)?;
        match self {
            Self::Folder(folder) => {
                let cannot = Undelivered {
                    german: "Die Nachricht konnte nicht in den Mail-Ordner geschrieben werden. Prüfen Sie, ob er beschreibbar ist.",
                    english: "The message could not be written to the mail folder. Check that it is writable.",
                };
                let mut name = [0_u8; 16];
                getrandom::fill(&mut name).map_err(|_| Undelivered { ..cannot })?;
                let name: String = name.iter().map(|byte| format!("{byte:02x}")).collect();
                private::write_whole(folder, &format!("{name}.eml"), &message.formatted()).map_err(|_| cannot)
            }
            Self::Smtp { host, port } => {
                let server = SmtpTransport::builder_dangerous(host).port(*port).timeout(Some(TIMEOUT)).build();
                server.send(&message).map(drop).map_err(|error| {
                    // The server's words may name the address.
                    tracing::warn!(permanent = error.is_permanent(), timeout = error.is_timeout(), "the mail server did not take a message");
                    Undelivered {
                        german: "Der Mail-Server hat die Nachricht nicht angenommen. Prüfen Sie die Adresse und ob der Server läuft.",
                        english: "The mail server did not take the message. Check the address, and that the server runs.",
                    }
                })
            }
        }
    }
}

fn message(name: &str, address: &str, subject: &str, text: &str) -> Result<Message, Undelivered> {
    let unusable = || Undelivered {
        german: "Die E-Mail-Adresse des Kontos ist keine, an die gesendet werden kann. Korrigieren Sie sie.",
        english: "The account's email address is not one that can be sent to. Correct it.",
    };
    let to: Address = address.trim().parse().map_err(|_| unusable())?;
    let from: Address = "no-reply@roster.invalid".parse().map_err(|_| unusable())?;
    Message::builder()
        .from(Mailbox::new(Some("Roster".to_owned()), from))
        .to(Mailbox::new(Some(name.to_owned()), to))
        .subject(subject)
        .header(ContentType::TEXT_PLAIN)
        .body(text.to_owned())
        .map_err(|_| unusable())
}
