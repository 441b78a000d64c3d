// The picture of a burst: rows of the same updates, in the order of their numbers, and in the order of each of their steps.

import { svg } from './dom.js';
import { all, order } from './updates.js';

const STRIP = 16;
const GAP = 58;
/** Room for the names of the rows. */
const MARGIN = 66;

/** Draws the updates, which are sorted by number, `width` pixels wide; `steps` are the names of rows and of their steps. */
export function picture(some, steps, width) {
  const rows = [{ name: 'Numbers', list: some }, ...steps.map(([name, step]) => ({ name, list: order(some, step) }))];
  const step = (width - MARGIN) / some.length;
  const height = rows.length * STRIP + (rows.length - 1) * GAP;
  const places = rows.map(({ list }) => new Map(list.map((update, n) => [update.id, n])));
  const left = (place) => MARGIN + place * step;
  const top = (row) => row * (STRIP + GAP);
  const threads = svg('g', { class: 'threads' });
  const strips = svg('g');
  const doubles = svg('g', { class: 'doubles' });
  some.forEach((update, n) => {
    const colour = `hsl(${Math.round(230 - (210 * n) / some.length)} 75% 50%)`;
    const at = places.map((place) => place.get(update.id));
    for (let row = 0; row + 1 < rows.length; row += 1) {
      if (at[row] === undefined || at[row + 1] === undefined) continue;
      threads.append(svg('path', { d: thread(left(at[row] + 0.5), top(row) + STRIP, left(at[row + 1] + 0.5), top(row + 1)), stroke: colour }));
    }
    at.forEach((place, row) => {
      if (place === undefined) return;
      strips.append(svg('rect', { x: left(place).toFixed(2), y: top(row), width: Math.max(step + 0.3, 0.5).toFixed(2), height: STRIP, fill: colour }));
    });
    if (all(update, steps[0][1]).length > 1 && at[1] !== undefined) {
      doubles.append(svg('circle', { cx: left(at[1] + 0.5).toFixed(1), cy: top(1) + STRIP / 2, r: 3.5 }));
    }
  });
  const names = rows.map(({ name }, row) => svg('text', { class: 'row-name', x: 0, y: top(row) + STRIP - 4, text: name }));
  return svg('svg', {
    class: 'picture', viewBox: `0 0 ${width} ${height}`, width, height, role: 'img',
    'aria-label': `The order of ${some.length} updates: ${rows.map(({ name }) => name.toLowerCase()).join(', ')}`,
  }, threads, strips, doubles, ...names);
}

function thread(x1, y1, x2, y2) {
  const bend = (y2 - y1) * 0.45;
  return `M${x1.toFixed(1)} ${y1}C${x1.toFixed(1)} ${(y1 + bend).toFixed(1)} ${x2.toFixed(1)} ${(y2 - bend).toFixed(1)} ${x2.toFixed(1)} ${y2}`;
}
