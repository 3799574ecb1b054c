// The lesson's server as the AI SDK's own clients see it: `BASE_URL=http://127.0.0.1:7070 node
// check.mjs`. The server should answer with the offline model, whose scripts know the questions
// below. `--self-test` needs no server: it checks these checks with servers that are broken.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { clients, sdks, textOf } from "./clients.mjs";
import { startMock } from "./mock.mjs";

const NAME = "My name is Aisha and I am learning Java.";
const WHO = "What is my name?";
const WEATHER = "How warm is it in Lahore?";
const FAILS_HALFWAY = "Explain what a race condition is.";
const FALLS_SILENT = "Explain what a deadlock is.";

const cases = {
  async "the answer arrives in several deltas"(open) {
    const { chat, states } = open();
    await chat.sendMessage({ text: NAME });
    assert.equal(chat.status, "ready", chat.error?.message);
    const answer = answerOf(chat);
    const shown = new Set(states.filter((text) => text && answer.startsWith(text)));
    assert.ok(shown.size >= 3, `the answer came in ${shown.size} piece(s): ${answer}`);
  },

  async "the second question sees the first: the history is the server's"(open, browser) {
    const first = open().chat;
    await first.sendMessage({ text: NAME });
    // Another chat object, as after a reload: it knows nothing, only the cookie is the same.
    const second = open().chat;
    await second.sendMessage({ text: WHO });
    assert.match(answerOf(second), /Aisha/);
    const history = await browser.text("/api/chats/main");
    assert.ok(history.includes(NAME) && history.includes(WHO), history);
  },

  async "a tool call is a tool part with input and output"(open) {
    const { chat } = open();
    await chat.sendMessage({ text: WEATHER });
    assert.equal(chat.status, "ready", chat.error?.message);
    const part = chat.lastMessage.parts.find(({ type }) => /^(tool-|dynamic-tool)/.test(type));
    assert.ok(part, `no tool part in ${JSON.stringify(chat.lastMessage.parts)}`);
    assert.equal(part.state, "output-available");
    assert.match(JSON.stringify(part.input), /Lahore/);
    assert.notEqual(part.output ?? "", "");
    assert.match(answerOf(chat), /Lahore/);
  },

  async "an error is an error, and what had arrived is kept"(open) {
    const { chat } = open();
    await chat.sendMessage({ text: FAILS_HALFWAY });
    assert.equal(chat.status, "error");
    assert.match(chat.error.message, /\w{3}/);
    assert.doesNotMatch(chat.error.message, /Exception|\n\s*at |sk-|api[_-]key/i);
    assert.match(answerOf(chat), /race condition/);
    await chat.sendMessage({ text: NAME });
    assert.equal(chat.status, "ready", chat.error?.message);
  },

  async "stop() ends it, what had arrived is kept, and the next question is answered"(open) {
    const { chat } = open();
    const sent = chat.sendMessage({ text: FALLS_SILENT });
    await until(() => answerOf(chat).includes("deadlock"), "the first half");
    assert.equal(chat.status, "streaming");
    await chat.stop();
    await sent;
    assert.equal(chat.status, "ready", chat.error?.message);
    assert.match(answerOf(chat), /deadlock/);
    // A client that goes away is noticed at a write that fails: at the second heartbeat or so.
    await until(async () => {
      await chat.sendMessage({ text: NAME });
      return chat.status === "ready" || sleep(500, false);
    }, "an answer after the stop");
    assert.match(answerOf(chat), /Aisha/);
  },

  async "regenerate() asks the same question again, in its place"(open, browser) {
    const { chat } = open();
    await chat.sendMessage({ text: NAME });
    const { id } = chat.lastMessage;
    const before = answerOf(chat);
    await chat.regenerate();
    assert.equal(chat.status, "ready", chat.error?.message);
    assert.equal(chat.messages.length, 2);
    assert.notEqual(chat.lastMessage.id, id);
    assert.match(answerOf(chat), /Aisha/);
    const history = await browser.text("/api/chats/main");
    assert.equal(countIn(NAME, history), 1 + countIn(NAME, before), history);
  },

  async "another site's page is refused, and the reason is shown"(open, browser) {
    const { chat } = open({ origin: "https://evil.example", "sec-fetch-site": "cross-site" });
    await chat.sendMessage({ text: NAME });
    assert.equal(chat.status, "error");
    assert.equal(browser.status, 403);
    assert.match(chat.error.message, /\w{3}/);
    assert.equal(chat.messages.filter(({ role }) => role === "assistant").length, 0);
  },
};

// What the mock does not know: these run against the lesson's server only.
const more = {
  async "chat.id names a chat: a browser may have several"(open, browser) {
    const [one, other] = [open({}, "one").chat, open({}, "other").chat];
    await one.sendMessage({ text: NAME });
    await other.sendMessage({ text: WHO });
    assert.doesNotMatch(answerOf(other), /Aisha/);
    const { chats } = JSON.parse(await browser.text("/api/chats"));
    assert.deepEqual(chats.map(({ id }) => id).sort(), ["one", "other"]);
  },

  async "an edited question cuts the chat where it was"(open, browser) {
    const { chat } = open();
    await chat.sendMessage({ text: NAME });
    await chat.sendMessage({ text: WEATHER });
    await chat.sendMessage({ text: WHO, messageId: chat.messages[0].id });
    assert.equal(chat.status, "ready", chat.error?.message);
    assert.equal(chat.messages.length, 2);
    assert.doesNotMatch(answerOf(chat), /Aisha/, "the model still sees what was edited away");
    const history = await said(browser);
    assert.ok(history.includes(WHO) && !history.includes(NAME) && !history.includes(WEATHER));
  },

  async "regenerate({messageId}) cuts the chat at that answer"(open, browser) {
    const { chat } = open();
    await chat.sendMessage({ text: NAME });
    await chat.sendMessage({ text: WEATHER });
    await chat.regenerate({ messageId: chat.messages[1].id });
    assert.equal(chat.status, "ready", chat.error?.message);
    assert.equal(chat.messages.length, 2);
    const { messages } = JSON.parse(await browser.text("/api/chats/main"));
    assert.deepEqual(messages.slice(1).map(({ id }) => id), chat.messages.map(({ id }) => id));
  },

  async "regenerate({messageId}) with a question answers it again"(open, browser) {
    const { chat } = open();
    await chat.sendMessage({ text: NAME });
    await chat.sendMessage({ text: WEATHER });
    await chat.regenerate({ messageId: chat.messages[0].id });
    assert.equal(chat.status, "ready", chat.error?.message);
    const history = await said(browser);
    assert.ok(history.includes(NAME) && !history.includes(WEATHER), history);
  },

  async "resumeStream() gets the answer from its beginning; later there is none"(open, browser) {
    const first = open().chat;
    const sent = first.sendMessage({ text: FALLS_SILENT });
    await until(() => answerOf(first).includes("deadlock"), "the first half");
    const { messages } = JSON.parse(await browser.text("/api/chats/main"));
    const second = open().chat;
    second.messages = messages;
    const resumed = second.resumeStream();
    // Both get the words at once, but neither waits for the other.
    const caughtUp = () => answerOf(second).includes("deadlock") && answerOf(second) === answerOf(first);
    await until(caughtUp, "the first half, resumed");
    await browser.post("/api/chats/main/stop");
    await Promise.all([sent, resumed]);
    assert.equal(second.status, "ready", second.error?.message);
    assert.equal(second.lastMessage.metadata.status, "stopped");
    assert.equal(second.lastMessage.id, first.lastMessage.id);
    await second.resumeStream();
    assert.equal(second.status, "ready", second.error?.message);
    assert.equal(browser.status, 204);
  },

  async "the run's events are for those who ask, and stay out of the message"(open) {
    const { chat, data } = open();
    await chat.sendMessage({ text: NAME });
    assert.equal(data.length, 0);
    await chat.sendMessage({ text: NAME }, { body: { watch: true } });
    assert.equal(chat.status, "ready", chat.error?.message);
    assert.ok(data.some((part) => part.data.type === "response.output_text.delta"));
    assert.ok(!JSON.stringify(chat.messages).includes("data-run"));
  },

  async "a message says in its metadata how it ended"(open) {
    const { chat } = open();
    await chat.sendMessage({ text: NAME });
    assert.equal(chat.lastMessage.metadata.status, "complete");
    await chat.sendMessage({ text: FAILS_HALFWAY });
    assert.equal(chat.lastMessage.metadata.status, "failed");
  },

  async "a file is refused, in a sentence"(open, browser) {
    const { chat } = open();
    const file = { type: "file", mediaType: "text/plain", url: "data:text/plain,Hello" };
    await chat.sendMessage({ text: NAME, files: [file] });
    assert.equal(chat.status, "error");
    assert.equal(browser.status, 400);
    assert.match(chat.error.message, /^[A-Z][^{}]+$/);
  },

  async "a second question while an answer is written is refused, in a sentence"(open, browser) {
    const first = open().chat;
    const sent = first.sendMessage({ text: FALLS_SILENT });
    await until(() => answerOf(first).includes("deadlock"), "the first half");
    const second = open().chat;
    await second.sendMessage({ text: NAME });
    assert.equal(second.status, "error");
    assert.equal(browser.status, 409);
    assert.match(second.error.message, /^[A-Z][^{}]+$/);
    await second.regenerate(); // the server does not know that question yet
    assert.equal(browser.status, 409);
    await browser.post("/api/chats/main/stop");
    await sent;
    await second.regenerate();
    assert.equal(second.status, "ready", second.error?.message);
    assert.match(answerOf(second), /Aisha/);
  },
};

/** What the server has of the chat, without its greeting. */
async function said(browser) {
  const { messages } = JSON.parse(await browser.text("/api/chats/main"));
  return JSON.stringify(messages.slice(1));
}

/** The WebSocket transport that `ai` has since version 7. */
async function overWebSocket(open, base) {
  const url = base.replace("http", "ws") + "/ws/chat";
  let heartbeats = 0;
  const webSocket = class extends WebSocket {
    constructor(...options) {
      super(...options);
      this.addEventListener("message", ({ data }) => {
        if (JSON.parse(data).type === "heartbeat") heartbeats++;
      });
    }
  };
  const { chat } = open({ url, webSocket });
  await chat.sendMessage({ text: NAME });
  assert.equal(chat.status, "ready", chat.error?.message);
  assert.match(answerOf(chat), /Aisha/);
  const sent = chat.sendMessage({ text: FALLS_SILENT });
  await until(() => answerOf(chat).includes("deadlock"), "the first half");
  await until(() => heartbeats > 1, "heartbeats");
  assert.equal(chat.status, "streaming", chat.error?.message); // the client ignores them
  const other = open({ url, id: "other" }).chat;
  await other.sendMessage({ text: "?".repeat(20_000) });
  assert.equal(other.status, "error");
  assert.match(other.error.message, /16000/);
  await chat.stop();
  await sent;
  await until(async () => {
    await chat.sendMessage({ text: NAME });
    return chat.status === "ready";
  }, "an answer after the stop");
  await chat.resumeStream();
  assert.equal(chat.status, "ready", chat.error?.message);
}

// The same stream without a chat around it.
async function transportOnly(ai, base) {
  const transport = new ai.DefaultChatTransport(browserAt(base).options());
  const parts = [{ type: "text", text: NAME }];
  const messages = [{ id: "m1", role: "user", parts }];
  const request = { chatId: "c1", messages, trigger: "submit-message", messageId: undefined };
  const stream = await transport.sendMessages({ ...request, abortSignal: undefined });
  const texts = [];
  for await (const message of ai.readUIMessageStream({ stream })) texts.push(textOf(message));
  assert.ok(new Set(texts).size >= 3, `the message had the states ${JSON.stringify(texts)}`);
  assert.match(texts.at(-1), /Aisha/);
}

/** What a browser adds to fetch: cookies, the page's origin, and addresses without a host. */
function browserAt(base) {
  let cookie = "";
  let status;
  async function browse(path, { headers, ...init } = {}) {
    const all = { origin: base, "sec-fetch-site": "same-origin", ...headers };
    if (cookie) all.cookie = cookie;
    const response = await fetch(new URL(path, base), { ...init, headers: all });
    status = response.status;
    for (const set of response.headers.getSetCookie()) cookie = set.split(";")[0];
    return response;
  }
  return {
    get status() {
      return status;
    },
    text: async (path) => (await browse(path)).text(),
    post: (path) => browse(path, { method: "POST" }),
    options: (headers, id) => ({ id, api: "/api/agent/stream", fetch: browse, headers }),
  };
}

const answerOf = ({ lastMessage }) => lastMessage?.role === "assistant" ? textOf(lastMessage) : "";

const countIn = (part, text) => text.split(part).length - 1;

async function until(done, what) {
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(5)) {
    if (await done()) return;
  }
  throw new Error(`waited a minute for ${what}`);
}

/** Runs every case with every client; says what happened with one line a case. */
async function checkAll(base, { say = console.log, only = "", limit = 180_000, real = false } = {}) {
  const failed = [];
  let passed = 0;
  async function run(name, action) {
    const started = Date.now();
    const late = sleep(limit, null, { ref: false }).then(() => {
      throw new Error(`not finished after ${limit} ms`);
    });
    try {
      await Promise.race([action(), late]);
      passed++;
      say(`ok    ${name}  (${Date.now() - started} ms)`);
    } catch (e) {
      failed.push(name);
      say(`FAIL  ${name}\n      ${e.message.replaceAll("\n", "\n      ")}`);
    }
  }
  for (const [name, client] of Object.entries(clients)) {
    if (!name.includes(only)) continue;
    if (sdks[name]) {
      const title = `${name}: transport and readUIMessageStream`;
      await run(title, () => transportOnly(sdks[name], base));
    }
    if (real && sdks[name]?.WebSocketChatTransport && globalThis.WebSocket) {
      await run(`${name}: the WebSocket transport`, () => overWebSocket(client, base));
    }
    for (const [title, action] of Object.entries(real ? { ...cases, ...more } : cases)) {
      const browser = browserAt(base);
      const open = (headers, id) => client(browser.options(headers, id));
      await run(`${name}: ${title}`, () => action(open, browser));
    }
  }
  return { passed, failed };
}

// What is wrong with a server, and the cases that must then fail.
const broken = {
  buffers: ["stop()"],
  "raw-text": ["several deltas", "second question", "tool part", "stop()", "regenerate()"],
  "silent-error": ["an error is an error"],
  "no-tool-output": ["tool part"],
  forgets: ["second question"],
  "regenerate-appends": ["regenerate()"],
  "any-origin": ["another site"],
};

async function selfTest() {
  const mock = await startMock({ pace: 2 });
  const { passed, failed } = await checkAll(mock.url);
  mock.stop();
  const tally = { passed, failed: failed.length };
  const only = "@ai-sdk/svelte 5";
  for (const [fault, expected] of Object.entries(broken)) {
    const bad = await startMock({ pace: 2, broken: fault });
    const found = await checkAll(bad.url, { say: () => {}, only, limit: 3_000 });
    bad.stop();
    const missed = expected.filter((part) => !found.failed.some((name) => name.includes(part)));
    tally[missed.length ? "failed" : "passed"]++;
    const verdict = missed.length ? `FAIL  passed by mistake: ${missed}` : "ok   ";
    console.log(`${verdict} a broken server (${fault}) fails: ${found.failed.length} case(s)`);
  }
  return tally;
}

const base = process.env.BASE_URL;
if (!base && !process.argv.includes("--self-test")) {
  console.error("BASE_URL is not set: start the server, or try --self-test.");
  process.exit(2);
}
if (base) {
  await browserAt(base).text("/api/chats/main").catch(() => {
    console.error(`Nothing answers at ${base}.`);
    process.exit(2);
  });
}
const { passed, failed } = process.argv.includes("--self-test")
  ? await selfTest()
  : await checkAll(base, { real: true }).then((all) => ({ ...all, failed: all.failed.length }));
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
