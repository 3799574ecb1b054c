/** The chat page: what the visitor does, and what happens then. */

import {$, element, say} from './dom.js';
import {Answer, addQuestion} from './messages.js';
import {followAgain} from './scroll.js';
import {ask, Refusal, request} from './stream.js';

let running; // the AbortController of the answer that is being written

function setRunning(controller, status) {
  running = controller;
  $('log').setAttribute('aria-busy', String(!!running)); // a screen reader waits for the whole
  say(status); // and is told this
  $('send').textContent = running ? 'Stop' : 'Send';
  $('send').classList.toggle('stop', !!running);
}

async function answer(question, again = false) {
  const controller = new AbortController();
  const answer = answerTo(question);
  answer.node.classList.add('writing');
  setRunning(controller, 'Generating …');
  followAgain();
  $('question').focus();
  try {
    const trigger = again ? 'regenerate-message' : 'submit-message';
    await ask({input: question, trigger}, event => answer.take(event), controller);
  } catch (e) {
    controller.abort();
    answer.fail(e instanceof Refusal ? e.message : 'The connection to the server was lost.');
  }
  answer.end();
  setRunning(undefined, answer.failed ? 'The answer has failed.' : 'The answer is complete.');
}

function answerTo(question) {
  return new Answer(old => {
    old.node.remove();
    answer(question, old.started);
  });
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
        (question ? answerTo(question) : new Answer()).show(message);
      }
    }
  } catch (e) {
    $('log').append(element('p', 'error', `The history cannot be loaded: ${e.message}`));
  }
}

$('form').addEventListener('submit', event => {
  event.preventDefault();
  const question = $('question').value.trim();
  if (running) return stop();
  if (question === '') return;
  $('question').value = '';
  addQuestion(question);
  answer(question);
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
