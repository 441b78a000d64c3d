// What became of each update, put together from the lines of the timeline. Knows no elements.

/** How many updates are kept: the newest. More than a burst can have. */
export const KEPT = 1500;
const MARKS = ['arrived', 'released', 'handling', 'handled'];

/** Updates by number, in the order they were created. */
export const updates = new Map();
/** The newest calls of the bot's, the last one last. */
export const calls = [];
const KEPT_CALLS = 100;

/** What is known of the bot: whether it tells where updates are inside it, and how many lines were missed. */
export const known = { marks: false, answers: false, forgotten: 0 };

let newest = -1;
let highest = 0;

/** Takes a line; the update it is about, or nothing. */
export function take(line) {
  if (line.n > newest + 1) known.forgotten += line.n - newest - 1;
  newest = line.n;
  switch (line.event) {
    case 'call':
      calls.push(line);
      if (calls.length > KEPT_CALLS) calls.shift();
      return [];
    case 'polled':
      return polled(line);
    case 'webhook':
    case 'restarted':
      return [];
    default: {
      const update = find(line);
      step(update, line);
      return [update];
    }
  }
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
