//! tgreorder.
