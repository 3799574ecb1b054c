import type { UIMessage, UIMessageChunk } from "ai";

/** One event of the stream, such as {"type":"text-delta","id":"t1","delta":"Hel"}. */
export type AgentEvent = UIMessageChunk;

/**
 * Reads server-sent events from a response's body. Yields each event's JSON; ends at [DONE]. A
 * stream that stops before is a lost connection, and says so.
 */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<AgentEvent> {
  // A piece from the network can end anywhere: inside a line, or inside one letter. The decoder
  // keeps the rest of a letter, `rest` the rest of a line.
  const pieces = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>);
  const reader = pieces.getReader();
  let rest = "";
  let data: string[] = [];
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) throw new Error("The connection was lost before the answer was complete.");
      const lines = (rest + value).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines.map((text) => text.replace(/\r$/, ""))) {
        if (line.startsWith("data:")) {
          data.push(line.slice(5).replace(/^ /, ""));
        } else if (line === "" && data.length > 0) {
          // An empty line ends an event. Other lines are comments (":"), "event:" or "id:".
          const text = data.join("\n");
          data = [];
          if (text === "[DONE]") return;
          yield JSON.parse(text);
        }
      }
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** What an event does to the answer on the page. Events it does not know change nothing. */
export function apply(event: AgentEvent, message: UIMessage): void {
  const { parts } = message;
  if (event.type === "text-start") parts.push({ type: "text", text: "" });
  if (event.type === "reasoning-start") parts.push({ type: "reasoning", text: "" });
  if (event.type === "text-delta") {
    const last = parts.findLast((part) => part.type === "text");
    if (last) last.text += event.delta;
  }
  if (event.type === "reasoning-delta") {
    const last = parts.findLast((part) => part.type === "reasoning");
    if (last) last.text += event.delta;
  }
  if (event.type === "tool-input-available") {
    const { toolCallId, toolName, input } = event;
    parts.push({ type: `tool-${toolName}`, toolCallId, state: "input-available", input });
  }
  if (event.type === "tool-output-available" || event.type === "tool-output-error") {
    const call = parts.find((part) => "toolCallId" in part && part.toolCallId === event.toolCallId);
    if (!call) return;
    if (event.type === "tool-output-available") {
      Object.assign(call, { state: "output-available", output: event.output });
    } else {
      Object.assign(call, { state: "output-error", errorText: event.errorText });
    }
  }
  if (event.type === "error") throw new Error(event.errorText);
}
