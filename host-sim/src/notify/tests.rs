//! Messages, against a mail server and a gateway on loopback.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::mpsc;

use super::*;
use crate::store::{Action, Actor, CellChange, Change, ChangeResult, DEMO, Database, Intent, LinkUse, Value};

const TEXT: &str = "Grüß Gott,\n\nhier ist Ihr Zugang: {access-link}\n";

struct Place {
    folder: tempfile::TempDir,
    database: Database,
    store: TenantStore,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::open(folder.path().join("roster.db")).unwrap();
        let store = database.tenant(DEMO).unwrap();
        Self { folder, database, store }
    }

    /// An account with a mobile number, made as an import makes it.
    fn user(&self, email: &str) -> String {
        let cells = ["Änne", "O'Brien", email, "+43 660 1234567"].map(|text| CellChange::Set(Value::Text(text.into())));
        let change = Change { action: Action::Create, account: None, purges: false, cells: cells.to_vec() };
        let fields = ["first-name", "last-name", "email", "mobile"].map(str::to_owned);
        let mut session = self.store.begin(&Intent::default(), &Actor::console("en")).unwrap();
        let ChangeResult::Applied { id, .. } = session.apply(&fields, &[change]).unwrap().remove(0) else { panic!() };
        session.finish("{}").unwrap();
        id
    }

    fn mail_folder(&self) -> PathBuf {
        self.folder.path().join("outbox")
    }

    fn mails(&self) -> Vec<String> {
        let Ok(folder) = std::fs::read_dir(self.mail_folder()) else { return Vec::new() };
        folder.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect()
    }

    fn notifier(&self) -> Notifier {
        let mail = Mail::beside(self.database.path());
        Notifier::new(self.store.clone(), mail, Sms::Outbox, "http://crm.example/access/", Language::English)
    }

    fn notifier_with(&self, mail: Mail, sms: Sms) -> Notifier {
        Notifier::new(self.store.clone(), mail, sms, "http://crm.example/access/", Language::German)
    }
}

/// The link in a message as it stands on the wire.
fn link(message: &str) -> String {
    let text = message.replace("=\r\n", "").replace("=\n", "").replace("=3D", "=");
    let start = text.find("http://crm.example/access/").unwrap();
    text[start..].split(|c: char| c.is_whitespace() || c == '"' || c == '\\').next().unwrap().to_owned()
}

#[test]
fn a_mail_goes_to_a_folder_with_a_link_that_works_once() {
    let place = Place::new();
    let user = place.user("aenne@example.com");
    place.notifier().deliver(&user, Way::Email, "Ihr Zugang", TEXT).unwrap().unwrap();
    let mails = place.mails();
    assert_eq!(mails.len(), 1);
    assert!(mails[0].contains("aenne@example.com"));
    assert!(!mails[0].contains(PLACEHOLDER));
    let link = link(&mails[0]);
    assert!(matches!(place.database.use_link(&link, None).unwrap(), LinkUse::Accepted { user: id, .. } if id == user));
    assert_eq!(place.database.use_link(&link, None).unwrap(), LinkUse::Used);
}

#[test]
fn a_mail_reaches_a_server() {
    let place = Place::new();
    let user = place.user("aenne@example.com");
    let (port, mails) = mail_server(false);
    let mail = Mail::smtp(&format!("127.0.0.1:{port}")).unwrap();
    place.notifier_with(mail, Sms::Outbox).deliver(&user, Way::Email, "Ihr Zugang", TEXT).unwrap().unwrap();
    let mail = mails.recv().unwrap();
    assert!(mail.contains("RCPT TO:<aenne@example.com>"), "{mail}");
    assert!(matches!(place.database.use_link(&link(&mail), None).unwrap(), LinkUse::Accepted { .. }));
}

#[test]
fn a_server_that_refuses_or_is_not_there_is_told_and_the_user_still_waits_for_a_link() {
    let place = Place::new();
    let user = place.user("aenne@example.com");
    let (port, _mails) = mail_server(true);
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    for port in [port, closed] {
        let mail = Mail::smtp(&format!("127.0.0.1:{port}")).unwrap();
        let sent = place.notifier_with(mail, Sms::Outbox).deliver(&user, Way::Email, "Ihr Zugang", TEXT).unwrap();
        assert!(sent.unwrap_err().contains("Mail-Server"));
    }
    assert_eq!(place.store.without_sent_link().unwrap(), [user]);
}

#[test]
fn a_text_message_waits_in_the_outbox_until_its_link_is_used() {
    let place = Place::new();
    let user = place.user("aenne@example.com");
    place.notifier().deliver(&user, Way::Sms, "", TEXT).unwrap().unwrap();
    let queued = place.store.queued_sms().unwrap();
    assert_eq!(queued[0].0, "+43 660 1234567");
    assert!(matches!(place.database.use_link(&link(&queued[0].1), None).unwrap(), LinkUse::Accepted { .. }));
    assert!(place.store.queued_sms().unwrap().is_empty());
}

/// Every file of a folder, and its permissions.
#[cfg(unix)]
fn modes(folder: &std::path::Path) -> Vec<(PathBuf, u32)> {
    use std::os::unix::fs::PermissionsExt;
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let mode = path.metadata().unwrap().permissions().mode() & 0o777;
        if path.is_dir() {
            found.extend(modes(&path));
        }
        found.push((path, mode));
    }
    found
}

#[test]
#[cfg(unix)]
fn the_database_and_messages_are_for_their_owner_alone_and_the_database_holds_no_link() {
    let place = Place::new();
    let user = place.user("aenne@example.com");
    place.notifier().deliver(&user, Way::Email, "Ihr Zugang", TEXT).unwrap().unwrap();
    place.notifier().deliver(&user, Way::Sms, "", TEXT).unwrap().unwrap();
    let token = link(&place.store.queued_sms().unwrap()[0].1).rsplit('/').next().unwrap().to_owned();
    let found = modes(place.folder.path());
    assert!(found.len() >= 6, "{found:?}");
    for (path, mode) in found {
        assert_eq!(mode & 0o077, 0, "{} {mode:o}", path.display());
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with("roster.db") {
            let content = std::fs::read(&path).unwrap();
            assert!(!content.windows(token.len()).any(|piece| piece == token.as_bytes()), "{name}");
        }
    }
}

#[test]
fn a_text_message_reaches_a_gateway() {
    let place = Place::new();
    let user = place.user("aenne@example.com");
    for (status, arrives) in [("204 No Content", true), ("500 Internal Server Error", false)] {
        let (port, requests) = gateway(status);
        let sms = Sms::Gateway(format!("http://127.0.0.1:{port}/send"));
        let sent =
            place.notifier_with(Mail::Folder(place.mail_folder()), sms).deliver(&user, Way::Sms, "", TEXT).unwrap();
        assert_eq!(sent.is_ok(), arrives, "{status}");
        let request = requests.recv().unwrap();
        assert!(request.starts_with("POST /send "), "{request}");
        assert!(request.contains("\"to\":\"+43 660 1234567\""), "{request}");
    }
    assert!(place.store.queued_sms().unwrap().is_empty());
}

#[test]
fn nobody_without_an_address_or_with_a_disabled_account_gets_a_message() {
    let place = Place::new();
    let (user, odd) = (place.user("aenne@example.com"), place.user("not an address"));
    place.store.disable(&user, &Actor::console("en")).unwrap();
    let notifier = place.notifier();
    for (user, text, part) in [
        (user.as_str(), TEXT, "disabled"),
        ("9999", TEXT, "no such account"),
        (odd.as_str(), TEXT, "email address"),
        (odd.as_str(), "no link", "exactly once"),
        (odd.as_str(), "{access-link}{access-link}", "exactly once"),
    ] {
        let reason = notifier.deliver(user, Way::Email, "s", text).unwrap().unwrap_err();
        assert!(reason.contains(part), "{reason}");
    }
    assert!(place.mails().is_empty());
}

#[test]
fn an_import_sends_nothing() {
    let place = Place::new();
    let user = place.user("aenne@example.com");
    place.store.disable(&user, &Actor::console("en")).unwrap();
    place.store.enable(&user, &Actor::console("en")).unwrap();
    assert!(place.mails().is_empty());
    assert!(place.store.queued_sms().unwrap().is_empty());
    assert_eq!(place.store.without_sent_link().unwrap(), [user]);
}

#[test]
fn a_new_link_takes_the_place_of_the_one_before() {
    let place = Place::new();
    let user = place.user("aenne@example.com");
    place.notifier().deliver(&user, Way::Sms, "", TEXT).unwrap().unwrap();
    place.notifier().deliver(&user, Way::Sms, "", TEXT).unwrap().unwrap();
    let queued = place.store.queued_sms().unwrap();
    assert_eq!(place.database.use_link(&link(&queued[0].1), None).unwrap(), LinkUse::Unknown);
    assert!(matches!(place.database.use_link(&link(&queued[1].1), None).unwrap(), LinkUse::Accepted { .. }));
}

/// Takes one mail, or refuses every recipient, and hands out what was said.
fn mail_server(refuses: bool) -> (u16, mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let answer = |mut stream: &TcpStream, text: &str| stream.write_all(text.as_bytes()).unwrap();
        answer(&stream, "220 loopback\r\n");
        let (mut said, mut line, mut in_data) = (String::new(), String::new(), false);
        while reader.read_line(&mut line).is_ok_and(|length| length > 0) {
            said.push_str(&line);
            match (in_data, line.trim_end()) {
                (true, ".") => {
                    in_data = false;
                    answer(&stream, "250 taken\r\n");
                    let _ = sender.send(said.clone());
                }
                (true, _) => {}
                (false, "DATA") => {
                    in_data = true;
                    answer(&stream, "354 go on\r\n");
                }
                (false, "QUIT") => {
                    answer(&stream, "221 bye\r\n");
                    break;
                }
                (false, command) if refuses && command.starts_with("RCPT") => {
                    answer(&stream, "550 nobody of that name\r\n")
                }
                (false, command) if command.starts_with("EHLO") => answer(&stream, "250-loopback\r\n250 8BITMIME\r\n"),
                (false, _) => answer(&stream, "250 fine\r\n"),
            }
            line.clear();
        }
    });
    (port, receiver)
}

/// Answers one request with a status and hands out what was asked.
fn gateway(status: &'static str) -> (u16, mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let (mut request, mut piece) = (Vec::new(), [0; 4096]);
        while !request.ends_with(b"}") {
            let length = stream.read(&mut piece).unwrap();
            request.extend_from_slice(&piece[..length]);
            if length == 0 {
                break;
            }
        }
        write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").unwrap();
        let _ = sender.send(String::from_utf8_lossy(&request).into_owned());
    });
    (port, receiver)
}

#[test]
fn a_message_that_fails_does_not_keep_the_others_from_being_sent() {
    let place = Place::new();
    let user = place.user("aenne@example.com");
    let notice = |user: &str, channel| Notice { user: user.into(), channel, subject: "s".into(), text: TEXT.into() };
    let notices = [
        notice("9999", Channel::Email),
        notice(&user, Channel::Other("pigeon".into())),
        notice(&user, Channel::Email),
        notice(&user, Channel::Sms),
    ];
    let deliveries = place.notifier().send(&notices).unwrap();
    let sent: Vec<_> = deliveries.iter().map(|delivery| *delivery == Delivery::Sent).collect();
    assert_eq!(sent, [false, false, true, true]);
}
