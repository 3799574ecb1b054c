/**
 * What a model writes is Markdown, and not to be trusted: it may repeat what some web page or
 * tool told it to. So HTML in it is shown as text, and DOMPurify cleans what marked makes of the
 * rest. There are no images: asking for one would tell its server something.
 */

import {copyButton, element} from './dom.js';

const {marked, DOMPurify, hljs} = window;
const canRender = marked && DOMPurify?.isSupported;

const SAFE = {
  ALLOWED_TAGS: ('p br hr strong em del code pre ul ol li blockquote h2 h3 h4 h5 h6 a span ' +
    'table thead tbody tr th td').split(' '),
  ALLOWED_ATTR: ['href', 'start', 'align', 'class'],
  ALLOWED_URI_REGEXP: /^(https?:|mailto:)/i, ADD_URI_SAFE_ATTR: ['start', 'align'],
  ALLOW_DATA_ATTR: false, ALLOW_ARIA_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
};
const OUR_CLASSES = /^(language|hljs)-[\w+#. -]{1,60}$/;
const LONG = 20_000; // characters; highlighting more than that takes too long

let shift = 0; // from a heading's depth to its level on the page

const markdown = canRender && new marked.Marked({
  breaks: true,
  tokenizer: {
    html: () => undefined, // no HTML: what stands in <…> is text
    tag: text => {
      const br = /^<br ?\/?>/i.exec(text); // but models break lines in tables with it
      return br ? {type: 'br', raw: br[0]} : undefined;
    },
  },
  renderer: {
    heading({tokens, depth}) {
      const level = Math.min(6, depth + shift);
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>`;
    },
    image({href, title, text}) {
      return this.link({href, title, tokens: [{type: 'text', raw: text, text}]});
    },
    checkbox: ({checked}) => (checked ? '☑ ' : '☐ '),
  },
});

if (canRender) {
  DOMPurify.addHook('uponSanitizeAttribute', (node, attribute) => {
    if (attribute.attrName === 'class') attribute.keepAttr = OUR_CLASSES.test(attribute.attrValue);
  });
  DOMPurify.addHook('afterSanitizeAttributes', node => {
    if (node.href) Object.assign(node, {target: '_blank', rel: 'noopener noreferrer nofollow'});
  });
}

/**
 * Shows a text, which may have grown since the last time. Blocks that stayed the same keep their
 * nodes, so that a reader can select text above while the answer goes on.
 */
export function renderText(node, text) {
  node.classList.toggle('markdown', !!canRender);
  if (!canRender) {
    node.textContent = text;
    return;
  }
  const tokens = markdown.lexer(text);
  const depths = tokens.filter(token => token.type === 'heading').map(token => token.depth);
  shift = 2 - Math.min(...depths, 6); // the first level below the page's own heading
  const links = Object.keys(tokens.links).length;
  const blocks = tokens.filter(({type}) => type !== 'space' && type !== 'def');
  blocks.forEach((token, i) => {
    const source = [shift, links, token.raw].join(' ');
    const old = node.children[i];
    if (old?.source === source) return;
    const block = element('div', 'block');
    block.source = source;
    block.append(clean(markdown.parser([token])));
    addControls(block);
    if (old) old.replaceWith(block);
    else node.append(block);
  });
  while (node.children.length > blocks.length) node.lastChild.remove();
}

const clean = html => DOMPurify.sanitize(html, SAFE);

function addControls(block) {
  block.querySelectorAll('pre').forEach(addHead);
  block.querySelectorAll('table').forEach(table => {
    const frame = element('div', 'table');
    table.replaceWith(frame);
    frame.append(table);
    letScroll(frame, 'Table');
  });
  block.querySelectorAll('li').forEach(item => {
    item.classList.toggle('task', /^\s*[☑☐]/.test(item.textContent));
  });
}

/** Puts the language and a button above a block of code, and colours into it. */
function addHead(pre) {
  const code = pre.firstChild;
  const text = code.textContent.replace(/\n$/, '');
  const language = code.className.replace('language-', '');
  const frame = element('div', 'code');
  const head = element('div', 'code-head');
  head.append(element('span', '', language || 'text'), copyButton(() => text));
  pre.replaceWith(frame);
  frame.append(head, pre);
  letScroll(pre, language ? `Code in ${language}` : 'Code');
  if (text.length > LONG || !window.hljs?.getLanguage(language)) return;
  code.replaceChildren(clean(hljs.highlight(text, {language, ignoreIllegals: true}).value));
}

/** What is too wide scrolls by itself; with the keyboard, too. */
function letScroll(node, label) {
  node.tabIndex = 0;
  node.setAttribute('role', 'group');
  node.setAttribute('aria-label', label);
}
