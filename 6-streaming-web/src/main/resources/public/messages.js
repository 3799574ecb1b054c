/** The messages on the page: your questions, and answers made of texts and cards of tools. */

import {$, button, element} from './dom.js';
import {renderText} from './markdown.js';
import {follow} from './scroll.js';

export function addQuestion(text) {
  $('log').append(element('article', 'message user', text, 'You'));
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
    if (event.type === 'start') this.started = true;
    if (event.type === 'text-start') this.addText(event.id);
    if (event.type === 'text-delta') this.addText(event.id, event.delta);
    if (/^tool-(input-start|input-available|output)/.test(event.type)) this.takeTool(event);
    if (event.type === 'abort') this.add(element('p', 'note', 'Stopped.'));
    if (event.type === 'error') this.fail(event.errorText);
  }

  /** Shows a message of the history, which has parts instead of events. */
  show({parts, metadata}) {
    parts.forEach((part, i) => {
      if (part.type === 'text') this.addText(i, part.text);
      else this.takeTool({...part, toolName: part.type.replace('tool-', '')});
      this.render();
    });
    this.started = true;
    if (metadata?.status === 'stopped') this.take({type: 'abort'});
    if (metadata?.status === 'failed') this.fail('This answer has failed.');
    this.end();
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
  end() {
    this.render();
    this.body.classList.remove('pending');
    this.node.classList.remove('writing');
    if (!this.onAgain) return;
    const text = [...this.texts.values()].map(part => part.text).join('\n\n');
    const copy = button('Copy', async () => {
      await navigator.clipboard.writeText(text);
      copy.textContent = 'Copied';
    });
    const again = button(this.failed ? 'Retry' : 'Regenerate', () => this.onAgain(this));
    again.className = 'again';
    this.actions.append(...(text ? [copy, again] : [again]));
    follow();
  }
}
