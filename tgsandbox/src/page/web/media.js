// What a bot sent beside text: shown where the browser can, offered for download otherwise.
//
// Files come with the key of the page, which a picture's address could not carry: so each is fetched and shown as a blob.

import { el, size, toast } from './dom.js';
import { file } from './server.js';

const KINDS = ['photo', 'animation', 'video', 'video_note', 'audio', 'voice', 'document', 'sticker'];
const KEPT = 40;
/** Addresses of blobs by file id, the oldest first. */
const blobs = new Map();

/** The node for a field of a message, if it is media. */
export function media(kind, value, message) {
  if (!KINDS.includes(kind)) return null;
  // Of a photo's sizes the last is the largest.
  const one = Array.isArray(value) ? value.at(-1) : value;
  const name = one.file_name ?? one.title ?? kind.replace('_', ' ');
  const place = el('div', { class: `media ${kind}` });
  if (kind === 'document' && !/^(image|video|audio)\//.test(one.mime_type ?? '')) {
    place.append(download(one, name));
    return place;
  }
  if (kind === 'sticker' && one.emoji) place.append(el('span', { class: 'big', text: one.emoji }));
  const alt = message.caption ?? (kind === 'sticker' ? `sticker ${one.emoji ?? ''}` : name);
  place.append(el('p', { class: 'loading', text: `Loading the ${kind.replace('_', ' ')}` }));
  load(one.file_id).then(
    (blob) => place.replaceChildren(shown(blob, kind, alt) ?? download(one, name)),
    () => place.replaceChildren(el('p', { class: 'loading', text: `${name}: not kept any more` })));
  return place;
}

function shown({ url, type }, kind, alt) {
  if (type.startsWith('image/')) return el('img', { src: url, alt });
  if (type.startsWith('video/')) return el('video', { src: url, controls: true, loop: kind === 'animation', 'aria-label': alt });
  if (type.startsWith('audio/')) return el('audio', { src: url, controls: true, 'aria-label': alt });
  return null;
}

function download(one, name) {
  const save = async () => {
    try {
      const { url } = await load(one.file_id);
      el('a', { href: url, download: name }).click();
    } catch (error) {
      toast(`${name}: ${error.message}`);
    }
  };
  return el('button', { type: 'button', class: 'file', on: { click: save } },
    el('span', { class: 'file-icon', text: '⤓', 'aria-hidden': 'true' }),
    el('b', { text: name }), el('span', { text: size(one.file_size) }));
}

async function load(id) {
  const known = blobs.get(id);
  if (known) return known;
  const data = await file(id);
  const blob = { url: URL.createObjectURL(data), type: data.type };
  blobs.set(id, blob);
  if (blobs.size > KEPT) {
    const [oldest, { url }] = blobs.entries().next().value;
    blobs.delete(oldest);
    URL.revokeObjectURL(url);
  }
  return blob;
}
