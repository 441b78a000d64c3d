// The list of updates: what happened to each, when, and how long it took.

import { byId, el, say } from './dom.js';
import { on } from './server.js';
import { calls, first, known, KEPT, notes, span, take, updates, wordsOf } from './updates.js';

/** How many rows are drawn: the newest. */
const SHOWN = 60;
const PACE = 150;
const LABELS = { handling: 'handler began' };

const rows = new Map();
const changed = new Set();
let timer = 0;
/** The sandbox's start on this machine's clock: as news tell that came the fastest. */
let offset = Infinity;

export function startTimeline() {
  on('timeline', (news, time) => {
    offset = Math.min(offset, Date.now() - time);
    for (const line of news.lines) for (const update of take(line)) changed.add(update);
    timer ||= setTimeout(draw, PACE);
  });
  byId('show-calls').addEventListener('change', draw);
  draw();
}

function draw() {
  timer = 0;
  const newest = [...updates.values()].slice(-SHOWN).reverse();
  const items = newest.map((update) => {
    if (changed.has(update) || !rows.has(update)) rows.set(update, updateRow(update));
    return { at: update.at, node: rows.get(update) };
  });
  changed.clear();
  const drawn = new Set(newest);
  for (const update of rows.keys()) if (!drawn.has(update)) rows.delete(update);
  const oldest = items.at(-1)?.at ?? 0;
  const between = (list, row) => items.push(...list.filter(({ at }) => at >= oldest).map((one) => ({ at: one.at, node: row(one) })));
  between(notes, noteRow);
  if (byId('show-calls').checked) between(calls, callRow);
  items.sort((a, b) => b.at - a.at);
  byId('rows').replaceChildren(...items.map((item) => item.node));
  const hidden = updates.size - newest.length;
  const note = !updates.size ? 'No update yet: write something to the bot.'
    : hidden ? `The newest ${newest.length} of ${updates.size} kept; the page keeps ${KEPT}.` : '';
  say(byId('rows-note'), note);
  const blind = !known.marks && known.answers;
  byId('blind').hidden = !blind;
  if (blind) {
    say(byId('blind'), 'This bot does not tell the sandbox of its inside; a bot in another program cannot. So what was sent and '
      + 'answered is seen here, but not when an update arrived, was released in order and handled.');
  }
}

function updateRow(update) {
  // Until it was delivered; a repetition comes after that.
  const end = update.steps.find((step) => !step.bad && ['answered', 'confirmed'].includes(step.name)) ?? update.steps.at(-1);
  const took = end.at - update.at;
  const state = stateOf(update);
  return el('li', { class: 'update', 'data-update': update.id },
    el('div', { class: 'row-head' },
      el('code', { text: `#${update.id}` }),
      el('span', { class: 'kind', text: update.kind.replaceAll('_', ' ') }),
      el('span', { class: 'words', text: wordsOf(update) }),
      update.early && el('span', { class: 'flag', text: 'overtaken' }),
      el('span', { class: `state ${state}`, text: state }),
      el('span', { class: 'took', text: update.steps.length > 1 ? span(took) : '' })),
    bar(update),
    el('ol', { class: 'steps' }, ...update.steps.map((step) => el('li', { class: `step ${className(step)}` },
      el('span', { text: LABELS[step.name] ?? step.name }),
      el('b', { text: step.name === 'created' ? time(step.at) : `+${span(step.at - update.at)}` }),
      step.note && el('i', { text: step.note })))));
}

const className = (step) => (step.bad ? 'bad' : step.name.replace(' ', '-'));

function stateOf(update) {
  if (first(update, 'dropped')) return 'dropped';
  if (update.delivered) return 'done';
  const last = update.steps.at(-1);
  if (last.bad) return 'failed';
  return last.name === 'created' ? 'waiting' : 'under way';
}

/** How the time was spent: as long as the steps took, one after another. */
function bar(update) {
  const path = ['sent', 'arrived', 'released', 'handling', 'handled', 'answered'].map((name) => first(update, name)).filter(Boolean);
  const node = el('div', { class: 'bar', 'aria-hidden': 'true' });
  let from = update.at;
  for (const step of path) {
    if (step.at < from) continue;
    node.append(el('span', { class: step.name, style: { 'flex-grow': String(Math.max(step.at - from, 0.02)) } }));
    from = step.at;
  }
  return node;
}

function noteRow(note) {
  return el('li', { class: 'call' }, el('span', { text: note.text }), el('time', { text: time(note.at) }));
}

function callRow(call) {
  return el('li', { class: `call${call.code === 200 ? '' : ' bad'}` },
    el('code', { text: call.method }), el('span', { text: call.in_webhook_answer ? 'in the answer of the webhook' : '' }),
    el('b', { text: call.code === 0 ? 'cut' : String(call.code) }), el('time', { text: time(call.at) }));
}

function time(at) {
  const date = new Date(offset + at);
  return `${date.toLocaleTimeString([], { hour12: false })}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}
