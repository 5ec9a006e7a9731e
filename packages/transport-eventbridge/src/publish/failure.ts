/** What the failure of a request says of the messages in it. */
export type Failure = {
  /** Whether they may be stored all the same. */
  readonly mayBeStored: boolean;
  /** `again`: later. `one by one`: something is wrong with one of them, and nobody says which. */
  readonly advice: "again" | "one by one" | "give up";
  readonly code: string;
  readonly trouble: string;
};

/** Of an entry that PutEvents did not take, by AWS's own word for why. */
export function failureOfEntry(code: string, trouble: string): Failure {
  if (throttles.has(code)) return { mayBeStored: false, advice: "again", code, trouble };
  // AWS asks to send it again, and does not say that it is not there.
  if (internal.has(code)) return { mayBeStored: true, advice: "again", code, trouble };
  return { mayBeStored: code === "NoAnswer", advice: "give up", code, trouble };
}

/** Of a whole request, by the error of the client library. */
export function failureOfRequest(thrown: unknown): Failure {
  const error = (thrown ?? {}) as Thrown;
  const { name = "Error", message = String(thrown), code = name } = error;
  const status = error.$metadata?.httpStatusCode ?? 0;
  const say = (advice: Failure["advice"], mayBeStored: boolean): Failure => ({
    advice,
    mayBeStored,
    code,
    trouble: message,
  });
  // With a lower one it was taken, and what the answer said cannot be read: it was cut off on its way.
  if (status >= 400) {
    if (status === 429 || throttles.has(name) || wrongTime.has(name)) return say("again", false);
    if (status >= 500) return say("again", true);
    if (status === 413 || malformed.has(name)) return say("one by one", false);
    return say("give up", false);
  }
  if (isAtConnecting(error) || /establish(?:ing)? a connection/.test(message)) return say("again", false);
  if (name === "CredentialsProviderError") return say("again", false);
  // It was on its way, or nobody knows. EventBridge would take it for a second event, so who sent it decides.
  return say("give up", true);
}

/** Before anything was sent. The same codes come later, too, as when the way to a host is lost under a connection that stood. */
function isAtConnecting({ code = "", syscall = "", errors = [] }: Thrown): boolean {
  if (errors.length > 0) return errors.every(isAtConnecting);
  return syscall === "connect" || syscall === "getaddrinfo" || certificateIsWrong.test(code);
}

type Thrown = {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly syscall?: string;
  /** Of each address that was tried, where a host has several. */
  readonly errors?: readonly Thrown[];
  readonly $metadata?: { readonly httpStatusCode?: number };
};

const throttles: ReadonlySet<string> = new Set([
  "ThrottlingException",
  "Throttling",
  "ThrottledException",
  "TooManyRequestsException",
  "RequestLimitExceeded",
  "LimitExceededException",
]);

const internal: ReadonlySet<string> = new Set([
  "InternalFailure",
  "InternalException",
  "InternalServerError",
  "ServiceUnavailable",
  "ServiceUnavailableException",
]);

const malformed: ReadonlySet<string> = new Set([
  "ValidationException",
  "SerializationException",
  "ValidationError",
]);

/** The client library learns the right time from such an answer, and new keys from their provider. */
const wrongTime: ReadonlySet<string> = new Set([
  "RequestExpired",
  "RequestTimeTooSkewed",
  "InvalidSignatureException",
  "ExpiredTokenException",
]);

/** What we find in the certificate of a server, and what ends the handshake. */
const certificateIsWrong =
  /^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_|HOSTNAME_MISMATCH|INVALID_(?:CA|PURPOSE))/;
