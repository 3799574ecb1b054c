/**
 * Reads answers from the server. Each event is one JSON object. It comes as a server-sent event
 * or in a frame of a WebSocket; the rest of the page doesn't know which.
 */

const FIRST_SIGN = 15; // seconds that a server may take until its first byte
const SILENCE = 8; // seconds without a byte after that; the server sends a heartbeat each second

/** The server refuses, in words that a visitor can read. */
export class Refusal extends Error {}

/** How answers come: "sse" or "websocket". */
let transport = 'sse';

export function useTransport(name) {
  transport = name;
}

let watching;

/** Whether the next answers also bring the events of the run, as `data-run` parts. */
export function includeRun(wanted) {
  watching = wanted || undefined; // undefined is left out of JSON
}

let watcher = () => () => {};

/**
 * Calls `onRequest({transport, resumed})` for each answer. It returns a function, which then gets
 * the events of that answer: the text as it came over the wire, and its JSON.
 */
export function watch(onRequest) {
  watcher = onRequest;
}

/** Sends a request; throws a Refusal if the server doesn't do what was asked. */
export async function request(path, options) {
  const response = await fetch(path, options);
  if (response.ok) return response;
  throw new Refusal(await reason(response));
}

async function reason(response) {
  const text = await response.text();
  const type = response.headers.get('Content-Type') ?? '';
  if (type.startsWith('text/plain')) return text;
  if (type.startsWith('application/json')) return JSON.parse(text).error;
  return 'The chat can’t do that at the moment. Try again soon.'; // a proxy’s page, for instance
}

/** Asks a question, and calls `take(part)` with each event of the answer, as it comes. */
export function ask(body, take, controller) {
  const question = {...body, watch: watching};
  const onEvent = watcher({transport, resumed: false});
  return unlessSilent(controller, async heard => {
    if (transport === 'websocket') {
      const frame = {type: 'send', ...question};
      return readAll(framesOf(frame, controller.signal, heard), take, onEvent);
    }
    const response = await request('/api/agent/stream', {
      method: 'POST',
      headers: {'Content-Type': 'application/json'},
      body: JSON.stringify(question),
      signal: controller.signal,
    });
    return readAll(messagesOf(response, heard), take, onEvent);
  });
}

/** Reads the answer that is being written in a chat, from its beginning; false if none is. */
export function resume(chat, take, controller) {
  const onEvent = watcher({transport, resumed: true});
  return unlessSilent(controller, async heard => {
    if (transport === 'websocket') {
      const frame = {type: 'resume', id: chat};
      return readAll(framesOf(frame, controller.signal, heard), take, onEvent);
    }
    const path = `/api/agent/stream/${encodeURIComponent(chat)}/stream`;
    const response = await request(path, {signal: controller.signal});
    return response.status !== 204 && readAll(messagesOf(response, heard), take, onEvent);
  });
}

/**
 * Aborts what `read` does when the server has been silent for too long: a network that is gone
 * doesn't say so. Counts seconds that this page was awake, or a laptop that slept looks like it.
 */
async function unlessSilent(controller, read) {
  let left = FIRST_SIGN;
  const clock = setInterval(() => --left || controller.abort(), 1000);
  try {
    return await read(() => { left = SILENCE; });
  } finally {
    clearInterval(clock);
  }
}

/** Resolves when the answer has come to its end; rejects if it breaks off before. */
async function readAll(events, take, onEvent) {
  for await (const raw of events) {
    if (raw === '[DONE]') return true;
    if (raw === null) return false;
    const part = JSON.parse(raw);
    onEvent(raw, part);
    take(part);
  }
  throw new TypeError('cut');
}

// ---- Server-sent events: text, in a stream of bytes that may break off anywhere.

/** The data of each server-sent event in the body of a response; calls `heard()` at each piece. */
export async function* messagesOf(response, heard) {
  const reader = response.body.getReader();
  const decoder = new TextDecoder(); // keeps half a character until its other half comes
  let text = '';
  for (;;) {
    const {value, done} = await reader.read();
    if (done) return;
    heard();
    text += decoder.decode(value, {stream: true});
    const blocks = text.split(/\r?\n\r?\n/);
    text = blocks.pop(); // not complete yet
    for (const block of blocks) {
      const lines = block.split(/\r?\n/).filter(line => line.startsWith('data:'));
      if (lines.length) yield lines.map(line => line.slice(5).replace(/^ /, '')).join('\n');
    }
  }
}

// ---- The same over a WebSocket, which has a frame around each event.

/** The events of the answer to one frame: then "[DONE]", or null if there is no answer. */
async function* framesOf(question, signal, heard) {
  for await (const text of talk({requestId: '1', ...question}, signal)) {
    heard();
    const frame = JSON.parse(text);
    if (frame.type === 'chunk') yield JSON.stringify(frame.chunk);
    if (frame.type === 'end') yield '[DONE]';
    if (frame.type === 'no-active') yield null;
    if (frame.type === 'error') throw new Refusal(frame.errorText);
  }
}

/** Opens a WebSocket, sends one message, and yields each message of the server. */
async function* talk(message, signal) {
  const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/ws/chat`);
  const received = new ReadableStream({
    start(stream) {
      socket.onopen = () => socket.send(JSON.stringify(message));
      socket.onmessage = event => stream.enqueue(event.data);
      socket.onclose = () => stream.close();
      signal.addEventListener('abort', () => {
        socket.onmessage = socket.onclose = null; // a server that is gone would be waited for
        socket.close();
        stream.error(signal.reason);
      });
    },
  }).getReader();
  try {
    for (;;) {
      const {value, done} = await received.read();
      if (done) return;
      yield value;
    }
  } finally {
    socket.close();
  }
}
