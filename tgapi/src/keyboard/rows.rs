//! Rows of buttons, whatever the buttons are.

/// Rows being filled: a button goes to the end of the last row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rows<B>(Vec<Vec<B>>);

impl<B> Default for Rows<B> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<B> Rows<B> {
    pub(super) fn push(&mut self, button: B) {
        match self.0.last_mut() {
            Some(row) => row.push(button),
            None => self.0.push(vec![button]),
        }
    }

    /// The next button begins a row.
    pub(super) fn end_row(&mut self) {
        if self.0.last().is_some_and(|row| !row.is_empty()) {
            self.0.push(Vec::new());
        }
    }

    /// Puts all buttons so far into rows of at most this many. The next one begins a row.
    pub(super) fn arrange(&mut self, columns: usize) {
        let columns = columns.max(1);
        let mut rows = Vec::new();
        let mut buttons = std::mem::take(&mut self.0).into_iter().flatten().peekable();
        while buttons.peek().is_some() {
            rows.push(buttons.by_ref().take(columns).collect());
        }
        self.0 = rows;
        self.end_row();
    }

    pub(super) fn into_rows(mut self) -> Vec<Vec<B>> {
        self.0.retain(|row| !row.is_empty());
        self.0
    }

    /// Rows that have buttons, numbered from 1 with their columns.
    pub(super) fn numbered(&self) -> impl Iterator<Item = (usize, usize, &B)> {
        let rows = self.0.iter().filter(|row| !row.is_empty()).enumerate();
        rows.flat_map(|(row, buttons)| buttons.iter().enumerate().map(move |(column, b)| (row + 1, column + 1, b)))
    }
}
