/** The messages on the page: your questions, and answers of texts, thoughts and tool cards. */

import {$, button, copyButton, element} from './dom.js';
import {renderText} from './markdown.js';
import {follow} from './scroll.js';

const EACH = 60; // milliseconds between two pictures of a text, however fast it comes
const HANDOFF = 'transfer_to_'; // a tool with such a name hands over to another agent

/** Shows a question; `onEdit(question)` is called when the visitor wants to edit it. */
export function addQuestion(question, onEdit) {
  const node = element('article', 'message user', '', 'You');
  const actions = element('div', 'actions');
  actions.append(button('Edit', () => onEdit(question)));
  actions.firstChild.className = 'edit';
  node.append(element('div', 'body', question.text), actions);
  node.id = 'message-' + question.id;
  $('log').append(node);
}

/** Notes whether the server has refused a question, so that only this page knows it. */
export function setRefused({id}, refused) {
  document.getElementById('message-' + id)?.classList.toggle('refused', refused);
}

export function refusedTexts() {
  return Array.from(document.querySelectorAll('.refused .body'), node => node.textContent);
}

/** Takes a message from the page, and all after it. */
export function cutAt(id) {
  const node = document.getElementById('message-' + id);
  while (node?.nextSibling) node.nextSibling.remove();
  node?.remove();
}

export class Answer {
  node = element('article', 'message assistant', '', 'Answer');
  body = element('div', 'body pending');
  actions = element('div', 'actions');
  texts = new Map();
  tools = new Map();

  /** @param onAgain called with this answer when the visitor wants another one */
  constructor(onAgain) {
    this.onAgain = onAgain;
    document.querySelectorAll('.again').forEach(node => node.remove()); // the last answer has it
    this.node.append(this.body, this.actions);
    $('log').append(this.node);
  }

  /** Takes an event of the stream; what is not named here is not for this page. */
  take(event) {
    const {type, id, delta} = event;
    if (type === 'start') this.started = true;
    if (type === 'text-start' || type === 'text-delta') this.addText('text ' + id, delta);
    if (type.startsWith('reasoning-')) this.takeThought('thought ' + id, delta, type);
    if (/^tool-(input-start|input-available|output)/.test(type)) this.takeTool(event);
    if (type === 'data-agent') this.setAgent(event.data.name);
    if (type === 'abort') this.stop();
    if (type === 'error') this.fail(event.errorText);
  }

  /** Shows a message of the history, which has parts instead of events. */
  show({parts, metadata}) {
    parts.forEach((part, i) => {
      if (part.type === 'text') this.addText(i, part.text);
      if (part.type === 'reasoning') this.takeThought(i, part.text, 'reasoning-end');
      if (part.toolCallId) this.takeTool({...part, toolName: part.type.replace('tool-', '')});
      this.render();
    });
    this.started = true;
    if (metadata?.status === 'stopped') this.stop();
    if (metadata?.status === 'failed') this.fail('This answer could not be finished.');
    this.end();
  }

  add(node) {
    this.body.classList.remove('pending');
    this.body.append(node);
    follow();
    return node;
  }

  addText(id, delta = '', parent) {
    if (!this.texts.has(id)) {
      this.render(); // the text before is complete
      const node = element('div', 'text');
      if (parent) parent.append(node);
      else this.add(node);
      this.texts.set(id, {node, text: '', isThought: !!parent});
    }
    this.texts.get(id).text += delta;
    this.timer ??= setTimeout(() => this.render(), Math.max(EACH, 10 * (this.took ?? 0)));
  }

  render() {
    clearTimeout(this.timer);
    this.timer = undefined;
    const last = [...this.texts.values()].pop();
    const began = performance.now();
    if (last) renderText(last.node, last.text);
    this.took = performance.now() - began; // a long text gets fewer pictures
    follow();
  }

  /** Thoughts are a line that a click unfolds. */
  takeThought(id, delta, type) {
    if (!this.texts.has(id)) {
      this.thought = this.add(element('details', 'thought'));
      this.thought.append(element('summary', '', 'Thinking …'));
    }
    this.addText(id, delta, this.thought);
    if (type === 'reasoning-end') this.thought.firstChild.textContent = 'Thoughts';
  }

  setAgent(name) {
    if (!name || name === this.agent) return;
    this.add(element('p', 'agent', `${name} takes over`));
    this.agent = name;
  }

  takeTool({toolCallId, toolName, input, output, errorText}) {
    if (toolName && !this.tools.has(toolCallId)) this.addTool(toolCallId, toolName);
    const card = this.tools.get(toolCallId);
    if (!card) {
      this.setAgent(agentIn(output)); // it was a handoff
      return;
    }
    const shown = {Arguments: input, Result: output, Error: errorText};
    for (const [title, value] of Object.entries(shown)) {
      if (value === undefined) continue;
      card.append(element('h2', '', title), element('pre', '', textOf(value)));
      if (title === 'Arguments') continue;
      card.classList.remove('running');
      card.classList.toggle('failed', title === 'Error');
      card.querySelector('.state').textContent = title === 'Error' ? 'has failed' : 'is done';
    }
  }

  addTool(id, name) {
    if (name.startsWith(HANDOFF)) {
      this.tools.set(id, null);
      return;
    }
    const card = this.add(element('details', 'tool running'));
    const summary = element('summary');
    summary.append(element('code', '', name), ' ', element('span', 'state', 'is running …'));
    card.append(summary);
    this.tools.set(id, card);
  }

  stop() {
    this.stopped = true;
    this.add(element('p', 'note', 'Stopped.'));
  }

  fail(message) {
    this.failed = true;
    this.add(element('p', 'error', message));
  }

  /** Nothing more will come, for whatever reason. */
  end() {
    this.render();
    this.body.classList.remove('pending');
    this.node.classList.remove('writing');
    this.body.querySelectorAll('.running').forEach(card => {
      card.classList.remove('running');
      card.querySelector('.state').textContent = 'was not finished';
    });
    const texts = [...this.texts.values()].filter(part => !part.isThought);
    const text = texts.map(part => part.text).join('\n\n');
    const again = button(this.failed ? 'Retry' : 'Regenerate', () => this.onAgain(this));
    again.className = 'again';
    this.actions.append(...(text ? [copyButton(() => text)] : []), again);
    follow();
  }
}

/** The agent that took over, if one did. */
function agentIn(output) {
  try {
    return JSON.parse(output).assistant;
  } catch {
    return undefined; // not yet, or another handoff came first
  }
}

function textOf(value) {
  if (typeof value === 'string') return value;
  const line = JSON.stringify(value);
  return line.length > 60 ? JSON.stringify(value, null, 2) : line;
}
