//! Reading and writing what is in `types/game.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::types::{Game, GameHighScore};

object!(Game {
    need "title" title,
    need "description" description,
    array "photo" photo,
    opt "text" text,
    boxed "animation" animation,
    list "text_entities" text_entities,
});

object!(GameHighScore {
    need "position" position,
    need "user" user,
    need "score" score,
});
