// The bots of the sandbox: which one is looked at, and new ones.

import { act, on, openBot } from './server.js';
import { byId, copy, el, say } from './dom.js';

let drawn = '';

export function startBots() {
  const select = byId('bots');
  on('status', ({ bot, bots }) => {
    byId('bots-label').hidden = bots.length < 2;
    const all = JSON.stringify([bot.id, bots]);
    if (all === drawn) return;
    drawn = all;
    select.replaceChildren(...bots.map((one) => el('option', { value: one.id, text: `@${one.username}` })));
    select.value = String(bot.id);
  });
  select.addEventListener('change', () => openBot(select.value));
  byId('new-bot').addEventListener('click', make);
}

async function make() {
  const made = await act('bot', {});
  if (!made) return;
  say(byId('made-name'), `@${made.username}`);
  say(byId('made-token'), made.token);
  byId('made-copy').onclick = () => copy(made.token);
  const dialog = byId('made-bot');
  dialog.querySelector('form').onsubmit = () => openBot(made.id);
  dialog.showModal();
}
