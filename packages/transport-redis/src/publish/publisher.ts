import {
  type Clock,
  type Logger,
  type OutgoingMessage,
  type PublishResult,
  transportErrors,
} from "@concordat/runtime";
import { isForbidden, PublishCall, Queue } from "@concordat/runtime/transport";
import { redisErrors } from "../errors.ts";
import { forbiddenWhere } from "../forbidden.ts";
import { NotSentError } from "../link/link.ts";
import type { Pipe, PipeOwner } from "../pipe/pipe.ts";
import { type PipeReply, ServerError } from "../pipe/replies.ts";
import type { RedisSettings } from "../settings.ts";
import type { Address } from "../topology/address.ts";
import { missingStream } from "../topology/streams.ts";
import { transportName } from "../transport-name.ts";
import { encodeMessage } from "../wire/encode-message.ts";
import { Parcel } from "./parcel.ts";
import { Place } from "./place.ts";
import { trimCommand } from "./trim.ts";

export type PublisherOptions = {
  readonly settings: RedisSettings;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Sees to it that the streams are there. Rejects with NotSentError or a time-out where the server is away. */
  readonly provide: (address: Address) => Promise<void>;
};

/** What a publisher needs of the connection that it writes to. */
export type PublishingPipe = Pick<Pipe<Parcel>, "isReady" | "write" | "mention" | "close">;

/**
 * Messages on one connection, in the order of their calls: as many on their way as may be, the rest waiting here, each until it is
 * answered or its time is over.
 */
export class Publisher implements PipeOwner<Parcel> {
  readonly #options: PublisherOptions;
  readonly #places = new Map<string, Place<Parcel>>();
  readonly #ready = new Queue<Parcel>();
  /** All that may time out, in the order in which they do. */
  readonly #open = new Queue<Parcel>();
  #waitingBytes = 0;
  #sent = 0;
  #sentBytes = 0;
  #unsettled = 0;
  #cancelAlarm: (() => void) | undefined;
  /** Why streams are not trimmed, as it was told last. */
  #untrimmed: string | undefined;
  #onIdle: () => void = () => {};

  #pipe: PublishingPipe | undefined;

  constructor(options: PublisherOptions) {
    this.#options = options;
  }

  /** Where to write to, once it is there. */
  use(pipe: PublishingPipe): void {
    this.#pipe = pipe;
  }

  close(): void {
    this.#pipe?.close();
  }

  get isConnected(): boolean {
    return this.#pipe?.isReady ?? false;
  }

  ready(): void {
    for (const place of this.#places.values()) if (!place.isThere && place.waiting.size > 0) this.#ask(place);
    this.#pump();
  }

  /** On their way, and waiting for that. */
  get counts(): { readonly sent: number; readonly waiting: number } {
    return { sent: this.#sent, waiting: this.#unsettled - this.#sent };
  }

  /** The right that is missing at some address, as it was when something was to be stored there last. */
  get forbidden(): Error | undefined {
    for (const { forbidden } of this.#places.values()) if (forbidden !== undefined) return forbidden;
    return undefined;
  }

  publish(messages: readonly OutgoingMessage[]): Promise<readonly PublishResult[]> {
    if (messages.length === 0) return Promise.resolve([]);
    const call = new PublishCall(messages.length);
    const now = this.#options.clock.monotonic();
    for (let index = 0; index < messages.length; index += 1)
      this.#take(messages[index] as OutgoingMessage, now, call, index);
    this.#pump();
    this.#setAlarm();
    return call.done;
  }

  /** Resolves when each message has its result, which is when the last of them has timed out at the latest. */
  async drain(): Promise<void> {
    if (this.#unsettled > 0)
      await new Promise<void>((resolve) => {
        this.#onIdle = resolve;
      });
    this.#cancelAlarm?.();
  }

  #take(message: OutgoingMessage, since: number, call: PublishCall, index: number): void {
    const { settings } = this.#options;
    try {
      const place = this.#placeOf(message.address);
      const partition = place.address.partitionFor(message.key);
      const entry = encodeMessage(message, settings);
      const { bytes } = entry;
      if (!this.isConnected && this.#waitingBytes + bytes > settings.maxPendingBytes)
        throw this.#tooMuch(message);
      const command = entry.after(place.beginnings[partition] as string, place.words);
      const parcel = new Parcel(place, partition, { command, bytes }, { since, call, index });
      this.#unsettled += 1;
      this.#waitingBytes += bytes;
      this.#open.push(parcel);
      if (place.isThere) {
        this.#ready.push(parcel);
        return;
      }
      place.waiting.push(parcel);
      if (!place.isAsked) this.#ask(place);
    } catch (error) {
      call.settle(index, { status: "refused", error: error as Error });
    }
  }

  #placeOf(name: string): Place<Parcel> {
    let place = this.#places.get(name);
    if (place === undefined) {
      const { partitions, trim, keepMessages } = this.#options.settings;
      place = new Place(name, partitions, trim === "length" ? ["MAXLEN", "~", String(keepMessages)] : []);
      this.#places.set(name, place);
    }
    return place;
  }

  #ask(place: Place<Parcel>): void {
    place.isAsked = true;
    const { provide, clock } = this.#options;
    provide(place.address).then(
      () => {
        place.isAsked = false;
        place.isThere = true;
        for (let parcel = place.waiting.shift(); parcel !== undefined; parcel = place.waiting.shift())
          this.#ready.push(parcel);
        this.#pump();
      },
      (error: Error) => {
        place.isAsked = false;
        // Where the server is away they wait for it, or for their time to be over.
        if (!this.isConnected || isAway(error)) {
          clock.after(askAgainMs, () => {
            if (!place.isAsked && place.waiting.size > 0) this.#ask(place);
          });
          return;
        }
        if (isForbidden(error)) place.forbidden = error;
        for (let parcel = place.waiting.shift(); parcel !== undefined; parcel = place.waiting.shift())
          this.#settle(parcel, { status: "refused", error });
      },
    );
  }

  #pump(): void {
    const { maxPendingMessages, maxPendingBytes } = this.#options.settings;
    while (this.isConnected && this.#sent < maxPendingMessages && this.#sentBytes < maxPendingBytes) {
      const parcel = this.#ready.shift();
      if (parcel === undefined) return;
      if (!parcel.isSettled) this.#send(parcel);
    }
  }

  #send(parcel: Parcel): void {
    const { settings } = this.#options;
    const { place, partition, bytes } = parcel;
    parcel.isSent = true;
    this.#waitingBytes -= bytes;
    this.#sent += 1;
    this.#sentBytes += bytes;
    this.#pipe?.write(parcel.command, parcel);
    if (settings.trim !== "handled") return;
    const every = Math.max(100, Math.floor(settings.keepMessages / 10));
    if (!place.countsTo(every, partition)) return;
    this.#pipe?.mention(trimCommand(place.address.streams[partition] as string, settings.keepMessages));
  }

  answered(parcel: Parcel, reply: PipeReply): void {
    const { place, partition } = parcel;
    if (reply === null) {
      this.#lostStream(parcel);
      return;
    }
    this.#forgetSent(parcel);
    if (reply instanceof ServerError) {
      const error = this.#refusal(parcel, reply);
      place.forbidden = isForbidden(error) ? error : undefined;
      this.#settle(parcel, { status: "refused", error });
    } else {
      place.forbidden = undefined;
      this.#settle(parcel, {
        status: "stored",
        position: place.address.positionOf(partition, String(reply)),
      });
    }
    this.#pump();
  }

  #refusal({ place: { address }, partition }: Parcel, reply: ServerError): Error {
    const error = forbiddenWhere(["XADD", address.streams[partition] as string], reply);
    if (isForbidden(error)) return error;
    return redisErrors.REDIS_REFUSED({ address: address.name, said: reply.said });
  }

  /** Nothing else is sent that nobody waits for. */
  refused({ said }: ServerError): void {
    if (said !== this.#untrimmed)
      this.#options.logger.warn("streams are not trimmed, and grow", { error: said });
    this.#untrimmed = said;
  }

  lost(parcel: Parcel, why: string): void {
    this.#forgetSent(parcel);
    const error = transportErrors.TRANSPORT_NO_ANSWER({
      transport: transportName,
      address: parcel.place.address.name,
      why,
    });
    this.#settle(parcel, { status: "unknown", error });
  }

  /** The stream was deleted since it was seen: certainly nothing was stored. Made again where that is allowed, else refused. */
  #lostStream(parcel: Parcel): void {
    const { place, partition } = parcel;
    this.#forgetSent(parcel);
    place.isThere = false;
    if (this.#options.settings.provision === "check") {
      const error = missingStream(place.address, place.address.streams[partition] as string);
      this.#settle(parcel, { status: "refused", error });
    } else if (!parcel.isSettled) {
      parcel.isSent = false;
      this.#waitingBytes += parcel.bytes;
      place.waiting.push(parcel);
      if (!place.isAsked) this.#ask(place);
    }
    this.#pump();
  }

  #forgetSent(parcel: Parcel): void {
    this.#sent -= 1;
    this.#sentBytes -= parcel.bytes;
  }

  #settle(parcel: Parcel, result: PublishResult): void {
    if (parcel.isSettled) return;
    if (!parcel.isSent) this.#waitingBytes -= parcel.bytes;
    parcel.settle(result);
    this.#unsettled -= 1;
    while (this.#open.peek()?.isSettled) this.#open.shift();
    if (this.#unsettled === 0) this.#onIdle();
  }

  /** One for all. It is set when it last rang and something was open, so that an answer costs nothing. */
  #setAlarm(): void {
    const oldest = this.#open.peek();
    if (this.#cancelAlarm !== undefined || oldest === undefined) return;
    const { clock, settings } = this.#options;
    const left = oldest.since + settings.publishTimeoutMs - clock.monotonic();
    const ring = () => {
      this.#cancelAlarm = undefined;
      // A timer of Node may ring a fraction of a millisecond early.
      const late = clock.monotonic() - settings.publishTimeoutMs + 1;
      for (let parcel = this.#open.peek(); parcel !== undefined && parcel.since <= late; ) {
        this.#open.shift();
        this.#timedOut(parcel);
        parcel = this.#open.peek();
      }
      this.#setAlarm();
    };
    this.#cancelAlarm = clock.after(Math.max(0, left), ring, { keepsProcessAlive: true });
  }

  #timedOut(parcel: Parcel): void {
    const address = parcel.place.address.name;
    const { publishTimeoutMs: waitedMs } = this.#options.settings;
    if (parcel.isSent) {
      const error = transportErrors.TRANSPORT_NO_ANSWER({
        transport: transportName,
        address,
        why: `no answer for ${waitedMs} ms`,
      });
      this.#settle(parcel, { status: "unknown", error });
      return;
    }
    const why = this.isConnected ? "too many are on their way before it" : "there is no connection to Redis";
    this.#settle(parcel, {
      status: "refused",
      error: redisErrors.REDIS_NOT_SENT({ address, waitedMs, why }),
    });
  }

  #tooMuch({ address }: OutgoingMessage): Error {
    const why = `there is no connection to Redis, and ${this.#waitingBytes} bytes wait for one already`;
    return redisErrors.REDIS_NOT_SENT({ address, waitedMs: 0, why });
  }
}

/** The connection that asks may come back later than the one that publishes. */
const askAgainMs = 100;

function isAway(error: Error): boolean {
  return error instanceof NotSentError || (error as { code?: string }).code === "TRANSPORT_UNREACHABLE";
}
