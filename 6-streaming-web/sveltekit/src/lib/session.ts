import type { UIMessage } from "ai";

// The conversation belongs to the server, which knows the browser by its cookie. A browser may have
// many chats there; this app has one.
export const CHAT = "main";

/** What was said so far; a greeting, if nothing was. */
export async function loadHistory(): Promise<UIMessage[]> {
  const response = await fetch(`/api/chats/${CHAT}`);
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()).messages;
}

/** Deletes the conversation, and returns what a new one begins with. */
export async function forgetHistory(): Promise<UIMessage[]> {
  await fetch(`/api/chats/${CHAT}`, { method: "DELETE" });
  return loadHistory();
}

/** Ends the answer at once. Without this it would go on for a while, since a page may come back. */
export async function stopRun(): Promise<void> {
  await fetch(`/api/chats/${CHAT}/stop`, { method: "POST" });
}

/** What to tell the reader: a refusal of the server is {"error": "..."}, other errors are text. */
export function readable(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  try {
    return JSON.parse(text).error ?? text;
  } catch {
    return text;
  }
}
