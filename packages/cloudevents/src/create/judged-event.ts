import type { CloudEvent } from "../cloud-event.ts";
import { dataFlaws } from "../validate/data-flaws.ts";

/** Attributes that were judged already, or made so that they cannot be wrong. */
export type JudgedAttributes = Required<
  Pick<CloudEvent, "id" | "source" | "type" | "time" | "datacontenttype">
> & { readonly dataschema: string | undefined };

/** The event of attributes that need no judging. `undefined` where its data is none for JSON: `createEvent` says what is wrong with it. */
export function judgedEvent(
  { id, source, type, time, datacontenttype, dataschema }: JudgedAttributes,
  data: unknown,
): CloudEvent | undefined {
  if (data === undefined || dataFlaws(data).length > 0) return undefined;
  const specversion = "1.0";
  return Object.freeze(
    dataschema === undefined
      ? { specversion, id, source, type, time, datacontenttype, data }
      : { specversion, id, source, type, time, datacontenttype, dataschema, data },
  );
}
