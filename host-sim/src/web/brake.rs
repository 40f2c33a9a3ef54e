//! A brake on guessing passwords that locks out guessers and nobody else.
//!
//! Every try is counted before its password is checked and given back when the password was right, so that tries at the same
//! time are as good as one after the other. Who has no try left because others are being checked waits for them; who has none
//! left because they failed is refused. Failures are forgiven with time. Three counts are kept:
//!
//! - **a name at an address** ([`PER_PERSON`] failures): refused until a failure is forgiven;
//! - **an address** ([`PER_ADDRESS`] failures, whatever the names): refused, except for names that have logged in from it;
//! - **a name** ([`PER_NAME`] failures, wherever from): nobody is refused, for that would let anybody lock a person out. Tries
//!   from addresses that the name has not logged in from wait [`SPREAD_DELAY`] before they are checked. Somebody who guesses from
//!   many addresses has the tries of each address and pays the wait for every one; the right person pays it once.
//!
//! Names are compared as the log-in compares them, addresses of IPv6 by their /64. All is in memory: a new process begins anew.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};
use tokio::sync::Notify;
use tokio::time::timeout_at;

use super::limits;
use super::peer::network;
use crate::store::login_name;

/// Failures that are forgiven, one every this long.
const FORGIVEN: Duration = Duration::from_secs(30);

/// Failures before a person at an address has to wait: some typing errors and a forgotten change of password.
const PER_PERSON: f64 = 10.0;

/// Failures before everybody new at an address has to wait: an office behind one address.
const PER_ADDRESS: f64 = 50.0;

/// Failures before a name is taken for one that is being guessed from many addresses.
const PER_NAME: f64 = 50.0;

/// How long a try waits whose name is being guessed: a person puts up with it once.
const SPREAD_DELAY: Duration = Duration::from_secs(5);

/// Names and addresses that are remembered; beyond it, those with the fewest failures are forgotten.
const REMEMBERED: usize = 20_000;

/// Pairs of address and name that have logged in; beyond it, those that did longest ago are forgotten.
const KNOWN: usize = 10_000;

/// Counts failed log-ins and makes who fails too often wait.
#[derive(Debug)]
pub(super) struct Brake {
    counts: Mutex<Counts>,
    /// A try came to its end.
    ended: Notify,
    spread_delay: Duration,
}

#[derive(Debug, Default)]
struct Counts {
    failures: HashMap<Key, Count>,
    /// Who has logged in from where, and when last.
    known: HashMap<Person, Instant>,
}

/// A network, and the digest of a name: names are of any length.
type Person = (IpAddr, [u8; 16]);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Key {
    Person(Person),
    Address(IpAddr),
    Name([u8; 16]),
}

impl Key {
    fn allowed(self) -> f64 {
        match self {
            Self::Person(_) => PER_PERSON,
            Self::Address(_) => PER_ADDRESS,
            Self::Name(_) => PER_NAME,
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Count {
    failures: f64,
    since: Instant,
    /// Tries whose end is not known yet.
    pending: u32,
}

impl Count {
    fn left(&self, now: Instant) -> f64 {
        (self.failures - now.duration_since(self.since).as_secs_f64() / FORGIVEN.as_secs_f64()).max(0.0)
    }
}

/// What may be done about a try.
#[derive(Debug, PartialEq)]
enum Verdict {
    /// It is counted and can be checked, at once or after the delay.
    Go { delayed: bool },
    /// Others have to end first.
    Later,
    /// Refused for so long.
    Refused(Duration),
}

/// A try that is counted. It is given back when it is dropped without having failed.
#[derive(Debug)]
pub(super) struct Try {
    brake: Arc<Brake>,
    person: Person,
    failed: bool,
}

impl Default for Brake {
    fn default() -> Self {
        Self { counts: Mutex::default(), ended: Notify::new(), spread_delay: SPREAD_DELAY }
    }
}

impl Brake {
    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a try to log in, once it may be checked; else answers how long to wait before the next one.
    pub(super) async fn begin(self: &Arc<Self>, address: IpAddr, name: &str) -> Result<Try, Duration> {
        let person = person(address, name);
        let patience = tokio::time::Instant::now() + limits::PASSWORD_TIME;
        loop {
            // Asked for before looking, so that an end in between is not missed.
            let ended = self.ended.notified();
            tokio::pin!(ended);
            ended.as_mut().enable();
            let verdict = self.counts().admit(person, Instant::now());
            match verdict {
                Verdict::Go { delayed } => {
                    let counted = Try { brake: Arc::clone(self), person, failed: false };
                    if delayed {
                        tokio::time::sleep(self.spread_delay).await;
                    }
                    return Ok(counted);
                }
                Verdict::Refused(wait) => return Err(wait),
                Verdict::Later => {
                    timeout_at(patience, ended).await.map_err(|_| Duration::from_secs(limits::RETRY_AFTER))?;
                }
            }
        }
    }
}

impl Try {
    /// The password was wrong.
    pub(super) fn failed(mut self) {
        self.failed = true;
    }

    /// The password was right: the address is known for this name from now on.
    pub(super) fn succeeded(self) {
        self.brake.counts().remember(self.person, Instant::now());
    }
}

impl Drop for Try {
    fn drop(&mut self) {
        self.brake.counts().end(self.person, self.failed, Instant::now());
        self.brake.ended.notify_waiters();
    }
}

impl Counts {
    fn admit(&mut self, person: Person, now: Instant) -> Verdict {
        let known = self.known.contains_key(&person);
        let (mut later, mut delayed, mut refused) = (false, false, None);
        for key in keys(person) {
            let Some(count) = self.failures.get(&key) else { continue };
            let (failures, allowed) = (count.left(now), key.allowed());
            let failed = failures + 1.0 > allowed;
            let full = failed || failures + f64::from(count.pending) + 1.0 > allowed;
            match key {
                Key::Name(_) => delayed = full && !known,
                Key::Address(_) if known => {}
                Key::Address(_) | Key::Person(_) => {
                    later |= full && !failed;
                    if failed {
                        let wait = FORGIVEN.mul_f64(failures + 1.0 - allowed) + Duration::from_secs(1);
                        refused = refused.max(Some(wait));
                    }
                }
            }
        }
        if let Some(wait) = refused {
            return Verdict::Refused(wait);
        }
        if later {
            return Verdict::Later;
        }
        self.make_room(now);
        for key in keys(person) {
            self.failures.entry(key).or_insert(Count { failures: 0.0, since: now, pending: 0 }).pending += 1;
        }
        Verdict::Go { delayed }
    }

    fn end(&mut self, person: Person, failed: bool, now: Instant) {
        for key in keys(person) {
            let Some(count) = self.failures.get_mut(&key) else { continue };
            count.pending = count.pending.saturating_sub(1);
            if failed {
                (count.failures, count.since) = ((count.left(now) + 1.0).min(key.allowed()), now);
            } else if count.pending == 0 && count.left(now) == 0.0 {
                self.failures.remove(&key);
            }
        }
    }

    fn remember(&mut self, person: Person, now: Instant) {
        if self.known.len() >= KNOWN && !self.known.contains_key(&person) {
            let mut times: Vec<Instant> = self.known.values().copied().collect();
            times.sort_unstable();
            if let Some(middle) = times.get(times.len() / 2).copied() {
                self.known.retain(|_, last| *last > middle);
            }
        }
        self.known.insert(person, now);
    }

    /// Forgets the half with the fewest failures: who makes up names and addresses to be forgotten pushes out these alone.
    fn make_room(&mut self, now: Instant) {
        if self.failures.len() + 3 <= REMEMBERED {
            return;
        }
        let mut left: Vec<f64> = self.failures.values().map(|count| count.left(now)).collect();
        left.sort_unstable_by(f64::total_cmp);
        let middle = left.get(left.len() / 2).copied().unwrap_or_default();
        let mut same = left.iter().filter(|left| **left == middle).count() / 2;
        self.failures.retain(|_, count| {
            let left = count.left(now);
            if left == middle && same > 0 {
                same -= 1;
                return count.pending > 0;
            }
            count.pending > 0 || left >= middle
        });
    }
}

fn keys(person: Person) -> [Key; 3] {
    [Key::Person(person), Key::Address(person.0), Key::Name(person.1)]
}

fn person(address: IpAddr, name: &str) -> Person {
    let digest: [u8; 32] = Sha256::digest(login_name(name).as_bytes()).into();
    let mut name = [0; 16];
    name.copy_from_slice(&digest[..16]);
    (network(address), name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic, clippy::unwrap_used)]

    use super::*;

    fn brake() -> Arc<Brake> {
        Arc::new(Brake { spread_delay: Duration::from_millis(300), ..Brake::default() })
    }

    fn address(number: u32) -> IpAddr {
        std::net::Ipv4Addr::from_bits(0xC000_0200 + number).into()
    }

    async fn fail(brake: &Arc<Brake>, address: IpAddr, name: &str) -> bool {
        let counted = brake.begin(address, name).await;
        counted.map(Try::failed).is_ok()
    }

    async fn passes(brake: &Arc<Brake>, address: IpAddr, name: &str) -> bool {
        brake.begin(address, name).await.map(Try::succeeded).is_ok()
    }

    #[tokio::test]
    async fn who_fails_too_often_waits_and_nobody_else_does() {
        let brake = brake();
        // As the log-in reads it, all of these are one name.
        let spellings = ["anna", "Anna ", "an\u{200b}na", "\u{feff}ANNA", "an\u{ad}na", "a\u{2060}nna"];
        for spelling in spellings.iter().cycle().take(10) {
            assert!(fail(&brake, address(1), spelling).await);
        }
        for spelling in spellings {
            assert!(!passes(&brake, address(1), spelling).await, "{spelling:?}");
        }
        assert!(passes(&brake, address(2), "anna").await);
        assert!(passes(&brake, address(1), "berta").await);
    }

    #[tokio::test]
    async fn tries_at_the_same_time_are_counted_before_they_are_checked() {
        let brake = brake();
        let tries = (0..200).map(|_| {
            let brake = Arc::clone(&brake);
            tokio::spawn(async move {
                let counted = brake.begin(address(1), "anna").await.ok()?;
                tokio::time::sleep(Duration::from_millis(5)).await;
                counted.failed();
                Some(())
            })
        });
        let mut checked = 0;
        for one in tries.collect::<Vec<_>>() {
            checked += usize::from(one.await.unwrap().is_some());
        }
        assert_eq!(checked, 10);
    }

    #[tokio::test]
    async fn right_passwords_at_the_same_time_all_pass() {
        let brake = brake();
        let tries = (0..100).map(|_| {
            let brake = Arc::clone(&brake);
            tokio::spawn(async move {
                let counted = brake.begin(address(1), "anna").await.unwrap();
                tokio::time::sleep(Duration::from_millis(1)).await;
                counted.succeeded();
            })
        });
        for one in tries.collect::<Vec<_>>() {
            one.await.unwrap();
        }
    }

    #[tokio::test]
    async fn an_address_that_tries_many_names_waits_but_for_those_who_log_in_there() {
        let brake = brake();
        assert!(passes(&brake, address(1), "anna").await);
        for number in 0..50 {
            assert!(fail(&brake, address(1), &format!("name{number}")).await);
        }
        assert!(!passes(&brake, address(1), "berta").await);
        assert!(passes(&brake, address(1), "anna").await);
    }

    #[tokio::test]
    async fn failures_from_everywhere_lock_nobody_out() {
        let brake = brake();
        assert!(passes(&brake, address(1), "anna").await);
        for number in 0..50 {
            assert!(fail(&brake, address(100 + number), "anna").await);
        }
        let timed = async |from| {
            let begun = Instant::now();
            assert!(passes(&brake, from, "anna").await);
            begun.elapsed()
        };
        assert!(timed(address(1)).await < Duration::from_millis(200), "logged in from there before");
        let fresh = timed(address(2)).await;
        assert!((Duration::from_millis(300)..Duration::from_secs(3)).contains(&fresh), "{fresh:?}");
        assert!(timed(address(2)).await < Duration::from_millis(200), "known by now");
    }

    #[test]
    fn made_up_names_do_not_push_out_who_fails_often() {
        let (mut counts, now) = (Counts::default(), Instant::now());
        let guesser = person(address(1), "anna");
        for _ in 0..10 {
            assert_eq!(counts.admit(guesser, now), Verdict::Go { delayed: false });
            counts.end(guesser, true, now);
        }
        for number in 0..40_000 {
            let other = person(address(1_000 + number), &number.to_string());
            counts.admit(other, now);
            counts.end(other, true, now);
        }
        assert!(counts.failures.len() <= REMEMBERED);
        assert!(matches!(counts.admit(guesser, now), Verdict::Refused(_)));
    }

    #[test]
    fn failures_are_forgiven_with_time() {
        let (mut counts, now) = (Counts::default(), Instant::now());
        let anna = person(address(1), "anna");
        for _ in 0..10 {
            counts.admit(anna, now);
            counts.end(anna, true, now);
        }
        let Verdict::Refused(wait) = counts.admit(anna, now) else { panic!("not refused") };
        assert!(wait <= FORGIVEN + Duration::from_secs(1), "{wait:?}");
        assert_eq!(counts.admit(anna, now + wait), Verdict::Go { delayed: false });
    }
}
