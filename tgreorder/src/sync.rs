//! The one door to atomics, cells, shared pointers and locks: std's, core's, or loom's under `cfg(loom)`.
//!
//! Knows: which build this is. Does not know: what the words mean. Nothing else in the crate names `std::sync` or
//! `loom`, so a model check sees every access that matters.

#[cfg(not(loom))]
mod imp {
    pub(crate) use alloc::sync::Arc;
    pub(crate) use core::hint::spin_loop;
    pub(crate) use core::sync::atomic::{AtomicU8, AtomicU32, AtomicU64, AtomicUsize};

    /// `core`'s cell with loom's way of handing out the pointer.
    #[derive(Debug)]
    pub(crate) struct UnsafeCell<T>(core::cell::UnsafeCell<T>);

    impl<T> UnsafeCell<T> {
        pub(crate) const fn new(value: T) -> Self {
            Self(core::cell::UnsafeCell::new(value))
        }

        #[inline(always)]
        pub(crate) fn with<R>(&self, f: impl FnOnce(*const T) -> R) -> R {
            f(self.0.get())
        }

        #[inline(always)]
        pub(crate) fn with_mut<R>(&self, f: impl FnOnce(*mut T) -> R) -> R {
            f(self.0.get())
        }
    }

    /// Nothing: see [`between_sc`](super::between_sc).
    #[inline(always)]
    pub(crate) fn sc_fence() {}

    /// A full fence, between accesses that are not `SeqCst` themselves.
    #[cfg(feature = "tower")]
    #[inline(always)]
    pub(crate) fn fence_sc() {
        core::sync::atomic::fence(core::sync::atomic::Ordering::SeqCst);
    }
}

#[cfg(loom)]
mod imp {
    pub(crate) use loom::cell::UnsafeCell;
    pub(crate) use loom::hint::spin_loop;
    pub(crate) use loom::sync::Arc;
    pub(crate) use loom::sync::atomic::{AtomicU8, AtomicU32, AtomicU64, AtomicUsize};

    pub(crate) fn sc_fence() {
        loom::sync::atomic::fence(core::sync::atomic::Ordering::SeqCst);
    }

    pub(crate) use sc_fence as fence_sc;
}

/// For what is only counted or handed out, never raced on: stays alloc's own under loom.
pub(crate) use alloc::sync::Arc as PlainArc;
pub(crate) use core::sync::atomic::Ordering;
pub(crate) use imp::*;

/// Stands between two `SeqCst` accesses whose order in the single total order is relied on.
///
/// loom models a `SeqCst` access as `AcqRel` and only a `SeqCst` fence in full, so its build puts a fence here. The
/// real build needs none: both neighbours are `SeqCst` themselves.
#[inline(always)]
pub(crate) fn between_sc() {
    sc_fence();
}

/// A lock for the cold paths. A panic while it is held does not poison it: every critical section here leaves the
/// state whole before it calls anything that could panic.
#[derive(Debug)]
pub(crate) struct Lock<T>(lock::Raw<T>);

impl<T> Lock<T> {
    pub(crate) fn new(value: T) -> Self {
        Self(lock::Raw::new(value))
    }

    pub(crate) fn with<R>(&self, f: impl FnOnce(&mut T) -> R) -> R {
        self.0.with(f)
    }

    /// Nothing if somebody else has it.
    #[cfg(any(loom, feature = "tower"))]
    pub(crate) fn try_with<R>(&self, f: impl FnOnce(&mut T) -> R) -> Option<R> {
        self.0.try_with(f)
    }
}

#[cfg(any(loom, feature = "std"))]
mod lock {
    #[cfg(loom)]
    use loom::sync::Mutex;
    #[cfg(not(loom))]
    use std::sync::Mutex;

    #[derive(Debug)]
    pub(super) struct Raw<T>(Mutex<T>);

    impl<T> Raw<T> {
        pub(super) fn new(value: T) -> Self {
            Self(Mutex::new(value))
        }

        pub(super) fn with<R>(&self, f: impl FnOnce(&mut T) -> R) -> R {
            let mut guard = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            f(&mut guard)
        }

        #[cfg(any(loom, feature = "tower"))]
        pub(super) fn try_with<R>(&self, f: impl FnOnce(&mut T) -> R) -> Option<R> {
            match self.0.try_lock() {
                Ok(mut guard) => Some(f(&mut guard)),
                Err(std::sync::TryLockError::Poisoned(poisoned)) => Some(f(&mut poisoned.into_inner())),
                Err(std::sync::TryLockError::WouldBlock) => None,
            }
        }
    }
}

/// Without an operating system: the value itself is the baton, and who holds it holds the lock.
#[cfg(not(any(loom, feature = "std")))]
mod lock {
    use alloc::boxed::Box;

    use crate::slot::Mailbox;

    #[derive(Debug)]
    pub(super) struct Raw<T>(Mailbox<Box<T>>);

    /// Puts the baton back even when the critical section panics.
    struct Held<'a, T>(&'a Mailbox<Box<T>>, Option<Box<T>>);

    impl<T> Drop for Held<'_, T> {
        fn drop(&mut self) {
            let mut value = self.1.take();
            while let Some(back) = value {
                // Fails only in the instant another thread looks into the empty box.
                value = self.0.put(back).err();
            }
        }
    }

    impl<T> Raw<T> {
        pub(super) fn new(value: T) -> Self {
            let mailbox = Mailbox::new();
            let _ = mailbox.put(Box::new(value));
            Self(mailbox)
        }

        pub(super) fn with<R>(&self, f: impl FnOnce(&mut T) -> R) -> R {
            let mut held = loop {
                if let Some(value) = self.0.take() {
                    break (Held(&self.0, None), value);
                }
                core::hint::spin_loop();
            };
            held.0.1 = Some(held.1);
            match &mut held.0.1 {
                Some(value) => f(value),
                None => unreachable!("filled on the line above"),
            }
        }
    }
}

/// Keeps its content on cache lines of its own (128: Intel fetches lines in pairs, Apple's are that wide).
#[derive(Debug, Default)]
#[repr(align(128))]
pub(crate) struct Padded<T>(pub(crate) T);
