/**
 * What a model writes is Markdown, and not to be trusted: it may repeat what some web page or
 * tool told it to. No images: asking for one would tell its server something.
 */

const SAFE = {
  ALLOWED_TAGS: ('p br hr strong em del code pre ul ol li blockquote h1 h2 h3 h4 h5 h6 a ' +
    'table thead tbody tr th td').split(' '),
  ALLOWED_ATTR: ['href', 'start'], ALLOWED_URI_REGEXP: /^(https?:|mailto:)/i,
  ALLOW_DATA_ATTR: false, ALLOW_ARIA_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
};
const {marked, DOMPurify} = window;
const canRender = marked && DOMPurify?.isSupported;
if (canRender) {
  DOMPurify.addHook('afterSanitizeAttributes', node => {
    if (node.href) Object.assign(node, {target: '_blank', rel: 'noopener noreferrer nofollow'});
  });
}

export function renderText(node, text) {
  if (canRender) node.replaceChildren(DOMPurify.sanitize(marked.parse(text), SAFE));
  else node.textContent = text;
  node.classList.toggle('markdown', canRender);
}
