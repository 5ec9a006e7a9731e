import type { CloudEvent } from "../cloud-event.ts";
import { dataKindOf } from "../values/media-type.ts";
import { encodeUtf8 } from "../values/utf8.ts";

/** The data alone, as bytes; `undefined` where the event has none. */
export function dataBody(event: CloudEvent): Uint8Array | undefined {
  const body = dataText(event);
  return typeof body === "string" ? encodeUtf8(body) : body;
}

/** The same for a transport that writes text by itself: bytes only where the data is bytes. */
export function dataText({ data, datacontenttype }: CloudEvent): string | Uint8Array | undefined {
  if (data === undefined || data instanceof Uint8Array) return data;
  if (typeof data === "string" && dataKindOf(datacontenttype) !== "json") return data;
  return JSON.stringify(data);
}

/**
 * The content type of that body. JSON data of an event that names none is `application/json` from here on, since nobody
 * could tell otherwise (JSON event format, 3.1.2).
 */
export function contentTypeOf({ data, datacontenttype }: CloudEvent): string | undefined {
  if (datacontenttype !== undefined) return datacontenttype;
  return data === undefined || data instanceof Uint8Array ? undefined : "application/json";
}
