//! The router as it serves: commands by name, everything else in order.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;
use std::sync::Arc;

use tgapi::{BoxError, UpdateType};

use super::route::Started;
use super::{BuildError, Route, Router, Target};
use crate::bot::Settings;
use crate::callback::CALLBACK_MAX;
use crate::captures::{Captures, Pattern, Patterns};
use crate::command::check_name;
use crate::context::Context;
use crate::dialogue::{Fetch, Fetched};
use crate::extract::ExtensionType;
use crate::filter::Filter;
use crate::handler::HandlerFuture;
use crate::kinds::Kinds;

pub(crate) struct Table {
    commands: HashMap<Box<str>, Arc<Route<()>>>,
    callbacks: Prefixes,
    entries: Vec<Entry>,
    /// A handler in here takes what a pattern captured.
    takes_captures: bool,
    fallback: Option<Arc<Route<()>>>,
    /// What filters need of updates of these kinds, in this table and in nested ones.
    fetches: Vec<(Arc<dyn Fetch>, Kinds)>,
}

struct Entry {
    filter: Arc<dyn Filter>,
    /// What the filter captures is taken.
    captures: bool,
    goal: Goal,
}

enum Goal {
    Route(Arc<Route<()>>),
    Nested(Table),
}

/// The route for an update, and its handler with the arguments taken.
pub(crate) struct Found {
    pub(crate) route: Arc<Route<()>>,
    pub(crate) prepared: HandlerFuture,
    /// What a pattern on the way captured, if the handler takes that.
    pub(crate) captures: Option<Captures>,
    /// If the handler may wait for more updates.
    pub(crate) conversation: Option<Started>,
}

impl Table {
    /// `within` are the kinds that get here at all, `behind` the patterns one of which has matched then.
    pub(super) fn new(
        router: Router<()>,
        within: &Kinds,
        behind: &Patterns,
        settings: &Settings,
    ) -> Result<Self, BuildError> {
        if let Some(problem) = router.problem {
            return Err(problem);
        }
        let mut takes_captures = false;
        let mut check = |route: Route<()>, within: &Kinds, behind: &Patterns| {
            takes_captures |= !route.wants.captures.is_empty();
            check(route, within, behind, settings)
        };
        let mut commands = HashMap::with_capacity(router.commands.len());
        for (name, route) in router.commands {
            if let Some(reason) = check_name(&name) {
                return Err(BuildError::BadCommandName { name, reason });
            }
            let route = check(route, &within.and(&Kinds::of([UpdateType::Message])), behind)?;
            match commands.entry(name.clone().into_boxed_str()) {
                Slot::Vacant(slot) => slot.insert(route),
                Slot::Occupied(slot) => {
                    let first: &Arc<Route<()>> = slot.get();
                    return Err(BuildError::DuplicateCommand { name, first: first.name, second: route.name });
                }
            };
        }
        let mut callbacks = Prefixes::default();
        for (prefix, route) in router.callbacks {
            let route = check(route, &within.and(&Kinds::of([UpdateType::CallbackQuery])), behind)?;
            callbacks.add(prefix, route)?;
        }
        let mut entries = Vec::with_capacity(router.entries.len());
        let mut fetches = Vec::new();
        let mut nested_takes = false;
        for entry in router.entries {
            let within = within.and(&entry.filter.kinds());
            for fetch in entry.filter.fetches() {
                add_fetch(&mut fetches, fetch, &within);
            }
            let own = entry.filter.patterns();
            let captures = !own.is_empty();
            let behind = own.and(behind.clone());
            let (goal, taken) = match entry.target {
                Target::Route(route) => {
                    let taken = !route.wants.captures.is_empty();
                    (Goal::Route(check(route, &within, &behind)?), taken)
                }
                Target::Nested(router) => {
                    let mut nested = Self::new(*router, &within, &behind, settings)?;
                    for (fetch, kinds) in std::mem::take(&mut nested.fetches) {
                        add_fetch(&mut fetches, fetch, &kinds);
                    }
                    let taken = nested.takes_captures;
                    nested_takes |= taken;
                    (Goal::Nested(nested), taken)
                }
            };
            entries.push(Entry { filter: entry.filter, captures: captures && taken, goal });
        }
        let fallback = router.fallback.map(|route| check(route, within, behind)).transpose()?;
        let takes_captures = takes_captures || nested_takes;
        Ok(Self { commands, callbacks, entries, takes_captures, fallback, fetches })
    }

    /// Whether filters need something of this update that has to be [fetched](Self::fetch).
    pub(crate) fn needs_fetch(&self, context: &Context) -> bool {
        !self.fetches.is_empty() && self.wanted(context).next().is_some()
    }

    /// Gets what filters need.
    pub(crate) async fn fetch(&self, context: Context) -> Result<Context, BoxError> {
        let mut values = Vec::new();
        for fetch in self.wanted(&context) {
            values.extend(fetch.fetch(&context).await?.map(|value| (fetch.id(), value)));
        }
        Ok(context.with_fetched(Fetched::new(values)))
    }

    fn wanted(&self, context: &Context) -> impl Iterator<Item = &Arc<dyn Fetch>> {
        let kind = context.kind.update_type();
        self.fetches.iter().filter(move |(_, kinds)| kinds.contains(&kind)).map(|(fetch, _)| fetch)
    }

    /// The first route that fits.
    pub(crate) fn find(&self, context: &Context) -> Option<Found> {
        if let Some(command) = context.command().filter(|_| !self.commands.is_empty()) {
            let lower;
            let name = if command.name.bytes().any(|byte| byte.is_ascii_uppercase()) {
                lower = command.name.to_ascii_lowercase();
                &lower
            } else {
                command.name
            };
            if let Some(found) = self.commands.get(name).and_then(|route| prepare(route, context)) {
                return Some(found);
            }
        }
        if let Some(found) = self.callbacks.find(context) {
            return Some(found);
        }
        let matching = self.entries.iter().filter(|entry| entry.filter.matches(context));
        let mut found = matching.filter_map(|entry| {
            let captures = if entry.captures { entry.filter.captures(context) } else { None };
            let behind = captures.map(|captures| context.with_captures(captures));
            let context = behind.as_ref().unwrap_or(context);
            match &entry.goal {
                Goal::Route(route) => prepare(route, context),
                Goal::Nested(table) => table.find(context),
            }
        });
        found.next().or_else(|| prepare(self.fallback.as_ref()?, context))
    }
}

/// Routes by how callback data starts: one look for each length that a prefix has, of which there are at most 65.
#[derive(Default)]
struct Prefixes {
    routes: HashMap<Box<str>, Arc<Route<()>>>,
    /// The lengths in bytes, the longest first, each once.
    lengths: Vec<usize>,
}

impl Prefixes {
    fn add(&mut self, prefix: String, route: Arc<Route<()>>) -> Result<(), BuildError> {
        if prefix.len() > CALLBACK_MAX {
            return Err(BuildError::LongCallback { prefix, handler: route.name });
        }
        if let Some(first) = self.routes.get(prefix.as_str()) {
            return Err(BuildError::DuplicateCallback { first: first.name, second: route.name, prefix });
        }
        if let Err(place) = self.lengths.binary_search_by(|length| prefix.len().cmp(length)) {
            self.lengths.insert(place, prefix.len());
        }
        self.routes.insert(prefix.into_boxed_str(), route);
        Ok(())
    }

    fn find(&self, context: &Context) -> Option<Found> {
        let data = context.callback_data().filter(|_| !self.routes.is_empty())?;
        let prefixes = self.lengths.iter().filter_map(|length| data.get(..*length));
        prefixes.filter_map(|prefix| self.routes.get(prefix)).find_map(|route| prepare(route, context))
    }
}

/// Adds what a filter needs, once for all filters that need the same.
fn add_fetch(fetches: &mut Vec<(Arc<dyn Fetch>, Kinds)>, fetch: Arc<dyn Fetch>, kinds: &Kinds) {
    match fetches.iter_mut().find(|(other, _)| other.id() == fetch.id()) {
        Some((_, known)) => *known = known.or(kinds),
        None => fetches.push((fetch, kinds.clone())),
    }
}

fn prepare(route: &Arc<Route<()>>, context: &Context) -> Option<Found> {
    let (prepared, conversation) = route.prepare(context)?;
    let captures = if route.wants.captures.is_empty() { None } else { context.captures().cloned() };
    Some(Found { route: Arc::clone(route), prepared, captures, conversation })
}

fn check(
    route: Route<()>,
    within: &Kinds,
    behind: &Patterns,
    settings: &Settings,
) -> Result<Arc<Route<()>>, BuildError> {
    let handler = route.name;
    if within.and(&route.wants.kinds).is_empty() {
        return Err(BuildError::NeverFits { handler });
    }
    let given = |wanted: &&ExtensionType| route.extensions.iter().any(|(id, _)| wanted.is(*id));
    if let Some(extension) = route.wants.extensions.iter().find(|wanted| !given(wanted)) {
        return Err(BuildError::MissingExtension { handler, extension: extension.name() });
    }
    for groups in &route.wants.captures {
        if behind.is_empty() && !groups.is_optional() {
            return Err(BuildError::NoPattern { handler });
        }
        let misfit = |pattern: &Pattern| Some((pattern.source().to_owned(), pattern.misfit(groups)?));
        if let Some((pattern, reason)) = behind.iter().find_map(misfit) {
            return Err(BuildError::CapturesDoNotFit { handler, pattern, reason });
        }
    }
    if route.wants.client && !settings.has_client() {
        return Err(BuildError::NeedsClient { handler });
    }
    if route.wants.converses && !settings.can_send() {
        return Err(BuildError::NeedsClientForQuestions { handler });
    }
    if route.wants.many_calls && !settings.can_send() {
        return Err(BuildError::NeedsClientForReplies { handler });
    }
    Ok(Arc::new(route))
}
