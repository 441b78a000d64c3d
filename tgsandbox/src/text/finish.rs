//! The last step of every text: characters that no message has go, spaces around it are cut off, entities are put in
//! order, and what Telegram finds by itself is added.

use super::{Draft, Entity, Formatted, found, units};

/// The styles, which nest and meet freely; pieces of one that touch are one.
const STYLES: [&str; 5] = ["bold", "italic", "underline", "strikethrough", "spoiler"];

pub(super) fn finish(draft: Draft) -> Formatted {
    let (text, mut entities) = cleaned(&draft.text, draft.entities);
    let whole = text.trim_end_matches([' ', '\n']);
    let first = entities.iter().map(|entity| entity.start).min().unwrap_or(usize::MAX);
    // Spaces before the text go as far as nothing marks them.
    let leading = whole.len() - whole.trim_start_matches([' ', '\n']).len();
    let cut = leading.min(first);
    let text = whole[cut..].to_owned();
    let length = units(&text);
    for entity in &mut entities {
        entity.start = entity.start.saturating_sub(cut).min(length);
        entity.end = entity.end.saturating_sub(cut).min(length);
    }
    if text.trim_matches([' ', '\n']).is_empty() {
        return Formatted::default();
    }
    let mut entities = arranged(entities);
    let inside = |found: &Entity| {
        let solid = entities.iter().filter(|entity| is_solid(entity.kind));
        solid.into_iter().any(|entity| found.start < entity.end && entity.start < found.end)
    };
    let found: Vec<_> = found::find(&text).into_iter().filter(|entity| !inside(entity)).collect();
    entities.extend(found);
    entities.sort_by_key(order);
    Formatted { text, entities: entities.into_iter().map(Entity::into_json).collect() }
}

/// Outer before inner.
fn order(entity: &Entity) -> (usize, std::cmp::Reverse<usize>, u8) {
    let rank = match entity.kind {
        kind if kind.ends_with("blockquote") => 0,
        "text_link" | "text_mention" => 1,
        _ => 2,
    };
    (entity.start, std::cmp::Reverse(entity.end), rank)
}

fn is_code(kind: &str) -> bool {
    matches!(kind, "code" | "pre")
}

/// Nothing is found by itself inside of these.
fn is_solid(kind: &str) -> bool {
    is_code(kind) || matches!(kind, "text_link" | "text_mention" | "custom_emoji" | "date_time")
}

/// The text without carriage returns, with spaces for control characters; entities follow.
fn cleaned(text: &str, mut entities: Vec<Entity>) -> (String, Vec<Entity>) {
    let mut clean = String::with_capacity(text.len());
    let (mut at, mut removed) = (0, Vec::new());
    for c in text.chars() {
        match c {
            '\r' => removed.push(at),
            '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' => clean.push(' '),
            c => clean.push(c),
        }
        at += c.len_utf16();
    }
    let moved = |place: usize| place - removed.partition_point(|gone| *gone < place);
    for entity in &mut entities {
        (entity.start, entity.end) = (moved(entity.start), moved(entity.end));
    }
    (clean, entities)
}

/// No entity around nothing, none inside of code, and the pieces of one style joined.
fn arranged(entities: Vec<Entity>) -> Vec<Entity> {
    let entities: Vec<_> = entities.into_iter().filter(|entity| entity.start < entity.end).collect();
    let code: Vec<_> = entities.iter().filter(|entity| is_code(entity.kind)).cloned().collect();
    let overlaps = |entity: &Entity| code.iter().any(|block| entity.start < block.end && block.start < entity.end);
    let mut rest: Vec<_> = Vec::new();
    for mut entity in entities {
        if entity.kind == "code" {
            // A language that did not come to stand in a `pre`.
            entity.extra.clear();
        }
        if STYLES.contains(&entity.kind) {
            rest.extend(outside(entity, &code));
        } else if is_code(entity.kind) || entity.kind.ends_with("blockquote") || !overlaps(&entity) {
            rest.push(entity);
        }
    }
    joined(rest)
}

/// The pieces of a style outside of code.
fn outside(style: Entity, code: &[Entity]) -> Vec<Entity> {
    let mut pieces = vec![style];
    for block in code {
        let cut = |piece: Entity| {
            if piece.end <= block.start || block.end <= piece.start {
                return vec![piece];
            }
            let before = Entity { end: block.start, ..piece.clone() };
            let after = Entity { start: block.end, ..piece };
            [before, after].into_iter().filter(|piece| piece.start < piece.end).collect()
        };
        pieces = pieces.into_iter().flat_map(cut).collect();
    }
    pieces
}

fn joined(mut entities: Vec<Entity>) -> Vec<Entity> {
    entities.sort_by_key(order);
    let mut joined: Vec<Entity> = Vec::new();
    for entity in entities {
        let touches = |other: &&mut Entity| {
            STYLES.contains(&entity.kind) && other.kind == entity.kind && entity.start <= other.end
        };
        match joined.iter_mut().rev().find(touches) {
            Some(other) => other.end = other.end.max(entity.end),
            None => joined.push(entity),
        }
    }
    joined
}
