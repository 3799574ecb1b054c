'use strict';

const $ = id => document.getElementById(id);

function element(name, className = '', text = '', label) {
  const node = document.createElement(name);
  node.className = className;
  node.textContent = text; // text, never HTML
  if (label) node.setAttribute('aria-label', label);
  return node;
}

function button(label, action) {
  const node = element('button', '', label);
  node.type = 'button';
  node.addEventListener('click', action);
  return node;
}

// ---- The wire: one JSON object an event, in a stream of bytes that may break off anywhere.

const SILENCE = 15_000; // milliseconds; the server says ": still here" much more often

/** The data of each server-sent event in the body of a response. */
async function* eventsOf(response, controller) {
  const reader = response.body.getReader();
  const decoder = new TextDecoder(); // keeps half a character until its other half comes
  let text = '';
  for (;;) {
    const watch = setTimeout(() => controller.abort(), SILENCE);
    const {value, done} = await reader.read().finally(() => clearTimeout(watch));
    if (done) return;
    text += decoder.decode(value, {stream: true});
    const blocks = text.split(/\r?\n\r?\n/);
    text = blocks.pop(); // not complete yet
    for (const block of blocks) {
      const lines = block.split(/\r?\n/).filter(line => line.startsWith('data:'));
      if (lines.length) yield lines.map(line => line.slice(5).replace(/^ /, '')).join('\n');
    }
  }
}

/** Asks the server; throws an Error that says why it refused, in its own words. */
async function request(path, options) {
  const response = await fetch(path, options);
  if (response.ok) return response;
  const {error} = await response.json().catch(() => ({}));
  throw new Error(error ?? `The server answered with status ${response.status}.`);
}

// ---- What a model writes is Markdown, and not to be trusted: it may repeat what some web page
// ---- or tool told it to. No images: asking for one would tell its server something.

const SAFE = {
  ALLOWED_TAGS: ('p br hr strong em del code pre ul ol li blockquote h1 h2 h3 h4 h5 h6 a ' +
    'table thead tbody tr th td').split(' '),
  ALLOWED_ATTR: ['href', 'start'], ALLOWED_URI_REGEXP: /^(https?:|mailto:)/i,
  ALLOW_DATA_ATTR: false, ALLOW_ARIA_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
};
const canRender = window.marked && window.DOMPurify?.isSupported;
if (canRender) {
  DOMPurify.addHook('afterSanitizeAttributes', node => {
    if (node.href) Object.assign(node, {target: '_blank', rel: 'noopener noreferrer nofollow'});
  });
}

function renderText(node, text) {
  if (canRender) node.replaceChildren(DOMPurify.sanitize(marked.parse(text), SAFE));
  else node.textContent = text;
  node.classList.toggle('markdown', canRender);
}

// ---- One answer on the page, made of texts and cards of tools.

class Answer {
  node = element('article', 'message assistant', '', 'Answer');
  body = element('div', 'body pending');
  actions = element('div', 'actions');
  texts = new Map();
  tools = new Map();

  constructor() {
    document.querySelectorAll('.again').forEach(node => node.remove()); // the last answer has it
    this.node.append(this.body, this.actions);
    $('log').append(this.node);
  }

  /** Takes an event of the stream; what is not named here is not for this page. */
  take(event) {
    if (event.type === 'start') this.started = true;
    if (event.type === 'text-start') this.addText(event.id);
    if (event.type === 'text-delta') this.addText(event.id, event.delta);
    if (/^tool-(input-start|input-available|output)/.test(event.type)) this.takeTool(event);
    if (event.type === 'abort') this.add(element('p', 'note', 'Stopped.'));
    if (event.type === 'error') this.fail(event.errorText);
  }

  /** Shows a message of the history, which has parts instead of events. */
  show({parts, metadata}, question) {
    parts.forEach((part, i) => {
      if (part.type === 'text') this.addText(i, part.text);
      else this.takeTool({...part, toolName: part.type.replace('tool-', '')});
      this.render();
    });
    this.started = true;
    if (metadata?.status === 'stopped') this.take({type: 'abort'});
    if (metadata?.status === 'failed') this.fail('This answer has failed.');
    this.end(question);
  }

  add(node) {
    this.body.classList.remove('pending');
    this.body.append(node);
    follow();
    return node;
  }

  addText(id, delta = '') {
    if (!this.texts.has(id)) {
      this.render(); // the text before is complete
      this.texts.set(id, {node: this.add(element('div', 'text')), text: ''});
    }
    this.texts.get(id).text += delta;
    this.timer ??= setTimeout(() => this.render(), 60); // however fast the text comes
  }

  render() {
    clearTimeout(this.timer);
    this.timer = undefined;
    const last = [...this.texts.values()].pop();
    if (last) renderText(last.node, last.text);
    follow();
  }

  takeTool({toolCallId, toolName, input, output, errorText}) {
    if (!this.tools.has(toolCallId)) {
      const card = this.add(element('details', 'tool'));
      card.append(element('summary', '', toolName + ' '));
      card.firstChild.append(element('span', 'state', 'is running …'));
      this.tools.set(toolCallId, card);
    }
    const card = this.tools.get(toolCallId);
    const shown = {Arguments: input, Result: output, Error: errorText};
    for (const [title, value] of Object.entries(shown)) {
      if (value === undefined) continue;
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      card.append(element('h2', '', title), element('pre', '', text));
      if (title === 'Arguments') continue;
      card.classList.toggle('failed', title === 'Error');
      card.querySelector('.state').textContent = title === 'Error' ? 'has failed' : 'is done';
    }
  }

  fail(message) {
    this.failed = true;
    this.add(element('p', 'error', message));
  }

  /** Nothing more will come, for whatever reason. */
  end(question) {
    this.render();
    this.body.classList.remove('pending');
    this.node.classList.remove('writing');
    if (question === undefined) return;
    const text = [...this.texts.values()].map(part => part.text).join('\n\n');
    const copy = button('Copy', async () => {
      await navigator.clipboard.writeText(text);
      copy.textContent = 'Copied';
    });
    const again = button(this.failed ? 'Retry' : 'Regenerate', () => {
      this.node.remove();
      ask(question, this.started);
    });
    again.className = 'again';
    this.actions.append(...(text ? [copy, again] : [again]));
    follow();
  }
}

// ---- Asking, stopping, and the history.

let running; // the AbortController of the answer that is being written

function setRunning(controller, status) {
  running = controller;
  $('log').setAttribute('aria-busy', String(!!running)); // a screen reader waits for the whole
  $('status').textContent = status; // and is told this
  $('send').textContent = running ? 'Stop' : 'Send';
  $('send').classList.toggle('stop', !!running);
}

function addQuestion(text) {
  $('log').append(element('article', 'message user', text, 'You'));
}

async function ask(question, again = false) {
  const controller = new AbortController();
  const answer = new Answer();
  answer.node.classList.add('writing');
  setRunning(controller, 'Generating …');
  followAgain();
  let done = false;
  try {
    const response = await request('/api/agent/stream', {
      method: 'POST',
      headers: {'Content-Type': 'application/json'},
      body: JSON.stringify({input: question, trigger: again ? 'regenerate-message' : undefined}),
      signal: controller.signal,
    });
    for await (const data of eventsOf(response, controller)) {
      done = data === '[DONE]';
      if (!done) answer.take(JSON.parse(data));
    }
    if (!done) throw new TypeError('cut');
  } catch (e) {
    controller.abort();
    answer.fail(e.constructor === Error ? e.message : 'The connection to the server was lost.');
  }
  answer.end(question);
  setRunning(undefined, answer.failed ? 'The answer has failed.' : 'The answer is complete.');
}

/** Ends the call of the model, and not only what we see of it: the server then ends the stream. */
function stop() {
  fetch('/api/chats/main/stop', {method: 'POST'}).catch(() => running?.abort());
}

async function loadHistory() {
  try {
    const {messages} = await (await request('/api/chats/main')).json();
    $('log').replaceChildren();
    let question;
    for (const message of messages) {
      if (message.role === 'user') {
        question = message.parts[0].text;
        addQuestion(question);
      } else {
        new Answer().show(message, question);
      }
    }
  } catch (e) {
    $('log').append(element('p', 'error', `The history cannot be loaded: ${e.message}`));
  }
}

// ---- Scrolling: the page follows the text, unless the reader has scrolled away from its end.

let stick = true;

function follow() {
  if (stick) $('scroll').scrollTop = $('scroll').scrollHeight;
}

function followAgain() {
  stick = true;
  follow();
  $('question').focus();
}

$('scroll').addEventListener('scroll', () => {
  const {scrollHeight, scrollTop, clientHeight} = $('scroll');
  stick = scrollHeight - scrollTop - clientHeight < 64;
  $('jump').hidden = stick;
});

$('jump').addEventListener('click', followAgain);

// ---- Keys and buttons.

$('form').addEventListener('submit', event => {
  event.preventDefault();
  const question = $('question').value.trim();
  if (running) return stop();
  if (question === '') return;
  $('question').value = '';
  addQuestion(question);
  ask(question);
});

$('question').addEventListener('keydown', event => {
  // While an input method composes, Enter picks a character; Safari tells by the key code only.
  if (event.isComposing || event.keyCode === 229 || event.key !== 'Enter' || event.shiftKey) return;
  event.preventDefault();
  if (!running) $('form').requestSubmit();
});

document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && running) stop();
});

$('new').addEventListener('click', async () => {
  running?.abort();
  $('question').focus();
  await fetch('/api/chats/main', {method: 'DELETE'}).catch(() => {});
  loadHistory();
});
addEventListener('pagehide', () => running?.abort()); // or "back" keeps the page and its stream
addEventListener('pageshow', loadHistory);
