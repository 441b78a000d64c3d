// The open chat: who it is with, its messages, and what the bot is doing.

import { act, now, on, opened } from './server.js';
import { byId, el, hue, initials, roving, say } from './dom.js';
import { draw, isService } from './message.js';

/** What is shown of each message: its node, and the JSON it was made of. */
const shown = new Map();
let chatShown = null;
/** Whether the end of the messages is in sight. */
let atEnd = true;

const ACTIONS = {
  typing: 'is typing',
  upload_photo: 'is sending a photo',
  record_video: 'is recording a video',
  upload_video: 'is sending a video',
  record_voice: 'is recording a voice message',
  upload_voice: 'is sending a voice message',
  record_audio: 'is recording audio',
  upload_audio: 'is sending audio',
  upload_document: 'is sending a file',
  choose_sticker: 'is choosing a sticker',
  find_location: 'is finding a location',
  record_video_note: 'is recording a video message',
  upload_video_note: 'is sending a video message',
};

/** The person who writes in the open chat. */
export function writer() {
  const chat = opened();
  return chat > 0 ? chat : Number(byId('as').value);
}

export function startChat() {
  const log = byId('log');
  log.addEventListener('scroll', () => {
    atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
  });
  log.addEventListener('load', stay, true);
  roving(log, '.react');
  new ResizeObserver(stay).observe(log);
  on('chats', head);
  on('chat', (chat) => {
    head();
    messages(chat);
    action(chat.action);
  });
  byId('as').addEventListener('change', () => {
    // Whose bubbles are on the right has changed.
    shown.clear();
    if (now.chat) messages(now.chat);
  });
}

function head() {
  const chat = now.chats?.list.find((one) => one.id === opened());
  if (!chat) return;
  const group = chat.type !== 'private';
  say(byId('chat-title'), chat.title);
  say(byId('chat-note'), group ? `${chat.type} with the bot` : `private chat with @${now.status?.bot.username ?? 'the bot'}`);
  const avatar = document.querySelector('#chat-head .avatar');
  avatar.className = `avatar ${hue(chat.id)}`;
  say(avatar, initials(chat.title));
  byId('as-label').hidden = !group || chat.type === 'channel';
  byId('composer').hidden = chat.type === 'channel';
  const people = now.chats.people;
  const select = byId('as');
  const same = select.options.length === people.length && people.every((one, n) => select.options[n].value === String(one.id));
  if (!same) {
    const before = select.value;
    select.replaceChildren(...people.map((one) => el('option', { value: one.id, text: one.name })));
    if (people.some((one) => String(one.id) === before)) select.value = before;
  }
}

function messages(chat) {
  const log = byId('log');
  if (chatShown !== chat.id) {
    shown.clear();
    chatShown = chat.id;
    atEnd = true;
  }
  const listed = now.chats?.list.find((one) => one.id === chat.id);
  const writes = listed?.type !== 'channel';
  const context = { bot: now.status?.bot.id, me: writer(), group: chat.id < 0, chat: chat.id, writes };
  const ids = new Set();
  let before = null;
  const nodes = chat.messages.map((message) => {
    const id = message.message_id;
    const follows = before !== null && before.from?.id === message.from?.id && message.date - before.date < 300;
    const of = { votes: chat.votes[id] ?? {}, reactions: chat.reactions[id] ?? [] };
    const json = JSON.stringify([follows, writes, message, of]);
    before = isService(message) ? null : message;
    ids.add(id);
    const old = shown.get(id);
    if (old?.json === json) return old.node;
    const node = draw(message, { ...context, ...of, follows });
    shown.set(id, { json, node });
    return node;
  });
  for (const id of shown.keys()) if (!ids.has(id)) shown.delete(id);
  if (!nodes.length) nodes.push(empty(chat));
  const focus = focused(log);
  place(log, nodes);
  refocus(log, focus);
  stay();
}

/** Which button of which message has the focus: a message that changes is drawn anew. */
function focused(log) {
  const active = document.activeElement;
  const message = log.contains(active) && active.closest('.message');
  if (!message) return null;
  return { id: message.dataset.message, key: active.dataset.key, at: buttons(message).indexOf(active) };
}

const buttons = (message) => [...message.querySelectorAll('button, a, input')];

function refocus(log, was) {
  if (was && !log.contains(document.activeElement)) {
    const all = buttons(log.querySelector(`[data-message="${was.id}"]`) ?? document.createElement('li'));
    (all.find((one) => was.key && one.dataset.key === was.key) ?? all[was.at] ?? all[0])?.focus();
  }
  // One of them is in the tab order; the arrow keys go on from there.
  const react = [...log.querySelectorAll('.react')];
  if (react.some((one) => one.tabIndex === 0 && one === document.activeElement)) return;
  react.forEach((one, n) => { one.tabIndex = n === react.length - 1 ? 0 : -1; });
}

// Whoever reads the end goes on reading it, whatever grows or shrinks; whoever has scrolled up stays there.
function stay() {
  if (atEnd) byId('log').scrollTop = byId('log').scrollHeight;
}

function empty(chat) {
  const start = () => act('send', { chat: chat.id, from: writer(), text: '/start' });
  return el('li', { class: 'empty' },
    el('p', { text: chat.id > 0 ? 'The bot can write only to people who wrote first.' : 'Nobody has written yet.' }),
    el('button', { type: 'button', class: 'primary', text: 'Start', on: { click: start } }));
}

// Leaves nodes that are in place where they are: their pictures, focus and animations stay.
function place(log, nodes) {
  nodes.forEach((node, at) => {
    if (log.children[at] !== node) log.insertBefore(node, log.children[at] ?? null);
  });
  while (log.children.length > nodes.length) log.lastChild.remove();
}

function action(name) {
  const line = byId('action');
  line.classList.toggle('active', Boolean(name));
  say(line, name ? `The bot ${ACTIONS[name] ?? 'is busy'}` : '');
}
