import { readEvents, type AgentEvent } from "./events";
import { watchedFetch } from "./fetch";

type Listener = (event: AgentEvent) => void;

/**
 * POST, and a reader of the response's body. Calls `on` with each event; done when the answer is.
 * `again` replaces the last answer.
 */
export async function viaFetch(input: string, again: boolean, on: Listener, signal: AbortSignal) {
  const trigger = again ? "regenerate-message" : "submit-message";
  const response = await watchedFetch("/api/agent/stream", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ input, trigger }),
    signal,
  });
  if (!response.ok || !response.body) throw new Error(await response.text());
  for await (const event of readEvents(response.body)) on(event);
}

/**
 * EventSource parses for us, but knows only GET, has no status or error text, hides heartbeats, and
 * connects again whenever a connection ends: a second run of the agent. So every way out of here
 * closes it.
 */
export function viaEventSource(input: string, on: Listener, signal: AbortSignal) {
  return new Promise<void>((resolve, reject) => {
    const source = new EventSource(`/chat/stream?message=${encodeURIComponent(input)}`);
    const fail = (error: unknown) => {
      source.close();
      reject(error);
    };
    source.onmessage = ({ data }) => {
      try {
        if (data !== "[DONE]") return on(JSON.parse(data));
        source.close();
        resolve();
      } catch (error) {
        fail(error);
      }
    };
    source.onerror = () => fail(new Error("The connection was refused or lost."));
    signal.addEventListener("abort", () => fail(signal.reason));
  });
}
