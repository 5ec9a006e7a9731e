import { transportErrors } from "@concordat/runtime";
import { partitionOf } from "@concordat/runtime/transport";
import { transportName } from "../transport-name.ts";

/** The streams of an address: `orders:p0` to `orders:p7`, or `orders` itself where there is one. */
export class Address {
  readonly name: string;
  readonly streams: readonly string[];
  /** Messages without a key are dealt out in turn. */
  #next = 0;

  constructor(name: string, partitions: number) {
    const trouble = troubleOf(name);
    if (trouble !== undefined)
      throw transportErrors.TRANSPORT_ADDRESS({ transport: transportName, address: name, trouble });
    this.name = name;
    this.streams = streamsOf(name, partitions);
  }

  partitionFor(key: string | undefined): number {
    const { length } = this.streams;
    if (length === 1) return 0;
    if (key !== undefined) return partitionOf(key, length);
    this.#next = (this.#next + 1) % length;
    return this.#next;
  }

  /** The place of an entry: its id alone where there is one stream, else after the number of its partition. */
  positionOf(partition: number, id: string): string {
    return this.streams.length === 1 ? id : `${partition}/${id}`;
  }
}

export function streamsOf(address: string, partitions: number): readonly string[] {
  if (partitions === 1) return [address];
  return Array.from({ length: partitions }, (_, partition) => `${address}:p${partition}`);
}

function troubleOf(name: string): string | undefined {
  if (name === "") return "it is empty";
  return name.isWellFormed() ? undefined : "it has half a character in it, which has no UTF-8";
}
