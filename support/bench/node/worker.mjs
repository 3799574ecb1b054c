// Measures one client for JavaScript: the same tasks and results as bench.Worker, line by line.
// Arguments: the client's name and the server's base URL.
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import {
  Agent,
  OpenAIChatCompletionsModel,
  OpenAIResponsesModel,
  run,
  setTracingDisabled,
} from "@openai/agents";
import OpenAI from "openai";

const [name, baseURL] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey: "bench" });
setTracingDisabled(true);

/** The package `openai`, with nothing around it. */
function bareChat(api, model) {
  const history = [];
  return async function* (question) {
    history.push({ role: "user", content: question });
    let answer = "";
    if (api === "responses") {
      const stream = await client.responses.create({ model, input: history, stream: true });
      for await (const event of stream) {
        if (event.type === "response.output_text.delta") {
          answer += event.delta;
          yield event.delta;
        }
      }
    } else {
      const request = { model, messages: history, stream: true };
      for await (const chunk of await client.chat.completions.create(request)) {
        const delta = chunk.choices[0]?.delta.content;
        if (delta) {
          answer += delta;
          yield delta;
        }
      }
    }
    history.push({ role: "assistant", content: answer });
  };
}

/** The package `@openai/agents`. */
function agentsChat(api, modelName) {
  const Model = api === "responses" ? OpenAIResponsesModel : OpenAIChatCompletionsModel;
  const agent = new Agent({ name: "Assistant", model: new Model(client, modelName) });
  let history = [];
  return async function* (question) {
    history.push({ role: "user", content: question });
    const result = await run(agent, history, { stream: true });
    for await (const event of result) {
      if (event.type === "raw_model_stream_event" && event.data.type === "output_text_delta") {
        yield event.data.delta;
      }
    }
    await result.completed;
    history = result.history;
  };
}

let started = false;

async function measure(api, model, turns, pauseEvery) {
  const ask = (name === "openai" ? bareChat : agentsChat)(api, model);
  const paced = model.startsWith("paced");
  const delays = [];
  let deltas = 0;
  const cpu = process.cpuUsage();
  const start = process.hrtime.bigint();
  for (let turn = 1; turn <= turns; turn++) {
    for await (const delta of ask(`This is question ${turn}.`)) {
      if (!started) {
        started = true;
        console.log("first");
      }
      if (paced) delays.push(Number(process.hrtime.bigint() - BigInt(delta.trim())) / 1e3);
      deltas++;
      if (pauseEvery > 0 && deltas % pauseEvery === 0) await sleep(1);
    }
  }
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const { user, system } = process.cpuUsage(cpu);
  delays.sort((a, b) => a - b);
  const delay = (percent) => delays[Math.floor((delays.length * percent) / 100)] ?? 0;
  const cpuSeconds = (user + system) / 1e6;
  return { seconds, cpuSeconds, deltas, p50Micros: delay(50), p99Micros: delay(99) };
}

for await (const line of createInterface({ input: process.stdin })) {
  const [api, model, turns, pauseEvery] = line.split(" ");
  console.log(JSON.stringify(await measure(api, model, Number(turns), Number(pauseEvery))));
}
process.exit(0);
