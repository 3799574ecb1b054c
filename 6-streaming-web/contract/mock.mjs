// A stand-in for the lesson's server: the same routes and the same events, with answers that are
// written here. `check.mjs --self-test` checks the checks with it, and it serves the SvelteKit
// app when there is no Java: `PORT=7070 PACE=40 node mock.mjs`.
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const DEADLOCK =
  "A deadlock is when two threads wait for each other, so that neither can go on. The usual cure"
  + " is an order.";
const WELCOME = "Hello! Ask me something, such as: How warm is it in Lahore?";
const RACE = "A race condition is when the result depends on which of two threads comes first.";

const CODE = "In **Java**:\n\n```java\nstatic int next(int i) { // one more\n  return i + 1;\n}\n```";

const WELCOMING = {
  id: "welcome",
  role: "assistant",
  parts: [{ type: "text", text: WELCOME }],
};

// What the model says: pieces of text, tool calls, and the two ways in which it fails.
function answer(question, earlier) {
  if (/weather|how warm/i.test(question)) {
    const call = { name: "get_weather", input: { city: "Lahore" }, output: "31" };
    return [call, ...pieces("It is 31 degrees Celsius in Lahore.")];
  }
  if (/race condition/i.test(question)) {
    return [...pieces(RACE).slice(0, 6), { error: "The model could not finish." }];
  }
  if (/deadlock/i.test(question)) return [...pieces(DEADLOCK).slice(0, 9), "stall"];
  if (/java method/i.test(question)) return pieces(CODE);
  if (/^what is my name/i.test(question)) {
    const name = /my name is (\w+)/i.exec(earlier.join("\n"))?.[1];
    return pieces(name ? `Your name is ${name}.` : "I do not know your name yet.");
  }
  return pieces(`You said: “${question}”. It is a good thing to say, and this is an answer.`);
}

const pieces = (text) => text.match(/\s*\S+/g).map((delta) => ({ delta }));

/** Starts the server. `broken` names one way in which it is not as it should be. */
export async function startMock({ port = 0, pace = 0, broken = "" } = {}) {
  const sessions = new Map();
  const server = createServer((request, response) => {
    route(request, response).catch((e) => {
      if (!response.headersSent) json(response, 500, { error: "Server error" });
      else response.destroy();
      if (e.name !== "AbortError") console.error(e);
    });
  });

  async function route(request, response) {
    const url = new URL(request.url, `http://${request.headers.host}`);
    const session = sessionOf(request, response);
    const at = `${request.method} ${url.pathname}`;
    const history = () => ({ messages: [WELCOMING, ...session.messages] });
    if (at === "GET /api/chats/main") return json(response, 200, history());
    if (!broken.includes("any-origin") && !sameOrigin(request)) {
      return json(response, 403, { error: "Another site's page may not use this server." });
    }
    if (at === "DELETE /api/chats/main") {
      session.messages.length = 0;
      return response.writeHead(204).end();
    }
    if (at === "POST /api/chats/main/stop") {
      session.run?.abort();
      return response.writeHead(204).end();
    }
    if (at === "GET /api/agent/stream/main/stream") return response.writeHead(204).end();
    if (at === "GET /chat/stream") {
      return stream(session, { input: url.searchParams.get("message") }, request, response);
    }
    if (at === "POST /api/agent/stream") {
      if (!/^application\/json\b/.test(request.headers["content-type"] ?? "")) {
        return json(response, 415, { error: "Content-Type must be application/json." });
      }
      return stream(session, await bodyOf(request), request, response);
    }
    return json(response, 404, { error: "No such page." });
  }

  function sessionOf(request, response) {
    const known = /\bchat=([\w-]+)/.exec(request.headers.cookie ?? "")?.[1];
    const id = sessions.has(known) ? known : randomUUID();
    if (id !== known) {
      sessions.set(id, { messages: [], run: null });
      response.setHeader("Set-Cookie", `chat=${id}; Path=/; HttpOnly; SameSite=Lax`);
    }
    return sessions.get(id);
  }

  async function stream(session, body, request, response) {
    const question = body.input ?? lastUserText(body.messages);
    if (!question) return json(response, 400, { error: "There is no question." });
    if (session.run) return json(response, 409, { error: "An answer is being written." });
    if (broken.includes("forgets")) session.messages.length = 0;
    const again = body.trigger === "regenerate-message" && !broken.includes("regenerate-appends");
    if (again) session.messages.splice(session.messages.findLastIndex((m) => m.role === "user"));
    const run = (session.run = new AbortController());
    response.on("close", () => run.abort());
    response.writeHead(200, {
      "Content-Type": "text/event-stream",
      "Cache-Control": "no-cache",
      "X-Accel-Buffering": "no",
      "X-Vercel-AI-UI-Message-Stream": "v1",
    });
    let held = "";
    const write = (data) => {
      held += `data: ${data}\n\n`;
      if (broken.includes("buffers") && data !== "[DONE]") return;
      response.write(held);
      held = "";
    };
    const send = (event) => write(JSON.stringify(event));
    const reply = { id: randomUUID(), role: "assistant", parts: [] };
    const heartbeat = setInterval(() => response.write(": still here\n\n"), 1000);
    try {
      send({ type: "start", messageId: reply.id });
      await play(answer(question, session.messages.map(textOf)), reply, send, write, run.signal);
      send({ type: "finish", finishReason: "stop" });
    } catch (e) {
      if (broken.includes("silent-error") && !run.signal.aborted) return response.end();
      if (run.signal.aborted) {
        send({ type: "message-metadata", messageMetadata: { status: "stopped" } });
        send({ type: "abort", reason: "stopped" });
      } else {
        send({ type: "error", errorText: e.message });
      }
    } finally {
      clearInterval(heartbeat);
      session.run = null;
      const parts = [{ type: "text", text: question }];
      session.messages.push({ id: randomUUID(), role: "user", parts }, reply);
    }
    write("[DONE]");
    response.end();
  }

  async function play(answer, reply, send, write, signal) {
    const id = "t1";
    const call = answer.find((piece) => piece.name);
    send({ type: "start-step" });
    if (call) {
      const about = { toolCallId: "c1", toolName: call.name };
      send({ type: "tool-input-start", ...about });
      const delta = JSON.stringify(call.input);
      send({ type: "tool-input-delta", toolCallId: "c1", inputTextDelta: delta });
      await sleep(pace * 10, null, { signal });
      send({ type: "tool-input-available", ...about, input: call.input });
      await sleep(pace * 20, null, { signal });
      if (!broken.includes("no-tool-output")) {
        send({ type: "tool-output-available", toolCallId: "c1", output: call.output });
      }
      const { input, output } = call;
      const part = { toolCallId: "c1", state: "output-available", input, output };
      reply.parts.push({ type: `tool-${call.name}`, ...part });
      send({ type: "finish-step" });
      send({ type: "start-step" });
    }
    const text = { type: "text", text: "" };
    reply.parts.push(text);
    send({ type: "text-start", id });
    for (const piece of answer) {
      await sleep(pace, null, { signal });
      if (piece.error) throw new Error(piece.error);
      if (piece === "stall") await sleep(2 ** 30, null, { signal });
      if (!piece.delta) continue;
      text.text += piece.delta;
      if (broken.includes("raw-text")) write(piece.delta);
      else send({ type: "text-delta", id, delta: piece.delta });
    }
    send({ type: "text-end", id });
    send({ type: "finish-step" });
  }

  await new Promise((started) => server.listen(port, "127.0.0.1", started));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

// A page of this server, of a proxy that keeps the page's Host, or no page at all.
function sameOrigin({ headers }) {
  if (!["same-origin", "none", undefined].includes(headers["sec-fetch-site"])) return false;
  return !headers.origin || headers.origin === `http://${headers.host}`;
}

function json(response, status, value) {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(value));
}

async function bodyOf(request) {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return JSON.parse(text);
}

const textOf = (message) => message.parts.map((part) => part.text ?? "").join("");

// Only the last question of a page's list is believed: the history is the server's.
function lastUserText(messages = []) {
  const last = messages.findLast((message) => message.role === "user");
  return last && textOf(last);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { PORT = 7070, PACE = 40 } = process.env;
  const { url } = await startMock({ port: Number(PORT), pace: Number(PACE) });
  console.log(`mock of the streaming web server at ${url}  (Ctrl-C stops it)`);
}
