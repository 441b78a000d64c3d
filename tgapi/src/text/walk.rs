//! Goes through a text and its spans and says, in order, what to open, write and close, always properly nested.

use std::cmp::Reverse;

use super::spans::Span;

/// A markup language being written.
pub(super) trait Markup<'a> {
    /// Formatting begins.
    fn open(&mut self, span: &Span<'a>);
    /// Text; never empty.
    fn text(&mut self, text: &'a str);
    /// The formatting opened last ends. `rest` is the text that follows.
    fn close(&mut self, span: &Span<'a>, rest: &str);
}

/// Writes a text with its spans, as [`spans`](super::spans::spans) gives them.
///
/// A quote is outside of everything else; a style that would cut a link or quote is closed and opened again.
pub(super) fn walk<'a>(text: &'a str, spans: &[Span<'a>], out: &mut impl Markup<'a>) {
    let mut bounds: Vec<usize> = spans.iter().flat_map(|span| [span.start, span.end]).collect();
    bounds.sort_unstable();
    bounds.dedup();
    let mut open: Vec<Span<'a>> = Vec::new();
    let mut spans = spans.iter().copied().peekable();
    let mut at = 0;
    for bound in bounds {
        if at < bound {
            out.text(&text[at..bound]);
            at = bound;
        }
        let mut fresh: Vec<Span<'a>> = Vec::new();
        while let Some(span) = spans.next_if(|span| span.start == bound) {
            fresh.push(span);
        }
        // What is to be whole from here on, and how far.
        let quote = fresh.iter().any(|span| span.mark.is_quote());
        let whole = fresh.iter().filter(|span| !span.mark.is_style()).map(|span| span.end).max().unwrap_or(bound);
        let keeps = |span: &Span<'a>| span.end > bound && (!span.mark.is_style() || (span.end >= whole && !quote));
        let keep = open.iter().take_while(|span| keeps(span)).count();
        while open.len() > keep
            && let Some(span) = open.pop()
        {
            out.close(&span, &text[bound..]);
            if span.end > bound {
                fresh.push(span);
            }
        }
        fresh.sort_by_key(|span| (!span.mark.is_quote(), Reverse(span.end), span.mark));
        for span in fresh {
            out.open(&span);
            open.push(span);
        }
    }
    if at < text.len() {
        out.text(&text[at..]);
    }
}
