// One message as a bubble: who, what it answers, its content, when, and its inline keyboard.

import { act, now } from './server.js';
import { alertBox, clock, copy, el, hue, toast, typeIn } from './dom.js';
import { formatted, link } from './format.js';
import { media } from './media.js';
import { pollCard } from './poll.js';
import { reactButton, reactions } from './reactions.js';

/** Fields that say something about a message, and are not what it says. */
const ABOUT = new Set([
  'message_id', 'message_thread_id', 'from', 'sender_chat', 'date', 'edit_date', 'chat', 'reply_to_message', 'reply_markup',
  'entities', 'caption_entities', 'has_protected_content', 'media_group_id', 'forward_origin', 'external_reply', 'quote',
  'via_bot', 'link_preview_options', 'text', 'caption', 'author_signature', 'is_topic_message', 'has_media_spoiler',
  'show_caption_above_media', 'effect_id', 'sender_boost_count', 'is_automatic_forward', 'is_from_offline',
  // Names that others stand beside.
  'forward_from', 'forward_from_chat', 'forward_from_message_id', 'forward_signature', 'forward_sender_name', 'forward_date',
  'user_shared', 'new_chat_member', 'new_chat_participant', 'left_chat_participant',
]);

/**
 * Draws a message. `context`: the bot's number, `me` who writes, the `chat` and whether it is a group, whether the message
 * `follows` one of the same sender, who voted in its poll and who reacted to it.
 */
export function draw(message, context) {
  const sender = message.from?.id ?? message.sender_chat?.id;
  const mine = sender === context.me;
  const byBot = sender === context.bot;
  const content = parts(message, context);
  if (content.service) return el('li', { class: 'service', text: content.service });
  const name = message.from?.first_name ?? message.sender_chat?.title ?? '';
  const bubble = el('div', { class: 'bubble' },
    context.group && !mine && !context.follows && el('p', { class: `sender ${hue(sender)}`, text: name }),
    message.via_bot && el('p', { class: 'forwarded', text: `via @${message.via_bot.username}` }),
    forwarded(message.forward_origin),
    quoted(message.reply_to_message),
    ...content.nodes.slice(0, -1),
    lastLine(content.nodes.at(-1), el('p', { class: 'meta' }, message.edit_date ? 'edited ' : '', el('time', { text: clock(message.date) }))));
  const keyboard = inlineKeyboard(message, context);
  const place = { chat: context.chat, from: context.me, message: message.message_id };
  return el('li', {
    class: `message${mine ? ' mine' : ''}${context.follows ? ' follows' : ''}${byBot ? ' bot' : ''}`,
    'data-message': message.message_id,
  }, el('div', { class: 'beside' }, bubble, context.writes && reactButton(message, context, place)),
  reactions(context.reactions, context, place), keyboard);
}

/** The time stands beside a short text, and below all else. */
function lastLine(node, meta) {
  return el('div', { class: node?.className === 'text' ? 'line' : '' }, ...(node ? [node] : []), meta);
}

function parts(message, context) {
  const command = (text) => act('send', { chat: context.chat, from: context.me, text });
  const nodes = [];
  if (message.text !== undefined) {
    nodes.push(el('div', { class: 'text' }, ...formatted(message.text, message.entities, command)));
  }
  for (const [kind, value] of Object.entries(message)) {
    if (ABOUT.has(kind)) continue;
    const service = SERVICE[kind]?.(value, message);
    if (service) return { service };
    nodes.push(media(kind, value, message) ?? OTHER[kind]?.(value, message, context) ?? unknown(kind, value));
    // An animation has a document for those who do not know it, a venue a location.
    if (kind === 'animation' || kind === 'venue') break;
  }
  if (message.caption !== undefined) {
    nodes.push(el('div', { class: 'text' }, ...formatted(message.caption, message.caption_entities, command)));
  }
  return { nodes };
}

const names = (people) => people.map((one) => one.first_name).join(', ');

const SERVICE = {
  new_chat_members: (people) => `${names(people)} joined`,
  left_chat_member: (one) => `${one.first_name} left`,
  new_chat_title: (title) => `The title is now “${title}”`,
  new_chat_photo: () => 'The chat has a new photo',
  delete_chat_photo: () => 'The chat has no photo any more',
  group_chat_created: () => 'The group was made',
  supergroup_chat_created: () => 'The group was made',
  channel_chat_created: () => 'The channel was made',
  pinned_message: (pinned) => `Pinned: ${(pinned.text ?? pinned.caption ?? 'a message').slice(0, 60)}`,
  successful_payment: (paid) => `Paid: ${paid.total_amount} ${paid.currency}`,
  forum_topic_created: (topic) => `Topic: ${topic.name}`,
  forum_topic_edited: (change) => (change.name ? `The topic is now “${change.name}”` : 'The topic has another icon'),
  forum_topic_closed: () => 'The topic was closed',
  forum_topic_reopened: () => 'The topic was opened again',
  general_forum_topic_hidden: () => 'The general topic was hidden',
  general_forum_topic_unhidden: () => 'The general topic is seen again',
  migrate_to_chat_id: () => 'The group became a supergroup',
  migrate_from_chat_id: () => 'The group became a supergroup',
};

/** Whether a message is the chat's own word and not somebody's. */
export const isService = (message) => Object.keys(SERVICE).some((kind) => kind in message);

const OTHER = {
  location: (place) => card('Location', `${place.latitude}, ${place.longitude}`),
  venue: (venue) => card(venue.title, venue.address),
  contact: (one) => card(`${one.first_name} ${one.last_name ?? ''}`, one.phone_number),
  dice: (dice) => el('p', { class: 'big', text: `${dice.emoji} ${dice.value}` }),
  game: (game) => card(game.title, game.description),
  invoice: (bill) => card(bill.title, `${bill.description} (${bill.total_amount} ${bill.currency})`),
  poll: (poll, message, context) => pollCard(poll, context, message.message_id),
  users_shared: (shared) => card('Shared people', shared.users.map((one) => one.first_name ?? one.user_id).join(', ')),
  chat_shared: (shared) => card('Shared chat', shared.title ?? String(shared.chat_id)),
};

const card = (title, text) => el('div', { class: 'card' }, el('b', { text: title }), el('span', { text }));

function unknown(kind, value) {
  return el('details', { class: 'card' }, el('summary', { text: kind.replaceAll('_', ' ') }),
    el('pre', { text: JSON.stringify(value, null, 1) }));
}

function forwarded(origin) {
  if (!origin) return null;
  const from = origin.sender_user?.first_name ?? origin.sender_user_name ?? origin.sender_chat?.title ?? origin.chat?.title;
  return el('p', { class: 'forwarded', text: `Forwarded from ${from ?? 'somebody'}` });
}

function quoted(message) {
  if (!message) return null;
  return el('blockquote', { class: 'reply' }, el('b', { text: message.from?.first_name ?? '' }),
    el('span', { text: (message.text ?? message.caption ?? 'a message').slice(0, 100) }));
}

function inlineKeyboard(message, context) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows) return null;
  return el('div', { class: 'inline', role: 'group', 'aria-label': 'Buttons of the message' },
    ...rows.map((row, n) => el('div', {}, ...row.map((button, m) => inlineButton(button, context, {
      chat: context.chat, from: context.me, message: message.message_id, row: n, column: m,
    })))));
}

/** Why a button does nothing here. */
const ELSEWHERE = {
  web_app: 'opens a web app',
  login_url: 'logs in to a website',
  callback_game: 'starts a game',
};

function inlineButton(button, context, place) {
  if (button.url) {
    const node = link(button.url, [document.createTextNode(`${button.text} ↗`)]);
    node.classList.add('button');
    return node;
  }
  const query = button.switch_inline_query_current_chat ?? button.switch_inline_query ?? button.switch_inline_query_chosen_chat?.query;
  const node = el('button', { type: 'button', text: button.text, 'data-key': `k${place.row}.${place.column}` });
  node.addEventListener('click', async () => {
    if (node.getAttribute('aria-busy')) return;
    if (button.copy_text) copy(button.copy_text.text);
    else if (query !== undefined) typeIn(`@${now.status.bot.username} ${query}`);
    else if (button.callback_data === undefined && !button.pay) {
      const what = Object.keys(ELSEWHERE).find((kind) => button[kind]);
      toast(`This button ${ELSEWHERE[what] ?? 'does something'} in Telegram’s own apps, and nothing in the sandbox.`);
    } else {
      node.setAttribute('aria-busy', 'true');
      const answer = await act(button.pay ? 'pay' : 'press', place);
      node.removeAttribute('aria-busy');
      if (answer) told(answer, button.pay);
    }
  });
  return node;
}

function told(answer, paid) {
  if (paid) toast('Paid.');
  else if (answer.text && answer.alert) alertBox(answer.text);
  else if (answer.text) toast(answer.text);
  if (answer.url) toast(`The bot wants to open ${answer.url}`);
}
