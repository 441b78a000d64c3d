// Reactions: what people and the bot reacted to a message with, and a way to react or to answer.

import { act, now } from './server.js';
import { byId, el, svg } from './dom.js';

const OFFERED = ['👍', '❤', '🔥', '🎉', '😁', '😢', '👌', '👎'];
let answer = () => {};

/** Calls `listener` with a message that is to be answered. */
export function onAnswer(listener) {
  answer = listener;
}

/** The reactions below a message; one of them that is pressed is given, or taken back. */
export function reactions(list, context, place) {
  if (!list.length) return null;
  return el('div', { class: 'reactions', role: 'group', 'aria-label': 'Reactions' }, ...list.map(({ emoji, by }) => {
    const mine = by.includes(context.me);
    const who = by.map((id) => name(id, context)).join(', ');
    return el('button', {
      type: 'button', class: 'chip', 'aria-pressed': String(mine), title: who, 'aria-label': `${emoji}: ${who}`,
      'data-key': `r${emoji}`, disabled: !context.writes, on: { click: () => react(place, mine ? '' : emoji) },
    }, el('span', { text: emoji }), el('span', { text: String(by.length) }), by.includes(context.bot) && el('i', { text: 'bot' }));
  }));
}

/** The button that offers to react or to answer. */
export function reactButton(message, context, place) {
  const node = el('button', {
    type: 'button', class: 'react', tabindex: -1, 'aria-label': 'React or answer', title: 'React or answer', 'data-key': 'react',
  }, face());
  node.addEventListener('click', () => offer(node, message, context, place));
  return node;
}

function offer(button, message, context, place) {
  const box = byId('reactor');
  const pick = (what) => {
    box.hidePopover();
    what();
  };
  const mine = context.reactions.filter(({ by }) => by.includes(context.me)).map(({ emoji }) => emoji);
  box.replaceChildren(
    el('div', { class: 'offered' }, ...OFFERED.map((emoji) => el('button', {
      type: 'button', text: emoji, 'aria-label': `React with ${emoji}`, 'aria-pressed': String(mine.includes(emoji)),
      on: { click: () => pick(() => { react(place, mine.includes(emoji) ? '' : emoji); byId('text').focus(); }) },
    }))),
    el('button', { type: 'button', class: 'answer', text: 'Answer', on: { click: () => pick(() => answer(message)) } }));
  box.showPopover();
  const at = button.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const within = (value, room) => `${Math.max(8, Math.min(value, room - 8))}px`;
  box.style.setProperty('left', within(at.left - width / 2, innerWidth - width));
  box.style.setProperty('top', within(at.top > height + 16 ? at.top - height - 6 : at.bottom + 6, innerHeight - height));
  box.querySelector('button').focus();
}

const react = (place, emoji) => act('react', { ...place, emoji });

function name(id, context) {
  if (id === context.bot) return 'the bot';
  return now.chats?.people.find((one) => one.id === id)?.name ?? 'somebody';
}

function face() {
  return svg('svg', { viewBox: '0 0 20 20', width: 18, height: 18, 'aria-hidden': 'true' },
    svg('circle', { cx: 10, cy: 10, r: 7.5 }), svg('path', { d: 'M7 11.5c1.2 2.2 4.8 2.2 6 0M7.4 7.6v.1M12.6 7.6v.1' }));
}
