import { sveltekit } from "@sveltejs/kit/vite";
import { defineConfig } from "vite";

// Where the lesson's Java server listens. The browser never sees this address: it talks to the
// page's own origin, and Vite passes these paths on.
const target = process.env.AGENT_SERVER ?? "http://127.0.0.1:7070";

// changeOrigin: false keeps the Host of the page, so that Origin and Host still agree when the
// server asks whether a request comes from its own page.
const proxy = {
  "/api": { target, changeOrigin: false },
  "/chat": { target, changeOrigin: false },
  "/ws": { target, changeOrigin: false, ws: true },
};

export default defineConfig({
  plugins: [sveltekit()],
  server: { port: 5173, proxy },
  preview: { port: 4173, proxy },
});
