/** Small helpers for building the page. Text is always set as text, never as HTML. */

export const $ = id => document.getElementById(id);

export function element(name, className = '', text = '', label) {
  const node = document.createElement(name);
  if (className) node.className = className;
  node.textContent = text;
  if (label) node.setAttribute('aria-label', label);
  return node;
}

export function button(label, action) {
  const node = element('button', '', label);
  node.type = 'button';
  node.addEventListener('click', action);
  return node;
}

/** Tells a screen reader something that others see. */
export function say(text) {
  $('status').textContent = text;
}

/** Puts the cursor into the text field, but not where that would open an on-screen keyboard. */
export function focusQuestion() {
  if (matchMedia('(pointer: fine)').matches) $('question').focus();
}

/** What this tab keeps over a reload; undefined if the browser blocks that, and cookies. */
export const storage = (() => {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
})();

/** A button that copies what `text()` returns. */
export function copyButton(text) {
  const node = button('Copy', async () => {
    const done = await copy(text());
    node.textContent = done ? 'Copied' : 'Can’t copy';
    say(done ? 'Copied.' : 'This browser doesn’t let the page copy. Select the text instead.');
    setTimeout(() => (node.textContent = 'Copy'), 2000);
  });
  return node;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text); // only with https, or on this machine
    return true;
  } catch {
    return copyByHand(text);
  }
}

function copyByHand(text) {
  const {activeElement} = document;
  const field = element('textarea', 'unseen');
  field.value = text;
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  activeElement?.focus();
  return done;
}
