// The peer of lesson 6's server: hono and the AI SDK, with the same answers at the same address.
// It keeps no chats. Needs OPENAI_BASE_URL and OPENAI_MODEL.
import { createOpenAI } from "@ai-sdk/openai";
import { serve } from "@hono/node-server";
import { streamText } from "ai";
import { Hono } from "hono";

const openai = createOpenAI({ baseURL: process.env.OPENAI_BASE_URL, apiKey: "bench" });
const app = new Hono();

app.post("/api/agent/stream", async (context) => {
  const { input } = await context.req.json();
  const answer = streamText({
    model: openai.responses(process.env.OPENAI_MODEL),
    system: "You explain things clearly.",
    prompt: input,
    abortSignal: context.req.raw.signal,
  });
  return answer.toUIMessageStreamResponse();
});

serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) =>
  console.log(`The chat is at http://localhost:${port}`),
);
