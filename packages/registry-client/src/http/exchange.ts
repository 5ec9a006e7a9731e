import { isConcordatError } from "@concordat/errors";
import { registryClientErrors } from "../errors.ts";
import { type Address, shownUrl } from "./address.ts";
import { networkTrouble } from "./network-trouble.ts";
import { readBody } from "./read-body.ts";

export type Request = {
  readonly method: "GET" | "POST";
  /** Below the address, without a leading slash. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Default: that of the exchange. */
  readonly timeoutMs?: number;
};

export type Answer = {
  readonly status: number;
  /** Where it came from at last, for messages. */
  readonly url: string;
  /** It came from another path than the one that was asked. */
  readonly redirected: boolean;
  readonly headers: Headers;
  readonly body: Uint8Array;
};

export type ExchangeOptions = {
  readonly address: Address;
  /** The value of the header. Sent to the registry's own origin and to no other. */
  readonly authorization?: string;
  readonly fetch: typeof fetch;
  /** For the whole exchange, redirects and body included. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
};

/** One question and its whole answer, whatever its status; throws where none came. */
export type Exchange = (request: Request) => Promise<Answer>;

const mostRedirects = 5;

/** @throws {RegistryClientError} REGISTRY_UNREACHABLE, REGISTRY_TIMEOUT, REGISTRY_REDIRECTED, REGISTRY_ANSWER_INVALID */
export function createExchange(options: ExchangeOptions): Exchange {
  return async (request) => {
    const { timeoutMs = options.timeoutMs } = request;
    const timer = new AbortController();
    const timeout = setTimeout(() => timer.abort(), timeoutMs);
    const first = options.address.base + request.path;
    try {
      return await follow(first, request, timer.signal, options);
    } catch (cause) {
      if (isConcordatError(cause)) throw cause;
      const url = shownUrl(first);
      if (timer.signal.aborted) throw registryClientErrors.REGISTRY_TIMEOUT({ url, timeoutMs }, { cause });
      const { reason, advice, passes } = networkTrouble(cause);
      throw registryClientErrors.REGISTRY_UNREACHABLE({ url, reason, advice, passes }, { cause });
    } finally {
      clearTimeout(timeout);
    }
  };
}

async function follow(
  first: string,
  { method, headers, body }: Request,
  signal: AbortSignal,
  { address, authorization, fetch, maxBytes }: ExchangeOptions,
): Promise<Answer> {
  const init = {
    method,
    headers: { ...headers, ...(authorization !== undefined && { authorization }) },
    ...(body !== undefined && { body }),
    redirect: "manual",
    // Ours is the only cache: a browser's would answer before the registry is asked.
    cache: "no-store",
    signal,
  } as const;
  let url = first;
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    const response = await answerOf(url, init, fetch);
    const next = redirectOf(response, url);
    if (next === undefined) {
      if (response.redirected) requireOrigin(response.url, url, address);
      const bytes = await readBody(response, maxBytes);
      if (bytes === undefined) throw invalid(url, `has more than ${maxBytes} bytes, the most that is taken`);
      return {
        status: response.status,
        url: shownUrl(url),
        redirected: hop > 0 || response.redirected,
        headers: response.headers,
        body: bytes,
      };
    }
    await response.body?.cancel().catch(() => undefined);
    requireOrigin(next, url, address);
    if (method !== "GET") throw invalid(url, `sends a ${method} elsewhere, to ${shownUrl(next)}`);
    url = next;
  }
  throw invalid(first, `leads in a circle: more than ${mostRedirects} redirects`);
}

/**
 * A browser hides where a redirect leads. There it follows by itself, and by the standard of `fetch` it takes the
 * credentials off on the way to another origin; what comes back from there is refused.
 */
async function answerOf(url: string, init: RequestInit, ask: typeof fetch): Promise<Response> {
  const response = await ask(url, init);
  return response.type === "opaqueredirect" ? ask(url, { ...init, redirect: "follow" }) : response;
}

function redirectOf(response: Response, url: string): string | undefined {
  if (![301, 302, 303, 307, 308].includes(response.status)) return undefined;
  const location = response.headers.get("location");
  if (location === null || !URL.canParse(location, url))
    throw invalid(url, "is a redirect that leads nowhere");
  return new URL(location, url).href;
}

function requireOrigin(to: string, url: string, { origin }: Address): void {
  const target = new URL(to);
  if (target.origin === origin) return;
  const shown = /^https?:$/.test(target.protocol) ? target.origin : `a ${target.protocol} address`;
  throw registryClientErrors.REGISTRY_REDIRECTED({ url: shownUrl(url), to: shown });
}

function invalid(url: string, trouble: string) {
  return registryClientErrors.REGISTRY_ANSWER_INVALID({ url: shownUrl(url), trouble });
}
