// Every page is written to a file by `npm run build`; what happens after that, happens in the
// browser.
export const prerender = true;
