// A file that is to be sent: chosen, pasted or dropped. What it is seen by decides how it is sent, unless it is to be sent
// as a file.

import { upload } from './server.js';
import { byId, el, say, size } from './dom.js';

let file = null;
let changed = () => {};

/** Begins to look out for files; `listener` is called when there is one, or none any more. */
export function startAttach(listener) {
  changed = listener;
  const input = byId('file');
  byId('attach').addEventListener('click', () => input.click());
  input.addEventListener('change', () => {
    take(input.files[0]);
    // The same file may be chosen again.
    input.value = '';
  });
  byId('text').addEventListener('paste', (event) => {
    if (event.clipboardData?.files.length) {
      event.preventDefault();
      take(event.clipboardData.files[0]);
    }
  });
  const chat = byId('chat');
  chat.addEventListener('dragover', (event) => event.preventDefault());
  chat.addEventListener('drop', (event) => {
    event.preventDefault();
    if (!byId('composer').hidden) take(event.dataTransfer?.files[0]);
  });
  byId('attached').querySelector('button').addEventListener('click', drop);
}

export const attached = () => file !== null;

/** Forgets the file. */
export function drop() {
  take(null);
}

/** Sends the file with a caption; the answer, or nothing when it did not work out. */
export async function send(chat, from, caption) {
  const sent = file;
  const kind = byId('as-file').checked ? 'document' : kindOf(sent);
  const about = { chat, from, caption, kind, name: sent.name, mime: sent.type, ...(kind === 'photo' ? await sides(sent) : {}) };
  const answer = await upload(sent, about);
  if (answer && file === sent) drop();
  return answer;
}

function take(chosen) {
  if (chosen === undefined) return;
  file = chosen;
  const strip = byId('attached');
  strip.hidden = !file;
  strip.querySelector('label').hidden = !file || kindOf(file) === 'document';
  byId('as-file').checked = false;
  say(strip.querySelector('.strip-text'), file ? `${file.name}, ${size(file.size)}` : '');
  picture(strip.querySelector('.strip-picture'));
  changed();
  if (file) byId('text').focus();
}

function picture(place) {
  const old = place.querySelector('img');
  if (old) URL.revokeObjectURL(old.src);
  place.replaceChildren(...(file && kindOf(file) === 'photo' ? [el('img', { src: URL.createObjectURL(file), alt: '' })] : []));
}

// What Telegram's apps would send it as.
function kindOf({ type }) {
  if (['image/png', 'image/jpeg', 'image/webp'].includes(type)) return 'photo';
  return type.startsWith('video/') ? 'video' : type.startsWith('audio/') ? 'audio' : 'document';
}

async function sides(image) {
  try {
    const { width, height } = await createImageBitmap(image);
    return { width, height };
  } catch {
    return {};
  }
}
