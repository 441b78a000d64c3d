// The list of chats, and the people and groups that can be made.

import { act, now, on, openChat, opened } from './server.js';
import { byId, clock, el, hue, initials, roving } from './dom.js';

/** The newest message that was seen of each chat: what is newer and the bot's is unread. */
const seen = new Map();
/** A chat that was made and is not in the list yet. */
let awaited = null;

export function startChats({ show }) {
  const list = byId('chat-list');
  const settle = roving(list, 'button');
  const open = (id) => {
    openChat(id);
    show('chat');
    if (now.chats) draw(now.chats);
    byId('text').focus();
  };
  const draw = (chats) => {
    const here = chats.list.some((chat) => chat.id === opened());
    if (here) awaited = null;
    else if (opened() !== awaited || awaited === null) {
      const first = chats.list.find((chat) => chat.type === 'private') ?? chats.list[0];
      if (first) openChat(first.id);
    }
    const focused = document.activeElement?.dataset?.chat;
    list.replaceChildren(...chats.list.map((chat) => el('li', {}, row(chat, open))));
    if (focused) list.querySelector(`[data-chat="${focused}"]`)?.focus();
    settle();
  };
  on('chats', draw);
  byId('new-person').addEventListener('click', () => ask('Name of the person', 'person', open));
  byId('new-group').addEventListener('click', () => ask('Title of the group', 'group', open));
  byId('ask-cancel').addEventListener('click', () => byId('ask').close());
}

function row(chat, open) {
  const current = chat.id === opened();
  const last = chat.last;
  if (current || !seen.has(chat.id)) seen.set(chat.id, last?.id ?? 0);
  const unread = last && last.by_bot && last.id > seen.get(chat.id);
  const who = last && (last.by_bot ? 'Bot: ' : chat.type === 'private' ? '' : `${last.from}: `);
  return el('button', {
    type: 'button',
    class: 'chat-row',
    'data-chat': chat.id,
    'aria-current': current ? 'true' : null,
    tabindex: current ? 0 : -1,
    on: { click: () => open(chat.id) },
  },
  el('span', { class: `avatar ${hue(chat.id)}`, text: initials(chat.title), 'aria-hidden': 'true' }),
  el('span', { class: 'chat-name', text: chat.title }),
  el('span', { class: 'chat-time', text: last ? clock(last.date) : '' }),
  el('span', { class: 'chat-last', text: last ? `${who}${last.text}` : chat.type === 'private' ? 'has not written yet' : 'no message yet' }),
  unread && el('span', { class: 'unread', 'aria-label': 'unread' }));
}

function ask(label, deed, open) {
  const dialog = byId('ask');
  byId('ask-label').textContent = label;
  byId('ask-name').value = '';
  dialog.showModal();
  dialog.querySelector('form').onsubmit = async () => {
    const name = byId('ask-name').value;
    const answer = name.trim() && await act(deed, { name });
    if (answer) {
      awaited = answer.chat;
      open(answer.chat);
    }
  };
}
