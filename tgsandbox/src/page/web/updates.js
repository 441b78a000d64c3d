// What became of each update, put together from the lines of the timeline. Knows no elements.

/** How many updates are kept: the newest. More than a burst can have. */
export const KEPT = 1500;
const MARKS = ['arrived', 'released', 'handling', 'handled'];

/** Updates by number, in the order they were created. */
export const updates = new Map();
/** The newest calls of the bot's, and what befell the server and the webhook; the last one last. */
export const calls = [];
export const notes = [];
const KEPT_CALLS = 100;
const KEPT_NOTES = 20;

/** Whether the bot tells where updates are inside it, and whether anything was answered yet. */
export const known = { marks: false, answers: false };

/** What the updates say that were made on this page. */
const words = new Map();
const KEPT_WORDS = 300;

let highest = 0;

/** Remembers what an update says. */
export function remember(id, text) {
  if (id === null || id === undefined) return;
  words.set(id, text);
  if (words.size > KEPT_WORDS) words.delete(words.keys().next().value);
}

/** What an update says, if it was made on this page. */
export const wordsOf = (update) => words.get(update.id) ?? '';

/** Takes a line; the update it is about, or nothing. */
export function take(line) {
  switch (line.event) {
    case 'call':
      calls.push(line);
      if (calls.length > KEPT_CALLS) calls.shift();
      return [];
    case 'polled':
      return polled(line);
    case 'webhook':
      return note(line, line.active ? 'The webhook was set' : 'The webhook was removed');
    case 'restarted':
      return note(line, 'The server restarted: all connections were cut');
    default: {
      const update = find(line);
      step(update, line);
      return [update];
    }
  }
}

function note(line, text) {
  notes.push({ at: line.at, text });
  if (notes.length > KEPT_NOTES) notes.shift();
  return [];
}

function find(line) {
  let update = updates.get(line.update_id);
  // The same number again is another update: the numbers have started anew.
  if (update && line.event === 'created') updates.delete(line.update_id);
  if (!update || line.event === 'created') {
    update = { id: line.update_id, n: line.n, at: line.at, kind: '', steps: [], early: false };
    updates.set(line.update_id, update);
    if (updates.size > KEPT) updates.delete(updates.keys().next().value);
  }
  return update;
}

function step(update, line) {
  const add = (name, note = '', bad = false) => update.steps.push({ name, at: line.at, n: line.n, note, bad });
  switch (line.event) {
    case 'created':
      update.kind = line.kind;
      add('created');
      break;
    case 'sent':
      add('sent', `${line.duplicate ? 'again, ' : line.attempt > 1 ? `attempt ${line.attempt}, ` : ''}conn ${line.connection}`);
      break;
    case 'answered':
      known.answers = true;
      add('answered', String(line.status), line.status >= 300);
      break;
    case 'failed':
      add('failed', line.error, true);
      break;
    case 'answer_dropped':
      add('answer lost', '', true);
      break;
    case 'delivered':
      // A webhook's answer has said so already; a poll's offset says it only here.
      update.delivered = true;
      if (!update.steps.some((one) => one.name === 'answered')) add('confirmed');
      break;
    case 'dropped':
      add('dropped', line.reason, true);
      break;
    case 'marked':
      known.marks = true;
      if (line.mark === 'arrived' && !first(update, 'arrived')) {
        update.early = update.id < highest;
        highest = Math.max(highest, update.id);
      }
      if (MARKS.includes(line.mark)) add(line.mark);
      break;
    default:
  }
}

function polled(line) {
  const some = [...updates.values()].filter((update) => update.id >= line.first && !update.delivered);
  some.sort((a, b) => a.id - b.id);
  const taken = some.slice(0, line.count);
  for (const update of taken) {
    const again = update.steps.some((one) => one.name === 'sent');
    update.steps.push({ name: 'sent', at: line.at, n: line.n, note: again ? 'again, getUpdates' : 'getUpdates', bad: false });
  }
  return taken;
}

/** The first step of an update with this name. */
export const first = (update, name) => update.steps.find((one) => one.name === name);
/** All steps of an update with this name. */
export const all = (update, name) => update.steps.filter((one) => one.name === name);

/** The updates that have a step, in the order of its first occurrence. */
export function order(some, name) {
  return some.filter((update) => first(update, name)).sort((a, b) => first(a, name).n - first(b, name).n);
}

/** A span of time in words. */
export function span(ms) {
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  return ms < 10_000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
