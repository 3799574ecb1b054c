/** The text field: sending, editing an earlier question, and questions that wait their turn. */

import {$, button, element, focusQuestion, say, storage} from './dom.js';
import {refusedTexts} from './messages.js';

const UNSENT = 'unsent';

let waiting = []; // questions that were sent while an answer was being written
let edited; // the id of the question that the visitor is editing
let draft = ''; // what stood in the text field before that

/** @param send called with what the visitor has written, and the id of the question it replaces
    @param escape called when the visitor presses Escape and edits nothing */
export function initComposer(send, escape) {
  keepUnsent();
  $('form').addEventListener('submit', event => {
    event.preventDefault();
    const text = $('question').value.trim();
    if (text === '') return;
    const replaces = edited;
    if (edited) endEdit();
    else $('question').value = '';
    send(text, replaces);
  });

  $('question').addEventListener('keydown', event => {
    // While an input method composes, Enter picks a character; Safari only has the key code.
    const composing = event.isComposing || event.keyCode === 229;
    if (composing || event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    $('form').requestSubmit();
  });

  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape' || event.isComposing || document.querySelector(':modal')) return;
    if (edited) endEdit();
    else escape();
  });

  $('cancel-edit').addEventListener('click', () => {
    endEdit();
    focusQuestion();
  });
}

// ---- Editing: the text field has the question, and what follows it is cut when it is sent.

export function edit(question) {
  if (!edited) draft = $('question').value;
  edited = question.id;
  $('editing').hidden = false;
  $('question').value = question.text;
  $('question').focus();
}

export function endEdit() {
  if (!edited) return;
  edited = undefined;
  $('editing').hidden = true;
  $('question').value = draft;
}

// ---- Waiting.

export function wait(question) {
  waiting.push(question);
  showWaiting();
  say('Your question waits until this answer is complete.');
}

/** The question that is next, if there is one. */
export function nextWaiting() {
  const next = waiting.shift();
  showWaiting();
  return next;
}

/** Puts what waits back into the text field, so that the visitor decides. An edit goes on as one. */
export function takeBack() {
  const again = edited ? undefined : waiting.find(question => question.replaces);
  waiting = waiting.filter(question => question !== again);
  write(unsent());
  if (again) edit({id: again.replaces, text: again.text});
}

/** The same for all that the server doesn't have, because the page is about to show something else. */
export function takeBackAll() {
  write(allUnsent());
}

function write(text) {
  waiting = [];
  if (edited) draft = text;
  else $('question').value = text;
  showWaiting();
}

/** What waits, and what stands in the text field when nothing is edited there. */
function unsent() {
  return joined([...waiting.map(question => question.text), edited ? draft : $('question').value]);
}

function allUnsent() {
  return joined([...refusedTexts(), unsent()]);
}

function joined(texts) {
  return texts.filter(text => text).join('\n\n');
}

/** After a reload of the page, the text field has it again. */
function keepUnsent() {
  $('question').value = storage?.getItem(UNSENT) ?? '';
  storage?.removeItem(UNSENT);
  addEventListener('pagehide', () => storage?.setItem(UNSENT, allUnsent()));
}

function showWaiting() {
  $('queue').replaceChildren(...waiting.map(question => {
    const remove = button('Remove', () => {
      waiting = waiting.filter(other => other !== question);
      showWaiting();
      focusQuestion();
    });
    remove.setAttribute('aria-label', `Remove ${question.text}`);
    const item = element('li');
    item.append(element('span', '', question.text), remove);
    return item;
  }));
}
