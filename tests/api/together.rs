//! Many at the same time, and guests that break.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use host_sim::store::RunState;

use crate::client::Request;
use crate::guest::{component_that_does, plugin_that_breaks_behind_batch};
use crate::server::{PASSWORD, Server, Setup, list};

const COMPANIES: usize = 8;

#[test]
fn eight_companies_import_while_others_read() {
    let setup = (0..COMPANIES).fold(Setup::new(), |setup, number| setup.tenant(&format!("company{number}")));
    let server = setup.start();
    server.import("other", "?mode=Insert", &list(50)).expect(200);
    let over = AtomicBool::new(false);
    let rows = 5_000;
    thread::scope(|scope| {
        let imports: Vec<_> = (0..COMPANIES)
            .map(|number| {
                let server = &server;
                scope.spawn(move || server.import(&format!("company{number}"), "?mode=Insert", &list(rows)))
            })
            .collect();
        let readers: Vec<_> = (0..5)
            .map(|_| {
                scope.spawn(|| {
                    let mut read = 0_u32;
                    while !over.load(Ordering::Relaxed) || read < 20 {
                        let next = Instant::now() + Duration::from_millis(100);
                        assert_eq!(server.emails("other").len(), 50);
                        read += 1;
                        thread::sleep(next.saturating_duration_since(Instant::now()));
                    }
                })
            })
            .collect();
        for import in imports {
            let result = import.join().unwrap().expect(200).json();
            assert_eq!(result["counts"]["created"], rows);
            assert_eq!(result["faulty"], false);
        }
        over.store(true, Ordering::Relaxed);
        for reader in readers {
            reader.join().unwrap();
        }
    });
    for number in 0..COMPANIES {
        assert_eq!(server.emails(&format!("company{number}")).len(), rows);
    }
}

#[test]
fn who_comes_when_everything_is_taken_is_told_when_to_come_back() {
    let setup = (0..12).fold(Setup::new(), |setup, number| setup.tenant(&format!("company{number}")));
    let server = setup.argument("--imports=1").slow_writes(Duration::from_millis(1)).start();
    let answers: Vec<_> = (0..12)
        .map(|number| {
            let request = Request::new("POST", "/api/imports?mode=Insert").form(&[crate::client::file(&list(3_000))]);
            server.send(&format!("company{number}"), request)
        })
        .collect();
    let (taken, away): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.status == 202);
    assert!(taken.len() >= 9 && !away.is_empty(), "{} {}", taken.len(), away.len());
    for answer in away {
        assert!(answer.header("retry-after").is_some());
        answer.expect_problem(503, "overloaded");
    }
    // Readers have slots of their own.
    assert!(server.emails("other").is_empty());
    Request::get("/a/api/ExportUsers?format=csv").login("acme", PASSWORD).send(server.address).expect(200);
}

#[test]
fn one_company_takes_no_more_than_its_share_of_uploads() {
    use std::io::{BufReader, Write};
    let server = Server::start();
    let drip = || {
        let mut stream = crate::client::connect(server.address);
        let request =
            Request::new("POST", "/api/imports").login("acme", PASSWORD).form(&[crate::client::file(&list(9))]);
        let bytes = request.bytes();
        stream.write_all(&bytes[..bytes.len() - 100]).unwrap();
        stream
    };
    let _dripping = [drip(), drip()];
    thread::sleep(Duration::from_millis(500));
    let mut third = BufReader::new(drip());
    crate::client::read_answer(&mut third).unwrap().expect_problem(503, "overloaded");
    server.import("other", "?mode=Insert", &list(1)).expect(200);
}

#[test]
fn one_company_takes_no_more_than_its_share_of_exports() {
    use std::io::{BufReader, Write};
    let setup = Setup::new().argument("--plugin=guest.wasm");
    std::fs::write(setup.path("guest.wasm"), component_that_does("loop br 0 end unreachable")).unwrap();
    let server = setup.start();
    let ask = || {
        let mut stream = crate::client::connect(server.address);
        let request = Request::get("/a/api/ExportUsers?format=csv&language=en").login("acme", PASSWORD);
        stream.write_all(&request.bytes()).unwrap();
        BufReader::new(stream)
    };
    let _running: Vec<_> = (0..8).map(|_| ask()).collect();
    thread::sleep(Duration::from_millis(1_500));
    let problem = crate::client::read_answer(&mut ask()).unwrap().expect_problem(503, "overloaded");
    assert!(problem["detail"].as_str().unwrap().contains("Several exports of your company"), "{problem}");
}

#[test]
fn one_address_takes_no_more_than_its_share_of_connections() {
    use std::io::{Read, Write};
    let server = Server::start();
    let ask = |stream: &mut std::net::TcpStream| {
        let _ = stream.write_all(&Request::get("/healthz").bytes());
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        !answer.is_empty()
    };
    let mut all: Vec<_> = (0..128).map(|_| crate::client::connect(server.address)).collect();
    assert!(!ask(&mut crate::client::connect(server.address)), "one more is closed");
    assert!(ask(&mut all.remove(64)), "the others are served");
    // The place is free once the server has noticed.
    let tried = (0..50).any(|_| {
        thread::sleep(Duration::from_millis(20));
        ask(&mut crate::client::connect(server.address))
    });
    assert!(tried);
    assert!(server.log_with("too many connections").contains("127.0.0.1"));
}

#[test]
fn a_client_that_takes_no_answers_is_let_go() {
    use std::io::{ErrorKind, Write};
    let server = Setup::new().argument("--read-timeout=1").start();
    let mut stream = crate::client::connect(server.address);
    stream.set_write_timeout(Some(Duration::from_secs(20))).unwrap();
    let request = Request::get("/openapi.json").header("Connection", "keep-alive").bytes();
    // More answers than any buffer takes: without a bound, the server would wait with the rest of them, and so would this.
    let error = (0..1_000_000).find_map(|_| stream.write_all(&request).err()).unwrap();
    assert!(matches!(error.kind(), ErrorKind::ConnectionReset | ErrorKind::BrokenPipe), "{error}");
}

#[test]
fn one_connection_serves_many_requests() {
    use std::io::{BufReader, Write};
    let server = Server::start();
    let mut stream = BufReader::new(crate::client::connect(server.address));
    for _ in 0..5 {
        let request = Request::get("/a/api/ExportUsers?format=csv-plain").login("acme", PASSWORD);
        stream.get_mut().write_all(&request.header("Connection", "keep-alive").bytes()).unwrap();
        crate::client::read_answer(&mut stream).unwrap().expect(200);
    }
}

#[test]
fn guests_that_break_end_their_call_and_harm_nobody() {
    for (code, instructions) in [
        ("plugin-stopped", "unreachable"),
        ("plugin-out-of-time", "loop br 0 end unreachable"),
        ("plugin-out-of-memory", "loop i32.const 256 memory.grow i32.const -1 i32.ne br_if 0 end unreachable"),
    ] {
        let setup = Setup::new().argument("--plugin=guest.wasm").argument("--imports=2").argument("--exports=1");
        std::fs::write(setup.path("guest.wasm"), component_that_does(instructions)).unwrap();
        let server = setup.start();
        thread::scope(|scope| {
            let imports = ["acme", "other"].map(|tenant| scope.spawn(|| server.import(tenant, "", &list(1))));
            let export = scope.spawn(|| server.get("acme", "/a/api/ExportUsers"));
            // The server itself is there all the time.
            for _ in 0..20 {
                Request::get("/healthz").send(server.address).expect(200);
                thread::sleep(Duration::from_millis(10));
            }
            for import in imports {
                import.join().unwrap().expect_problem(422, code);
            }
            export.join().unwrap().expect_problem(500, code);
        });
        // Slots and companies are free again, and nothing was left.
        server.import("acme", "", &list(1)).expect_problem(422, code);
        assert!(std::fs::read_dir(server.folder.path().join("temporary")).unwrap().next().is_none());
    }
}

#[test]
fn a_guest_that_breaks_while_it_writes_leaves_what_it_wrote_and_harms_nobody_else() {
    for (code, instructions) in [("plugin-stopped", "unreachable"), ("plugin-out-of-time", "loop br 0 end")] {
        let setup = Setup::new().argument("--plugin=guest.wasm").argument("--imports=2");
        std::fs::write(setup.path("guest.wasm"), plugin_that_breaks_behind_batch(2, instructions)).unwrap();
        let database = setup.database();
        let server = setup.start();
        thread::scope(|scope| {
            // Of one batch, so that it comes to its end.
            let small = scope.spawn(|| server.import("other", "?mode=Insert", &list(100)));
            let problem = server.import("acme", "?mode=Insert&language=de", &list(5_000)).expect_problem(500, code);
            let counts = &problem["result"]["counts"];
            let (created, left) = (counts["created"].as_u64().unwrap(), counts["not_started"].as_u64().unwrap());
            assert!(created > 0 && left > 0 && created + left == 5_000, "{problem}");
            assert!(problem["detail"].as_str().unwrap().contains("bleibt"), "{problem}");
            assert_eq!(server.emails("acme").len() as u64, created);
            assert_eq!(small.join().unwrap().expect(200).json()["counts"]["created"], 100);
            let run = database.tenant("acme").unwrap().imports(1).unwrap().remove(0);
            assert_eq!((run.state, run.applied), (RunState::Cancelled, created));
            assert_eq!(problem["result"]["journal_id"], run.id);
        });
        // As a job, which says it for as long as it is kept; the company and its slot are free again.
        let before = server.emails("acme").len() as u64;
        let id = server.begin("acme", "?mode=UpdateOrInsert", &list(5_000));
        let job = server.wait_for_end("acme", &id);
        assert_eq!((&job["stage"], &job["problem"]["code"]), (&"failed".into(), &code.into()), "{job}");
        let counts = &job["problem"]["result"]["counts"];
        assert_eq!(counts["unchanged"], before, "{job}");
        assert_eq!(counts["created"].as_u64().unwrap() + before, server.emails("acme").len() as u64, "{job}");
        server.import("acme", "?mode=Insert", &crate::server::list_of("next", 100)).expect(200);
    }
}
