// Elements made by hand: all text is set as text, never as markup.

const SVG = 'http://www.w3.org/2000/svg';

/** The element with this id. */
export const byId = (id) => document.getElementById(id);

/** Makes an element: `text`, `on` (listeners) and `class` mean what they say, `style` is an object, all else is an attribute. */
export function el(tag, props = {}, ...children) {
  return fill(document.createElement(tag), props, children);
}

/** As `el`, for a part of a drawing. */
export function svg(tag, props = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

function fill(node, props, children) {
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'text') node.textContent = value;
    else if (name === 'on') for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else if (name === 'style') for (const [key, set] of Object.entries(value)) node.style.setProperty(key, set);
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Puts a text into the message field, as if it had been typed. */
export function typeIn(text) {
  const field = byId('text');
  field.value = text;
  field.dispatchEvent(new Event('input'));
  field.focus();
}

/** Copies a text to the clipboard, if the browser lets the page. */
export function copy(text) {
  navigator.clipboard.writeText(text).then(() => toast('Copied.'), () => toast('The browser does not let the page copy.'));
}

/** Says something for a few seconds. */
export function toast(text) {
  const note = el('p', { text: text.charAt(0).toUpperCase() + text.slice(1) });
  byId('toasts').append(note);
  setTimeout(() => note.remove(), 5000);
}

/** Shows a text until it is confirmed. */
export function alertBox(text) {
  byId('alert-text').textContent = text;
  byId('alert').showModal();
}

/** Arrow keys, Home and End move the focus among the items; only one of them is in the tab order. */
export function roving(list, selector) {
  const items = () => [...list.querySelectorAll(selector)];
  const choose = (item) => {
    for (const other of items()) other.tabIndex = other === item ? 0 : -1;
  };
  list.addEventListener('focusin', (event) => {
    const item = event.target.closest(selector);
    if (item) choose(item);
  });
  list.addEventListener('keydown', (event) => {
    const all = items();
    const at = all.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    all[Math.max(0, Math.min(to, all.length - 1))].focus();
  });
  return () => {
    const all = items();
    if (all.length && !all.some((item) => item.tabIndex === 0)) all[0].tabIndex = 0;
  };
}

/** A colour that belongs to a number; the style sheet has eight. */
export const hue = (id) => `hue-${(Math.abs(id) * 3 + (id < 0 ? 2 : 0)) % 8}`;

/** The first letters of a name. */
export function initials(name) {
  const words = name.trim().split(/\s+/).filter(Boolean);
  return words.slice(0, 2).map((word) => [...word][0].toUpperCase()).join('');
}

/** A time of day from seconds since 1970. */
export function clock(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}

/** Sets text only when it changed, so that readers of the screen are not told the same again. */
export function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** A number of bytes in words. */
export function size(bytes) {
  if (bytes === undefined) return '';
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1e6 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
