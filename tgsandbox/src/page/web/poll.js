// A poll: its options to vote for, and the results for whoever has voted.

import { act } from './server.js';
import { el } from './dom.js';

/** What is ticked and not yet voted for, by poll and person. */
const ticked = new Map();
const KEPT = 50;

/** Draws the poll of a message as `context.me` sees it. */
export function pollCard(poll, context, message) {
  const mine = context.votes[context.me] ?? [];
  const open = !poll.is_closed && !mine.length && context.writes;
  const place = { chat: context.chat, from: context.me, message };
  const vote = (options) => act('vote', { ...place, options });
  const take = () => (poll.allows_multiple_answers ? ticks(poll, context.me, vote) : choices(poll, vote));
  return el('div', { class: 'poll', role: 'group', 'aria-label': `Poll: ${poll.question}` },
    el('b', { text: poll.question }),
    el('p', { class: 'poll-kind', text: kind(poll) }),
    ...(open ? take() : poll.options.map((option, n) => result(poll, option, n, mine))),
    !open && poll.explanation && el('p', { class: 'poll-why', text: poll.explanation }),
    el('p', { class: 'poll-foot' },
      el('span', { text: voters(poll.total_voter_count) }),
      !poll.is_closed && mine.length > 0 && poll.allows_revoting && el('button', {
        type: 'button', class: 'word', text: 'Take the vote back', 'data-key': 'back', on: { click: () => vote([]) },
      })));
}

function kind(poll) {
  const name = poll.type === 'quiz' ? 'quiz' : 'poll';
  const text = poll.is_closed ? `closed ${name}` : poll.is_anonymous ? `anonymous ${name}` : name;
  return text[0].toUpperCase() + text.slice(1) + (poll.allows_multiple_answers ? ', several answers' : '');
}

const voters = (count) => (count === 1 ? '1 vote' : count ? `${count} votes` : 'No votes yet');

function choices(poll, vote) {
  return poll.options.map((option, n) => el('button', {
    type: 'button', class: 'option', text: option.text, 'data-key': `o${n}`, on: { click: () => vote([n]) },
  }));
}

function ticks(poll, me, vote) {
  const key = `${poll.id} ${me}`;
  const now = ticked.get(key) ?? new Set();
  ticked.set(key, now);
  if (ticked.size > KEPT) ticked.delete(ticked.keys().next().value);
  const send = el('button', { type: 'button', class: 'primary', text: 'Vote', 'data-key': 'vote', disabled: !now.size });
  send.addEventListener('click', () => {
    ticked.delete(key);
    vote([...now].sort((a, b) => a - b));
  });
  const boxes = poll.options.map((option, n) => el('label', { class: 'option' }, el('input', {
    type: 'checkbox', checked: now.has(n), 'data-key': `o${n}`,
    on: {
      change: (event) => {
        if (event.target.checked) now.add(n);
        else now.delete(n);
        send.disabled = !now.size;
      },
    },
  }), el('span', { text: option.text })));
  return [...boxes, send];
}

function result(poll, option, n, mine) {
  const count = option.voter_count ?? 0;
  const share = poll.total_voter_count ? Math.round((100 * count) / poll.total_voter_count) : 0;
  const right = poll.correct_option_ids?.includes(n);
  const chosen = mine.includes(n);
  const sign = poll.type === 'quiz' ? (right ? '✓' : chosen ? '✗' : '') : chosen ? '✓' : '';
  const judged = poll.type === 'quiz' ? (right ? ' right' : chosen ? ' wrong' : '') : '';
  const means = { '✓': right ? 'right' : 'your vote', '✗': 'your vote, wrong' }[sign];
  return el('div', { class: `result${judged}` },
    el('span', { class: 'share', text: `${share}%` }),
    el('span', { text: option.text }),
    el('span', { class: 'sign', text: sign, title: means, role: sign && 'img', 'aria-label': means }),
    el('span', { class: 'share-bar', 'aria-hidden': 'true' }, el('span', { style: { width: `${Math.max(share, 1)}%` } })));
}
