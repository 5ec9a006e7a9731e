import { setTimeout as sleep } from "node:timers/promises";
import { Denied, LinkLost, type NatsLink, NoResponder } from "../drivers/driver.ts";
import { NatsError, natsErrors } from "../errors.ts";
import { forbiddenWhere } from "../forbidden.ts";

/** Answers that somebody has to tell apart: https://github.com/nats-io/nats-server/blob/main/server/errors.json */
export const apiCodes = {
  streamNotFound: 10_059,
  consumerNotFound: 10_014,
  streamNameInUse: 10_058,
  consumerExists: 10_148,
  consumerNameInUse: 10_013,
  wrongLastSequence: 10_071,
  wrongLastSequenceOf: 10_164,
  messageNotFound: 10_037,
} as const;

/** Of servers that have no leader at present, for all streams, for this one or for this consumer: the next may answer. */
const withoutLeader: readonly number[] = [10_008, 10_118, 10_119];

/** Whether there was no answer, or none of somebody who knows, which the next question may have. */
export function isSilence(error: unknown): boolean {
  return isRefusal(error, 0, ...withoutLeader);
}

/** Whether the API said no, with one of these codes. */
export function isRefusal(error: unknown, ...codes: readonly number[]): boolean {
  return (
    error instanceof NatsError && error.code === "NATS_API" && codes.includes(error.params.code as number)
  );
}

export type ApiAnswer = {
  readonly error?: { readonly code: number; readonly err_code?: number; readonly description?: string };
};

/**
 * The API of JetStream: JSON in requests (https://docs.nats.io/reference/reference-protocols/nats_api_reference). Six of its verbs
 * are used here, so it is spoken as it is, and with every client alike.
 */
export class JetStream {
  readonly link: NatsLink;
  readonly #prefix: string;
  readonly #timeoutMs: number;

  constructor(link: NatsLink, domain: string | undefined, timeoutMs: number) {
    this.link = link;
    this.#prefix = domain === undefined ? "$JS.API" : `$JS.${domain}.API`;
    this.#timeoutMs = timeoutMs;
  }

  subject(verb: string): string {
    return `${this.#prefix}.${verb}`;
  }

  /** Throws TRANSPORT_FORBIDDEN, and NATS_API where the API says no, with the code 0 where it says nothing. */
  async call<Answer>(verb: string, asked: object = {}, timeoutMs = this.#timeoutMs): Promise<Answer> {
    const body = Buffer.from(JSON.stringify(asked));
    const answer = await this.ask<ApiAnswer>(verb, this.subject(verb), body, timeoutMs).catch(
      (error: unknown) => {
        throw forbiddenWhere(error, `asking JetStream for ${verb}`);
      },
    );
    if (answer.error !== undefined) throw refusalOf(verb, answer.error);
    return answer as Answer;
  }

  /**
   * What breaks with the connection, or finds a server that starts or servers without a leader, which mostly say nothing at all, is asked again:
   * every question that is put here may be. Answers what was said, errors, too; throws NATS_API with the code 0 where nothing was, and
   * `Denied` where this user may not ask.
   */
  async ask<Answer extends ApiAnswer>(
    what: string,
    subject: string,
    body: Uint8Array,
    timeoutMs: number,
    headers?: Uint8Array,
  ): Promise<Answer> {
    const end = performance.now() + timeoutMs;
    for (;;) {
      const asked = performance.now();
      const left = end - asked;
      const isLast = left <= 2 * pauseMs;
      const waitMs = isLast ? Math.max(1, left) : Math.min(left, silenceMs);
      try {
        const { data } = await this.link.request(subject, body, waitMs, headers);
        const answer = JSON.parse(Buffer.from(data).toString()) as Answer;
        if (isLast || !withoutLeader.includes(answer.error?.err_code ?? 0)) return answer;
      } catch (error) {
        if (error instanceof Denied) throw error;
        const wasSilent = performance.now() - asked > waitMs - pauseMs;
        const mayPass = error instanceof LinkLost || error instanceof NoResponder || wasSilent;
        if (!mayPass || isLast) {
          const description =
            error instanceof NoResponder
              ? "nothing, JetStream is off, starting, or without a leader"
              : (error as Error).message;
          throw natsErrors.NATS_API({ asked: what, code: 0, description }, { cause: error });
        }
      }
      await sleep(pauseMs);
    }
  }
}

/** Of what was asked, the "no" that was the answer. */
export function refusalOf(asked: string, said: NonNullable<ApiAnswer["error"]>): NatsError {
  const { code, err_code, description = "no reason given" } = said;
  return natsErrors.NATS_API({ asked, code: err_code ?? code, description });
}

const pauseMs = 100;
/** A leader answers in a fraction of that, and who asked between two leaders is never answered. */
const silenceMs = 1_000;

export type StreamConfig = {
  readonly name: string;
  readonly subjects?: readonly string[];
  readonly storage: "file" | "memory";
  readonly num_replicas: number;
  readonly max_age: number;
  readonly max_bytes: number;
  readonly max_msg_size?: number;
  readonly discard: "old" | "new";
  readonly duplicate_window?: number;
  readonly persist_mode?: string;
};

/** Of servers that are a cluster: who leads, and who follows. */
export type ClusterInfo = {
  readonly leader?: string;
  readonly replicas?: readonly {
    readonly name: string;
    readonly current: boolean;
    readonly offline?: boolean;
  }[];
};

export type StreamInfo = { readonly config: StreamConfig; readonly cluster?: ClusterInfo };

/** https://docs.nats.io/nats-concepts/jetstream/consumers#configuration */
export type ConsumerConfig = {
  readonly durable_name?: string;
  readonly ack_policy: string;
  readonly ack_wait?: number;
  readonly filter_subject?: string;
  readonly filter_subjects?: readonly string[];
  readonly deliver_subject?: string;
  readonly headers_only?: boolean;
  readonly inactive_threshold?: number;
  readonly max_deliver?: number;
  readonly max_batch?: number;
  readonly max_expires?: number;
  readonly priority_policy?: string;
};

export type ConsumerInfo = {
  readonly config: ConsumerConfig;
  readonly num_ack_pending: number;
  readonly delivered: { readonly consumer_seq: number };
  readonly num_pending: number;
  readonly cluster?: ClusterInfo;
};

export const nanosecondsPerMs = 1_000_000;

/** How long a request for messages waits at the server. */
export const requestWaitsMs = 30_000;
