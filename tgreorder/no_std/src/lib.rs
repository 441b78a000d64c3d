//! The reorder buffer in a program without std: an allocator and a panic handler are all it has to bring.
#![no_std]
#![forbid(unsafe_code)]

use core::panic::PanicInfo;
use core::time::Duration;

use dlmalloc::GlobalDlmalloc;
use tgreorder::{Config, Pop, ReorderBuffer, Time};

#[global_allocator]
static ALLOCATOR: GlobalDlmalloc = GlobalDlmalloc;

#[panic_handler]
fn stop(_: &PanicInfo<'_>) -> ! {
    loop {
        core::hint::spin_loop();
    }
}

/// Puts two numbers in, in the wrong order, and takes the first one out.
pub extern "C" fn first_of_two() -> u64 {
    let config = Config::new().with_start_at(1).with_hold(Duration::from_millis(100));
    let Ok(buffer) = ReorderBuffer::new(config) else { return 0 };
    let (inserter, mut drain) = buffer.split();
    if inserter.insert(2, 20_u64).is_err() || inserter.insert(1, 10).is_err() {
        return 0;
    }
    match drain.pop(Time::default()) {
        Pop::Item { value, .. } => value,
        _ => 0,
    }
}
