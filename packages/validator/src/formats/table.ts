import { date, dateTime, duration, time } from "./date-time.ts";
import { email, hostname, ipv4, ipv6, longestHostname, uuid } from "./internet.ts";
import { jsonPointer, relativeJsonPointer } from "./pointers.ts";
import { iri, iriReference, uri, uriReference, uriTemplate } from "./uri.ts";

/** What a format asks of a string. Other values it leaves alone, as every format does. */
export type Format =
  /** A pattern as contracts have them, so each language can check it; with `u`, anchored at both ends. */
  | { readonly pattern: string; readonly maxLength?: number }
  /** The text is itself a pattern: whoever runs the check has an engine to ask. */
  | { readonly isPattern: true }
  /** Known by name, never asserted. */
  | { readonly notAsserted: string };

const needsUnicodeTables = "depends on the tables of IDNA, which differ between versions and languages";

/**
 * The formats of JSON Schema 2020-12, as data: one regular expression each, in the part of the language that every
 * engine shares, so that Go, Python and Kotlin check by the same words and an emitted validator can carry them along.
 *
 * `ajv-formats` 3 was weighed first. Its formats are functions and closures, which an emitted validator could only
 * import. On the suite's optional tests it lets wrong values of `iri` and `iri-reference` pass (it does not know them)
 * and refuses quoted local parts and address literals of `email`; it takes `urn:uuid:…` for a UUID; and its `date-time`
 * takes eight times as long as the expression here.
 */
export const formats: Readonly<Record<string, Format>> = {
  "date-time": { pattern: dateTime },
  date: { pattern: date },
  time: { pattern: time },
  duration: { pattern: duration },
  email: { pattern: email },
  "idn-email": { notAsserted: needsUnicodeTables },
  hostname: { pattern: hostname, maxLength: longestHostname },
  "idn-hostname": { notAsserted: needsUnicodeTables },
  ipv4: { pattern: ipv4 },
  ipv6: { pattern: ipv6 },
  uri: { pattern: uri },
  "uri-reference": { pattern: uriReference },
  iri: { pattern: iri },
  "iri-reference": { pattern: iriReference },
  "uri-template": { pattern: uriTemplate },
  uuid: { pattern: uuid },
  "json-pointer": { pattern: jsonPointer },
  "relative-json-pointer": { pattern: relativeJsonPointer },
  regex: { isPattern: true },
};

export function isKnownFormat(name: string): boolean {
  return Object.hasOwn(formats, name);
}
