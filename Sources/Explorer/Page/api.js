// Requests to the server that this page came from.

/** What the server, or the way to it, has to say against a request. */
export class RequestError extends Error {
  constructor(message, { status = 0, code = "" } = {}) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** The server did not answer at all. */
  get isLost() {
    return this.status === 0;
  }

  get isUnknownView() {
    return this.code === "unknown view";
  }

  /** Not a matter of this request alone. */
  get isSeparate() {
    return this.isLost || this.isUnknownView || this.isBusy;
  }

  /** Too much at once: the same request may succeed in a while. */
  get isBusy() {
    return this.status === 429 || this.status === 503;
  }
}

/** A request that was given up on purpose. */
export const isAbort = (error) => error?.name === "AbortError";

async function answer(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new RequestError("The explorer does not answer. Is separatrix explore still running?");
  }
  if (response.ok) return response;
  const told = await response.json().catch(() => ({}));
  throw new RequestError(told.error ?? `The explorer answered ${response.status}.`, {
    status: response.status,
    code: told.code,
  });
}

export async function get(path, parameters = {}, signal) {
  const query = new URLSearchParams(parameters).toString();
  // A browser that looks into its cache first takes longer than the server. Only the session has been
  // fetched ahead.
  const cache = path === "/api/session" ? "default" : "no-store";
  return (await answer(query ? `${path}?${query}` : path, { signal, cache })).json();
}

async function post(path, body, signal) {
  return answer(path, {
    method: "POST",
    cache: "no-store",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal,
  });
}

export const postView = async (request, signal) =>
  (await post("/api/view", request, signal)).json();

/** The answer's stream of tile frames. */
export const postTiles = async (request, signal) =>
  (await post("/api/tiles", request, signal)).body;
