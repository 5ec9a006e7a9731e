import { PublishCall } from "@concordat/runtime/transport";
import type { PutEntry } from "../driver/driver.ts";

/** A call with what of it is under way. */
export class Call extends PublishCall {
  readonly deadline: number;
  readonly letters: Letter[] = [];
  /** For a call that has not been let in yet. */
  onTimeOut: (() => void) | undefined = undefined;

  constructor(messages: number, deadline: number) {
    super(messages);
    this.deadline = deadline;
  }
}

/** A message on its way to AWS. */
export class Letter {
  readonly call: Call;
  readonly index: number;
  readonly address: string;
  /** What it must not overtake; none where it has no key. */
  readonly lane: string | undefined;
  readonly entry: PutEntry;
  readonly bytes: number;
  isDone = false;
  /** An answer to it was lost, or AWS said that it does not know. */
  mayBeStored = false;
  isUnderWay = false;
  /** Something is wrong with one of those it travelled with. */
  travelsAlone = false;
  attempts = 0;
  lastTrouble = "";

  constructor(call: Call, index: number, content: Pick<Letter, "address" | "lane" | "entry" | "bytes">) {
    this.call = call;
    this.index = index;
    this.address = content.address;
    this.lane = content.lane;
    this.entry = content.entry;
    this.bytes = content.bytes;
  }
}
