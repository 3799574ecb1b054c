// The offline model as the official JavaScript clients see it, on both APIs.
// Needs OPENAI_BASE_URL; any OPENAI_API_KEY will do.
import assert from "node:assert/strict";
import {
  Agent,
  OpenAIChatCompletionsModel,
  OpenAIResponsesModel,
  run,
  setTracingDisabled,
  tool,
} from "@openai/agents";
import OpenAI from "openai";
import { z } from "zod";

const MODEL = "offline-model";
const QUESTION = "What is the weather in Lahore?";
const WEATHER = "sunny, 31 °C";
const PARAMETERS = {
  type: "object",
  properties: { city: { type: "string" } },
  required: ["city"],
  additionalProperties: false,
};

const client = new OpenAI({ apiKey: process.env.OPENAI_API_KEY ?? "any" });
setTracingDisabled(true);

async function openaiResponses(seen) {
  const tools = [{ type: "function", name: "get_weather", parameters: PARAMETERS, strict: true }];
  const input = [{ role: "user", content: QUESTION }];
  for (;;) {
    const stream = client.responses.stream({ model: MODEL, input, tools });
    stream.on("response.output_text.delta", (event) => seen.deltas.push(event.delta));
    const response = await stream.finalResponse();
    const calls = response.output.filter((item) => item.type === "function_call");
    if (calls.length === 0) return response.output_text;
    for (const call of calls) {
      const output = getWeather(seen, JSON.parse(call.arguments));
      input.push(call, { type: "function_call_output", call_id: call.call_id, output });
    }
  }
}

async function openaiChat(seen) {
  const tools = [{ type: "function", function: { name: "get_weather", parameters: PARAMETERS } }];
  const messages = [{ role: "user", content: QUESTION }];
  for (;;) {
    const stream = client.chat.completions.stream({ model: MODEL, messages, tools });
    stream.on("content", (delta) => delta && seen.deltas.push(delta));
    const message = await stream.finalMessage();
    if (!message.tool_calls?.length) return message.content;
    messages.push(message);
    for (const call of message.tool_calls) {
      const content = getWeather(seen, JSON.parse(call.function.arguments));
      messages.push({ role: "tool", tool_call_id: call.id, content });
    }
  }
}

const agentsResponses = (seen) => runAgent(new OpenAIResponsesModel(client, MODEL), seen);
const agentsChat = (seen) => runAgent(new OpenAIChatCompletionsModel(client, MODEL), seen);

async function runAgent(model, seen) {
  const weather = tool({
    name: "get_weather",
    description: "The weather in a city",
    parameters: z.object({ city: z.string() }),
    execute: (args) => getWeather(seen, args),
  });
  const agent = new Agent({ name: "Assistant", model, tools: [weather] });
  const result = await run(agent, QUESTION, { stream: true });
  for await (const event of result) {
    const delta = event.type === "raw_model_stream_event" && event.data;
    if (delta?.type === "output_text_delta") seen.deltas.push(delta.delta);
  }
  await result.completed;
  return result.finalOutput;
}

function getWeather(seen, { city }) {
  seen.cities.push(city);
  return WEATHER;
}

const cases = {
  "openai, responses": openaiResponses,
  "openai, chat completions": openaiChat,
  "@openai/agents, responses": agentsResponses,
  "@openai/agents, chat completions": agentsChat,
};
let failed = 0;
for (const [name, converse] of Object.entries(cases)) {
  const seen = { cities: [], deltas: [] };
  try {
    const text = await converse(seen);
    assert.deepEqual(seen.cities, ["Lahore"], "the tool runs once, for the right city");
    assert.ok(text.includes(WEATHER), `the answer quotes the tool: ${text}`);
    assert.ok(seen.deltas.length > 1, "the text comes in pieces");
    assert.equal(seen.deltas.join(""), text, "the pieces are the text");
    console.log(`ok      ${name} (${seen.deltas.length} deltas)`);
  } catch (error) {
    failed++;
    console.log(`FAILED  ${name}: ${error.message}`);
  }
}
console.log(`${Object.keys(cases).length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
