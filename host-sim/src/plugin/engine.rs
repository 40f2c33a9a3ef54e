//! The engine that compiles and runs plugins: one per process.

use std::path::{Path, PathBuf};
use std::thread;

use wasmtime::{Cache, CacheConfig, Config, Engine, InstanceAllocationStrategy, PoolingAllocationConfig};

use super::limits;

/// Makes the engine and starts its clock. Compiled code is kept in `cache`, so that the next start need not compile again;
/// where that folder cannot be used, everything works and starts slower.
pub(super) fn engine(cache: Option<&Path>) -> wasmtime::Result<Engine> {
    let mut config = Config::new();
    config.epoch_interruption(true);
    config.cache(cache_in(cache));
    config.allocation_strategy(InstanceAllocationStrategy::Pooling(pool()));
    let engine = Engine::new(&config).or_else(|error| {
        // A pool reserves address space, which some systems ration. Without one, the limits of each instance still hold.
        tracing::debug!(%error, "instances are made without a pool");
        config.allocation_strategy(InstanceAllocationStrategy::OnDemand);
        Engine::new(&config)
    })?;
    start_clock(&engine);
    Ok(engine)
}

/// Places for instances, reserved once: so many memories of such a size exist in this process and no more, whatever plugins ask
/// for. What an instance used is given back to the system when it ends.
fn pool() -> PoolingAllocationConfig {
    let parts = limits::INSTANCES.saturating_mul(limits::PARTS_IN_POOL);
    let most = u32::try_from(limits::PARTS).unwrap_or(u32::MAX).min(parts);
    let mut pool = PoolingAllocationConfig::new();
    pool.total_component_instances(limits::INSTANCES)
        .total_core_instances(parts)
        .total_tables(parts)
        .total_memories(limits::INSTANCES)
        .max_core_instances_per_component(most)
        .max_tables_per_component(most)
        .table_elements(limits::TABLE_ELEMENTS)
        .max_memory_size(limits::MEMORY);
    pool
}

/// Compiled code is machine code that will be run: its folder must be the user's own, as the default one is.
fn cache_in(folder: Option<&Path>) -> Option<Cache> {
    let folder = folder.map(Path::to_path_buf).or_else(default_cache)?;
    // The library asks for an absolute path.
    let folder = std::path::absolute(folder).ok()?;
    let mut config = CacheConfig::new();
    config.with_directory(&folder);
    match Cache::new(config) {
        Ok(cache) => Some(cache),
        Err(error) => {
            tracing::debug!(folder = %folder.display(), %error, "compiled code is not kept");
            None
        }
    }
}

fn default_cache() -> Option<PathBuf> {
    Some(dirs::cache_dir()?.join("roster"))
}

/// Ticks while the engine lives. The thread holds no more than a weak reference, so it ends by itself.
fn start_clock(engine: &Engine) {
    let engine = engine.weak();
    let clock = thread::Builder::new().name("plugin-clock".to_owned()).spawn(move || {
        while let Some(engine) = engine.upgrade() {
            engine.increment_epoch();
            drop(engine);
            thread::sleep(limits::TICK);
        }
    });
    if let Err(error) = clock {
        tracing::warn!(%error, "plugins run without a deadline: the system gives no thread for the clock");
    }
}
