import type { CloudEvent } from "@concordat/cloudevents";
import { canonicalize, type Json } from "@concordat/json";
import { digestOf, digestOfBytes } from "@concordat/json/digest";

/** What an event was, short enough to be kept for each: a changed byte of its data or of an attribute shows. */
export type Fingerprint = {
  /** SHA-256 of the data: of the bytes where they are bytes, else of the canonical JSON. */
  readonly data: string;
  readonly attributes: Readonly<Record<string, string>>;
};

export function fingerprintOf(event: CloudEvent): Fingerprint {
  const { data, ...attributes } = event;
  return {
    data:
      data === undefined
        ? "none"
        : data instanceof Uint8Array
          ? `bytes ${digestOfBytes(data)}`
          : digestOf(data as Json),
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [name, canonicalize(value as Json)]),
    ),
  };
}

/** The first difference, in words. */
export function differenceOf(sent: Fingerprint, came: Fingerprint): string | undefined {
  if (sent.data !== came.data) return `its data were ${sent.data} and are ${came.data}`;
  for (const name of new Set([...Object.keys(sent.attributes), ...Object.keys(came.attributes)])) {
    const [before, after] = [sent.attributes[name], came.attributes[name]];
    if (before !== after)
      return `its attribute ${name} was ${before ?? "absent"} and is ${after ?? "absent"}`;
  }
  return undefined;
}
