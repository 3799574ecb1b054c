/** Small helpers for building the page. Text is always set as text, never as HTML. */

export const $ = id => document.getElementById(id);

export function element(name, className = '', text = '', label) {
  const node = document.createElement(name);
  node.className = className;
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
