import type { CloudEvent } from "../cloud-event.ts";
import { encodeUtf8 } from "../values/utf8.ts";
import { quote } from "./quote.ts";

/**
 * What the events of one type nearly always have in common, as JSON, prepared once: a service sends few types, each from
 * one source. The last head of each type is remembered, so that whoever alternates pays for quoting and nothing worse.
 */
export type Head = Pick<CloudEvent, "source" | "datacontenttype" | "dataschema"> & {
  /** The beginning of the JSON object, not closed. */
  readonly text: string;
  readonly bytes: Uint8Array;
};

const heads = new Map<string, Head>();

/** Types may come from outside; so many do not come from a program. */
const mostHeads = 1000;

export function headOf(event: CloudEvent): Head {
  const known = heads.get(event.type);
  if (
    known !== undefined &&
    known.source === event.source &&
    known.datacontenttype === event.datacontenttype &&
    known.dataschema === event.dataschema
  )
    return known;
  const { type, source, datacontenttype, dataschema } = event;
  const text = headText(event);
  const head: Head = {
    source,
    ...(datacontenttype !== undefined && { datacontenttype }),
    ...(dataschema !== undefined && { dataschema }),
    text,
    bytes: encodeUtf8(text),
  };
  if (heads.size >= mostHeads) heads.clear();
  heads.set(type, head);
  return head;
}

export function isInHead(name: string): boolean {
  return (
    name === "specversion" ||
    name === "type" ||
    name === "source" ||
    name === "datacontenttype" ||
    name === "dataschema"
  );
}

function headText({ type, source, datacontenttype, dataschema }: CloudEvent): string {
  const contentType = datacontenttype === undefined ? "" : `,"datacontenttype":${quote(datacontenttype)}`;
  const schema = dataschema === undefined ? "" : `,"dataschema":${quote(dataschema)}`;
  return `{"specversion":"1.0","type":${quote(type)},"source":${quote(source)}${contentType}${schema}`;
}
