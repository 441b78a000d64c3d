//! Values that routes are given one by one, without a place in the router's state: small services, settings, names.

use std::any::{Any, TypeId};
use std::fmt;
use std::sync::Arc;

use super::FromUpdate;
use crate::context::Context;

/// A value that [`Router::extension`](crate::Router::extension) gave: cloned for each update.
///
/// Unlike in other frameworks it cannot be missing when the update comes: a handler that takes one which its routes
/// were not given is an error when the router is built. Where several types belong together, [`State`](super::State)
/// is better: it is checked by the compiler.
///
/// ```
/// use tgdispatch::{BuildError, Extension, Router, Settings, filter::text};
///
/// #[derive(Clone)]
/// struct Limit(u32);
///
/// async fn handler(Extension(limit): Extension<Limit>) {
///     assert_eq!(limit.0, 3);
/// }
///
/// Router::new().on(text(), handler).extension(Limit(3)).build(Settings::new())?;
/// let without = Router::new().on(text(), handler).build(Settings::new());
/// assert!(matches!(without, Err(BuildError::MissingExtension { .. })));
/// # Ok::<(), BuildError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Extension<T>(pub T);

/// The type of an extension that a handler takes: what is checked when the router is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ExtensionType {
    id: TypeId,
    name: &'static str,
}

impl ExtensionType {
    /// That of `Extension<T>`.
    #[must_use]
    pub fn of<T: 'static>() -> Self {
        Self { id: TypeId::of::<T>(), name: std::any::type_name::<T>() }
    }

    pub(crate) fn is(&self, id: TypeId) -> bool {
        self.id == id
    }

    /// The path of the type, for people.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }
}

impl fmt::Debug for ExtensionType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// The extensions of one route, the innermost first.
pub(crate) type Extensions = Arc<[(TypeId, Arc<dyn Any + Send + Sync>)]>;

impl<S, T: Clone + Send + Sync + 'static> FromUpdate<S> for Extension<T> {
    type Rejection = NoExtension;

    fn from_update(context: &Context, _state: &S) -> Result<Self, NoExtension> {
        let found = context.extensions().iter().find(|(id, _)| *id == TypeId::of::<T>());
        let value = found.and_then(|(_, value)| value.downcast_ref::<T>());
        value.cloned().map(Self).ok_or(NoExtension { name: std::any::type_name::<T>() })
    }

    fn extensions() -> Vec<ExtensionType> {
        vec![ExtensionType::of::<T>()]
    }
}

/// The route was not given such an extension: with `Option<Extension<T>>` only, or outside of a router.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the route has no extension {name}")]
pub struct NoExtension {
    name: &'static str,
}
