import DOMPurify from "dompurify";
import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import java from "highlight.js/lib/languages/java";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import plaintext from "highlight.js/lib/languages/plaintext";
import python from "highlight.js/lib/languages/python";
import { Marked, type Token } from "marked";

// The languages a reader of this course meets. Code in any other is shown in one color.
const LANGUAGES = { bash, java, javascript, json, plaintext, python };
for (const [name, rules] of Object.entries(LANGUAGES)) {
  hljs.registerLanguage(name, rules);
}

const marked = new Marked({
  // No HTML: what looks like a tag is text. So `List<String>` stays as the model wrote it.
  tokenizer: { html: () => undefined, tag: () => undefined },
  renderer: {
    code({ text, lang = "" }) {
      const language = hljs.getLanguage(lang) ? lang : "plaintext";
      const { value } = hljs.highlight(text, { language });
      // A wide line scrolls, and the keyboard can only scroll what it can reach.
      return `<pre tabindex="0"><code>${value}</code></pre>`;
    },
  },
});

// What a model writes is not to be trusted: it may repeat what a web page or a tool told it to. No
// images, because fetching one would tell its server something.
const SAFE = {
  ALLOWED_TAGS: (
    "p br hr strong em del code pre span ul ol li input blockquote h1 h2 h3 h4 h5 h6 a "
    + "table thead tbody tr th td"
  ).split(" "),
  ALLOWED_ATTR: "href start class align tabindex type checked disabled target rel".split(" "),
  ALLOWED_URI_REGEXP: /^(https?:|mailto:)/i,
  ADD_URI_SAFE_ATTR: ["start", "align", "tabindex", "type"], // or they would have to be addresses
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
};

// The build runs this file too, without a document to clean.
if (DOMPurify.isSupported) {
  DOMPurify.addHook("afterSanitizeAttributes", (node) => {
    if (!node.hasAttribute("href")) return;
    node.setAttribute("target", "_blank");
    node.setAttribute("rel", "noopener noreferrer nofollow");
  });
}

/** The paragraphs, lists, tables and code blocks of a text. */
export const blocks = (text: string): Token[] => marked.lexer(text);

/** The HTML of one of them. It is safe to show. */
export const html = (block: Token) => DOMPurify.sanitize(marked.parser([block]), SAFE);
