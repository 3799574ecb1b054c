/** The drawer "What happens": each event of an answer, as it comes, and what it came of. */

import {$, element, storage} from './dom.js';
import {follow} from './scroll.js';
import {includeRun, useTransport, watch} from './stream.js';

const KEPT = 100; // rows at the beginning, and as many at the end: the page stays fast
const NAMES = {sse: 'server-sent events', websocket: 'WebSocket'};
const WHERE = {model: 'Model', run: 'Run', page: 'Page'};
const LONGEST = 100; // characters of a text in a row
const EACH = 100; // milliseconds between two pictures of the list
const numbers = new Intl.NumberFormat('en', {maximumFractionDigits: 0});
const utf8 = new TextEncoder();
const drawer = $('drawer');

let first, last; // the events that have a row
let hidden; // how many came in between
let count, bytes; // of all events that this page got
let how; // by which transport, and whether the answer is read again
let asked; // when the page sent the question, in ms
let words; // from when to when text came, and how many words are in it
let drawing; // whether it will be drawn soon

// ---- Taking notes. This goes on while the drawer is closed.

/** Forgets the answer before. That one may still go on, in a chat that is not on the page. */
function begin(request) {
  [first, last, hidden, count, bytes] = [[], [], 0, 0, 0];
  asked = performance.now();
  how = request;
  words = {count: 0, inWord: false};
  note({where: 'page', ms: 0, type: request.resumed ? 'asks for the answer again' : 'asks'});
  return (raw, part) => how === request && take(raw, part);
}

function take(raw, part) {
  if (part.type === 'data-run') note({...part.data, where: part.data.from, ms: now()});
  else takePart(raw, part);
}

/** Milliseconds since the page asked. */
function now() {
  return performance.now() - asked;
}

function takePart(raw, part) {
  const ms = now();
  const size = utf8.encode(raw).length;
  count++;
  bytes += size;
  if (part.type === 'text-start') words.inWord = false;
  if (part.type === 'text-delta') countWords(part.delta, ms);
  const {delta, inputTextDelta, toolName, output, errorText} = part;
  const text = delta ?? inputTextDelta ?? toolName ?? output ?? errorText;
  note({where: 'page', ms, type: part.type, text, bytes: size});
}

/** A delta may begin inside of a word. */
function countWords(text, ms) {
  const found = text.match(/\S+/g)?.length ?? 0;
  words.count += found - (words.inWord && /^\S/.test(text) ? 1 : 0);
  if (text) words.inWord = /\S$/.test(text);
  if (found) words.from ??= ms;
  words.to = ms;
}

function note(event) {
  (first.length < KEPT ? first : last).push(event);
  if (last.length > KEPT) {
    last.shift();
    hidden++;
  }
  drawSoon();
}

// ---- Drawing: at most ten times a second, however many events come.

function drawSoon() {
  if (!drawer.open || drawing) return;
  drawing = true;
  setTimeout(() => requestAnimationFrame(draw), EACH);
}

function draw() {
  drawing = false;
  if (!first) return;
  const list = $('events');
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
  const rows = [...first, ...last].map(event => (event.row ??= rowOf(event)));
  const gap = element('li', 'gap', `${format(hidden)} events are hidden here.`);
  if (hidden) rows.splice(KEPT, 0, gap);
  list.replaceChildren(...rows);
  if (atEnd) list.scrollTop = list.scrollHeight;
  $('summary').textContent = summary();
  $('hint').hidden = [...first, ...last].some(event => event.where !== 'page');
}

function rowOf({where, ms, type, text = '', bytes}) {
  const row = element('li', where);
  const event = element('span', 'event');
  event.append(element('span', 'where', WHERE[where]), element('code', 'type', type));
  if (text) event.append(element('span', 'what', text.slice(0, LONGEST)));
  row.append(element('span', 'time', `${format(ms)} ms`), event);
  row.append(element('span', 'bytes', bytes === undefined ? '' : `${format(bytes)} B`));
  return row;
}

function summary() {
  const got = `${format(count)} events with ${format(bytes)} bytes, by ${NAMES[how.transport]}`;
  if (words.from === undefined) return got;
  const text = `First word after ${format(words.from)} ms, ${format(words.count)} words`;
  const seconds = (words.to - words.from) / 1000;
  // An answer that is read again comes faster than it was written.
  if (how.resumed || seconds < .001) return `${text}. ${got}`;
  return `${text}, ${format(words.count / seconds)} a second. ${got}`;
}

function format(number) {
  return numbers.format(number);
}

// ---- The drawer itself. A reload leaves it as it was.

function remember() {
  const transport = drawer.querySelector(':checked').value;
  useTransport(transport);
  includeRun(drawer.open); // only then: others get fewer events
  storage?.setItem('drawer', JSON.stringify({open: drawer.open, transport}));
}

const before = JSON.parse(storage?.getItem('drawer') ?? null) ?? {open: false, transport: 'sse'};
drawer.open = before.open;
drawer.querySelector(`[value=${before.transport}]`).checked = true;
drawer.addEventListener('change', remember);
drawer.addEventListener('toggle', () => {
  remember();
  drawSoon();
  follow(); // there is less room, or more
});
remember();
watch(begin);
