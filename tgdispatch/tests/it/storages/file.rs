//! In a file.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tgdispatch::{FileStorage, Storage};

use super::{Hands, Rig, conforms};

struct File {
    path: PathBuf,
    storage: Option<FileStorage>,
    hands: Hands,
}

impl File {
    fn open(&mut self) {
        // One at a time can have it.
        self.storage = None;
        self.storage = Some(FileStorage::open(&self.path).unwrap().clock(self.hands.clock()));
    }
}

impl Rig for File {
    fn storage(&self) -> Arc<dyn Storage> {
        Arc::new(self.storage.clone().unwrap())
    }

    async fn count(&self) -> u64 {
        self.storage.as_ref().unwrap().len().await.unwrap()
    }

    async fn pass(&self, time: Duration) {
        self.hands.pass(time);
    }

    async fn restart(&mut self) -> bool {
        self.open();
        true
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_conforms() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("storages-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let mut rig = File { path: folder.join("dialogues.redb"), storage: None, hands: Hands::new() };
    rig.open();
    conforms(rig).await;
    std::fs::remove_dir_all(folder).unwrap();
}
