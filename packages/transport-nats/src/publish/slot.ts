import type { PublishCall } from "@concordat/runtime/transport";
import type { WireContent } from "../wire/encode-message.ts";
import type { Channel } from "./channel.ts";

/** One message between the call and the answer of the stream. */
export class Slot {
  /** Behind the inbox, where its answer comes. */
  readonly number: number;
  readonly address: string;
  readonly subject: string;
  readonly content: WireContent;
  readonly deadline: number;
  readonly call: PublishCall;
  readonly index: number;
  channel: Channel<Slot> | undefined;
  /** The stream would tell that it has it already, so that sending it once more is safe. */
  mayRepeat = false;
  /** It was sent at least once without an answer that tells what became of it, beside what is under way. */
  mayBeStored = false;
  /** It is with the connection that there is now. */
  isUnderWay = false;
  /** The how-manyth that was sent, when it was sent last. */
  turn = 0;

  constructor(
    number: number,
    message: { readonly address: string; readonly subject: string; readonly content: WireContent },
    deadline: number,
    call: PublishCall,
    index: number,
  ) {
    this.number = number;
    this.address = message.address;
    this.subject = message.subject;
    this.content = message.content;
    this.deadline = deadline;
    this.call = call;
    this.index = index;
  }

  /** On the wire, as the server counts. */
  get bytes(): number {
    return this.content.headerBytes + this.content.bodyBytes;
  }
}
