// A burst: many messages at once, and what became of their order.

import { act, now, on } from './server.js';
import { byId, el, say } from './dom.js';
import { all, first, order, span, updates } from './updates.js';
import { picture } from './picture.js';

const FIELDS = [
  { name: 'messages', label: 'Messages', value: 200, min: 1, max: 1000 },
  { name: 'people', label: 'People', value: 10, min: 1, max: 50 },
  { name: 'disorder', label: 'Disorder', value: 16, min: 0, max: 100 },
  { name: 'duplicates', label: 'Duplicates, %', value: 5, min: 0, max: 100 },
];
/** The rows of the picture below the numbers, and the steps they show: as the bot tells them, or as the sandbox saw. */
const INSIDE = [['Arrived', 'arrived'], ['Released', 'released'], ['Handled', 'handling']];
const OUTSIDE = [['Sent', 'sent'], ['Answered', 'answered']];
const PACE = 300;
let timer = 0;
let last = '';

export function startBurst() {
  const form = byId('burst').querySelector('form');
  form.append(...FIELDS.map(({ name, label, ...props }) => el('label', { text: label },
    el('input', { type: 'number', name, required: true, ...props }))),
  el('button', { type: 'submit', id: 'run-burst', class: 'primary', text: 'Run' }));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const value = (name) => Number(form.elements[name].value);
    await act('burst', { messages: value('messages'), people: value('people'), disorder: value('disorder'), duplicates: value('duplicates') / 100 });
  });
  on('status', (status) => {
    byId('run-burst').disabled = status.burst.running;
    say(byId('run-burst'), status.burst.running ? 'Running' : 'Run');
    soon();
  });
  on('timeline', soon);
  addEventListener('resize', soon);
}

function soon() {
  timer ||= setTimeout(draw, PACE);
}

function draw() {
  timer = 0;
  const { burst, connections } = now.status ?? {};
  const place = byId('burst-result');
  if (!burst?.number) {
    place.replaceChildren(el('p', { class: 'note', text: byPolling()
      ? 'By long polling updates come in order, one answer at a time; disorder and duplicates are a webhook’s.'
      : `Many messages at once, over up to ${connections ?? 40} connections, some of them out of order, some twice: what comes of it is drawn here.` }));
    return;
  }
  if (burst.first === null) {
    last = '';
    place.dataset.done = 'false';
    place.replaceChildren(el('p', { class: 'note', text: `Opening ${connections ?? ''} connections first, ten each half second, as Telegram does.` }));
    return;
  }
  const some = [...updates.values()].filter((update) => update.id >= burst.first && update.id <= burst.last).sort((a, b) => a.id - b.id);
  const facts = judge(some, burst);
  const width = place.clientWidth;
  const key = JSON.stringify([facts, width, burst.running]);
  if (key === last || !some.length || !width) return;
  last = key;
  place.dataset.done = String(!burst.running && facts.ended === facts.messages);
  place.replaceChildren(summary(facts, burst), picture(some, facts.rows, width), legend(facts));
}

const byPolling = () => now.status && !now.status.webhook && now.status.polls;

/** Counts what happened. Without word from inside the bot: what was sent, and what was answered. */
function judge(some, burst) {
  const marks = some.some((update) => first(update, 'arrived'));
  const rows = marks ? INSIDE : OUTSIDE;
  const came = order(some, rows[0][1]);
  const went = order(some, rows.at(-1)[1]);
  const arrivals = some.reduce((sum, update) => sum + all(update, rows[0][1]).length, 0);
  const connections = some.flatMap((update) => all(update, 'sent').map((step) => step.note.split('conn ')[1])).filter(Boolean);
  const held = some.map((update) => (first(update, 'released')?.at ?? 0) - (first(update, 'arrived')?.at ?? 0));
  const begin = some[0]?.at ?? 0;
  const ends = some.flatMap((update) => update.steps.map((step) => step.at));
  return {
    marks,
    rows,
    messages: some.length,
    came: came.length,
    ended: went.length,
    disordered: inversions(came),
    late: inversions(order(some, 'released')),
    handledDisordered: disorderInChats(went, burst),
    doubles: arrivals - came.length,
    again: some.filter((update) => all(update, 'handling').length > 1).length,
    connections: new Set(connections).size,
    held: Math.max(0, ...held),
    time: Math.max(begin, ...ends) - begin,
  };
}

/** How many come after one with a higher number. */
function inversions(list) {
  let highest = -1;
  return list.reduce((sum, { id }) => {
    const early = id < highest;
    highest = Math.max(highest, id);
    return sum + early;
  }, 0);
}

// The people write in turn: which number is whose is known.
function disorderInChats(went, burst) {
  const { people } = burst.asked;
  const chats = Array.from({ length: people }, () => []);
  for (const update of went) chats[(update.id - burst.first) % people].push(update);
  return chats.reduce((sum, chat) => sum + inversions(chat), 0);
}

function summary(facts, burst) {
  const { marks } = facts;
  // The last word of a line says whether it should be nothing.
  const lines = [
    ['disordered', marks ? 'arrived out of order' : 'sent out of order', `${facts.disordered}`],
    ['doubles', marks ? 'arrived again, dropped' : 'sent again', `${facts.doubles}`],
    marks && ['late', 'late: after their gap was given up', `${facts.late}`],
    ['handled', `${marks ? 'handled' : 'answered'} of ${facts.messages}`, `${facts.ended}`],
    marks && ['again', 'handled twice', `${facts.again}`, true],
    ['handled-disordered', marks ? 'handled out of order in a chat' : 'answered out of order in a chat', `${facts.handledDisordered}`, marks],
    facts.connections > 0 && ['connections', 'connections', `${facts.connections}`],
    marks && ['held', 'longest wait for order', span(facts.held)],
    ['time', burst.running ? 'so far' : 'altogether', span(facts.time)],
  ].filter(Boolean);
  return el('dl', { class: 'facts' }, ...lines.map(([name, label, value, judged]) => el('div', {},
    el('dd', { text: value, 'data-fact': name, class: judged ? (value === '0' ? 'good' : 'bad') : null }), el('dt', { text: label }))));
}

function legend(facts) {
  const late = facts.late ? ' Late ones came when it had stopped waiting for them, as happens on a busy machine; they '
    + 'were handed on at once.' : '';
  return el('p', { class: 'note', text: facts.marks
    ? 'Each thread is one update, coloured by its number. Where threads cross, one has overtaken another. The reorder buffer '
      + 'releases them by number and drops repetitions, the dots. Then chats are handled side by side, each in order.' + late
    : 'Each thread is one update, coloured by its number. This bot does not say when updates arrive inside it and when it handles them, so what the sandbox saw is drawn: when it sent them and when it was answered. Dots are repetitions.' });
}
