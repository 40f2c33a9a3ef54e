//! Access links, through the plugin.

use super::{Done, Place};

fn mails(place: &Place) -> Vec<String> {
    let Ok(folder) = std::fs::read_dir(place.path("outbox")) else { return Vec::new() };
    folder.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect()
}

/// The link in a message as it stands in a file.
fn link(message: &str) -> String {
    let text = message.replace("=\r\n", "").replace("=3D", "=");
    let start = text.find("http://127.0.0.1:8080/access/").expect("no link");
    text[start..].split_whitespace().next().unwrap().to_owned()
}

fn texts(place: &Place) -> Vec<String> {
    let messages = place.run(&["access-link", "outbox", "--json"]).exits(0).json();
    messages.as_array().unwrap().iter().map(|message| message["text"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_link_by_mail_lets_its_owner_in_once() {
    let place = Place::new();
    place.users("demo", &["a@example.com", "b@example.com"]);
    let sent =
        place.run(&["access-link", "send", "--user", "a@example.com", "--channel", "email", "--json"]).exits(0).json();
    assert_eq!((sent["sent"].as_i64(), sent["not-sent"].as_i64()), (Some(1), Some(0)));
    let mails = mails(&place);
    assert_eq!(mails.len(), 1);
    let used = place.run(&["access-link", "use", &link(&mails[0]), "--json"]).exits(0).json();
    assert_eq!((used["tenant"].as_str(), used["user-name"].as_str()), (Some("demo"), Some("a")));
    let again = place.run(&["access-link", "use", &link(&mails[0]), "--json"]).exits(3).json();
    assert_eq!(again["error"]["code"], "used-link");
}

#[test]
fn new_users_are_those_who_were_never_sent_a_link() {
    let place = Place::new();
    place.users("demo", &["a@example.com", "b@example.com", "c@example.com"]);
    place.run(&["users", "disable", "c@example.com"]).exits(0);
    let send =
        || place.run(&["access-link", "send", "--new", "--channel", "sms", "--json"]).exits(0).json()["sent"].clone();
    assert_eq!(send(), 2);
    assert_eq!(send(), 0);
    assert_eq!(texts(&place).len(), 2);
}

#[test]
fn the_text_is_in_the_user_s_language_and_a_new_link_ends_the_old() {
    let place = Place::new();
    place.users("demo", &["a@example.com"]);
    for _ in 0..2 {
        place.run(&["access-link", "send", "--user", "1001", "--channel", "sms", "--language", "en"]).exits(0);
    }
    let texts = texts(&place);
    assert!(texts[0].contains("Zugang"), "{}", texts[0]);
    place.run(&["access-link", "use", &link(&texts[0])]).exits(3);
    place.run(&["access-link", "use", &link(&texts[1])]).exits(0);
}

#[test]
fn links_expire() {
    let place = Place::new();
    place.users("demo", &["a@example.com"]);
    place.run(&["access-link", "send", "--user", "1001", "--channel", "sms"]).exits(0);
    let link = link(&texts(&place)[0]);
    let mut later = place.command(&["access-link", "use", &link, "--json"]);
    let fortnight = (15 * 24 * 60 * 60).to_string();
    let done = Done(later.env("ROSTER_TEST_CLOCK_OFFSET", fortnight).output().unwrap()).exits(3).json();
    assert_eq!(done["error"]["code"], "expired-link");
    place.run(&["access-link", "use", "http://127.0.0.1:8080/access/0000"]).exits(3);
}

#[test]
fn a_message_that_cannot_be_sent_is_told_and_the_others_are_sent() {
    let place = Place::new();
    place.users("demo", &["a@example.com", "b@example.com"]);
    place.run(&["users", "disable", "a@example.com"]).exits(0);
    let arguments = ["access-link", "send", "--user", "1001", "1002", "--channel", "email", "--json"];
    let sent = place.run(&arguments).exits(1).json();
    assert_eq!(sent["users"][0]["problem"]["code"], "inactive-user");
    assert_eq!(sent["users"][1]["problem"], serde_json::Value::Null);
    assert_eq!(mails(&place).len(), 1);
    place.run(&["access-link", "send", "--user", "nobody", "--channel", "email"]).exits(2);
}

#[test]
fn whom_and_how_have_to_be_said() {
    let place = Place::new();
    for arguments in [
        &["access-link", "send", "--channel", "email"] as &[&str],
        &["access-link", "send", "--new"],
        &["access-link", "send", "--new", "--user", "1001", "--channel", "email"],
        &["access-link", "send", "--new", "--channel", "pigeon"],
        &["access-link", "send", "--new", "--channel", "email", "--smtp", ":"],
    ] {
        place.run(arguments).exits(2);
    }
}

#[test]
fn what_happens_to_accounts_sends_nothing() {
    let place = Place::new();
    place.users("demo", &["a@example.com"]);
    place.run(&["users", "disable", "1001"]).exits(0);
    place.run(&["users", "enable", "1001"]).exits(0);
    assert!(mails(&place).is_empty() && texts(&place).is_empty());
}
