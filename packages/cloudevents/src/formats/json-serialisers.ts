import { JsonError, parseJson } from "@concordat/json";
import { decodeStructured } from "../json/decode-structured.ts";
import { encodeStructured } from "../json/encode-structured.ts";
import type { ValidateOptions } from "../validate/options.ts";
import type { Formats } from "./formats.ts";
import { refuse } from "./refuse.ts";
import type { Serialiser } from "./serialisers.ts";

/** Events in the JSON event format. */
export function jsonSerialiser(options: ValidateOptions = {}): Serialiser {
  return {
    name: "json",
    contentType: "application/cloudevents+json",
    write: (event) => encodeStructured(event),
    read(bytes) {
      const verdict = decodeStructured(bytes, options);
      return verdict.valid ? { event: verdict.event } : { violations: verdict.violations };
    },
  };
}

/** Events as JSON of another format, under the content type that names it. */
export function formatSerialiser(name: string, contentType: string, formats: Formats): Serialiser {
  return {
    name,
    contentType,
    write: (event) => new TextEncoder().encode(JSON.stringify(formats.write(name, event))),
    read(bytes) {
      try {
        return formats.readAs(name, parseJson(bytes));
      } catch (error) {
        if (error instanceof JsonError) return refuse(error);
        throw error;
      }
    },
  };
}
