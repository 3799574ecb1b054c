import type { UIMessage } from "ai";
import { watchedFetch } from "./fetch";

// The conversation belongs to the server, which knows the browser by its cookie. A browser may have
// many chats there; this app has one.
export const CHAT = "main";

/** What was said so far; a greeting, if nothing was. */
export async function loadHistory(): Promise<UIMessage[]> {
  const response = await watchedFetch(`/api/chats/${CHAT}`);
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()).messages;
}

/** Deletes the conversation, and returns what a new one begins with. */
export async function forgetHistory(): Promise<UIMessage[]> {
  const response = await watchedFetch(`/api/chats/${CHAT}`, { method: "DELETE" });
  const deleted = response.ok || response.status === 404; // before the first question, there is none
  if (!deleted) throw new Error(await response.text());
  return loadHistory();
}

/** Ends the answer at once, if the server knows of one. Its stream then ends with "abort". */
export async function stopRun(): Promise<void> {
  const response = await watchedFetch(`/api/chats/${CHAT}/stop`, { method: "POST" });
  if (!response.ok) throw new Error(await response.text());
}

/** What the server says about an answer that was not finished. */
export function unfinished({ metadata }: UIMessage): string | undefined {
  const status = (metadata as { status?: string } | undefined)?.status;
  return status && status !== "complete" ? status : undefined;
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
