// The reply keyboard below the message field.

import { act, now } from './server.js';
import { byId, el, toast } from './dom.js';
import { remember } from './updates.js';
import { writer } from './chat.js';

/** The message whose one-time keyboard was used up, in each chat. */
const used = new Map();
/** The keyboard that is drawn. */
let drawn = null;

/** What a chat's newest message of the bot that spoke of a keyboard said: a keyboard, none, or that an answer is wanted. */
export function markup(chat) {
  const bot = now.status?.bot.id;
  for (const message of [...chat.messages].reverse()) {
    const said = message.from?.id === bot ? message.reply_markup : null;
    if (said?.keyboard) return { ...said, of: message.message_id };
    if (said?.remove_keyboard) return null;
    if (said?.force_reply) return { answer: message, of: message.message_id };
  }
  return null;
}

/** Draws the keyboard of a chat; what it wants to stand in the empty message field, if anything. */
export function keyboard(chat) {
  const place = byId('keyboard');
  const said = markup(chat);
  const rows = said?.keyboard && used.get(chat.id) !== said.of ? said.keyboard : null;
  place.hidden = !rows;
  const keys = rows && JSON.stringify([chat.id, said.of, rows]);
  const placeholder = rows && said.input_field_placeholder;
  if (drawn === keys) return placeholder;
  drawn = keys;
  place.replaceChildren(...(rows ?? []).map((row, n) => el('div', {}, ...row.map((button, m) => el('button', {
    type: 'button',
    text: button.text ?? button,
    title: button.request_contact ? 'Shares a phone number' : button.request_location ? 'Shares a place' : null,
    on: { click: () => tap(chat.id, said, button, n, m) },
  })))));
  return placeholder;
}

async function tap(chat, said, button, row, column) {
  const answer = await act('tap', { chat, from: writer(), message: said.of, row, column });
  if (answer && said.one_time_keyboard) {
    used.set(chat, said.of);
    byId('keyboard').hidden = true;
  }
  remember(answer?.update, button.text ?? button);
  if (answer?.update === null) toast('The bot did not subscribe to messages, or its queue is full.');
  byId('text').focus();
}
