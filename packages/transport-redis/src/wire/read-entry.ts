import type { RawContent } from "@concordat/runtime";
import type { Reply } from "../link/link.ts";
import { bodyField, domainBodyField, keyField } from "./field-names.ts";
import { nameAt, valueAt } from "./seen-fields.ts";

/** An entry of a stream, taken apart. */
export type Entry = { readonly id: string; readonly key: string | undefined; readonly raw: RawContent };

/** Of a reply with bulk strings as bytes. An entry that was deleted while it was pending has no fields, and is none. */
export function readEntry(reply: Reply): Entry | undefined {
  const [id, fields] = reply as readonly [Buffer, readonly Buffer[] | null];
  if (fields === null) return undefined;
  const headers: Record<string, string> = {};
  let data: Buffer | undefined;
  let eventData: Buffer | undefined;
  let key: string | undefined;
  for (let at = 0; at < fields.length; at += 2) {
    const name = nameAt(at, fields[at] as Buffer);
    const value = fields[at + 1] as Buffer;
    if (name === bodyField) data = value;
    else if (name === domainBodyField) eventData = value;
    else if (name === keyField) key = value.toString();
    else headers[name] = valueAt(at, value);
  }
  const isDomain =
    eventData !== undefined && headers.event_type !== undefined && headers.metadata !== undefined;
  const body = isDomain ? eventData : data;
  // What has the name of the other format's body is a header like any other.
  if (eventData !== undefined && !isDomain) headers[domainBodyField] = eventData.toString();
  if (data !== undefined && isDomain) headers[bodyField] = data.toString();
  if (isDomain) key ??= headers.aggregate_id;
  return { id: id.toString("latin1"), key, raw: { headers, body: body ?? noBytes } };
}

const noBytes = new Uint8Array(0);
