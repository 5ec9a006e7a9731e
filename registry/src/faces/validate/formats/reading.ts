import type { CloudEvent } from "@concordat/cloudevents";
import type { Json } from "@concordat/json";
import type { EventFinding } from "../finding.ts";
import type { SchemaMark } from "./confluent-frame.ts";

/** What was made of the bytes, before anybody asks for a contract. */
export type Reading = { readonly format?: string } & (
  | {
      readonly event: CloudEvent;
      readonly warnings: readonly EventFinding[];
      /** Where the message itself says which schema its data was written by. */
      readonly mark?: SchemaMark;
    }
  /** Data without an event around it. */
  | { readonly event?: undefined; readonly mark: SchemaMark; readonly data: Json }
  | {
      readonly event?: undefined;
      readonly mark?: undefined;
      readonly findings: readonly EventFinding[];
      /** What was sent, where it is JSON: its data may be judged although its attributes are wrong. */
      readonly value?: Json;
    }
);
