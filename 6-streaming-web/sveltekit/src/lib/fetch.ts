const FIRST_SIGN = 15; // seconds that the server may take until its first byte
const SILENCE = 8; // seconds without a byte after that; the server sends a heartbeat each second

/**
 * fetch, but it fails when the server has been silent for too long: a network that is gone doesn't
 * say so. Counts seconds that this page was awake, or a laptop that slept looks like it. Fails too
 * when a proxy answers, because the server doesn't.
 */
export async function watchedFetch(url: RequestInfo | URL, init: RequestInit = {}) {
  const silent = new AbortController();
  let left = FIRST_SIGN;
  const clock = setInterval(() => {
    if (--left > 0) return;
    clearInterval(clock);
    silent.abort(new Error("The connection to the server was lost."));
  }, 1000);
  const signal = AbortSignal.any([silent.signal, init.signal].filter((one) => one != null));
  const response = await fetch(url, { ...init, signal });
  const ours = response.headers.get("Content-Type")?.startsWith("application/json");
  if (response.status >= 500 && !ours) throw new Error("The server can't be reached. Is it running?");
  if (response.status === 204) return response; // it must not have a body
  const heard = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(piece, page) {
      left = SILENCE;
      page.enqueue(piece);
    },
  });
  return new Response(response.body?.pipeThrough(heard), response);
}
