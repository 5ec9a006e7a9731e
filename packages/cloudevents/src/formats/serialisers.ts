import type { CloudEvent } from "../cloud-event.ts";
import { formatErrors } from "./errors.ts";
import type { ReadResult } from "./format.ts";
import { refuse } from "./refuse.ts";
import { type Upcasters, versionOf } from "./upcasters.ts";

/** One way from an event to bytes and back. */
export type Serialiser = {
  readonly name: string;
  /** What is stored beside the bytes, so that the reader knows whom to ask. */
  readonly contentType: string;
  write(event: CloudEvent): Uint8Array;
  /** Never throws on data. */
  read(bytes: Uint8Array): ReadResult;
};

/** An event as it is stored: the bytes, and what it takes to read them later. */
export type Serialised = {
  readonly contentType: string;
  /** The version of the contract that the data was written by, where the event says so. */
  readonly schemaVersion?: string;
  readonly bytes: Uint8Array;
};

export type Serialisers = {
  /** @throws {FormatError} FORMAT_TAKEN, where the name or the content type has one already */
  register(serialiser: Serialiser): void;
  /** @throws {FormatError} FORMAT_UNREGISTERED */
  get(name: string): Serialiser;
  /**
   * From now on, events of this type are written by that serialiser. Whatever wrote an event, it is read all the same.
   *
   * @throws {FormatError} FORMAT_UNREGISTERED
   */
  useFor(type: string, name: string): void;
  write(event: CloudEvent): Serialised;
  /** By the content type; then brought to the current version. Never throws on data. */
  read(serialised: Pick<Serialised, "contentType" | "bytes">): ReadResult;
};

export type SerialisersOptions = {
  /** Writes all types that nothing else was said about. */
  readonly fallback: Serialiser;
  /** Default: data is read as it was written. */
  readonly upcasters?: Upcasters;
};

export function createSerialisers({ fallback, upcasters }: SerialisersOptions): Serialisers {
  const byName = new Map([[fallback.name, fallback]]);
  const byContentType = new Map([[essenceOf(fallback.contentType), fallback]]);
  const byType = new Map<string, Serialiser>();
  const get = (name: string): Serialiser => {
    const found = byName.get(name);
    if (found !== undefined) return found;
    throw formatErrors.FORMAT_UNREGISTERED({ what: "serialiser", name, known: [...byName.keys()] });
  };
  return {
    register(serialiser) {
      const { name, contentType } = serialiser;
      const taken = [byName.has(name) && name, byContentType.has(essenceOf(contentType)) && contentType];
      for (const word of taken)
        if (word !== false) throw formatErrors.FORMAT_TAKEN({ what: "serialiser", name: word });
      byName.set(name, serialiser);
      byContentType.set(essenceOf(contentType), serialiser);
    },
    get,
    useFor(type, name) {
      byType.set(type, get(name));
    },
    write(event) {
      const { contentType, write } = byType.get(event.type) ?? fallback;
      const schemaVersion = versionOf(event);
      return { contentType, ...(schemaVersion !== undefined && { schemaVersion }), bytes: write(event) };
    },
    read({ contentType, bytes }) {
      const serialiser = byContentType.get(essenceOf(contentType));
      if (serialiser === undefined)
        return refuse(formatErrors.UNKNOWN_FORMAT({ found: `these are bytes of ${contentType}` }));
      const result = serialiser.read(bytes);
      return "event" in result && upcasters !== undefined ? upcasters.upcast(result.event) : result;
    },
  };
}

/** A content type without its parameters. */
function essenceOf(contentType: string): string {
  return (contentType.split(";")[0] ?? "").trim().toLowerCase();
}
