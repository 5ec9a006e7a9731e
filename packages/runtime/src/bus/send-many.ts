import type { CloudEvent } from "@concordat/cloudevents";
import type { ConcordatError } from "@concordat/errors";
import { busErrors } from "../errors.ts";
import type { OutgoingMessage, PublishResult } from "../ports/transport.ts";
import type { EventDraft } from "./events.ts";
import { reportOf, type SendReport, type SendResult } from "./send-result.ts";
import type { Departure, Refused } from "./sender.ts";
import { wholeOption } from "./whole-option.ts";

export type SendManyOptions = {
  /** How many events ride in one publish. Default 100. */
  readonly chunk?: number;
  /** How many publishes are under way at once. Default 10. */
  readonly concurrency?: number;
  /** Nothing more leaves once an event was not stored. What is on its way is waited for. Default false. */
  readonly stopOnError?: boolean;
};

export type SendManyParts = {
  readonly depart: (draft: EventDraft) => Departure | Refused;
  readonly publish: (messages: readonly OutgoingMessage[]) => Promise<readonly PublishResult[]>;
};

/**
 * Sends a long list in chunks, several at once, and says of each event what became of it. An event that is refused takes no other
 * with it. Publishes begin in the order of the list, and a transport keeps the order of those of one key.
 */
export async function sendMany(
  drafts: readonly EventDraft[],
  { chunk = 100, concurrency = 10, stopOnError = false }: SendManyOptions,
  { depart, publish }: SendManyParts,
): Promise<SendReport> {
  // With a chunk of nothing it would go on for ever.
  wholeOption("send.chunk", chunk);
  wholeOption("send.concurrency", concurrency);
  const results: SendResult[] = new Array(drafts.length);
  let next = 0;
  let isStopped = false;
  const worker = async () => {
    while (next < drafts.length) {
      const from = next;
      next = Math.min(drafts.length, from + chunk);
      await sendChunk(from, next);
    }
  };
  const sendChunk = async (from: number, to: number) => {
    const leaving: Departure[] = [];
    const places: number[] = [];
    for (let index = from; index < to; index += 1) {
      const departure = depart(drafts[index] as EventDraft);
      if ("result" in departure) settle(index, departure.result);
      else if (isStopped) settle(index, departure.stay(stopped(departure.event)));
      else {
        leaving.push(departure);
        places.push(index);
      }
    }
    if (leaving.length === 0) return;
    const answers = await publish(leaving.map(({ message }) => message));
    for (let at = 0; at < leaving.length; at += 1)
      settle(places[at] as number, (leaving[at] as Departure).arrive(answers[at] as PublishResult));
  };
  const settle = (index: number, result: SendResult) => {
    results[index] = result;
    if (stopOnError && result.status !== "stored") isStopped = true;
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return reportOf(results);
}

function stopped({ id, type }: CloudEvent): ConcordatError {
  return busErrors.SEND_STOPPED({ id, type });
}
