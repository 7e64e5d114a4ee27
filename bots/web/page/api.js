const timeoutMs = 20_000;

/**
 * Posts JSON. Never throws: status 0 means that no answer came, so nothing is known about what the server did.
 * @param {string} path @param {unknown} body @param {string} locale
 * @returns {Promise<{ status: number, data: any, message: string, retryAfterMs: number | null }>}
 */
export async function post(path, body, locale) {
  const call = new AbortController();
  const timer = setTimeout(() => call.abort(), timeoutMs);
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json", "accept-language": locale },
      body: JSON.stringify(body),
      credentials: "same-origin",
      cache: "no-store",
      signal: call.signal,
    });
    const data = await response.json();
    const seconds = Number(response.headers.get("retry-after"));
    return {
      status: response.status,
      data,
      message: String(data?.error?.message ?? ""),
      retryAfterMs: seconds > 0 ? seconds * 1000 : null,
    };
  } catch {
    return { status: 0, data: null, message: "", retryAfterMs: null };
  } finally {
    clearTimeout(timer);
  }
}

/** 144 random bits; `crypto.randomUUID` does not exist on plain http. */
export function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
}

/** Waits for the n-th attempt, ms: 1, 2, 4, 8, 10, 10 … s, a little apart for every page. @param {number} attempt */
export const backoff = (attempt) => Math.min(10_000, 1000 * 2 ** attempt) * (0.8 + 0.4 * Math.random());
