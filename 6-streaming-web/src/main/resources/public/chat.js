/** The chat page: what the visitor does, and what happens then. */

import {getChats, initChats, refreshUnlessNaming} from './chats.js';
import {
  edit, endEdit, initComposer, nextWaiting, takeBack, takeBackAll, wait,
} from './composer.js';
import {$, button, element, focusQuestion, say, storage} from './dom.js';
import {addQuestion, Answer, cutAt, setRefused} from './messages.js';
import {followAgain} from './scroll.js';
import {ask, Refusal, request, resume} from './stream.js';

const LOST = 'The connection to the server was lost.';
const tabs = new BroadcastChannel('chats'); // this browser's other tabs with this page
const reading = new Set(); // the AbortControllers of all answers that are being read

let chat; // the id of the chat on the page
let running; // the AbortController of the answer that is being written in it
let opening; // an object for the chat that is being fetched, as long as nothing newer is shown
let missed; // whether there is more in the chat than the page shows
const stops = new WeakMap(); // for an AbortController: the request that stops its answer

// ---- Asking and answering.

/** Sends a question now, or when the answer that is being written is complete. */
function send(text, replaces) {
  const question = {id: newId(), text, replaces};
  if (running) wait(question);
  else begin(question);
}

function begin(question) {
  if (question.replaces) cutAt(question.replaces);
  $('empty').hidden = true;
  addQuestion(question, edit);
  write(question);
}

/** Asks, and shows the answer while it is being written. */
async function write(question, again = false) {
  if (!chat) showAddress(newId()); // the visitor is quicker than the list of chats
  const answer = answerTo(question);
  const here = chat;
  const body = {
    id: here,
    messages: [{id: question.id, role: 'user', parts: [{type: 'text', text: question.text}]}],
    trigger: again ? 'regenerate-message' : 'submit-message',
    messageId: again ? undefined : question.replaces,
  };
  focusQuestion();
  await read(answer, (take, controller) => ask(body, take, controller), () => tellTabs(here));
  if (answer.started) setRefused(question, false);
  else if (answer.failed && !answer.lost && !again) setRefused(question, true);
}

function answerTo(question) {
  const answer = new Answer(async old => {
    if ((old.lost || old.resumed) && await reconnect(question)) return;
    old.node.remove();
    // Before it started, an answer to an edited question has cut nothing on the server.
    write(question, old.started || !question.replaces);
  });
  answer.question = question;
  return answer;
}

/** Shows what became of a lost answer. Resolves to false if it has failed, or was never asked for. */
async function reconnect(question) {
  const mine = opening = {};
  const now = await request(pathOf(chat)).then(response => response.json()).catch(() => {});
  if (mine !== opening) return true; // the visitor has gone on
  opening = undefined;
  if (!now?.messages.some(({id}) => id === question?.id)) return false;
  if (!now.answering && now.messages.at(-1).metadata?.status === 'failed') return false;
  show(now.messages, now.answering);
  return true;
}

/** Shows an answer while `source` reads it. Resolves to false if there is nothing to read. */
async function read(answer, source, onStart = () => {}) {
  const controller = new AbortController();
  const here = chat;
  reading.add(controller);
  missed ||= !!opening;
  opening = undefined;
  answer.node.classList.add('writing');
  setRunning(controller, 'Generating …');
  followAgain();
  let found = true;
  try {
    found = await source(event => {
      answer.take(event);
      if (event.type !== 'start') return;
      onStart();
      if (stops.has(controller)) endOnServer(here, controller); // it knew of no answer before
    }, controller);
  } catch (e) {
    controller.abort();
    answer.lost = !(e instanceof Refusal);
    answer.fail(answer.lost ? LOST : e.message);
  }
  await stops.get(controller); // or it could stop the next answer
  reading.delete(controller);
  answer.end();
  if (running === controller) end(answer, found); // else another chat is on the page by now
  return found;
}

function end(answer, found) {
  const hadEnough = answer.stopped || stops.has(running);
  const status = answer.failed ? 'The answer has failed.' : 'The answer is complete.';
  setRunning(undefined, found ? status : '');
  if (answer.failed || hadEnough) takeBack();
  if (answer.lost) setTimeout(reconnectIfShown, 1000, answer);
  const next = nextWaiting();
  if (next) begin(next);
  else if (missed && !answer.failed) openChat();
}

function reconnectIfShown(answer) {
  if (!running && !opening && answer.node.isConnected) reconnect(answer.question);
}

function setRunning(controller, status) {
  const hadFocus = document.activeElement === $('stop');
  running = controller;
  $('log').setAttribute('aria-busy', String(!!running)); // a screen reader waits for the whole
  say(status); // and is told this
  $('stop').hidden = !running;
  if (hadFocus) focusQuestion();
}

/** Ends the call of the model, and not only what we see of it: the server then ends the stream. */
function stop() {
  if (!running) return;
  endOnServer(chat, running);
}

function endOnServer(id, controller) {
  const stop = request(`${pathOf(id)}/stop`, {method: 'POST', signal: AbortSignal.timeout(8_000)});
  stops.set(controller, stop.catch(() => controller.abort()));
}

// ---- Which chat is on the page: the one in the address, after #.

async function openChat() {
  if (!storage) return showTrouble(); // and no cookies: each question would be another visitor's
  const mine = opening = {};
  const id = /^#(?!\.{1,2}$)([\w.:~-]{1,100})$/.exec(location.hash)?.[1] ?? await latest();
  if (mine !== opening) return;
  if (!id) return showTrouble();
  if (id === chat && running && !running.signal.aborted) {
    missed = true;
    return;
  }
  if (id !== chat) {
    takeBackAll();
    endEdit();
    missed = false;
    $('log').replaceChildren(); // or the visitor could go on with the other chat in this one
  }
  showAddress(id);
  const hasSome = missed; // then it need not be replaced by an error
  missed = false;
  setRunning(undefined, '');
  try {
    const {answering, messages} = await (await request(pathOf(id))).json();
    if (mine === opening) show(messages, answering);
  } catch {
    if (mine === opening && !hasSome) showTrouble();
  }
}

function showAddress(id) {
  history.replaceState(null, '', '#' + id);
  chat = id;
}

function show(messages, answering) {
  opening = undefined;
  takeBackAll();
  $('log').replaceChildren();
  let question;
  let answered = true;
  for (const message of messages.filter(({id}) => id !== 'welcome')) {
    answered = message.role !== 'user';
    if (answered) {
      answerTo(question).show(message);
    } else {
      question = {id: message.id, text: message.parts[0].text};
      addQuestion(question, edit);
    }
  }
  $('empty').hidden = !!question;
  followAgain();
  if (answering) goOn(question);
  else if (!answered) answerTo(question).show({parts: [], metadata: {status: 'failed'}});
}

/** Shows an answer that was begun before this page was loaded, or in another tab. */
async function goOn(question) {
  const here = chat;
  const answer = answerTo(question);
  answer.resumed = true;
  const found = await read(answer, (take, controller) => resume(here, take, controller));
  if (found) return;
  answer.node.remove(); // it has just ended, or another server writes it
  setTimeout(() => here === chat && openChat(), 1000);
}

function showTrouble() {
  const needsCookies = 'This chat needs cookies. Allow them for this page, then reload it. ';
  const why = storage ? 'This chat can’t be loaded right now. ' : needsCookies;
  $('log').replaceChildren(element('p', 'error', why));
  $('log').firstChild.append(button('Try again', openChat));
}

/** The id of the latest chat, or a new one; undefined if the chats can't be read. */
async function latest() {
  const chats = await getChats().catch(() => {});
  return chats && (chats[0]?.id ?? newId());
}

function openNewChat() {
  location.hash = newId();
  focusQuestion();
}

/** Random, and allowed in an address. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}

function pathOf(id) {
  return `/api/chats/${encodeURIComponent(id)}`;
}

// ---- Other tabs show the same.

function tellTabs(id, reload = true) {
  tabs.postMessage({id, reload});
}

tabs.addEventListener('message', ({data: {id, reload}}) => {
  if (id === chat && reload) openChat();
  refreshUnlessNaming();
});

// ---- Everything begins here.

initComposer(send, stop);

initChats(() => chat, (id, method) => {
  tellTabs(id, method !== 'PATCH');
  if (method === 'DELETE' && id === chat) openNewChat();
});

$('stop').addEventListener('click', stop);
$('new').addEventListener('click', openNewChat);
$('questions').addEventListener('click', event => {
  if (event.target.matches('button')) send(event.target.textContent);
});

request('/api/model').then(response => response.json()).then(({model, offline}) => {
  $('model').textContent = offline ? 'Scripted answers' : model;
}).catch(() => {});

addEventListener('hashchange', openChat);
addEventListener('pagehide', () => reading.forEach(controller => controller.abort()));
addEventListener('pageshow', () => {
  openChat();
  focusQuestion();
});
