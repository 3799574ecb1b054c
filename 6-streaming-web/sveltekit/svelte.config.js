import adapter from "@sveltejs/adapter-static";
import { vitePreprocess } from "@sveltejs/vite-plugin-svelte";

/** @type {import('@sveltejs/kit').Config} */
export default {
  preprocess: vitePreprocess(),
  kit: {
    // The build is a folder of static files: the only server with a say is the Java one.
    adapter: adapter(),
    csp: {
      mode: "hash",
      directives: {
        "default-src": ["none"],
        "script-src": ["self"],
        "style-src": ["self"],
        "style-src-attr": ["unsafe-inline"], // SvelteKit hides its route announcer with one
        "connect-src": ["self"],
        "img-src": ["data:"],
        "base-uri": ["none"],
        "form-action": ["none"],
      },
    },
  },
};
