/** Why no answer came, for people, and what they can do. */
export type NetworkTrouble = {
  readonly reason: string;
  readonly advice: string;
  /** Whether the same request may succeed a moment later. */
  readonly passes: boolean;
};

/**
 * What the system or the TLS layer said, in our words. `fetch` itself says "fetch failed" and hides the rest in causes;
 * of several addresses that were tried, the last one tells.
 */
export function networkTrouble(error: unknown): NetworkTrouble {
  const code = codeOf(error);
  if (code === undefined) return unknown;
  const known = troubles[code];
  if (known !== undefined) return known;
  return /CERT|SIGNATURE|^ERR_TLS/.test(code) ? untrusted(code) : unknown;
}

const check = "check the address, and that the registry runs";

const unknown: NetworkTrouble = { reason: "the request failed", advice: check, passes: true };

const troubles: Readonly<Record<string, NetworkTrouble>> = {
  ECONNREFUSED: { reason: "nothing listens there", advice: check, passes: true },
  ENOTFOUND: {
    reason: "nobody knows a host of that name",
    advice: "check the spelling of the host, and the network's name server",
    passes: false,
  },
  EAI_AGAIN: { reason: "the name server does not answer", advice: "check the network", passes: true },
  ECONNRESET: { reason: "the connection broke off", advice: check, passes: true },
  EPIPE: { reason: "the connection broke off", advice: check, passes: true },
  UND_ERR_SOCKET: { reason: "the connection broke off", advice: check, passes: true },
  ETIMEDOUT: { reason: "no connection came about", advice: check, passes: true },
  UND_ERR_CONNECT_TIMEOUT: { reason: "no connection came about", advice: check, passes: true },
  EHOSTUNREACH: { reason: "there is no way to that host", advice: "check the network", passes: true },
  ENETUNREACH: { reason: "there is no way to that host", advice: "check the network", passes: true },
  EPROTO: notTls(),
  ERR_SSL_WRONG_VERSION_NUMBER: notTls(),
  ERR_SSL_PACKET_LENGTH_TOO_LONG: notTls(),
  HTTPParserError: notHttp(),
  UND_ERR_HEADERS_OVERFLOW: notHttp(),
  "bad port": {
    reason: "that port belongs to another protocol, and no HTTP client asks there",
    advice: "check the port",
    passes: false,
  },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    reason: "its certificate is for another host",
    advice: "name the registry by the name that its certificate has",
    passes: false,
  },
  CERT_HAS_EXPIRED: {
    reason: "its certificate has expired",
    advice: "have the certificate renewed; check the clock of this machine, too",
    passes: false,
  },
};

function notTls(): NetworkTrouble {
  return {
    reason: "it does not speak TLS as it should",
    advice: "if it serves plain HTTP, begin the address with http://",
    passes: false,
  };
}

function notHttp(): NetworkTrouble {
  return {
    reason: "what answers there is no HTTP",
    advice: "check the port, and whether the address begins with https://",
    passes: false,
  };
}

function untrusted(code: string): NetworkTrouble {
  return {
    reason: `its certificate was issued by nobody that this machine trusts (${code})`,
    advice: "if it is a certificate authority of your own, set NODE_EXTRA_CA_CERTS to its certificate",
    passes: false,
  };
}

/** The deepest of the causes that says what it is: by its code, or else by what `fetch` calls it. */
function codeOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const { cause, errors, code, name, message } = error as Readonly<Record<string, unknown>>;
  const deeper = codeOf(cause) ?? codeOf(Array.isArray(errors) ? errors.at(-1) : undefined);
  if (deeper !== undefined) return deeper;
  if (typeof code === "string") return code;
  return [name, message].find((word): word is string => word === "HTTPParserError" || word === "bad port");
}
