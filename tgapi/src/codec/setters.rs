//! Setters: one for each field that a constructor does not take.

/// Gives a struct a setter for each field listed, as `how field: Type`. A method of the API (`method` in front) gets
/// them a second time on its [`Request`](crate::Request), so that a call made by name reads the same.
///
/// | how | the field is | the setter takes |
/// |---|---|---|
/// | `set` | `T` | `T` |
/// | `set_into` | `T` | `impl Into<T>` |
/// | `some` | `Option<T>` | `T` |
/// | `into` | `Option<T>` | `impl Into<T>` |
/// | `boxed` | `Option<Box<T>>` | `T` |
/// | `items` | `Vec<T>` | anything that gives `T`s |
/// | `some_items` | `Option<Vec<T>>` | anything that gives `T`s |
/// | `texts`, `some_texts` | the same of `String` | anything that gives what becomes a `String` |
macro_rules! setters {
    (@one set $field:ident $type:ty) => {
        #[doc = concat!("Sets [`", stringify!($field), "`](Self::", stringify!($field), ").")]
        #[must_use]
        pub fn $field(mut self, $field: $type) -> Self {
            self.$field = $field;
            self
        }
    };
    (@one set_into $field:ident $type:ty) => {
        #[doc = concat!("Sets [`", stringify!($field), "`](Self::", stringify!($field), ").")]
        #[must_use]
        pub fn $field(mut self, $field: impl Into<$type>) -> Self {
            self.$field = $field.into();
            self
        }
    };
    (@one some $field:ident $type:ty) => {
        #[doc = concat!("Sets [`", stringify!($field), "`](Self::", stringify!($field), ").")]
        #[must_use]
        pub fn $field(mut self, $field: $type) -> Self {
            self.$field = Some($field);
            self
        }
    };
    (@one into $field:ident $type:ty) => {
        #[doc = concat!("Sets [`", stringify!($field), "`](Self::", stringify!($field), ").")]
        #[must_use]
        pub fn $field(mut self, $field: impl Into<$type>) -> Self {
            self.$field = Some($field.into());
            self
        }
    };
    (@one boxed $field:ident $type:ty) => {
        #[doc = concat!("Sets [`", stringify!($field), "`](Self::", stringify!($field), ").")]
        #[must_use]
        pub fn $field(mut self, $field: $type) -> Self {
            self.$field = Some(Box::new($field));
            self
        }
    };
    (@one items $field:ident $type:ty) => {
        #[doc = concat!("Sets [`", stringify!($field), "`](Self::", stringify!($field), ").")]
        #[must_use]
        pub fn $field(mut self, $field: impl IntoIterator<Item = $type>) -> Self {
            self.$field = $field.into_iter().collect();
            self
        }
    };
    (@one some_items $field:ident $type:ty) => {
        #[doc = concat!("Sets [`", stringify!($field), "`](Self::", stringify!($field), ").")]
        #[must_use]
        pub fn $field(mut self, $field: impl IntoIterator<Item = $type>) -> Self {
            self.$field = Some($field.into_iter().collect());
            self
        }
    };
    (@one texts $field:ident $type:ty) => {
        #[doc = concat!("Sets [`", stringify!($field), "`](Self::", stringify!($field), ").")]
        #[must_use]
        pub fn $field(mut self, $field: impl IntoIterator<Item = impl Into<$type>>) -> Self {
            self.$field = $field.into_iter().map(Into::into).collect();
            self
        }
    };
    (@one some_texts $field:ident $type:ty) => {
        #[doc = concat!("Sets [`", stringify!($field), "`](Self::", stringify!($field), ").")]
        #[must_use]
        pub fn $field(mut self, $field: impl IntoIterator<Item = impl Into<$type>>) -> Self {
            self.$field = Some($field.into_iter().map(Into::into).collect());
            self
        }
    };
    (@request $method:ident some $field:ident $type:ty) => {
        #[doc = concat!("Sets [`", stringify!($field), "`](", stringify!($method), "::", stringify!($field), ").")]
        pub fn $field(self, $field: $type) -> Self {
            self.map(|method| method.$field($field))
        }
    };
    (@request $method:ident into $field:ident $type:ty) => {
        #[doc = concat!("Sets [`", stringify!($field), "`](", stringify!($method), "::", stringify!($field), ").")]
        pub fn $field(self, $field: impl Into<$type>) -> Self {
            self.map(|method| method.$field($field))
        }
    };
    (@request $method:ident some_items $field:ident $type:ty) => {
        #[doc = concat!("Sets [`", stringify!($field), "`](", stringify!($method), "::", stringify!($field), ").")]
        pub fn $field(self, $field: impl IntoIterator<Item = $type>) -> Self {
            self.map(|method| method.$field($field))
        }
    };
    (@request $method:ident some_texts $field:ident $type:ty) => {
        #[doc = concat!("Sets [`", stringify!($field), "`](", stringify!($method), "::", stringify!($field), ").")]
        pub fn $field(self, $field: impl IntoIterator<Item = impl Into<$type>>) -> Self {
            self.map(|method| method.$field($field))
        }
    };
    (method $name:ident { $($how:ident $field:ident: $type:ty,)* }) => {
        impl $name {
            $($crate::codec::setters!(@one $how $field $type);)*
        }

        #[cfg(feature = "client")]
        impl $crate::Request<$name> {
            $($crate::codec::setters!(@request $name $how $field $type);)*
        }
    };
    ($name:ident { $($how:ident $field:ident: $type:ty,)* }) => {
        impl $name {
            $($crate::codec::setters!(@one $how $field $type);)*
        }
    };
}
pub(crate) use setters;
