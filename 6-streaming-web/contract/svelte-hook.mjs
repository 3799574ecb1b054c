// Svelte's packages are for bundlers: found under the condition "svelte", and their `.svelte.js`
// modules have runes, which a compiler must turn into JavaScript. This lets Node do both.
import { compileModule } from "svelte/compiler";

export const resolve = (name, context, next) =>
  next(name, { ...context, conditions: [...context.conditions, "svelte", "browser"] });

export async function load(url, context, next) {
  const loaded = await next(url, context);
  if (!url.endsWith(".svelte.js")) return loaded;
  const compiled = compileModule(String(loaded.source), { filename: url, generate: "client" });
  return { ...loaded, source: compiled.js.code };
}
