// The page: puts its parts together and begins to listen.

import { byId, el, say } from './dom.js';
import { listen, on } from './server.js';
import { startChats } from './chats.js';
import { startChat } from './chat.js';
import { startBots } from './bots.js';
import { startComposer } from './composer.js';
import { startTimeline } from './timeline.js';
import { startFaults } from './faults.js';
import { startBurst } from './burst.js';

/** Which of the three is seen where there is room for one only. */
export function show(view) {
  document.body.dataset.view = view;
  for (const button of byId('views').children) button.setAttribute('aria-pressed', String(button.dataset.view === view));
}

for (const button of byId('views').children) button.addEventListener('click', () => show(button.dataset.view));
show('chat');

// A link that changed the address would lose the key that is in it.
byId('skip').addEventListener('click', (event) => {
  event.preventDefault();
  show('chat');
  byId('text').focus();
});

startBots();
startChats({ show });
startChat();
startComposer();
startTimeline();
startFaults();
startBurst();

on('status', (status) => {
  const way = status.webhook ? 'by webhook' : status.polls ? 'by long polling' : 'waiting for the bot to call';
  // With several bots the name is in the list of them.
  say(byId('bot'), status.bots.length > 1 ? way : `@${status.bot.username} ${way}`);
  byId('bot').title = status.trouble ? `The last trouble with the webhook: ${status.trouble}` : (status.webhook ?? '');
  document.title = `@${status.bot.username} in the sandbox`;
  counters(status.stats);
});

const COUNTERS = [
  ['created', 'Updates', 'updates that entered the queue'],
  ['pending', 'Waiting', 'updates waiting or being sent now'],
  ['delivered', 'Delivered', 'updates the bot has acknowledged'],
  ['duplicates_sent', 'Duplicates', 'sent again by a fault although they were acknowledged'],
  ['answers_dropped', 'Lost answers', 'answers thrown away by a fault'],
  ['failed', 'Failures', 'webhook requests that failed'],
  ['connections', 'Connections', 'connections to the webhook open now'],
  ['api_calls', 'API calls', 'calls of the bot'],
];

function counters(stats) {
  const place = byId('counters');
  if (!place.children.length) {
    for (const [name, label, title] of COUNTERS) {
      place.append(el('div', { class: 'counter', title }, el('b', { 'data-counter': name }), el('span', { text: label })));
    }
  }
  for (const node of place.querySelectorAll('[data-counter]')) say(node, String(stats[node.dataset.counter]));
}

listen();
