import {
  type ErrorLink,
  connectionError as errorOfConnection,
  type LoginRefusal,
  wordsOf,
} from "@concordat/runtime/transport";

export type Attempt = {
  /** `host:port`. */
  readonly at: string;
  /** As whom; never the password. */
  readonly as?: { readonly mechanism: string; readonly username: string };
};

/** What may stand in an error of either client, or in what caused it. */
type Link = ErrorLink & {
  readonly apiCode?: number;
  readonly serverErrorMessage?: string | null;
  readonly response?: { readonly mechanisms?: readonly string[] };
};

/** In the words of all transports, whichever client says so. */
export function connectionError(thrown: unknown, { at, as }: Attempt): Error {
  const who = as && `${JSON.stringify(as.username)} (${as.mechanism})`;
  return errorOfConnection<Link>(thrown, { transport: "kafka", at, who }, (links) =>
    as === undefined ? undefined : refusalIn(links, as.mechanism),
  );
}

/** https://kafka.apache.org/protocol#protocol_error_codes */
const [unsupportedMechanism, illegalState, authenticationFailed] = [33, 34, 58];

function refusalIn(links: readonly Link[], mechanism: string): LoginRefusal | undefined {
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

function anotherMechanism(links: readonly Link[], mechanism: string): LoginRefusal {
  const offered =
    links.find(({ response }) => response?.mechanisms !== undefined)?.response?.mechanisms ?? [];
  return {
    trouble: `it does not take ${mechanism}${offered.length === 0 ? "" : `, but ${offered.join(", ")}`}`,
    remedy: 'set "sasl.mechanism" to one that the broker takes',
  };
}
