import type { UIMessage } from "ai";

// The conversation belongs to the server, which knows the browser by its cookie.

/** What was said so far; a greeting, if nothing was. */
export const loadHistory = () => messages("GET");

/** Starts a new conversation: its greeting. */
export const forgetHistory = () => messages("DELETE");

async function messages(method: string): Promise<UIMessage[]> {
  const response = await fetch("/api/history", { method });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()).messages;
}

/** Ends this browser's run at once. An aborted request ends it too, but a little later. */
export async function stopRun(): Promise<void> {
  await fetch("/api/agent/stop", { method: "POST" });
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
