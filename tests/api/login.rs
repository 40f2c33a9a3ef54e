//! Who gets in, and who does not.

use crate::client::Request;
use crate::server::{PASSWORD, Server, Setup, list};

#[test]
fn without_a_password_there_is_a_challenge_and_nothing_else() {
    let server = Server::start();
    for (method, target) in [
        ("GET", "/a/api/ExportUsers"),
        ("GET", "/a/api/ExportUsers/?format=csv"),
        ("POST", "/a/api/ImportUsers?mode=Insert"),
        ("POST", "/api/imports"),
        ("GET", "/api/imports/0123"),
        ("DELETE", "/api/imports/0123"),
        ("POST", "/api/imports/0123/cancel"),
        ("GET", "/api/imports/0123/events"),
        ("GET", "/api/imports/0123/report"),
    ] {
        let answer = Request::new(method, target).send(server.address);
        let challenge = answer.header("www-authenticate").map(str::to_owned);
        assert_eq!(challenge.as_deref(), Some("Basic realm=\"Roster\", charset=\"UTF-8\""), "{target}");
        answer.expect_problem(401, "unauthorized");
    }
}

#[test]
fn wrong_names_and_wrong_passwords_look_the_same() {
    let server = Server::start();
    let wrong = Request::get("/a/api/ExportUsers").login("acme", "wrong").send(server.address);
    let unknown = Request::get("/a/api/ExportUsers").login("nobody", PASSWORD).send(server.address);
    assert_eq!(wrong.expect_problem(401, "unauthorized"), unknown.expect_problem(401, "unauthorized"));
    let garbage = Request::get("/a/api/ExportUsers").header("Authorization", "Basic %%%").send(server.address);
    garbage.expect_problem(401, "unauthorized");
}

#[test]
fn who_guesses_passwords_has_to_wait_and_others_need_not() {
    let server = Server::start();
    let guess = |name: &str| Request::get("/a/api/ExportUsers").login(name, "guess").send(server.address).status;
    let answers: Vec<u16> = (0..14).map(|_| guess("acme")).collect();
    assert_eq!(answers[..10], [401; 10]);
    assert_eq!(answers[10..], [429; 4]);
    let blocked = server.get("acme", "/a/api/ExportUsers");
    let seconds: u64 = blocked.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=60).contains(&seconds), "{seconds}");
    blocked.expect_problem(429, "too-many-failures");
    server.get("other", "/a/api/ExportUsers").expect(200);
}

/// Log-ins at the same time with a wrong password: how many were refused for it, and how many were not looked at.
fn guess_at_once(server: &Server, guesses: &[String]) -> (usize, usize) {
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let sent =
            |name| scope.spawn(move || Request::get("/api/imports/0").login(name, "guess").send(server.address).status);
        let guesses: Vec<_> = guesses.iter().map(|name| sent(name)).collect();
        guesses.into_iter().map(|guess| guess.join().unwrap()).collect()
    });
    let count = |wanted| statuses.iter().filter(|status| **status == wanted).count();
    assert_eq!(count(401) + count(429), guesses.len(), "{statuses:?}");
    (count(401), count(429))
}

#[test]
fn guesses_at_the_same_time_and_other_spellings_of_a_name_count_too() {
    let server = Server::start();
    let spellings: Vec<_> = (0..60).map(|number| format!("ac{}me", "\u{200b}".repeat(number % 7))).collect();
    assert_eq!(guess_at_once(&server, &spellings), (10, 50));
    assert_eq!(guess_at_once(&server, &spellings), (0, 60));
}

#[test]
fn right_passwords_at_the_same_time_all_count() {
    let server = Server::start();
    std::thread::scope(|scope| {
        for _ in 0..30 {
            scope.spawn(|| server.get("acme", "/api/imports/0").expect(404));
        }
    });
}

#[test]
fn only_a_trusted_proxy_tells_addresses_apart() {
    let guess = |server: &Server, client: u32| {
        let request = Request::get("/api/imports/0").header("X-Forwarded-For", &format!("6.6.6.6, 192.0.2.{client}"));
        request.login("acme", "guess").send(server.address).status
    };
    let plain = Server::start();
    assert_eq!((0..12).filter(|client| guess(&plain, *client) == 429).count(), 2);
    let proxied = Setup::new().argument("--trusted-proxy=127.0.0.1").start();
    assert_eq!((0..12).filter(|client| guess(&proxied, *client) == 429).count(), 0);
    assert_eq!((0..12).filter(|_| guess(&proxied, 77) == 429).count(), 2);
}

#[test]
fn an_unknown_name_takes_as_long_as_a_wrong_password() {
    let setup = Setup::new();
    let database = setup.database();
    // The shortest of several: other tests run at the same time.
    let shortest = |name: &str, password: &str| {
        let times = (0..8).map(|_| {
            let begun = std::time::Instant::now();
            assert!(database.authenticate(name, password).unwrap().is_none());
            begun.elapsed()
        });
        times.min().unwrap().as_secs_f64()
    };
    let long = "x".repeat(5_000);
    let reference = shortest("acme", "wrong");
    for name in ["acme", "nobody", "acme/nobody", "nobody/nobody", ""] {
        for password in ["", "wrong", long.as_str()] {
            let time = shortest(name, password);
            assert!((0.3..3.5).contains(&(time / reference)), "{name} {}: {time} {reference}", password.len());
        }
    }
}

#[test]
fn a_changed_password_counts_at_once() {
    let setup = Setup::new();
    let database = setup.database();
    let server = setup.start();
    server.get("acme", "/a/api/ExportUsers?format=csv").expect(200);
    database.tenant("acme").unwrap().set_administrator("acme", "another", None).unwrap();
    server.get("acme", "/a/api/ExportUsers?format=csv").expect(401);
    Request::get("/a/api/ExportUsers?format=csv").login("acme", "another").send(server.address).expect(200);
}

#[test]
fn a_tenant_sees_nothing_of_another() {
    let server = Server::start();
    server.import("acme", "?mode=Insert", &list(3)).expect(200);
    assert_eq!(server.emails("acme").len(), 3);
    assert_eq!(server.emails("other"), Vec::<String>::new());
    // The same addresses are new to the other company.
    let result = server.import("other", "?mode=Insert", &list(3)).expect(200).json();
    assert_eq!(result["counts"]["created"], 3);

    let id = server.begin("acme", "?mode=Update", &list(3));
    server.wait_for_end("acme", &id);
    for (method, path) in [("GET", ""), ("DELETE", ""), ("POST", "/cancel"), ("GET", "/events"), ("GET", "/report")] {
        let request = Request::new(method, &format!("/api/imports/{id}{path}"));
        server.send("other", request).expect_problem(404, "not-found");
    }
}

#[test]
fn other_addresses_need_a_flag_and_an_administrator() {
    let setup = Setup::new();
    let refused = setup.command("0.0.0.0:0").output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--allow-remote"));

    let empty = tempfile::tempdir().unwrap();
    let mut nobody = setup.command("0.0.0.0:0");
    let nobody = nobody.arg("--allow-remote").env("ROSTER_DB", empty.path().join("roster.db")).output().unwrap();
    assert_eq!(nobody.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&nobody.stderr).contains("password"));
}

#[test]
fn the_log_has_requests_and_no_personal_data() {
    let server = Server::start();
    server.import("acme", "?mode=Insert&language=de-AT", &list(2)).expect(200);
    Request::get("/a/api/ExportUsers").login("acme", "sesame-open").send(server.address).expect(401);
    server.get("acme", "/api/imports/deadbeef?x=secret-value").expect(404);
    // The last line is written after its answer.
    let log = server.log_with("/api/imports/{id}");
    assert!(log.contains("/a/api/ImportUsers") && log.contains("tenant=\"acme\""), "{log}");
    for private in ["user0@example.com", "users.csv", "sesame-open", PASSWORD, "de-AT", "secret-value", "deadbeef"] {
        assert!(!log.contains(private), "{private}: {log}");
    }
}
