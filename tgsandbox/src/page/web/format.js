// Text with entities, as nodes. Offsets count UTF-16 units, as strings here do.
// https://core.telegram.org/bots/api#messageentity

import { el } from './dom.js';

const TAGS = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  blockquote: 'blockquote',
  expandable_blockquote: 'blockquote',
};
const SCHEMES = ['http:', 'https:', 'tg:', 'mailto:', 'tel:'];

/** The nodes of a text; `command` is called with a bot command that is clicked. */
export function formatted(text, entities, command) {
  const known = (entities ?? []).filter((one) => one.length > 0 && one.offset >= 0 && one.offset + one.length <= text.length);
  // The outer one first.
  known.sort((a, b) => a.offset - b.offset || b.length - a.length);
  return range(text, 0, text.length, known, command);
}

function range(text, from, to, entities, command) {
  const nodes = [];
  let at = from;
  for (let n = 0; n < entities.length;) {
    const outer = entities[n];
    const end = Math.min(outer.offset + outer.length, to);
    let next = n + 1;
    while (next < entities.length && entities[next].offset < end) next += 1;
    if (outer.offset > at) nodes.push(document.createTextNode(text.slice(at, outer.offset)));
    const start = Math.max(outer.offset, at);
    if (end > start) {
      const inner = range(text, start, end, entities.slice(n + 1, next), command);
      nodes.push(wrap(outer, text.slice(start, end), inner, command));
      at = end;
    }
    n = next;
  }
  if (at < to) nodes.push(document.createTextNode(text.slice(at, to)));
  return nodes;
}

function wrap(entity, text, inner, command) {
  const tag = TAGS[entity.type];
  if (tag) return el(tag, {}, ...inner);
  switch (entity.type) {
    case 'pre':
      return el('pre', { 'data-language': entity.language }, el('code', {}, ...inner));
    case 'spoiler':
      return spoiler(inner);
    case 'text_link':
      return link(entity.url, inner);
    case 'url':
      return link(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`, inner);
    case 'email':
      return link(`mailto:${text}`, inner);
    case 'phone_number':
      return link(`tel:${text}`, inner);
    case 'bot_command':
      return el('button', { type: 'button', class: 'word', on: { click: () => command(text) } }, ...inner);
    case 'mention':
    case 'text_mention':
    case 'hashtag':
    case 'cashtag':
      return el('span', { class: 'word' }, ...inner);
    default:
      return el('span', {}, ...inner);
  }
}

function spoiler(inner) {
  const node = el('span', { class: 'spoiler', role: 'button', tabindex: 0, 'aria-label': 'Hidden text: press to show' }, ...inner);
  const reveal = (event) => {
    if (node.classList.contains('shown')) return;
    if (event.type === 'keydown' && event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    node.classList.add('shown');
    for (const name of ['role', 'tabindex', 'aria-label']) node.removeAttribute(name);
  };
  node.addEventListener('click', reveal);
  node.addEventListener('keydown', reveal);
  return node;
}

/** A link out of the page, if its address is one that a link may have. */
export function link(address, inner) {
  let url = null;
  try {
    url = new URL(address);
  } catch {
    // No address: it stays text.
  }
  if (!url || !SCHEMES.includes(url.protocol)) return el('span', { class: 'word' }, ...inner);
  return el('a', { href: url.href, target: '_blank', rel: 'noopener noreferrer', title: url.href }, ...inner);
}
