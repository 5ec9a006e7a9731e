import {
  type CloudEvent,
  contentTypeOf,
  dataText,
  structuredText,
  structuredType,
} from "@concordat/cloudevents";
import { encodeHeaderValue, type HeaderLines, idHeader } from "./headers.ts";

/**
 * An event as lines of headers and a body, the same as `natsBinding` of @concordat/cloudevents makes of it, and with what a stream knows it by. The
 * binding makes an object of headers and bytes of a body first; here all of it stays text until it goes to the connection.
 */
export function writeEvent(
  lines: HeaderLines,
  address: string,
  event: CloudEvent,
  mode: "binary" | "structured",
): string | Uint8Array {
  if (mode === "structured") {
    lines.add("Content-Type", structuredType);
    lines.addForServer(idHeader, `${idBegin(address, event.source)}${encodeHeaderValue(event.id)}`);
    return structuredText(event);
  }
  const head = headOf(address, event);
  lines.put(head.text, head.wireBytes, head.bytes);
  const id = encodeHeaderValue(event.id);
  lines.put(`${id}${idLine}${id}\r\n`, 2 * id.length + idLine.length + 2, "ce-id".length + id.length);
  const members = event as unknown as Readonly<Record<string, unknown>>;
  for (const name in members) {
    if (isWritten(name)) continue;
    if (name === "time") addTime(lines, members[name] as string);
    else lines.add(`ce-${name}`, encodeHeaderValue(String(members[name])));
  }
  return dataText(event) ?? "";
}

const idLine = "\r\nce-id: ";

/** In the head, by itself, or in the body. */
function isWritten(name: string): boolean {
  switch (name) {
    case "specversion":
    case "id":
    case "source":
    case "type":
    case "datacontenttype":
    case "dataschema":
    case "data":
      return true;
    default:
      return false;
  }
}

/**
 * What a stream knows a message by: of one address, source and id. The address is in it because a stream may hold several, and the
 * same event may be published at two of them. No part has a space when it is encoded, so no two triples have one text.
 */
function idBegin(address: string, source: string): string {
  return `${address} ${encodeHeaderValue(source)} `;
}

/** The lines that events of one type nearly always have in common, ending where the id of the event follows. */
type Head = {
  readonly address: string;
  readonly source: string;
  readonly contentType: string | undefined;
  readonly dataschema: string | undefined;
  readonly text: string;
  readonly wireBytes: number;
  readonly bytes: number;
};

/** By type: a service sends few of them, each from one source to one address. Who alternates pays for writing it anew, and for nothing worse. */
const heads = new Map<string, Head>();
const mostHeads = 1_000;

function headOf(address: string, event: CloudEvent): Head {
  const { type, source, dataschema } = event;
  const contentType = contentTypeOf(event);
  const known = heads.get(type);
  if (
    known !== undefined &&
    known.address === address &&
    known.source === source &&
    known.contentType === contentType &&
    known.dataschema === dataschema
  )
    return known;
  const head = writeHead(address, event, contentType);
  if (heads.size >= mostHeads) heads.clear();
  heads.set(type, head);
  return head;
}

function writeHead(
  address: string,
  { type, source, dataschema }: CloudEvent,
  contentType: string | undefined,
): Head {
  const attributes = Object.entries({
    specversion: "1.0",
    source,
    type,
    datacontenttype: contentType,
    dataschema,
  });
  let [text, bytes] = ["", 0];
  for (const [name, value] of attributes) {
    if (value === undefined) continue;
    const line = `ce-${name}: ${encodeHeaderValue(value)}\r\n`;
    text += line;
    bytes += line.length - ": \r\n".length;
  }
  text += `${idHeader}: ${idBegin(address, source)}`;
  return { address, source, contentType, dataschema, text, wireBytes: Buffer.byteLength(text), bytes };
}

let lastTime = "";
let lastLine = "";

/** Events that are made in one millisecond share the line of their time. */
function addTime(lines: HeaderLines, time: string): void {
  if (time !== lastTime) {
    lastTime = time;
    lastLine = `ce-time: ${encodeHeaderValue(time)}\r\n`;
  }
  lines.put(lastLine, lastLine.length, lastLine.length - ": \r\n".length);
}
