//! What the roads cost: import and export of large lists, through the component and natively in the same run.
//!
//! Every figure stands beside a baseline of the same run, as a ratio: absolute times say more about the machine than about
//! the code. Names after `--` choose among `start`, `read`, `import`, `export` and `memory`. `ROSTER_BENCH_ROWS` sets the rows (100,000 unless told), `ROSTER_BENCH_MANY` those of the memory figures
//! (1,000,000), `ROSTER_BENCH_COMPONENT` names another component than the built-in one. Reading is timed as the best of
//! five rounds, in which the roads and their baselines take turns.
#![allow(missing_docs, unreachable_pub, clippy::unwrap_used, clippy::print_stdout, clippy::panic)]

mod files;
mod native;

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::{Duration, Instant};

use calamine::{DataRef, Reader};
use host_sim::files::open_source;
use host_sim::plugin::{Plugin, TenantHost, exporting};
use host_sim::store::{Actor, Database, NewTenant, TenantStore};
use native::{NativeStore, Traffic};
use roster_plugin::export::{Export, ExportOptions};
use roster_plugin::field::Catalogue;
use roster_plugin::host::memory::{MemorySink, MemoryTenant};
use roster_plugin::host::{MemorySource, Ports};
use roster_plugin::import::{ImportOptions, Plan};
use roster_plugin::sheet::write::Format;

const STEP: u32 = 1_000;
const ROUNDS: usize = 5;

fn number(name: &str, usual: usize) -> usize {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}

fn main() {
    let rows = number("ROSTER_BENCH_ROWS", 100_000);
    let many = number("ROSTER_BENCH_MANY", 1_000_000);
    let folder = tempfile::tempdir().unwrap();
    let component = std::env::var_os("ROSTER_BENCH_COMPONENT").map(PathBuf::from);
    let bench = Bench { plugin: Plugin::load(component.as_deref(), None).unwrap(), folder: folder.path() };
    println!("{rows} rows x {} columns", files::COLUMNS);
    let csv = files::csv(&folder.path().join("list.csv"), rows, 0);
    let xlsx = files::xlsx(&folder.path().join("list.xlsx"), rows);
    let chosen: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let wanted = |name: &str| chosen.is_empty() || chosen.iter().any(|one| one == name);
    if wanted("start") {
        bench.start();
    }
    if wanted("read") {
        bench.read(&csv, &xlsx);
    }
    // What is exported was imported before.
    if wanted("import") || wanted("export") {
        bench.import(&csv, rows);
    }
    if wanted("export") {
        bench.export(rows);
    }
    if wanted("memory") {
        bench.memory(many);
    }
}

struct Bench<'a> {
    plugin: Plugin,
    folder: &'a Path,
}

/// A line of the report: what, how long, against what.
fn line(what: &str, time: Duration, against: &str, base: Duration) {
    let ratio = time.as_secs_f64() / base.as_secs_f64();
    println!("{what:<58} {:>8.0} ms   {ratio:>5.2} x {against}", time.as_secs_f64() * 1e3);
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let answer = work();
    (start.elapsed(), answer)
}

/// The best time of each of some works, over rounds in which they take turns: whatever else the machine does hits all of
/// them, and the best round least.
fn best_of<const N: usize>(mut works: [&mut dyn FnMut(); N]) -> [Duration; N] {
    let mut best = [Duration::MAX; N];
    for _ in 0..ROUNDS {
        for (work, best) in works.iter_mut().zip(&mut best) {
            *best = timed(work).0.min(*best);
        }
    }
    best
}

fn read_csv(path: &Path) {
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_path(path).unwrap();
    let mut record = csv::ByteRecord::new();
    let mut fields = 0;
    while reader.read_byte_record(&mut record).unwrap() {
        fields += record.len();
    }
    assert!(fields > 0);
}

fn read_xlsx(path: &Path) {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(path).unwrap();
    let name = book.sheet_names()[0].clone();
    let mut reader = book.worksheet_cells_reader(&name).unwrap();
    let mut cells = 0;
    while let Some(cell) = reader.next_cell().unwrap() {
        cells += usize::from(!matches!(cell.get_value(), DataRef::Empty));
    }
    assert!(cells > 0);
}

impl Bench<'_> {
    fn tenant(&self, name: &str) -> TenantStore {
        let database = Database::open(self.folder.join(format!("{name}.db"))).unwrap();
        if let Ok(tenant) = database.tenant(name) {
            return tenant;
        }
        let new = NewTenant {
            name: name.to_owned(),
            licences: 1_000_000,
            connected_to: None,
            default_language: "en".to_owned(),
            country: None,
            administrator: None,
        };
        database.create_tenant(&new).unwrap()
    }

    fn ports(store: &TenantStore) -> (Ports, Rc<Cell<Traffic>>) {
        let traffic = Rc::new(Cell::new(Traffic::default()));
        let store = Rc::new(NativeStore::new(store.clone(), traffic.clone()));
        let ports = Ports { tenant: Rc::new(MemoryTenant::default()), notifier: store.clone(), store };
        (ports, traffic)
    }

    /// What loading costs: compiling against taking from the cache.
    fn start(&self) {
        let cache = self.folder.join("cache");
        let (cold, _) = timed(|| Plugin::load(None, Some(&cache)).unwrap());
        let (warm, plugin) = timed(|| Plugin::load(None, Some(&cache)).unwrap());
        line("load the component, compiled before", warm, "compiling it", cold);
        let host = || TenantHost::new(self.tenant("start"), Actor::console("en"));
        let (instance, _) = timed(|| plugin.instantiate(host()).unwrap());
        println!("{:<58} {:>8.2} ms", "one instance", instance.as_secs_f64() * 1e3);
    }

    /// Plans against an empty store: reading, mapping, parsing and matching.
    fn read(&self, csv: &Path, xlsx: &Path) {
        let store = self.tenant("read");
        let mut memory = 0;
        let [base, native, component] =
            best_of([&mut || read_csv(csv), &mut || assert!(self.plan_natively(csv, &store).calls > 0), &mut || {
                memory = self.plan(csv, &store)
            }]);
        line("plan CSV natively", native, "the csv crate reading it", base);
        line("plan CSV in the component", component, "natively", native);
        println!("{:<58} {:>8.1} MiB", "  guest memory", mib(memory));
        let [base, native, component] = best_of([
            &mut || read_xlsx(xlsx),
            &mut || assert!(self.plan_natively(xlsx, &store).calls > 0),
            &mut || memory = self.plan(xlsx, &store),
        ]);
        line("plan XLSX natively", native, "calamine's worksheet_cells_reader", base);
        line("plan XLSX in the component", component, "calamine's worksheet_cells_reader", base);
        line("plan XLSX in the component", component, "natively", native);
        println!("{:<58} {:>8.1} MiB", "  guest memory", mib(memory));
    }

    fn plan_natively(&self, file: &Path, store: &TenantStore) -> Traffic {
        let (ports, traffic) = Self::ports(store);
        let source = Rc::new(MemorySource(std::fs::read(file).unwrap()));
        let mut plan = Plan::start(source, &ports, ImportOptions::default()).unwrap();
        while !plan.step(STEP).unwrap().progress.done {}
        traffic.get()
    }

    /// Plans in the component; answers the guest's memory in bytes.
    fn plan(&self, file: &Path, store: &TenantStore) -> usize {
        let host = TenantHost::new(store.clone(), Actor::console("en"));
        let mut instance = self.plugin.instantiate(host).unwrap();
        let source = Box::new(open_source(file).unwrap());
        let mut plan = instance.plan(source, &host_sim::import_run::ImportJob::default().options()).unwrap();
        while !plan.step(STEP).unwrap().progress.done {}
        drop(plan);
        instance.memory()
    }

    /// Inspects a file in the component; answers the guest's memory in bytes.
    fn inspect(&self, file: &Path, store: &TenantStore) -> usize {
        let host = TenantHost::new(store.clone(), Actor::console("en"));
        let mut instance = self.plugin.instantiate(host).unwrap();
        let source = Box::new(open_source(file).unwrap());
        let mut inspecting = instance.inspect(source, &host_sim::import_run::ImportJob::default().options()).unwrap();
        while !inspecting.step(STEP).unwrap().done {}
        drop(inspecting);
        instance.memory()
    }

    /// All new, all known, and one in a hundred changed.
    fn import(&self, csv: &Path, rows: usize) {
        let (in_component, natively) = (self.tenant("component"), self.tenant("native"));
        let (native, _) = timed(|| self.import_natively(csv, &natively));
        let (component, _) = timed(|| self.import_in_component(csv, &in_component));
        line("import CSV, all new, in the component", component, "natively", native);
        let (native, _) = timed(|| self.import_natively(csv, &natively));
        let (component, memory) = timed(|| self.import_in_component(csv, &in_component));
        line("import CSV, all unchanged, in the component", component, "natively", native);
        println!("{:<58} {:>8.1} MiB", "  guest memory", mib(memory));
        let changed = files::csv(&self.folder.join("changed.csv"), rows, 100);
        let (native, traffic) = timed(|| self.import_natively(&changed, &natively));
        let (component, _) = timed(|| self.import_in_component(&changed, &in_component));
        line("import CSV, 1 % changed, in the component", component, "natively", native);
        println!(
            "  calls of the store {}, changes written {}, values across the boundary {:.1} MB",
            traffic.calls,
            traffic.changes,
            traffic.bytes as f64 / 1e6
        );
    }

    fn import_natively(&self, file: &Path, store: &TenantStore) -> Traffic {
        let (ports, traffic) = Self::ports(store);
        let source = Rc::new(MemorySource(std::fs::read(file).unwrap()));
        let mut plan = Plan::start(source, &ports, ImportOptions::default()).unwrap();
        while !plan.step(STEP).unwrap().progress.done {}
        let mut run = plan.apply().unwrap();
        while !run.step().unwrap().progress.done {}
        let outcome = run.outcome().unwrap();
        assert!(outcome.ended_early.is_none() && !outcome.faulty, "{outcome:?}");
        traffic.get()
    }

    fn import_in_component(&self, file: &Path, store: &TenantStore) -> usize {
        let host = TenantHost::new(store.clone(), Actor::console("en"));
        let mut instance = self.plugin.instantiate(host).unwrap();
        let source = Box::new(open_source(file).unwrap());
        let mut plan = instance.plan(source, &host_sim::import_run::ImportJob::default().options()).unwrap();
        while !plan.step(STEP).unwrap().progress.done {}
        let mut run = plan.apply().unwrap();
        while !run.step().unwrap().progress.done {}
        drop(run);
        instance.memory()
    }

    fn export(&self, rows: usize) {
        let store = self.tenant("component");
        for format in ["csv", "xlsx"] {
            let (native, _) = timed(|| self.export_natively(format, &store));
            let (component, memory) = timed(|| self.export_in_component(format, &store));
            line(&format!("export {rows} users to {format} in the component"), component, "natively", native);
            println!("{:<58} {:>8.1} MiB", "  guest memory", mib(memory));
        }
    }

    fn export_natively(&self, format: &str, store: &TenantStore) {
        let (ports, _) = Self::ports(store);
        let format = Format::from_name(format).unwrap();
        let catalogue = Catalogue::new(ports.store.fields().unwrap());
        let options = ExportOptions::new(format, roster_plugin::message::Language::English);
        let mut export = Export::start(&catalogue, ports.store, Box::new(MemorySink::default()), options).unwrap();
        while !export.step().unwrap().done {}
    }

    fn export_in_component(&self, format: &str, store: &TenantStore) -> usize {
        let host = TenantHost::new(store.clone(), Actor::console("en"));
        let mut instance = self.plugin.instantiate(host).unwrap();
        let target = host_sim::plugin::FileTarget(std::fs::File::create(self.folder.join("out")).unwrap());
        let options = exporting::ExportOptions {
            format: if format == "csv" { exporting::Format::Csv } else { exporting::Format::Xlsx },
            fields: Vec::new(),
            language: Some("en".to_owned()),
            delimiter: None,
            encoding: None,
            template: false,
            extra: Vec::new(),
        };
        let mut export = instance.export(Box::new(target), &options).unwrap();
        while !export.step().unwrap().done {}
        drop(export);
        instance.memory()
    }

    /// What a row costs in guest memory: two sizes, so that what every plan needs falls out.
    fn memory(&self, many: usize) {
        let few = many / 100;
        let store = self.tenant("memory");
        let memory = |rows| {
            let file = files::narrow_csv(&self.folder.join("narrow.csv"), rows);
            self.plan(&file, &store)
        };
        let (small, large) = (memory(few), memory(many));
        println!("plan of {few} rows of new users takes {:.1} MiB, of {many} rows {:.1} MiB", mib(small), mib(large));
        println!("  that is {:.1} bytes a row", (large as f64 - small as f64) / (many - few) as f64);
        let memory = |rows| self.inspect(&files::narrow_csv(&self.folder.join("narrow.csv"), rows), &store);
        let (small, large) = (memory(few), memory(many));
        println!("looking at {few} rows takes {:.1} MiB, at {many} rows {:.1} MiB", mib(small), mib(large));
    }
}

fn mib(bytes: usize) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}
