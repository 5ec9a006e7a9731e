import { decodeStructured, httpBinding, parsedEventJudge } from "@concordat/cloudevents";
import { type Json, JsonError, parseJson } from "@concordat/json";
import { findingOf, ofViolations } from "./finding.ts";
import type { ReadingOptions } from "./formats/options.ts";
import { readConfluent } from "./formats/read-confluent.ts";
import { createValueReader } from "./formats/read-value.ts";
import type { Reading } from "./formats/reading.ts";

/** How bytes and JSON become events. Never throws over what it reads. */
export type EventReader = {
  /** One event, in the format asked for or the one that it looks like. */
  bytes(bytes: Uint8Array, asked: string | undefined): Reading;
  /** The events of a list that was read from this text; their values may become the events. */
  among(text: string, asked: string | undefined): (value: Json) => Reading;
  /** A request whose headers are attributes, or whose content type says that it is an event. */
  request(rawHeaders: readonly string[], body: Uint8Array): Reading;
};

export const mostEventBytes = 1 << 20;

export function createEventReader(options: ReadingOptions): EventReader {
  const { types, clock } = options;
  const decoding = { clock, maxBytes: mostEventBytes };
  const readValue = createValueReader(options);

  const readJson = (bytes: Uint8Array, asked: string | undefined): Reading => {
    try {
      return readValue(parseJson(bytes), asked);
    } catch (error) {
      if (error instanceof JsonError) return { findings: [findingOf(error)] };
      throw error;
    }
  };

  return {
    bytes(bytes, asked) {
      if (asked === "confluent" || (asked === undefined && isFramed(bytes))) return readConfluent(bytes);
      if (asked !== undefined && asked !== "cloudevent") {
        const tooLarge = bytes.length > mostEventBytes ? decodeStructured(bytes, decoding) : undefined;
        return tooLarge ? { findings: ofViolations(tooLarge.violations) } : readJson(bytes, asked);
      }
      // Nearly everything is a CloudEvent, and in order; what is not is looked at twice.
      const { event, violations } = decodeStructured(bytes, decoding);
      const isKnown = event !== undefined && (asked === "cloudevent" || types().has(event.type));
      if (isKnown) return { format: "cloudevent", event, warnings: violations };
      if (bytes.length > mostEventBytes) return { findings: ofViolations(violations) };
      return readJson(bytes, asked);
    },
    among(text, asked) {
      if (asked !== undefined && asked !== "cloudevent") return (value) => readValue(value, asked);
      const judge = parsedEventJudge(text, { clock });
      return (value) => {
        const { event, violations } = judge(value);
        const isKnown = event !== undefined && (asked === "cloudevent" || types().has(event.type));
        return isKnown ? { format: "cloudevent", event, warnings: violations } : readValue(value, asked);
      };
    },
    request(rawHeaders, body) {
      const { event, violations } = httpBinding.decode({ headers: pairsOf(rawHeaders), body }, decoding);
      const findings = ofViolations(violations);
      return event === undefined
        ? { format: "cloudevent", findings }
        : { format: "cloudevent", event, warnings: findings };
    },
  };
}

/** No JSON begins like that. */
function isFramed(bytes: Uint8Array): boolean {
  return bytes[0] === 0 || bytes[0] === 1;
}

/** As they came: Node joins a header that stands twice, and an attribute must not. */
function* pairsOf(rawHeaders: readonly string[]): Generator<readonly [string, string]> {
  for (let at = 0; at + 1 < rawHeaders.length; at += 2)
    yield [rawHeaders[at] as string, rawHeaders[at + 1] as string];
}
