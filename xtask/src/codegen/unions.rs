//! Unions: those of the table, and those that it leaves without a name.

use super::Failure;
use super::names::{type_name, variant};
use super::table::Table;

/// An enum over objects.
pub(super) struct Union {
    pub(super) name: String,
    /// Names as in the table.
    pub(super) members: Vec<Member>,
    pub(super) by: By,
    /// Whether a text and a list of itself are members, too.
    pub(super) text_and_list: bool,
    /// Not a name of Telegram's: what its documentation line says instead.
    pub(super) unnamed: Option<&'static str>,
}

pub(super) struct Member {
    pub(super) object: String,
    pub(super) variant: String,
    /// The value of the tag.
    pub(super) tag: String,
    /// Fields, with their values or empty, that mark the member.
    pub(super) marks: Vec<(String, String)>,
}

/// How members are told apart.
#[derive(PartialEq)]
pub(super) enum By {
    Tag(String),
    Marks,
}

/// Unions that the table gives as a list of types in one place. Members are found by the tag or by these marks.
pub(super) struct Unnamed {
    pub(super) name: &'static str,
    pub(super) sentence: &'static str,
    /// `owner.field` whose types it is, anywhere in the table where the same list stands.
    place: (&'static str, &'static str),
    tag: Option<&'static str>,
}

pub(super) const UNNAMED: &[Unnamed] = &[
    Unnamed {
        name: "ReplyMarkup",
        sentence: "What a message shows under itself or in place of the user's keyboard.",
        place: ("sendMessage", "reply_markup"),
        tag: None,
    },
    Unnamed {
        name: "MediaGroupItem",
        sentence: "One item of an album.",
        place: ("sendMediaGroup", "media"),
        tag: Some("type"),
    },
    Unnamed {
        name: "InputRichMedia",
        sentence: "A file that the blocks of a rich message refer to.",
        place: ("InputRichMessageMedia", "media"),
        tag: Some("type"),
    },
];

/// What marks a member where no tag does: the more particular ones first.
const MARKS: &[(&str, &[(&str, &str)])] = &[
    (
        "InputMessageContent",
        &[
            ("InputTextMessageContent", "message_text"),
            ("InputRichMessageContent", "rich_message"),
            ("InputInvoiceMessageContent", "prices"),
            ("InputVenueMessageContent", "address"),
            ("InputContactMessageContent", "phone_number"),
            ("InputLocationMessageContent", "latitude"),
        ],
    ),
    (
        "ReplyMarkup",
        &[
            ("InlineKeyboardMarkup", "inline_keyboard"),
            ("ReplyKeyboardMarkup", "keyboard"),
            ("ReplyKeyboardRemove", "remove_keyboard"),
            ("ForceReply", "force_reply"),
        ],
    ),
];

/// Unions that are written by hand.
pub(super) const BY_HAND: &[&str] = &["MaybeInaccessibleMessage"];

impl Unnamed {
    /// The types that stand in its place.
    pub(super) fn types<'a>(&self, table: &'a Table) -> Result<&'a [String], Failure> {
        let (owner, name) = self.place;
        let fields = table.methods.get(owner).map(|method| &method.fields);
        let fields = fields.or_else(|| table.types.get(owner).map(|object| &object.fields));
        let field = fields.and_then(|fields| fields.iter().find(|field| field.name == name));
        field.map(|field| field.types.as_slice()).ok_or_else(|| format!("{owner}.{name} is gone from the table").into())
    }
}

/// All unions that are generated.
pub(super) fn unions(table: &Table) -> Result<Vec<Union>, Failure> {
    let mut unions = Vec::new();
    for (name, object) in &table.types.0 {
        if object.subtypes.is_empty() || BY_HAND.contains(&name.as_str()) {
            continue;
        }
        let members: Vec<_> = object.subtypes.iter().map(String::as_str).collect();
        unions.push(union(table, name, &members, object.discriminator.as_deref(), None)?);
    }
    for unnamed in UNNAMED {
        let members = unnamed.types(table)?.iter().map(|name| name.strip_prefix("Array of ").unwrap_or(name));
        let members: Vec<_> = members.collect();
        unions.push(union(table, unnamed.name, &members, unnamed.tag, Some(unnamed.sentence))?);
    }
    Ok(unions)
}

fn union(
    table: &Table,
    name: &str,
    types: &[&str],
    discriminator: Option<&str>,
    unnamed: Option<&'static str>,
) -> Result<Union, Failure> {
    let text_and_list = types.contains(&"String");
    let mut members = Vec::new();
    for object in types.iter().filter(|object| **object != "String" && !object.starts_with("Array of ")) {
        let fields = &table.types.get(object).ok_or_else(|| format!("{name} has an unknown member {object}"))?.fields;
        let tag = fields.iter().find(|field| Some(field.name.as_str()) == discriminator).and_then(|field| field.tag());
        if discriminator.is_some() && tag.is_none() {
            return Err(format!("{object}, a member of {name}, has no constant {discriminator:?}").into());
        }
        members.push(Member {
            object: (*object).to_owned(),
            variant: variant(name, object),
            tag: tag.unwrap_or_default().to_owned(),
            marks: Vec::new(),
        });
    }
    let by = match discriminator {
        Some(tag) if !shares_tags(&members) => By::Tag(tag.to_owned()),
        Some(tag) => {
            mark_by_tag(table, tag, &mut members)?;
            By::Marks
        }
        None => {
            mark_by_hand(name, &mut members)?;
            By::Marks
        }
    };
    Ok(Union { name: type_name(name).to_owned(), members, by, text_and_list, unnamed })
}

fn shares_tags(members: &[Member]) -> bool {
    members.iter().enumerate().any(|(at, member)| members.iter().skip(at + 1).any(|other| other.tag == member.tag))
}

/// Members that share a tag are marked by a required field which the other one does not know.
fn mark_by_tag(table: &Table, tag: &str, members: &mut [Member]) -> Result<(), Failure> {
    let fields = |object: &str| table.types.get(object).map(|object| object.fields.as_slice()).unwrap_or_default();
    let mut marks = Vec::new();
    for (at, member) in members.iter().enumerate() {
        let mut own = vec![(tag.to_owned(), member.tag.clone())];
        for (other_at, other) in members.iter().enumerate().filter(|(_, other)| other.tag == member.tag) {
            if other_at == at {
                continue;
            }
            let known = |name: &str| fields(&other.object).iter().any(|field| field.name == name);
            let mark = fields(&member.object).iter().find(|field| field.required && !known(&field.name));
            let mark = mark.ok_or_else(|| format!("{} cannot be told from {}", member.object, other.object))?;
            own.push((mark.name.clone(), String::new()));
        }
        marks.push(own);
    }
    for (member, own) in members.iter_mut().zip(marks) {
        member.marks = own;
    }
    // Those with more marks are the more particular ones.
    members.sort_by_key(|member| std::cmp::Reverse(member.marks.len()));
    Ok(())
}

fn mark_by_hand(union: &str, members: &mut [Member]) -> Result<(), Failure> {
    let (_, marks) = MARKS
        .iter()
        .find(|(name, _)| *name == union)
        .ok_or_else(|| format!("{union} has no discriminator: say in codegen/unions.rs what marks its members"))?;
    let place = |object: &str| marks.iter().position(|(name, _)| *name == object);
    for member in members.iter_mut() {
        let at = place(&member.object)
            .ok_or_else(|| format!("say in codegen/unions.rs what marks {} in {union}", member.object))?;
        member.marks = marks.get(at).map(|(_, field)| vec![((*field).to_owned(), String::new())]).unwrap_or_default();
    }
    members.sort_by_key(|member| place(&member.object));
    Ok(())
}
