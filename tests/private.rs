//! What the program writes is for the account that runs it and nobody else, whatever the umask says.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, unreachable_pub)]
#![cfg(unix)]

mod common;

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use common::Sim;

fn open_to_others(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let mode = path.metadata().unwrap().permissions().mode();
        if mode & 0o077 != 0 {
            found.push(format!("{} {mode:o}", path.display()));
        }
        if path.is_dir() {
            found.extend(open_to_others(&path));
        }
    }
    found
}

#[test]
fn nobody_else_reads_what_is_written() {
    for umask in ["000", "022"] {
        let sim = Sim::new();
        let input = tempfile::tempdir().unwrap();
        let list = input.path().join("list.csv");
        std::fs::write(&list, "First name,Last name,Email\nAnna,Berg,anna@example.com\nBerta,Adler,none\n").unwrap();
        let list = list.to_str().unwrap();
        for (arguments, code) in [
            (&["import", list, "--report", "report.csv"][..], 1),
            (&["export", "-o", "users.xlsx"], 0),
            (&["access-link", "send", "--user", "1001", "--channel", "email"], 0),
        ] {
            let plain = sim.command(arguments);
            let mut shell = std::process::Command::new("sh");
            shell.args(["-c", &format!("umask {umask}; exec \"$0\" \"$@\"")]).arg(plain.get_program()).args(arguments);
            shell.current_dir(sim.folder.path());
            shell.envs(plain.get_envs().filter_map(|(name, value)| Some((name, value?))));
            common::answer(&mut shell).expect(code);
        }
        assert_eq!(open_to_others(sim.folder.path()), Vec::<String>::new(), "{umask}");
    }
}
