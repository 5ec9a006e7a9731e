import type { NatsLink } from "../drivers/driver.ts";
import type { Slot } from "./slot.ts";

/** So much is gathered before it goes to the connection. */
const mostText = 65_536;

/**
 * Where messages become bytes: all that leaves together is one text, and then one piece of memory. Each by itself would be four pieces, which
 * the client joins by copying them once more.
 *
 * A link that takes no commands as they are gets each message by itself.
 */
export class Outbox {
  readonly #link: NatsLink;
  readonly #inbox: string;
  #text = "";
  #isAscii = true;
  #subject = "";
  #command = "";
  #isAsciiCommand = true;

  /** Answers come to the inbox, with the number of the slot behind it. */
  constructor(link: NatsLink, inbox: string) {
    this.#link = link;
    this.#inbox = inbox;
  }

  /** It leaves with the next `flush` at the latest. Throws what the client says of a message that it does not take. */
  add({ subject, number, content: { headers, headerBytes, body, bodyBytes } }: Slot): void {
    const { write } = this.#link;
    if (write === undefined) {
      this.#link.publish(subject, bytesOf(body), Buffer.from(headers), `${this.#inbox}${number}`);
      return;
    }
    if (subject !== this.#subject) this.#begin(subject);
    this.#text += `${this.#command}${number} ${headerBytes} ${headerBytes + bodyBytes}\r\n`;
    this.#text += headers;
    this.#isAscii &&= this.#isAsciiCommand && headers.length === headerBytes;
    if (typeof body === "string") {
      this.#text += body;
      this.#isAscii &&= body.length === bodyBytes;
    } else {
      this.flush();
      this.#link.write?.(body);
    }
    this.#text += "\r\n";
    if (this.#text.length >= mostText) this.flush();
  }

  flush(): void {
    if (this.#text === "") return;
    // What is ASCII is copied, and nothing else has to be looked at.
    this.#link.write?.(Buffer.from(this.#text, this.#isAscii ? "latin1" : "utf8"));
    this.#text = "";
    this.#isAscii = true;
  }

  /** Most messages go where the one before them went. */
  #begin(subject: string): void {
    this.#subject = subject;
    this.#command = `HPUB ${subject} ${this.#inbox}`;
    this.#isAsciiCommand = Buffer.byteLength(this.#command) === this.#command.length;
  }
}

function bytesOf(body: string | Uint8Array): Uint8Array {
  return typeof body === "string" ? Buffer.from(body) : body;
}
