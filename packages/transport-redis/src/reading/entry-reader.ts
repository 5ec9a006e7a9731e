import type { RawContent } from "@concordat/runtime";
import { SeenFields } from "@concordat/runtime/transport";
import { bodyField, domainBodyField, isDomainEvent, keyField } from "../wire/field-names.ts";
import { missing, nil, type RespBytes } from "./resp-bytes.ts";

/** An entry of a stream, taken apart. */
export type Entry = { readonly id: string; readonly key: string | undefined; readonly raw: RawContent };

/** Entries of one connection, each out of the bytes in which it came. */
export class EntryReader {
  readonly #fields = new SeenFields(
    (name) => name === bodyField || name === domainBodyField || name === keyField,
  );

  /** `undefined` where it is not there as a whole, `null` for one that was deleted while it was pending. */
  read(resp: RespBytes): Entry | null | undefined {
    const parts = resp.list();
    if (parts === nil) return null;
    if (parts !== 2) return notThere(resp, parts);
    const idAt = resp.text();
    if (idAt < 0) return notThere(resp, idAt);
    const id = resp.bytes.toString("latin1", idAt, resp.at - 2);
    const words = resp.list();
    if (words === nil) return null;
    if (words < 0 || words % 2 !== 0) return notThere(resp, words);
    return this.#readFields(resp, id, words / 2);
  }

  #readFields(resp: RespBytes, id: string, count: number): Entry | undefined {
    const fields = this.#fields;
    if (!fields.read(resp, count)) return undefined;
    const { bytes } = resp;
    let data: Buffer | undefined;
    let eventData: Buffer | undefined;
    let key: string | undefined;
    for (const { name, from, to } of fields.apart) {
      if (name === bodyField) data = bytes.subarray(from, to);
      else if (name === domainBodyField) eventData = bytes.subarray(from, to);
      else key = bytes.toString("utf8", from, to);
    }
    const raw = fields.message(data ?? noBytes);
    if (eventData === undefined) return { id, key, raw };
    // What has the name of the other format's body is a header like any other.
    if (!isDomainEvent(raw.headers)) return { id, key, raw: withField(raw, domainBodyField, eventData) };
    const { headers } = data === undefined ? raw : withField(raw, bodyField, data);
    return { id, key: key ?? headers.aggregate_id, raw: { headers, body: eventData } };
  }
}

function withField({ headers, body }: RawContent, name: string, value: Buffer): RawContent {
  return { headers: { ...headers, [name]: value.toString() }, body };
}

const noBytes = new Uint8Array(0);

function notThere(resp: RespBytes, found: number): undefined {
  if (found !== missing) resp.isWrong = true;
}
