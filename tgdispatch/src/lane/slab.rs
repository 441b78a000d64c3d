//! A table whose places are used again: what is in it is found by number, without a hash, and costs no allocation of its own.

/// The number of no place.
pub(super) const NONE: usize = usize::MAX;

pub(super) struct Slab<T> {
    places: Vec<Place<T>>,
    /// The first of the empty places.
    empty: usize,
    len: usize,
}

enum Place<T> {
    Taken(T),
    /// With the next of the empty places.
    Empty(usize),
}

impl<T> Slab<T> {
    pub(super) fn new() -> Self {
        Self { places: Vec::new(), empty: NONE, len: 0 }
    }

    /// The number of the place it gets.
    pub(super) fn put(&mut self, item: T) -> usize {
        self.len += 1;
        let at = self.empty;
        if let Some(place) = self.places.get_mut(at)
            && let Place::Empty(next) = *place
        {
            self.empty = next;
            *place = Place::Taken(item);
            return at;
        }
        self.places.push(Place::Taken(item));
        self.places.len() - 1
    }

    pub(super) fn get_mut(&mut self, at: usize) -> Option<&mut T> {
        match self.places.get_mut(at) {
            Some(Place::Taken(item)) => Some(item),
            _ => None,
        }
    }

    pub(super) fn take(&mut self, at: usize) -> Option<T> {
        let place = self.places.get_mut(at).filter(|place| matches!(place, Place::Taken(_)))?;
        let taken = std::mem::replace(place, Place::Empty(self.empty));
        self.empty = at;
        self.len -= 1;
        match taken {
            Place::Taken(item) => Some(item),
            Place::Empty(_) => None,
        }
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.places.iter_mut().filter_map(|place| match place {
            Place::Taken(item) => Some(item),
            Place::Empty(_) => None,
        })
    }

    /// Gives back what room a burst took beyond so many places, if there is nothing in it.
    pub(super) fn shrink(&mut self, places: usize) {
        if self.len == 0 && self.places.len() > places {
            *self = Self::new();
        }
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.len
    }

    #[cfg(test)]
    pub(super) fn places(&self) -> usize {
        self.places.len()
    }
}
