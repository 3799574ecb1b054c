// The clients, unmodified, under one name each: a chat object with sendMessage, regenerate, stop,
// messages, status and error; `states`, what the last message's text was, one after another; and
// `data`, the parts for `onData`.
import { register } from "node:module";

register("./svelte-hook.mjs", import.meta.url);
const { watch } = await import("./watch.svelte.js");

export const textOf = (message) =>
  message?.parts.filter((part) => part.type === "text").map((part) => part.text).join("") ?? "";

function aiSdk(ai) {
  return ({ id = "main", ...options }) => {
    const [states, data] = [[], []];
    const onData = (part) => data.push(part);
    const transport = options.url
      ? new ai.WebSocketChatTransport(options)
      : new ai.DefaultChatTransport(options);
    const see = (message) => states.push(textOf(message));
    const chat = new (class extends ai.AbstractChat {})({ id, transport, onData, state: stateOf(see) });
    return { chat, states, data };
  };
}

// What `useChat` and `Chat` keep in their framework's state is a plain object here.
function stateOf(see) {
  return {
    status: "ready",
    error: undefined,
    messages: [],
    pushMessage(message) {
      this.messages = [...this.messages, message];
      see(message);
    },
    popMessage() {
      this.messages = this.messages.slice(0, -1);
    },
    replaceMessage(index, message) {
      this.messages = this.messages.with(index, message);
      see(message);
    },
    snapshot: structuredClone,
  };
}

function svelte({ Chat }, { DefaultChatTransport }) {
  return ({ id = "main", ...options }) => {
    const [states, data] = [[], []];
    const onData = (part) => data.push(part);
    const chat = new Chat({ id, onData, transport: new DefaultChatTransport(options) });
    watch(() => {
      states.push(textOf(chat.lastMessage));
    });
    return { chat, states, data };
  };
}

const ai6 = await import("ai-6");
const ai7 = await import("ai-7");

export const sdks = { "ai 6": ai6, "ai 7": ai7 };

export const clients = {
  "ai 6": aiSdk(ai6),
  "ai 7": aiSdk(ai7),
  "@ai-sdk/svelte 4": svelte(await import("ai-sdk-svelte-4"), ai6),
  "@ai-sdk/svelte 5": svelte(await import("ai-sdk-svelte-5"), ai7),
};
