import { type PublishResult, transportErrors } from "@concordat/runtime";

/** What is told of messages that the broker said nothing about. */
export class Results {
  readonly #at: string;
  readonly #timeoutMs: number;

  constructor({ at, timeoutMs }: { readonly at: string; readonly timeoutMs: number }) {
    this.#at = at;
    this.#timeoutMs = timeoutMs;
  }

  unknown(topic: string, cause: Error | undefined): PublishResult {
    const why = cause?.message ?? this.#late;
    const params = { transport: "kafka", address: topic, why };
    return { status: "unknown", error: transportErrors.TRANSPORT_NO_ANSWER(params, ...because(cause)) };
  }

  /** It was never sent. */
  unreachable(cause: Error | undefined, trouble = cause?.message ?? this.#late): Error {
    const params = { transport: "kafka", at: this.#at, trouble };
    return transportErrors.TRANSPORT_UNREACHABLE(params, ...because(cause));
  }

  get #late(): string {
    return `there was no answer within ${this.#timeoutMs} ms`;
  }
}

function because(cause: Error | undefined): [] | [{ readonly cause: Error }] {
  return cause === undefined ? [] : [{ cause }];
}
