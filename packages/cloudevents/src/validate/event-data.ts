import { JsonError, parseJson } from "@concordat/json";
import { cloudEventErrors } from "../errors.ts";
import { decodeBase64 } from "../values/base64.ts";
import { isBytes } from "../values/bytes.ts";
import { describe } from "../values/describe.ts";
import { mayHoldLongInteger } from "../values/long-integer.ts";
import { type DataKind, dataKindOf } from "../values/media-type.ts";
import { decodeUtf8, encodeUtf8 } from "../values/utf8.ts";
import { type Violation, violationOf } from "../violation.ts";
import { dataFlaws, deepestData } from "./data-flaws.ts";

/** The data as an event in memory holds it, or why it cannot; neither where the event has none. */
export type HeldData =
  | { readonly data: unknown; readonly violations?: undefined }
  | { readonly violations: readonly Violation[] }
  | undefined;

type Members = Readonly<Record<string, unknown>>;

/** From the members of an event, in memory or as JSON: `data`, or `data_base64`. */
export function dataOf(members: Members, trustsData: boolean): HeldData {
  const { data, data_base64: inText, datacontenttype } = members;
  const contentType =
    typeof datacontenttype === "string" && datacontenttype !== "" ? datacontenttype : undefined;
  if (inText !== undefined && inText !== null)
    return data === undefined ? fromBase64(inText, contentType) : refuse(conflict());
  if (data === undefined) return undefined;
  if (isBytes(data)) return bytesAs(kindOfBytes(contentType), data, "/data");
  const kind = dataKindOf(contentType);
  if (kind === "json") {
    const flaws = trustsData ? [] : dataFlaws(data);
    return flaws.length === 0 ? { data } : { violations: flaws };
  }
  if (typeof data !== "string") return refuse(wrongType(data, contentType));
  return kind === "text" ? { data } : { data: new Uint8Array(encodeUtf8(data)) };
}

/** The body of a message: bytes of which the content type says what they are. */
export function dataFromBytes(bytes: Uint8Array, contentType: string | undefined): HeldData {
  return bytesAs(kindOfBytes(contentType), bytes, "/data");
}

/** Of bytes without a content type nothing may be assumed (JSON event format, 3.1.2). */
function kindOfBytes(contentType: string | undefined): DataKind {
  return contentType === undefined ? "bytes" : dataKindOf(contentType);
}

function fromBase64(text: unknown, contentType: string | undefined): HeldData {
  const bytes = typeof text === "string" ? decodeBase64(text) : undefined;
  if (bytes !== undefined) return bytesAs(kindOfBytes(contentType), bytes, "/data_base64");
  const trouble = typeof text === "string" ? "is no base64" : `is ${describe(text)}, where a string belongs`;
  return refuse(violationOf(cloudEventErrors.CE_DATA_BASE64({ trouble }), "/data_base64"));
}

function bytesAs(kind: DataKind, bytes: Uint8Array, pointer: string): HeldData {
  if (kind === "bytes") return { data: asPlainBytes(bytes) };
  if (kind === "text") return { data: decodeUtf8(bytes) ?? asPlainBytes(bytes) };
  try {
    const text = decodeUtf8(bytes);
    // Where the bytes are no text, the parser says what is wrong with them.
    const data = parseJson(text ?? bytes, { maxDepth: deepestData });
    const flaws = text !== undefined && isHarmless(text) ? [] : dataFlaws(data);
    return flaws.length === 0 ? { data } : { violations: flaws };
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    return refuse(violationOf(noJson(error, pointer), pointer));
  }
}

/**
 * What the strict parser read can be wrong in two ways only: a member named `__proto__`, which in the text stands under that name or
 * with an escape in it, and a large integer that a double holds but that would be written as another one.
 */
export function isHarmless(text: string): boolean {
  return !text.includes("__proto__") && !text.includes("\\u") && !mayHoldLongInteger(text);
}

function noJson(error: JsonError, pointer: string) {
  return pointer === "/data"
    ? cloudEventErrors.CE_DATA_JSON({ trouble: error.message })
    : cloudEventErrors.CE_DATA_BASE64({ trouble: `holds no JSON: ${error.message}` });
}

/** Node's buffers print, compare and serialise unlike other bytes, so an event never holds one. */
function asPlainBytes(bytes: Uint8Array): Uint8Array {
  return Object.getPrototypeOf(bytes) === Uint8Array.prototype
    ? bytes
    : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function refuse(violation: Violation): HeldData {
  return { violations: [violation] };
}

function conflict(): Violation {
  return violationOf(cloudEventErrors.CE_DATA_CONFLICT(), "/data_base64");
}

function wrongType(data: unknown, contentType = "application/json"): Violation {
  return violationOf(cloudEventErrors.CE_DATA_TYPE({ found: describe(data), contentType }), "/data");
}
