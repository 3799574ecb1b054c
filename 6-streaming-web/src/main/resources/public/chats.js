/** The list of the visitor's chats: open one, give it a name, delete it, take that back. */

import {$, button, element} from './dom.js';
import {request} from './stream.js';

const dialog = $('chats');
const changing = new Set(); // the ids of chats that are being changed on the server
let newest = 0; // the number of the last request for the list
let shown = () => ''; // the id of the chat on the page
let changed = () => {}; // told when a chat was changed here

/** @param current returns the id of the chat on the page
    @param onChange called with the id of a chat after it was renamed, deleted or restored */
export function initChats(current, onChange) {
  shown = current;
  changed = onChange;
}

export async function getChats() {
  const {chats} = await (await request('/api/chats')).json();
  return chats;
}

/** For changes from elsewhere: a name that is being written is not lost. */
export function refreshUnlessNaming() {
  if (!dialog.querySelector('li form')) refresh();
}

/** Shows the list anew, if it is open. */
async function refresh() {
  if (!dialog.open) return;
  const mine = ++newest;
  try {
    const chats = await getChats();
    if (mine !== newest) return; // it is older than what is shown
    $('chat-list').replaceChildren(...chats.map(row));
    if (!chats.length) $('chat-list').append(element('li', 'none', 'You have no chats yet.'));
  } catch {
    if (mine === newest) tell('Your chats can’t be loaded. Try again in a moment.');
  }
}

function row(chat) {
  const item = element('li');
  const link = element('a', '', chat.title);
  link.href = '#' + chat.id;
  link.addEventListener('click', () => dialog.close());
  if (chat.id === shown()) link.setAttribute('aria-current', 'page');
  const rename = icon('rename', 'Rename', chat, () => {
    newest++; // no list that is on its way takes the name away
    item.replaceChildren(nameForm(chat));
  });
  item.append(link, rename, icon('delete', 'Delete', chat, () => remove(chat)));
  return item;
}

function icon(name, verb, chat, action) {
  const node = button('', action);
  node.className = 'icon ' + name;
  node.title = verb;
  node.setAttribute('aria-label', `${verb} ${chat.title}`);
  return node;
}

function nameForm(chat) {
  const form = element('form');
  const name = element('input', '', '', 'Name of the chat');
  Object.assign(name, {value: chat.title, maxLength: 60, required: true});
  const save = element('button', '', 'Save');
  form.append(name, save);
  form.addEventListener('submit', event => {
    event.preventDefault();
    change(chat.id, 'PATCH', '', {title: name.value}).then(() => focusOn(chat.id));
  });
  setTimeout(() => name.select());
  return form;
}

async function remove(chat) {
  if (!await change(chat.id, 'DELETE')) return;
  tell(`“${chat.title}” is deleted. `, button('Undo', async () => {
    if (!await change(chat.id, 'POST', '/restore')) return;
    tell(`“${chat.title}” is back.`);
    focusOn(chat.id);
  }));
  $('deleted').querySelector('button').focus(); // the one that had the focus is gone
}

/** Changes a chat on the server; says so if that doesn't work. */
async function change(id, method, what = '', body) {
  if (changing.has(id)) return false; // a double click
  changing.add(id);
  try {
    await request(`/api/chats/${encodeURIComponent(id)}${what}`, {
      method,
      headers: {'Content-Type': 'application/json'},
      body: body && JSON.stringify(body),
    });
    changed(id, method);
    await refresh();
    return true;
  } catch {
    tell('That didn’t work. Try again in a moment.');
    return false;
  } finally {
    changing.delete(id);
  }
}

/** For the keyboard: the row goes on where it was before the list was made anew. */
function focusOn(id) {
  [...$('chat-list').querySelectorAll('a')].find(link => link.hash === '#' + id)?.focus();
}

function tell(text, ...nodes) {
  $('deleted').replaceChildren(text, ...nodes);
}

$('open-chats').addEventListener('click', () => {
  tell('');
  dialog.showModal();
  refresh();
});

dialog.addEventListener('cancel', event => {
  if (!dialog.querySelector('li form')) return;
  event.preventDefault(); // Escape leaves the name as it is, and the list open
  refresh().then(() => $('chat-list').querySelector('a')?.focus());
});

dialog.addEventListener('click', event => {
  if (event.target === dialog) dialog.close(); // a click beside it
});
