//! In memory.

use std::sync::Arc;
use std::time::Duration;

use tgdispatch::{MemoryStorage, Storage};

use super::{Hands, Rig, conforms};

struct Memory(MemoryStorage, Hands);

impl Rig for Memory {
    fn storage(&self) -> Arc<dyn Storage> {
        Arc::new(self.0.clone())
    }

    async fn count(&self) -> u64 {
        self.0.len() as u64
    }

    async fn pass(&self, time: Duration) {
        self.1.pass(time);
    }

    async fn restart(&mut self) -> bool {
        false
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn memory_conforms() {
    let hands = Hands::new();
    conforms(Memory(MemoryStorage::new().clock(hands.clock()), hands)).await;
}
