// The sandbox as the page knows it: one long poll for news, one request for each deed.

import { byId, toast } from './dom.js';

const key = location.hash.slice(1);
/** The bot that is looked at; the sandbox's first one unless another was chosen. */
let bot = sessionStorage.getItem('bot');
const listeners = { status: [], chats: [], chat: [], timeline: [] };
const have = { status: '', chats: '', chat: '', open: null, timeline: 0 };
const PACE = 40;
let poll = null;

/** The newest of each section. */
export const now = { status: null, chats: null, chat: null };

/** Calls `listener` with each new version of a section. */
export const on = (section, listener) => listeners[section].push(listener);

/** Does something; the answer, or nothing when it did not work out: then the person was told why. */
export async function act(deed, what) {
  try {
    const answer = await call(deed, what);
    if (!answer.error) return answer;
    toast(answer.error);
  } catch (error) {
    toast(error instanceof Refused ? error.message : 'The sandbox does not answer.');
  }
  return null;
}

/** Opens a chat: its messages are in the news from now on. */
export function openChat(id) {
  if (have.open === id) return;
  have.open = id;
  have.chat = '';
  now.chat = null;
  remember(id);
  if (poll) poll.abort();
}

/** The chat that is open. */
export const opened = () => have.open;

/** Looks at another bot. Nothing of the one before is kept but which chat was open. */
export function openBot(id) {
  sessionStorage.setItem('bot', String(id));
  location.reload();
}

/** Sends a file, with what is said of it; the answer, or nothing when it did not work out. */
export async function upload(file, about) {
  try {
    const headers = { 'content-type': 'application/octet-stream', 'x-sandbox-key': key };
    const answer = await answered(await fetch(address('upload', about), { method: 'POST', headers, body: file }));
    if (!answer.error) return answer;
    toast(answer.error);
  } catch (error) {
    toast(error instanceof Refused ? error.message : 'The sandbox does not answer.');
  }
  return null;
}

/** A file of the bot's, as a blob. */
export async function file(id) {
  const response = await fetch(address(`file/${encodeURIComponent(id)}`), { headers: { 'x-sandbox-key': key } });
  if (!response.ok) throw new Error(`the file is not there any more (${response.status})`);
  return response.blob();
}

/** Asks for news, for as long as the page is there. */
export async function listen() {
  have.open = remembered();
  if (!key) {
    banner('This address lacks its key. Open the whole address that the program printed, with what follows the #.');
    return;
  }
  for (let failures = 0; ;) {
    try {
      poll = new AbortController();
      const news = await call('sync', have, poll.signal);
      banner('');
      failures = 0;
      take(news);
      await pause(PACE);
    } catch (error) {
      if (error.name === 'AbortError') continue;
      if (error instanceof Refused && error.status === 404 && bot !== null) {
        // There is no such bot any more: the sandbox was started anew.
        sessionStorage.removeItem('bot');
        bot = null;
        continue;
      }
      if (error instanceof Refused) {
        banner(error.message);
        return;
      }
      failures += 1;
      banner('The sandbox does not answer. It may have ended; this page tries again.');
      await pause(Math.min(5000, 500 * 2 ** failures));
    }
  }
}

class Refused extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

function address(name, about) {
  const query = new URLSearchParams(about ?? {});
  if (bot !== null) query.set('bot', bot);
  return `./api/${name}?${query}`;
}

async function call(name, what, signal) {
  return answered(await fetch(address(name), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-sandbox-key': key },
    body: JSON.stringify(what),
    signal,
  }));
}

function answered(response) {
  if (response.status === 403) {
    throw new Refused('The sandbox was started anew and has another key. Open the address that it printed.', 403);
  }
  if (response.status === 413) throw new Refused('That is too large: 20 MB at most, as for files that a bot can download.', 413);
  if (!response.ok) throw new Refused(`The sandbox refused: ${response.status} ${response.statusText}`, response.status);
  return response.json();
}

function take(news) {
  for (const section of ['status', 'chats', 'chat']) {
    const content = news[section];
    if (!content || (section === 'chat' && content.id !== have.open)) continue;
    have[section] = content.tag;
    now[section] = content;
    for (const listener of listeners[section]) listener(content, news.now);
  }
  if (news.timeline) {
    have.timeline = news.timeline.next;
    for (const listener of listeners.timeline) listener(news.timeline, news.now);
  }
}

function banner(text) {
  const node = byId('banner');
  if (node.textContent !== text) node.textContent = text;
  node.hidden = !text;
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// A reload shows the same chat again.
function remember(id) {
  sessionStorage.setItem(`chat ${bot}`, String(id));
}

function remembered() {
  const id = Number(sessionStorage.getItem(`chat ${bot}`));
  return Number.isSafeInteger(id) && id !== 0 ? id : null;
}
