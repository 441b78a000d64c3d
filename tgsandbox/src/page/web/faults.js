// The switches for what goes wrong on purpose.

import { act, on } from './server.js';
import { byId, el, say, toast } from './dom.js';

const SWITCHES = [
  { name: 'disorder', label: 'Disorder', max: 64, unit: ' places', hint: 'Webhook: how many places before an earlier one an update may be sent' },
  { name: 'duplicates', label: 'Duplicates', max: 50, unit: ' %', rate: true, hint: 'Webhook: how many updates are sent again although they were acknowledged' },
  { name: 'lost', label: 'Lost answers', max: 50, unit: ' %', rate: true, hint: 'How many answers are cut off; what they were for is sent again' },
  { name: 'delay_from', label: 'Latency from', max: 2000, step: 10, unit: ' ms', hint: 'How long an update is under way at least' },
  { name: 'delay_to', label: 'Latency up to', max: 2000, step: 10, unit: ' ms', hint: 'How long an update is under way at most' },
  { name: 'too_many', label: '429 answers', max: 100, unit: ' %', rate: true, hint: 'How many of the bot’s calls are refused with Too Many Requests' },
  { name: 'in_a_row', label: '429s in a row', min: 1, max: 20, unit: '', hint: 'How many calls in a row are refused once one is' },
  { name: 'errors', label: '502 answers', max: 100, unit: ' %', rate: true, hint: 'How many of the bot’s calls are answered with Bad Gateway and not made' },
  { name: 'resets', label: 'Resets', max: 50, unit: ' %', rate: true, hint: 'How many calls lose their connection in place of an answer: half of them were made' },
];
const inputs = new Map();

export function startFaults() {
  const form = byId('faults').querySelector('form');
  form.append(...SWITCHES.map(row), el('p', { class: 'buttons' },
    button('All off', () => act('faults', Object.fromEntries(SWITCHES.map(({ name, min }) => [name, min ?? 0])))),
    button('Restart the server', async () => {
      if (await act('restart', {})) toast('All connections were cut; what was in flight is sent again.');
    }, 'Cuts all connections, those to the webhook and those of the bot. Nothing queued is lost.'),
    button('New update numbers', async () => {
      const answer = await act('renumber', {});
      if (answer) toast(`The next update has the number ${answer.next}.`);
    }, 'As Telegram does after a week without updates')));
  form.addEventListener('submit', (event) => event.preventDefault());
  on('status', ({ faults }) => {
    for (const { name, rate } of SWITCHES) {
      const { input } = inputs.get(name);
      if (document.activeElement === input && input.matches(':active')) continue;
      input.value = String(Math.round(faults[name] * (rate ? 100 : 1)));
      show(name);
    }
    const active = SWITCHES.filter(({ name, min }) => faults[name] > (min ?? 0));
    say(byId('faults-now'), active.length ? active.map(({ name, label }) => `${label} ${inputs.get(name).output.textContent}`).join(', ') : 'none');
  });
}

function row({ name, label, min = 0, max, step, hint, unit }) {
  const input = el('input', { type: 'range', id: `fault-${name}`, min, max, step: step ?? 1, value: min, title: hint });
  const output = el('output', { for: `fault-${name}`, text: `${min}${unit}` });
  inputs.set(name, { input, output });
  input.addEventListener('input', () => show(name));
  input.addEventListener('change', () => set(name));
  return el('div', { class: 'switch' }, el('label', { for: `fault-${name}`, text: label, title: hint }), input, output);
}

function show(name) {
  const { unit } = SWITCHES.find((one) => one.name === name);
  const { input, output } = inputs.get(name);
  say(output, `${input.value}${unit}`);
}

function set(name) {
  const value = (one) => Number(inputs.get(one).input.value);
  // The two ends of the latency push each other.
  if (name === 'delay_from' && value('delay_to') < value(name)) inputs.get('delay_to').input.value = String(value(name));
  if (name === 'delay_to' && value('delay_from') > value(name)) inputs.get('delay_from').input.value = String(value(name));
  act('faults', Object.fromEntries(SWITCHES.map((one) => [one.name, value(one.name) / (one.rate ? 100 : 1)])));
}

function button(text, click, title) {
  return el('button', { type: 'button', text, title, on: { click } });
}
