//! The page behind an access link: who gets the mail reaches something that works, once.

use std::process::Command;

use host_sim::store::Database;

use crate::client::{Answer, Request};
use crate::server::{PASSWORD, Server, Setup, list};

const CHOSEN: &str = "password=correct+horse&again=correct+horse";

fn database(server: &Server) -> Database {
    Database::open(server.folder.path().join("roster.db")).unwrap()
}

/// The path of a new link for an account.
fn link(server: &Server, tenant: &str, user: &str) -> String {
    let token = database(server).tenant(tenant).unwrap().issue_link(user).unwrap().unwrap();
    format!("/access/{token}")
}

fn open(server: &Server, link: &str) -> Answer {
    Request::get(link).header("Accept-Language", "en").send(server.address)
}

fn choose(server: &Server, link: &str, form: &str) -> Answer {
    let request = Request::new("POST", link).header("Content-Type", "application/x-www-form-urlencoded");
    request.header("Accept-Language", "en").body(form).send(server.address)
}

fn log_in(server: &Server, name: &str, password: &str) -> Answer {
    Request::get("/a/api/ExportUsers?format=csv-plain&exportFields=email").login(name, password).send(server.address)
}

/// Anna and Carl are administrators, Berta is not.
fn with_users() -> Server {
    let server = Server::start();
    let users = "First name,Last name,Email address,Level,Language\n\
        Anna,Berger,anna@example.com,2,de\nBerta,Adler,berta@example.com,0,en\n\
        Carl,Conrad,carl@example.com,2,en\n";
    server.import("acme", "?mode=Insert&allowPromotions=2", users.as_bytes()).expect(200);
    server
}

#[test]
fn a_mailed_link_leads_to_a_page_where_its_owner_chooses_the_password_to_log_in_with() {
    let server = with_users();
    let sent = Command::new(env!("CARGO_BIN_EXE_host-sim"))
        .args(["access-link", "send", "--tenant", "acme", "--user", "anna@example.com", "--channel", "email"])
        .args(["--link-base", &format!("http://{}/access/", server.address)])
        .current_dir(server.folder.path())
        .env("ROSTER_DB", server.folder.path().join("roster.db"))
        .output()
        .unwrap();
    assert!(sent.status.success(), "{sent:?}");
    let mail = std::fs::read_dir(server.folder.path().join("outbox")).unwrap().next().unwrap().unwrap();
    let mail = std::fs::read_to_string(mail.path()).unwrap().replace("=\r\n", "");
    let (_, link) = mail.split_once(&format!("http://{}", server.address)).unwrap();
    let link = link.split_whitespace().next().unwrap();

    let page = open(&server, link).expect(200);
    assert!(page.text().contains("acme") && page.text().contains("anna"), "{}", page.text());
    assert!(page.text().contains("Zugang einrichten"), "in her language: {}", page.text());
    for (name, value) in [
        ("content-type", "text/html; charset=utf-8"),
        ("cache-control", "no-store"),
        ("referrer-policy", "no-referrer"),
    ] {
        assert_eq!(page.header(name), Some(value));
    }
    let done = choose(&server, link, CHOSEN).expect(200);
    assert!(done.text().contains("acme/anna"), "{}", done.text());
    assert_eq!(log_in(&server, "acme/anna", "correct horse").expect(200).text().lines().count(), 4);
    assert_eq!(log_in(&server, "ACME/Anna", "correct horse").status, 200);
    log_in(&server, "acme/anna", "wrong horse").expect_problem(401, "unauthorized");
    log_in(&server, "other/anna", "correct horse").expect_problem(401, "unauthorized");
    // The link is used up, for the page as for the command line.
    open(&server, link).expect(410);
    choose(&server, link, "password=another+horse&again=another+horse").expect(410);
    log_in(&server, "acme/anna", "correct horse").expect(200);
    assert!(!server.log().contains(link.trim_start_matches("/access/")) && !server.log().contains("horse"));
}

#[test]
fn looking_at_the_page_and_a_wrong_password_use_nothing_up() {
    let server = with_users();
    let link = link(&server, "acme", "1002");
    for _ in 0..3 {
        open(&server, &link).expect(200);
    }
    for form in ["", "password=short&again=short", "password=correct+horse&again=correct+house"] {
        let again = choose(&server, &link, form).expect(422);
        assert!(again.text().contains("role=\"alert\"") && again.text().contains("<form"), "{}", again.text());
    }
    choose(&server, &link, &format!("password={}", "x".repeat(20_000))).expect_problem(400, "bad-form");
    choose(&server, &link, CHOSEN).expect(200);
}

#[test]
fn a_link_that_is_old_replaced_or_made_up_lets_nobody_in() {
    let server = with_users();
    let (first, second) = (link(&server, "acme", "1001"), link(&server, "acme", "1001"));
    for unknown in [first.as_str(), "/access/0123", "/access/%00", "/access/..%2f..%2fetc"] {
        open(&server, unknown).expect(404);
        choose(&server, unknown, CHOSEN).expect(404);
    }
    database(&server).tenant("acme").unwrap().disable("1001", &host_sim::store::Actor::console("en")).unwrap();
    open(&server, &second).expect(404);
}

#[test]
fn a_link_expires() {
    let fortnight = (15 * 24 * 60 * 60).to_string();
    let setup = Setup::new().environment("ROSTER_TEST_CLOCK_OFFSET", &fortnight);
    // Made by this process, whose clock is right; the server's is a fortnight ahead.
    let users = list(1);
    let database = setup.database();
    let server = setup.start();
    server.import("acme", "?mode=Insert", &users).expect(200);
    let token = database.tenant("acme").unwrap().issue_link("1001").unwrap().unwrap();
    open(&server, &format!("/access/{token}")).expect(410);
    choose(&server, &format!("/access/{token}"), CHOSEN).expect(410);
}

#[test]
fn who_is_no_administrator_logs_in_and_may_do_nothing_here() {
    let server = with_users();
    choose(&server, &link(&server, "acme", "1002"), CHOSEN).expect(200);
    log_in(&server, "acme/berta", "correct horse").expect_problem(403, "not-administrator");
    let id = server.begin("acme", "?dryRun=true", &list(1));
    let job = Request::get(&format!("/api/imports/{id}")).login("acme/berta", "correct horse").send(server.address);
    job.expect_problem(403, "not-administrator");
    log_in(&server, "acme", PASSWORD).expect(200);
}

#[test]
fn a_disabled_account_cannot_log_in_and_keeps_its_password() {
    let server = with_users();
    choose(&server, &link(&server, "acme", "1001"), CHOSEN).expect(200);
    let store = database(&server).tenant("acme").unwrap();
    let console = host_sim::store::Actor::console("en");
    // A restore gives back what belongs to a point in time, which a password does not.
    let point = store.make_restore_point().unwrap();
    server.import("acme", "?mode=Update", b"Email address,Note\nanna@example.com,x\n").expect(200);
    store.restore(point).unwrap();
    log_in(&server, "acme/anna", "correct horse").expect(200);
    store.disable("1001", &console).unwrap();
    log_in(&server, "acme/anna", "correct horse").expect(401);
    store.enable("1001", &console).unwrap();
    log_in(&server, "acme/anna", "correct horse").expect(200);
    // So it does when a restore enables it, and when it is deleted and brought back.
    let point = store.make_restore_point().unwrap();
    store.disable("1001", &console).unwrap();
    store.delete("1001", true).unwrap();
    log_in(&server, "acme/anna", "correct horse").expect(401);
    assert_eq!(store.preview_restore(point).unwrap().counts.accounts_without_access, 0);
    assert_eq!(store.restore(point).unwrap().accounts_without_access, 0);
    log_in(&server, "acme/anna", "correct horse").expect(200);
    // Whoever never had a password needs a link.
    assert!(store.without_sent_link().unwrap().contains(&"1002".to_owned()));
    assert!(!store.without_sent_link().unwrap().contains(&"1001".to_owned()));
}
