import type { PublishCall } from "@concordat/runtime/transport";
import type { WireContent } from "../wire/encode-message.ts";

/** One message between the call and the answer of the stream. */
export class Slot {
  readonly token: string;
  readonly address: string;
  readonly subject: string;
  readonly content: WireContent;
  readonly deadline: number;
  readonly call: PublishCall;
  readonly index: number;
  /** The stream would tell that it has it already, so that sending it once more is safe. */
  mayRepeat = false;
  /** It was handed to the connection at least once. */
  wasSent = false;
  /** The stream may know it from us already. */
  wasRepeated = false;
  /** It is with the connection that there is now. */
  isUnderWay = false;

  constructor(
    token: string,
    message: { readonly address: string; readonly subject: string; readonly content: WireContent },
    deadline: number,
    call: PublishCall,
    index: number,
  ) {
    this.token = token;
    this.address = message.address;
    this.subject = message.subject;
    this.content = message.content;
    this.deadline = deadline;
    this.call = call;
    this.index = index;
  }
}
