// Both pages in Chromium, through Vite's proxy: `npm run e2e` after `npm run build`. Talks to the
// server at BASE_URL, or to the mock in ../contract. SCREENSHOTS=folder keeps pictures.
import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer as createHttpServer, request as forward } from "node:http";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import axe from "axe-core";
import { chromium } from "playwright-core";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const FLAGS = "--no-sandbox --disable-gpu --disable-background-networking"
  + " --disable-component-update --disable-sync --no-first-run";
const PAGES = { "/low-level": ["fetch", "EventSource"], "/ai-sdk": ["Chat"] };

let mock;
if (!process.env.BASE_URL) {
  const { startMock } = await import("../contract/mock.mjs");
  mock = await startMock({ pace: 30 });
}
const agent = new URL(process.env.BASE_URL ?? mock.url);

// A slow way to the server: after `held = hold(/path/)`, the next such request reaches it only at
// `held.release()`, or never at `held.release(true)`. A server that is behind does not see either
// that its client has gone.
let holding;
function hold(path) {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  const came = new Promise((resolve) => (holding = { path, released, resolve }));
  return { came, release };
}

let passingOn; // the latest response

const slow = createHttpServer(async (request, response) => {
  const body = await buffer(request);
  const held = holding?.path.test(request.url) ? holding : undefined;
  if (held) {
    holding = undefined;
    held.resolve();
    if (await held.released) return response.writeHead(502).end();
  }
  const { hostname, port } = agent;
  const { method, url: path, headers } = request;
  const sent = forward({ hostname, port, method, path, headers }, (reply) => {
    response.writeHead(reply.statusCode, reply.headers);
    response.flushHeaders();
    reply.pipe(response);
    passingOn = { reply, response };
    reply.on("error", () => response.destroy());
  });
  sent.on("error", () => response.destroy());
  response.on("close", () => held || sent.destroy());
  sent.end(body);
});
await new Promise((started) => slow.listen(0, "127.0.0.1", started));
process.env.AGENT_SERVER = `http://127.0.0.1:${slow.address().port}`; // vite.config.js reads it
const { createServer, preview } = await import("vite");

const cases = {
  async "the answer arrives while it is being written, and Stop ends it"(chat) {
    await chat.ask("Explain what a deadlock is.");
    await chat.answer(/A deadlock/); // the model says no more than half: this is not the end
    assert.equal(await chat.log.getAttribute("aria-busy"), "true");
    await chat.screenshot("answering");
    await chat.stop();
    await chat.idle();
    await chat.answer(/A deadlock/);
    await chat.askUntilAnswered("Say hello.");
  },

  async "Stop counts for a question that the server does not have yet"(chat) {
    const question = hold(/agent\/stream|chat\/stream/);
    await chat.ask("Explain what a deadlock is.");
    await question.came;
    const stopped = chat.page.waitForResponse(/stop$/);
    await chat.stop();
    await stopped;
    question.release();
    await chat.idle();
    await chat.status("Stopped.");
    await chat.ask("Say hello.");
    await chat.status("The answer is complete.");
  },

  async "no question can be asked before the server has heard of Stop"(chat) {
    await chat.ask("Explain what a deadlock is.");
    await chat.answer(/A deadlock/);
    const stop = hold(/stop$/);
    await chat.stop();
    await stop.came;
    assert.equal(await chat.log.getAttribute("aria-busy"), "true");
    stop.release(); // later it would end the next answer
    await chat.idle();
    await chat.ask("Say hello.");
    await chat.status("The answer is complete.");
  },

  async "no question is lost while the page reads the conversation"(chat) {
    const clear = () => chat.page.getByRole("button", { name: "New chat" }).click();
    const reload = () => chat.page.reload();
    const requests = [[reload, /main$/], [clear, /main$/]];
    if (chat.client === "Chat") requests.push([reload, /main\/stream$/]);
    for (const [begin, request] of requests) {
      const reading = hold(request);
      await begin();
      await reading.came;
      await chat.input.fill("Say hello.");
      await chat.input.press("Enter");
      assert.equal(await chat.input.inputValue(), "Say hello."); // or what comes overwrites it
      reading.release();
      await chat.ready();
      await chat.ask("Say hello.");
      await chat.status("The answer is complete.");
    }
  },

  async "a conversation that can't be read or deleted says so, and Try again helps"(chat) {
    await chat.ask("Say hello.");
    await chat.status("The answer is complete.");
    const clear = () => chat.page.getByRole("button", { name: "New chat" }).click();
    for (const [begin, left] of [[() => chat.page.reload(), 1], [clear, 0]]) {
      hold(/main$/).release(true);
      await begin();
      await chat.alert.getByText("The server can't be reached. Is it running?").waitFor();
      await chat.page.getByRole("button", { name: "Try again" }).click();
      await chat.ready();
      assert.equal(await chat.alert.count(), 0);
      assert.equal(await chat.log.locator("article.user").count(), left);
    }
  },

  async "a question that was refused takes no earlier turn with it"(chat) {
    if (chat.client === "Chat" && mock) return; // the mock knows no ids
    await chat.ask("Say hello.");
    await chat.status("The answer is complete.");
    hold(/agent\/stream|chat\/stream/).release(true);
    await chat.ask("Say hello.");
    await chat.alert.waitFor();
    await chat.page.getByRole("button", { name: "Try again" }).click();
    await chat.status("The answer is complete.");
    await chat.page.reload();
    await chat.ready();
    assert.equal(await chat.log.locator("article.user").count(), 2);
  },

  async "an answer is not lost that ends, or is refused, while the page is reloaded"(chat) {
    if (chat.client !== "Chat" || mock) return; // only these go on after a reload
    for (const refused of [false, true]) {
      await chat.ask("Explain what a deadlock is.");
      await chat.answer(/A deadlock/);
      let asked = 0;
      chat.page.on("request", (sent) => (asked += /agent\/stream$/.test(sent.url())));
      const held = hold(/main\/stream$/);
      await chat.page.reload();
      await held.came;
      await chat.page.evaluate(async () => {
        await fetch("/api/chats/main/stop", { method: "POST" });
        while ((await (await fetch("/api/chats/main")).json()).answering);
      });
      held.release(refused);
      if (refused) await chat.page.getByRole("button", { name: "Try again" }).click();
      await chat.answer(/A deadlock/);
      await chat.ready();
      assert.equal(asked, 0);
    }
  },

  async "a slow model is no lost connection, but one without heartbeats is"(chat) {
    await chat.page.clock.install();
    await chat.ask("Explain what a deadlock is.");
    await chat.answer(/A deadlock/);
    const { reply, response } = passingOn;
    const heartbeat = async () => {
      while (!String(await once(reply, "data")).startsWith(":"));
    };
    await heartbeat(); // all words have come
    await chat.page.clock.runFor(4_000);
    await heartbeat();
    await heartbeat(); // the page has the first
    await chat.page.clock.runFor(4_000);
    assert.equal(await chat.log.getAttribute("aria-busy"), "true");
    if (chat.client === "EventSource") return; // it hides the heartbeats
    reply.unpipe(response);
    await chat.page.clock.runFor(8_000);
    await chat.alert.getByText("The connection to the server was lost.").waitFor();
    await chat.idle();
    await chat.answer(/A deadlock/);
  },

  async "an answer that another tab stops is no complete one"(chat) {
    await chat.ask("Explain what a deadlock is.");
    await chat.answer(/A deadlock/);
    await chat.page.evaluate(() => fetch("/api/chats/main/stop", { method: "POST" }));
    await chat.idle();
    await chat.status("Stopped.");
  },

  async "a tool call is shown with input and output"(chat) {
    await chat.ask("How warm is it in Lahore?");
    await chat.answer(/31[^]*in Lahore/);
    await chat.idle();
    await chat.answer(/get_weather[^]*"city":\s*"Lahore"[^]*31/);
    await chat.screenshot("tool");
  },

  async "an error is shown, what had arrived is kept, and the chat goes on"(chat) {
    await chat.ask("Explain what a race condition is.");
    await chat.alert.waitFor();
    await chat.answer(/race condition/);
    await chat.screenshot("error");
    const questions = await chat.log.locator("article.user").count();
    const asked = chat.page.waitForRequest(/agent\/stream/);
    await chat.page.getByRole("button", { name: "Try again" }).click();
    await asked;
    await chat.idle();
    await chat.alert.waitFor(); // asked again in its place, with the same end
    assert.equal(await chat.log.locator("article.user").count(), questions);
    await chat.ask("Say hello.");
    await chat.answer(/\w/);
    await chat.idle();
    assert.equal(await chat.alert.count(), 0);
    await chat.page.reload();
    await chat.ready();
    assert.equal(await chat.log.locator("article.user").count(), questions + 1);
  },

  async "one question is one run, and a reload shows the same conversation"(chat) {
    const runs = [];
    chat.page.on("request", (sent) => {
      if (/agent\/stream|chat\/stream/.test(sent.url())) runs.push(sent.url());
    });
    const markup = 'What is <img src=x onerror="document.title=1"> in HTML?';
    await chat.ask(markup);
    await chat.idle();
    const patience = chat.client === "EventSource" ? 4_000 : 0; // it would be back after three
    await chat.page.waitForTimeout(patience);
    assert.equal(runs.length, 1);
    const before = await chat.log.innerText();
    assert.ok(before.includes(markup));
    assert.equal(await chat.log.locator("img").count(), 0);
    await chat.page.reload();
    await chat.ready();
    assert.equal(await chat.log.innerText(), before);
  },

  async "Markdown is shown, code is highlighted, and HTML stays text"(chat) {
    const markup = 'List<String> **bold** <img src=x onerror="document.title=1"> [no](javascript:1)';
    await chat.ask(`Say ${markup}`);
    await chat.idle();
    const answer = chat.log.locator("article.assistant").last();
    await answer.locator("strong", { hasText: "bold" }).waitFor();
    assert.match(await answer.innerText(), /List<String> bold <img src=x/);
    assert.equal(await answer.locator("img, a[href]").count(), 0);
    await chat.ask("Write a Java method that reverses a list.");
    await chat.idle();
    await answer.locator("pre[tabindex] .hljs-keyword", { hasText: "static" }).waitFor();
    assert.equal(await answer.locator("input:not([type=checkbox])").count(), 0); // a task list
    await chat.screenshot("markdown");
  },

  async "it is accessible, and fits a phone and a finger"(chat) {
    await chat.ask("How warm is it in Lahore?");
    await chat.answer(/31[^]*in Lahore/);
    await chat.idle();
    for (const colorScheme of ["light", "dark"]) {
      for (const width of [900, 390]) {
        await chat.page.setViewportSize({ width, height: 700 });
        await chat.page.emulateMedia({ colorScheme });
        const { violations } = await chat.page.evaluate(`${axe.source}; axe.run()`);
        assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes[0].html]), []);
        const wide = "document.documentElement.scrollWidth";
        assert.ok((await chat.page.evaluate(wide)) <= width, `wider than ${width}`);
        await chat.screenshot(`${colorScheme}-${width}`);
      }
    }
    const targets = chat.page.locator("nav a, button, textarea, summary, label");
    for (const target of await targets.filter({ visible: true }).all()) {
      const { height } = await target.boundingBox();
      assert.ok(height >= 44, `${await target.innerText()} is ${height} high`);
    }
  },

  async "closing the page ends its run, unless a page comes back for it"(chat, open) {
    await chat.ask("Explain what a deadlock is.");
    await chat.answer(/A deadlock/);
    await chat.page.close();
    // The same browser: while the run goes on, it gets no other. A page that comes back is not idle.
    const again = await open("load");
    if (chat.client === "Chat" && !mock) {
      await again.answer(/A deadlock/);
      assert.equal(await again.log.getAttribute("aria-busy"), "true");
      await again.stop();
      await again.idle();
    }
    await again.askUntilAnswered("Say hello.");
  },
};

/** One page, as its user sees it. */
class ChatPage {
  constructor(page, client, name) {
    this.page = page;
    this.client = client;
    this.name = name;
    this.log = page.getByRole("log");
    this.alert = page.getByRole("alert");
    this.input = page.getByLabel("Your message");
  }

  async ready() {
    await this.log.getByText("Hello!").first().waitFor(); // the history has been loaded
    await this.page.locator("button.main:enabled").waitFor();
    if (this.client !== "Chat") await this.page.getByLabel(this.client).check();
  }

  async ask(text) {
    await this.input.fill(text);
    await this.input.press("Enter");
    await this.log.locator("article.user").last().getByText(text, { exact: true }).waitFor();
  }

  /** Waits until the last message is from the assistant and matches. */
  async answer(pattern) {
    const last = this.log.locator("article").last();
    await last.and(this.log.locator("article.assistant", { hasText: pattern })).waitFor();
  }

  async idle() {
    await this.page.getByRole("button", { name: "Send" }).waitFor();
    assert.equal(await this.log.getAttribute("aria-busy"), "false");
  }

  async stop() {
    await this.page.getByRole("button", { name: "Stop" }).click();
  }

  async status(text) {
    await this.page.getByRole("status").getByText(text, { exact: true }).waitFor();
  }

  /** A server learns that a client is gone when it next writes; until then it is busy. */
  async askUntilAnswered(text) {
    for (let tries = 0; tries < 20; tries++) {
      await this.ask(text);
      await this.idle();
      if (!(await this.alert.isVisible())) return this.answer(/\w/);
      await this.page.waitForTimeout(500);
    }
    throw new Error("the server went on being busy");
  }

  async screenshot(what) {
    const folder = process.env.SCREENSHOTS;
    const file = `${this.name}-${what}`.replace(/\W+/g, "-");
    if (folder) await this.page.screenshot({ path: `${folder}/${file}.png` });
  }
}

/** What a page's scripts weigh on the wire, in kB; and what the README says they do. */
async function checkSizes(base, browser) {
  const readme = readFileSync("README.md", "utf8");
  const said = /\| download[^|]*\| (\d+) kB \| (\d+) kB \|/.exec(readme).slice(1).map(Number);
  for (const [i, path] of Object.keys(PAGES).entries()) {
    const page = await browser.newPage();
    const scripts = [];
    page.on("response", (response) => {
      if (response.url().endsWith(".js")) scripts.push(response.body());
    });
    await page.goto(base + path, { waitUntil: "networkidle" });
    let bytes = 0;
    for (const script of scripts) bytes += gzipSync(await script).length;
    await page.close();
    const close = Math.abs(bytes / 1000 - said[i]) < 3;
    close ? passed++ : failed++;
    console.log(`${close ? "ok   " : "FAIL "} ${path} weighs ${said[i]} kB (${bytes} bytes)`);
  }
}

async function late() {
  await sleep(240_000, null, { ref: false });
  throw new Error("not finished after four minutes");
}

let passed = 0;
let failed = 0;

async function runAll(server, base, browser) {
  for (const [path, clients] of Object.entries(PAGES)) {
    for (const client of clients) {
      for (const [title, action] of Object.entries(cases)) {
        const context = await browser.newContext({ viewport: { width: 900, height: 800 } });
        context.setDefaultTimeout(60_000);
        const troubles = [];
        const open = async (waitUntil = "networkidle") => {
          const page = await context.newPage();
          page.on("pageerror", (error) => troubles.push(error.message));
          page.on("console", (line) => {
            const refused = /status of (409|502)/.test(line.text());
            if (line.type() === "error" && !refused) troubles.push(line.text());
          });
          await page.goto(base + path, { waitUntil });
          const chat = new ChatPage(page, client, `${server}${path}-${client}`);
          await chat.ready();
          return chat;
        };
        const name = `${server} ${path} ${client}: ${title}`;
        try {
          await Promise.race([open().then((chat) => action(chat, open)), late()]);
          assert.deepEqual(troubles, []);
          passed++;
          console.log(`ok    ${name}`);
        } catch (error) {
          failed++;
          console.log(`FAIL  ${name}\n      ${error.message}`);
        }
        await context.close();
      }
    }
  }
}

const servers = {
  preview: () => preview({ preview: { port: 0, host: "127.0.0.1" }, logLevel: "error" }),
  dev: async () =>
    (await createServer({ server: { port: 0, host: "127.0.0.1" }, logLevel: "error" })).listen(),
};

const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS.split(" ") });
for (const [name, start] of Object.entries(servers)) {
  const server = await start();
  const base = server.resolvedUrls.local[0].replace(/\/$/, "");
  if (name === "preview") await checkSizes(base, browser);
  await runAll(name, base, browser);
  await server.close();
}
await browser.close();
slow.closeAllConnections();
slow.close();
mock?.stop();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
