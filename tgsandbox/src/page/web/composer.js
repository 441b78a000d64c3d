// Where a person writes: the text, the bot's commands, its reply keyboard.

import { act, on, opened } from './server.js';
import { byId, el, toast } from './dom.js';
import { replyKeyboard } from './message.js';
import { remember } from './updates.js';
import { writer } from './chat.js';

let commands = [];
let chosen = -1;
/** The message whose one-time keyboard was used up, in each chat. */
const used = new Map();
/** The keyboard that is drawn. */
let drawn = null;

export function startComposer() {
  const text = byId('text');
  const send = byId('send');
  const form = byId('composer');
  const grow = () => {
    text.style.height = 'auto';
    text.style.height = `${Math.min(text.scrollHeight + 2, 160)}px`;
    send.disabled = !text.value.trim();
  };
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const written = text.value;
    if (!written.trim()) return;
    text.value = '';
    grow();
    list(null);
    // What was not sent is given back.
    if (!await say(written) && !text.value) text.value = written;
    grow();
    text.focus();
  });
  text.addEventListener('input', () => {
    grow();
    list(text.value.startsWith('/') && !/\s/.test(text.value) ? text.value.slice(1) : null);
  });
  text.addEventListener('keydown', (event) => keys(event, form));
  byId('menu').addEventListener('click', () => {
    list(byId('commands').hidden ? '' : null);
    text.focus();
  });
  on('chat', (chat) => {
    commands = chat.commands;
    byId('menu').hidden = !commands.length;
    if (!commands.length) list(null);
    keyboard(chat);
  });
  grow();
}

function keys(event, form) {
  if (event.isComposing) return;
  const open = !byId('commands').hidden;
  if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    const n = byId('commands').children.length;
    mark((chosen + (event.key === 'ArrowDown' ? 1 : n - 1) + (chosen < 0 && event.key === 'ArrowUp' ? 1 : 0)) % n);
    event.preventDefault();
  } else if (open && event.key === 'Escape') {
    list(null);
    event.preventDefault();
  } else if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    const option = open && chosen >= 0 ? byId('commands').children[chosen] : null;
    if (option) pick(option.dataset.command);
    else form.requestSubmit();
  }
}

/** Shows the commands that begin so; nothing hides the list. */
function list(prefix) {
  const place = byId('commands');
  const found = prefix === null ? [] : commands.filter((one) => one.command.startsWith(prefix.toLowerCase()));
  place.replaceChildren(...found.map((one, n) => el('li', {
    role: 'option', id: `command-${n}`, 'aria-selected': 'false', 'data-command': one.command,
    on: { mousedown: (event) => event.preventDefault(), click: () => pick(one.command) },
  }, el('b', { text: `/${one.command}` }), el('span', { text: one.description }))));
  place.hidden = !found.length;
  byId('menu').setAttribute('aria-expanded', String(!place.hidden));
  mark(-1);
}

function mark(n) {
  chosen = n;
  const options = [...byId('commands').children];
  options.forEach((option, m) => option.setAttribute('aria-selected', String(m === n)));
  options[n]?.scrollIntoView({ block: 'nearest' });
  if (options[n]) byId('text').setAttribute('aria-activedescendant', options[n].id);
  else byId('text').removeAttribute('aria-activedescendant');
}

function pick(command) {
  list(null);
  byId('text').value = '';
  byId('send').disabled = true;
  say(`/${command}`);
  byId('text').focus();
}

async function say(text) {
  const answer = await act('send', { chat: opened(), from: writer(), text });
  remember(answer?.update, text);
  if (answer && answer.update === null) toast('The bot did not subscribe to messages, or its queue is full.');
  return answer;
}

function keyboard(chat) {
  const place = byId('keyboard');
  const markup = replyKeyboard(chat);
  const text = byId('text');
  text.placeholder = markup?.input_field_placeholder ?? markup?.placeholder ?? 'Message';
  const rows = markup?.keyboard && used.get(chat.id) !== markup.of ? markup.keyboard : null;
  place.hidden = !rows;
  const keys = rows && `${chat.id} ${markup.of} ${JSON.stringify(rows)}`;
  if (drawn === keys) return;
  drawn = keys;
  place.replaceChildren(...(rows ?? []).map((row) => el('div', {}, ...row.map((button) => el('button', {
    type: 'button',
    text: button.text ?? button,
    on: {
      click: async () => {
        if (markup.one_time_keyboard) {
          used.set(chat.id, markup.of);
          place.hidden = true;
        }
        const what = button.request_contact ? 'contact' : button.request_location ? 'location' : null;
        if (what) await act('share', { chat: chat.id, from: writer(), what });
        else await say(button.text ?? button);
        byId('text').focus();
      },
    },
  })))));
}
