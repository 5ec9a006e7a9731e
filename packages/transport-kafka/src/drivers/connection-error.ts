import { isConcordatError } from "@concordat/errors";
import { transportErrors } from "@concordat/runtime";
import { tlsTroubleOf } from "./tls-trouble.ts";

export type Attempt = {
  /** `host:port`. */
  readonly at: string;
  /** As whom; never the password. */
  readonly as?: { readonly mechanism: string; readonly username: string };
};

/** What may stand in an error of either client, or in what caused it. */
type Link = {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string | number;
  readonly apiCode?: number;
  readonly serverErrorMessage?: string | null;
  readonly response?: { readonly mechanisms?: readonly string[] };
  readonly cause?: unknown;
  readonly errors?: readonly unknown[];
};

/**
 * Why a connection is not there, whichever client says so: TRANSPORT_LOGIN_REFUSED where the broker knows what it does not want, and
 * TRANSPORT_UNREACHABLE for the rest, with what to do about it where that can be told.
 */
export function connectionError(thrown: unknown, { at, as }: Attempt): Error {
  if (isConcordatError(thrown)) return thrown;
  const links = linksOf(thrown);
  const cause = { cause: thrown };
  const refusal = as && refusalIn(links, as.mechanism);
  if (refusal !== undefined) {
    const who = `${JSON.stringify(as?.username)} (${as?.mechanism})`;
    return transportErrors.TRANSPORT_LOGIN_REFUSED({ transport: "kafka", at, who, ...refusal }, cause);
  }
  const facts = tlsTroubleOf(links) ?? { trouble: wordsOf(links) };
  return transportErrors.TRANSPORT_UNREACHABLE({ transport: "kafka", at, ...facts }, cause);
}

/** https://kafka.apache.org/protocol#protocol_error_codes */
const [unsupportedMechanism, illegalState, authenticationFailed] = [33, 34, 58];

function refusalIn(links: readonly Link[], mechanism: string) {
  for (const link of links) {
    const number = link.apiCode ?? link.code;
    if (number === unsupportedMechanism) return anotherMechanism(links, mechanism);
    if (number === illegalState)
      return {
        trouble: "it takes no user names there",
        remedy: "leave `sasl` out, or use a port of the broker where users log in",
      };
    if (number === authenticationFailed) return { trouble: link.serverErrorMessage || wordsOf([link]) };
  }
  const last = links.at(-1);
  // A client that finds something wrong by itself: with the signature of the broker, with what it asks for.
  const isOwn = last?.code === "PLT_KFK_AUTHENTICATION" || last?.name === "KafkaJSSASLAuthenticationError";
  // One client says so of a connection that broke meanwhile, too, and in its words alone.
  const isBroken = /closed connection|connection (?:closed|error|timeout)|timed out/i.test(
    last?.message ?? "",
  );
  return isOwn && !isBroken ? { trouble: wordsOf(links) } : undefined;
}

function anotherMechanism(links: readonly Link[], mechanism: string) {
  const offered =
    links.find(({ response }) => response?.mechanisms !== undefined)?.response?.mechanisms ?? [];
  return {
    trouble: `it does not take ${mechanism}${offered.length === 0 ? "" : `, but ${offered.join(", ")}`}`,
    remedy: 'set "sasl.mechanism" to one that the broker takes',
  };
}

/** An error and what caused it, the first cause where there are several. */
function linksOf(thrown: unknown): readonly Link[] {
  const links: Link[] = [];
  for (let link = thrown as Link | undefined; link !== undefined && link !== null && links.length < 10; ) {
    links.push(link);
    link = (link.cause ?? link.errors?.[0]) as Link | undefined;
  }
  return links;
}

/** Of the innermost that says something. */
function wordsOf(links: readonly Link[]): string {
  return (
    links.findLast(({ message }) => message !== undefined && message !== "")?.message?.trim() ??
    "nothing was said"
  );
}
