//! Customers, appointments and reports: as much of a CRM as it takes for a purge to have something to delete.

use rusqlite::OptionalExtension;

use super::accounts::{ByHand, forget_kept};
use super::database::TenantStore;
use super::texts::Refusal;
use super::users::parse_id;

/// How many rows of each kind to make for an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NewData {
    /// Customers.
    pub customers: u32,
    /// Appointments.
    pub appointments: u32,
    /// Reports.
    pub reports: u32,
}

const DAY: i64 = 24 * 60 * 60;

impl TenantStore {
    /// Makes customers, and appointments with and reports about them, for an account with its own schedule.
    pub fn add_data(&self, id: &str, data: NewData) -> Result<(), ByHand> {
        let (tenant, now) = (self.inner.id, self.inner.now());
        let unknown = || Refusal::UnknownUser(id.to_owned());
        let user = parse_id(id).ok_or_else(unknown)?;
        self.inner.write(|connection| {
            let schedule: Option<bool> = connection
                .query_row("SELECT has_own_schedule FROM user WHERE tenant_id = ?1 AND id = ?2", [tenant, user], |row| row.get(0))
                .optional()?;
            if !schedule.ok_or_else(unknown)? {
                return Err(Refusal::NoOwnSchedule.into());
            }
            let mut customer = None;
            for number in 1..=data.customers {
                connection
                    .prepare_cached("INSERT INTO customer (tenant_id, user_id, name, city) VALUES (?1, ?2, ?3, 'Linz')")?
                    .execute((tenant, user, format!("Customer {number} of {id}")))?;
                customer = Some(connection.last_insert_rowid());
            }
            for number in 0..i64::from(data.appointments) {
                connection
                    .prepare_cached("INSERT INTO appointment (tenant_id, user_id, customer_id, starts_at, subject) VALUES (?1, ?2, ?3, ?4, 'Visit')")?
                    .execute((tenant, user, customer, now + number * DAY))?;
            }
            for number in 0..i64::from(data.reports) {
                connection
                    .prepare_cached("INSERT INTO report (tenant_id, user_id, customer_id, written_at, body) VALUES (?1, ?2, ?3, ?4, 'Visited')")?
                    .execute((tenant, user, customer, now - number * DAY))?;
            }
            Ok(forget_kept(connection, tenant, user)?)
        })
    }
}
