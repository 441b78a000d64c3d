// What may be chosen instead of typing on: a list above the message field. The arrow keys go through it, Enter chooses,
// Escape closes.

import { byId, el } from './dom.js';

let items = [];
let chosen = -1;
let closed = () => {};

/**
 * Shows items with a `title`, a `text` and what happens when one is picked; `note` is a line that cannot be picked.
 * Nothing to show closes the list.
 */
export function suggest(label, list, { note, onClose } = {}) {
  const place = byId('suggest');
  closed();
  closed = onClose ?? (() => {});
  items = list;
  const options = list.map((item, n) => el('li', {
    role: 'option', id: `suggest-${n}`, 'aria-selected': 'false', 'data-key': item.key ?? item.title,
    on: { mousedown: (event) => event.preventDefault(), click: () => pick(n) },
  }, el('b', { text: item.title }), el('span', { text: item.text ?? '' })));
  if (note) options.push(el('li', { class: 'note', role: 'presentation', text: note }));
  place.setAttribute('aria-label', label);
  place.replaceChildren(...options);
  place.hidden = !options.length;
  mark(-1);
}

export const close = () => suggest('', []);
export const isOpen = () => !byId('suggest').hidden;

/** Whether a key was the list's. */
export function key(event) {
  if (!isOpen()) return false;
  const n = items.length;
  if (event.key === 'Escape') close();
  else if (event.key === 'ArrowDown' && n) mark((chosen + 1) % n);
  else if (event.key === 'ArrowUp' && n) mark(chosen <= 0 ? n - 1 : chosen - 1);
  else if (event.key === 'Enter' && !event.shiftKey && chosen >= 0) pick(chosen);
  else return false;
  event.preventDefault();
  return true;
}

function pick(n) {
  const { pick: picked } = items[n];
  close();
  picked();
}

function mark(n) {
  chosen = n;
  const options = [...byId('suggest').querySelectorAll('[role=option]')];
  options.forEach((option, m) => option.setAttribute('aria-selected', String(m === n)));
  options[n]?.scrollIntoView({ block: 'nearest' });
  if (options[n]) byId('text').setAttribute('aria-activedescendant', options[n].id);
  else byId('text').removeAttribute('aria-activedescendant');
}
