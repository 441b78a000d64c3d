//! Which files go along with a call: found wherever they are in its parameters.

use crate::input_file::InputFile;

/// Something that may hold files.
pub(crate) trait Uploads {
    fn uploads(&self, visit: &mut dyn FnMut(&InputFile));
}

impl Uploads for InputFile {
    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        visit(self);
    }
}

impl<T: Uploads> Uploads for Option<T> {
    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        if let Some(inner) = self {
            inner.uploads(visit);
        }
    }
}

impl<T: Uploads> Uploads for Box<T> {
    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        (**self).uploads(visit);
    }
}

impl<T: Uploads> Uploads for Vec<T> {
    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        for element in self {
            element.uploads(visit);
        }
    }
}

/// Lists the fields of a struct, or the variants of a union, that may hold files.
macro_rules! uploads {
    (struct $type:ident { $($field:ident),+ $(,)? }) => {
        impl $crate::codec::Uploads for $type {
            fn uploads(&self, visit: &mut dyn FnMut(&$crate::InputFile)) {
                $(self.$field.uploads(visit);)+
            }
        }
    };
    (enum $type:ident { $($variant:ident),+ $(,)? }) => {
        impl $crate::codec::Uploads for $type {
            fn uploads(&self, visit: &mut dyn FnMut(&$crate::InputFile)) {
                match self {
                    $(Self::$variant(member) => member.uploads(visit),)+
                    _ => {}
                }
            }
        }
    };
}
pub(crate) use uploads;
