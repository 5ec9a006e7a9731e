import type { RawContent } from "@concordat/runtime";
import { bodyField, domainBodyField, isDomainEvent } from "../wire/field-names.ts";
import { FieldPlace } from "./field-place.ts";
import { missing, nil, type RespBytes } from "./resp-bytes.ts";

/** An entry of a stream, taken apart. */
export type Entry = { readonly id: string; readonly key: string | undefined; readonly raw: RawContent };

/** Entries of one connection, each out of the bytes in which it came. */
export class EntryReader {
  readonly #places: FieldPlace[] = [];
  #fields = 0;
  /** Those of the last entry, as long as fields have the names that its fields had: to copy them is cheaper than to put each under its name. */
  #lastHeaders: Record<string, string> | undefined;

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

  #readFields(resp: RespBytes, id: string, fields: number): Entry | undefined {
    const places = fields > mostPlaces ? [] : this.#places;
    if (fields !== this.#fields || fields > mostPlaces) this.#lastHeaders = undefined;
    this.#fields = fields;
    let data: Buffer | undefined;
    let eventData: Buffer | undefined;
    let key: string | undefined;
    for (let at = 0; at < fields; at += 1) {
      if (at === places.length) places.push(new FieldPlace());
      const place = places[at] as FieldPlace;
      const how = place.read(resp);
      if (how !== "as before") this.#lastHeaders = undefined;
      if (how === "missing") return undefined;
      if (place.isHeader) continue;
      const { bytes } = resp;
      if (place.name === bodyField) data = bytes.subarray(place.from, resp.at - 2);
      else if (place.name === domainBodyField) eventData = bytes.subarray(place.from, resp.at - 2);
      else key = bytes.toString("utf8", place.from, resp.at - 2);
    }
    const headers =
      this.#lastHeaders === undefined ? this.#headersOf(places, fields) : this.#changed(this.#lastHeaders);
    if (eventData === undefined) return { id, key, raw: { headers, body: data ?? noBytes } };
    // What has the name of the other format's body is a header like any other.
    if (!isDomainEvent(headers)) {
      headers[domainBodyField] = eventData.toString();
      return { id, key, raw: { headers, body: data ?? noBytes } };
    }
    if (data !== undefined) headers[bodyField] = data.toString();
    return { id, key: key ?? headers.aggregate_id, raw: { headers, body: eventData } };
  }

  #changed(last: Readonly<Record<string, string>>): Record<string, string> {
    const headers = { ...last };
    for (let at = 0; at < this.#fields; at += 1) {
      const place = this.#places[at] as FieldPlace;
      if (place.isHeader && place.value !== place.lastValue) headers[place.name] = place.value;
    }
    return headers;
  }

  #headersOf(places: readonly FieldPlace[], fields: number): Record<string, string> {
    const headers: Record<string, string> = {};
    let count = 0;
    for (let at = 0; at < fields; at += 1) {
      const place = places[at] as FieldPlace;
      if (!place.isHeader) continue;
      headers[place.name] = place.value;
      place.lastValue = place.value;
      count += 1;
    }
    // Where a name stands twice the last one counts, whichever of them changes.
    if (fields <= mostPlaces && Object.keys(headers).length === count) this.#lastHeaders = { ...headers };
    return headers;
  }
}

/** Wider ones are read without being remembered. */
const mostPlaces = 128;
const noBytes = new Uint8Array(0);

function notThere(resp: RespBytes, found: number): undefined {
  if (found !== missing) resp.isWrong = true;
}
