import { Line } from "./line.ts";
import { partitionOfKey } from "./murmur2.ts";
import type { Entry } from "./partition-batch.ts";

/** The messages to one topic: how many partitions it has is asked when the first comes, and those that come meanwhile wait. */
export class Lane {
  readonly topic: string;
  lines: Line[] | undefined;
  /** In the order in which they came, until the partitions are known. */
  readonly early: { readonly entry: Entry; readonly key: string | undefined }[] = [];
  isAsking = false;
  /** Since when it is not there although it was, or was never seen. */
  missingSince: number | undefined;
  /** Where messages without a key go at the moment. */
  #sticky = 0;

  constructor(topic: string) {
    this.topic = topic;
  }

  /** More partitions than before are taken as they are; fewer there cannot be, short of another topic under that name. */
  open(partitions: number): void {
    this.missingSince = undefined;
    const lines = this.lines?.slice() ?? [];
    for (let partition = lines.length; partition < partitions; partition += 1)
      lines.push(new Line(this.topic, partition));
    if (this.lines === undefined) this.#sticky = Math.floor(Math.random() * partitions);
    this.lines = lines;
  }

  lineOf(key: string | undefined): Line {
    const lines = this.lines as Line[];
    const number = key === undefined ? this.#sticky % lines.length : partitionOfKey(key, lines.length);
    return lines[number] as Line;
  }

  /** A batch went out: what has no key goes to the next partition from now on, so that all are used and batches stay full. */
  turn(line: Line): void {
    if (line.partition === this.#sticky) this.#sticky = (this.#sticky + 1) % (this.lines as Line[]).length;
  }
}
