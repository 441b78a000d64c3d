// Where a person writes: a text or a file, an answer to a message, the bot's commands, an inline query.

import { act, now, on, opened } from './server.js';
import { byId, say, toast } from './dom.js';
import { attached, drop, send as sendFile, startAttach } from './attach.js';
import { keyboard, markup } from './keyboard.js';
import { onAnswer } from './reactions.js';
import { close, isOpen, key, suggest } from './suggest.js';
import { remember } from './updates.js';
import { writer } from './chat.js';

/** How long to wait for the next key before the bot is asked, in milliseconds. */
const PAUSE = 250;
let commands = [];
/** The message that is answered, and the last one whose wish for an answer was heard, in each chat. */
let answered = null;
const wished = new Map();
/** What the keyboard below wants to stand in the empty field. */
let wanted = null;
/** The newest inline query, and the timer before it is sent. */
let asked = 0;
let timer = 0;
/** What is being sent now must not be sent twice. */
let sending = false;

export function startComposer() {
  const text = byId('text');
  const form = byId('composer');
  form.addEventListener('submit', submit);
  text.addEventListener('input', () => {
    grow();
    offer();
  });
  text.addEventListener('keydown', (event) => {
    if (event.isComposing || key(event)) return;
    if (event.key === 'Escape') answer(null);
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    form.requestSubmit();
  });
  byId('menu').addEventListener('click', () => {
    if (isOpen()) close();
    else list('');
    text.focus();
  });
  byId('replying').querySelector('button').addEventListener('click', () => {
    answer(null);
    text.focus();
  });
  startAttach(grow);
  onAnswer((message) => {
    answer(message);
    text.focus();
  });
  byId('as').addEventListener('change', () => answer(null));
  let chatOfAnswer = null;
  on('chat', (chat) => {
    if (chatOfAnswer !== chat.id) {
      chatOfAnswer = chat.id;
      answer(null);
      drop();
      close();
    }
    commands = chat.commands;
    byId('menu').hidden = !commands.length;
    wanted = keyboard(chat);
    hint();
    const wish = markup(chat);
    if (wish?.answer && (wished.get(chat.id) ?? 0) < wish.of) {
      wished.set(chat.id, wish.of);
      answer(wish.answer);
    }
  });
  grow();
}

function grow() {
  const text = byId('text');
  text.style.height = 'auto';
  text.style.height = `${Math.min(text.scrollHeight + 2, 160)}px`;
  byId('send').disabled = !text.value.trim() && !attached();
}

async function submit(event) {
  event.preventDefault();
  const text = byId('text');
  const written = text.value;
  if (sending || (!written.trim() && !attached())) return;
  sending = true;
  text.value = '';
  stop();
  grow();
  const sent = attached() ? await sendFile(opened(), writer(), written) : await write(written);
  sending = false;
  noted(sent, written);
  // What was not sent is given back.
  if (!sent && !text.value) text.value = written;
  grow();
  text.focus();
}

async function write(text) {
  const to = answered;
  const sent = await act('send', { chat: opened(), from: writer(), text, reply_to: to?.message_id ?? null });
  if (sent && answered === to) answer(null);
  return sent;
}

function noted(sent, text) {
  remember(sent?.update, text);
  if (sent?.update === null) toast('The bot did not subscribe to messages, or its queue is full.');
}

function hint() {
  byId('text').placeholder = answered?.reply_markup?.input_field_placeholder ?? wanted ?? 'Message';
}

function answer(message) {
  answered = message;
  hint();
  byId('replying').hidden = !message;
  const who = message?.from?.first_name ?? '';
  say(byId('replying').querySelector('.strip-text'), message ? `Answer to ${who}: ${(message.text ?? message.caption ?? 'a message').slice(0, 80)}` : '');
}

/** Offers what goes with the text so far: commands, or what the bot answers to an inline query. */
function offer() {
  stop();
  const text = byId('text').value;
  const name = `@${now.status?.bot.username} `.toLowerCase();
  if (text.toLowerCase().startsWith(name)) timer = setTimeout(ask, PAUSE, text.slice(name.length).trim(), '');
  else if (text.startsWith('/') && !/\s/.test(text)) list(text.slice(1));
}

function stop() {
  clearTimeout(timer);
  asked += 1;
  if (isOpen()) close();
}

function list(prefix) {
  const found = commands.filter((one) => one.command.startsWith(prefix.toLowerCase()));
  suggest('Commands of the bot', found.map((one) => ({
    key: one.command,
    title: `/${one.command}`,
    text: one.description,
    pick: async () => {
      byId('text').value = '';
      grow();
      byId('text').focus();
      noted(await write(`/${one.command}`), `/${one.command}`);
    },
  })), { onClose: () => byId('menu').setAttribute('aria-expanded', 'false') });
  byId('menu').setAttribute('aria-expanded', String(isOpen()));
}

async function ask(query, offset, before = []) {
  asked += 1;
  const mine = asked;
  const [chat, from] = [opened(), writer()];
  suggest('Results of the bot', before, { note: 'Asking the bot' });
  const answer = await act('inline', { chat, from, query, offset });
  // Something else was typed meanwhile.
  if (mine !== asked) return;
  if (!answer) {
    close();
    return;
  }
  const choose = async (result) => {
    byId('text').value = '';
    grow();
    await act('choose', { chat, from, id: answer.id, query: answer.query, result });
    byId('text').focus();
  };
  const items = [...before, ...answer.results.map((one) => ({
    key: one.id, title: one.title, text: one.text || one.type.replaceAll('_', ' '), pick: () => choose(one.id),
  }))];
  const { button } = answer;
  if (button && !offset) {
    items.unshift({
      key: 'button',
      title: button.text,
      text: button.web_app ? 'a web app' : '',
      pick: () => (button.web_app ? toast('Web apps open in Telegram’s own apps, and not in the sandbox.') : write(`/start ${button.start_parameter ?? ''}`.trim())),
    });
  }
  const more = answer.next ? [{ key: 'more', title: 'More results', pick: () => ask(query, answer.next, items) }] : [];
  suggest('Results of the bot', [...items, ...more], { note: items.length ? null : 'No results' });
}
