import type { CloudEvent } from "../cloud-event.ts";
import { cloudEventErrors } from "../errors.ts";
import { type DecodeOptions, decodeStructured } from "../json/decode-structured.ts";
import { encodeStructured } from "../json/encode-structured.ts";
import { bytesBeyond, checkBytes, type LimitOptions, mostEventBytes } from "../json/limit.ts";
import { dataFromBytes } from "../validate/event-data.ts";
import { judgeMembers, type Members, put } from "../validate/judge.ts";
import type { EventVerdict } from "../validate/options.ts";
import { refused } from "../validate/refused.ts";
import { isBytes } from "../values/bytes.ts";
import { describe, quoted } from "../values/describe.ts";
import { dataKindOf } from "../values/media-type.ts";
import { decodeUtf8, encodeUtf8 } from "../values/utf8.ts";
import { type Violation, violationOf } from "../violation.ts";
import { contentTypeOf, dataBody } from "./data-body.ts";
import { decodePlaced } from "./decode-placed.ts";
import type { HeaderName } from "./header-names.ts";
import type { HeaderStyle } from "./header-style.ts";
import { saysStructured, typed } from "./header-values.ts";
import {
  type ContentMode,
  type EncodedMessage,
  eachHeaderAsIs,
  encodedMessage,
  type HeadersIn,
  type MessageIn,
} from "./message.ts";
import { PlacedMessage } from "./placed-message.ts";
import { usualEvent } from "./usual-event.ts";

/** A protocol that carries events as headers and a body. */
export type Binding<Message = EncodedMessage> = {
  readonly name: string;
  /**
   * Default `binary`.
   *
   * @throws {CloudEventError} LIMIT_EVENT_BYTES where the body is larger than the limit
   */
  encode(event: CloudEvent, mode?: ContentMode, limits?: LimitOptions): Message;
  /** In whichever mode the message is: a structured content type wins over attributes in headers. Never throws on input. */
  decode(message: MessageIn, options?: DecodeOptions): EventVerdict;
};

export const noBytes: Uint8Array = new Uint8Array(0);

export const structuredType = "application/cloudevents+json";
export const batchType = "application/cloudevents-batch+json";

/** `noBody` is what a message without data has as its body. */
export function encodeWithHeaders<NoBody>(
  event: CloudEvent,
  mode: ContentMode,
  { style, noBody, ...limits }: LimitOptions & { readonly style: HeaderStyle; readonly noBody: NoBody },
): EncodedMessage<Readonly<Record<string, string>>, Uint8Array | NoBody> {
  if (mode === "structured")
    return encodedMessage(encodeStructured(event, limits), () => ({ [style.contentType]: structuredType }));
  const body = dataBody(event);
  checkBytes(body?.length ?? 0, limits);
  return encodedMessage(body ?? noBody, () => headersOf(event, style));
}

function headersOf(event: CloudEvent, style: HeaderStyle): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  const members = event as unknown as Members;
  for (const name in members) {
    if (name === "data" || name === "datacontenttype") continue;
    headers[style.writeName(name)] = style.encodeValue(String(members[name]));
  }
  const contentType = contentTypeOf(event);
  if (contentType === undefined) return headers;
  if (style.dataTypeHeader === "content-type") headers[style.contentType] = contentType;
  else headers[style.writeName("datacontenttype")] = style.encodeValue(contentType);
  return headers;
}

export function decodeWithHeaders(
  message: MessageIn,
  style: HeaderStyle,
  options: DecodeOptions = {},
): EventVerdict {
  const verdict = message instanceof PlacedMessage ? decodePlaced(message, style, options) : undefined;
  return verdict ?? decodeAny(message, style, options);
}

function decodeAny({ headers, body }: MessageIn, style: HeaderStyle, options: DecodeOptions): EventVerdict {
  const { members, contentType, found } = new HeaderReading(style, headers ?? {});
  if (!isBody(body)) return refused(cloudEventErrors.CE_BODY_TYPE({ found: describe(body) }));
  if (contentType !== undefined && saysStructured(contentType)) {
    // Attributes in headers count for nothing here, but which mode is meant must be said once.
    const repeated = found.filter(({ pointer }) => pointer === "/datacontenttype");
    return repeated.length > 0
      ? { valid: false, violations: repeated }
      : decodeAsStructured(contentType, body, options);
  }
  const limit = options.maxBytes ?? mostEventBytes;
  const bytes = bytesBeyond(body ?? "", limit);
  if (bytes !== undefined) found.push(violationOf(cloudEventErrors.LIMIT_EVENT_BYTES({ bytes, limit }), ""));
  if (style.dataTypeHeader === "content-type" && contentType !== undefined)
    members.datacontenttype = contentType;
  const held = bytes === undefined ? bodyData(body, members.datacontenttype) : undefined;
  const whole = held !== undefined && "data" in held ? withData(members, held.data) : members;
  const verdict = judgeMembers(whole, options, { nulls: "wrong", heldData: held });
  if (found.length === 0) return verdict;
  return { valid: false, violations: [...found, ...verdict.violations] };
}

function withData(members: Members, data: unknown): Members {
  const { specversion, id, source, type, time, datacontenttype, dataschema } = members;
  if (time === undefined || datacontenttype === undefined) return { ...members, data };
  const whole = usualEvent(specversion, id, source, type, time, datacontenttype, dataschema, data);
  for (const name in members) if (!Object.hasOwn(whole, name)) put(whole, name, members[name]);
  return whole;
}

function decodeAsStructured(
  contentType: string,
  body: MessageIn["body"],
  options: DecodeOptions,
): EventVerdict {
  if (/^application\/cloudevents(?:\+json)?[ \t]*(?:;|$)/i.test(contentType))
    return decodeStructured(body ?? "", options);
  const error = cloudEventErrors.CE_MODE_UNKNOWN({
    contentType: quoted(contentType),
    wanted: /^application\/cloudevents-batch/i.test(contentType)
      ? "that of a single event"
      : "a format that is read here",
  });
  return refused(error);
}

function isBody(body: unknown): boolean {
  return body === undefined || body === null || typeof body === "string" || isBytes(body);
}

/** No body and an empty one are the same, except where the content type says text: that may be empty. */
function bodyData(body: MessageIn["body"], dataType: unknown) {
  const contentType = typeof dataType === "string" && dataType !== "" ? dataType : undefined;
  if (body === undefined || body === null) return undefined;
  const isEmptyText = contentType !== undefined && dataKindOf(contentType) === "text";
  if (body.length === 0 && !isEmptyText) return undefined;
  return dataFromBytes(typeof body === "string" ? encodeUtf8(body) : body, contentType);
}

/** The attributes that the headers hold, and what is wrong with them. */
class HeaderReading {
  readonly members: Members = {};
  contentType: string | undefined = undefined;
  readonly found: Violation[] = [];
  readonly #style: HeaderStyle;

  constructor(style: HeaderStyle, headers: HeadersIn) {
    this.#style = style;
    if (Symbol.iterator in headers) eachHeaderAsIs(headers, (name, raw) => this.#see(name, raw));
    else
      for (const name of Object.keys(headers)) {
        const raw = headers[name];
        // The usual case, without a call of a call: every message passes here, and has eight of them.
        if (typeof raw === "string") this.#see(name, raw);
        else eachHeaderAsIs({ [name]: raw }, (each, value) => this.#see(each, value));
      }
  }

  #see(name: string, raw: unknown): void {
    const read = this.#style.readName(name);
    if (read.is !== "foreign") this.#read(read, raw);
  }

  #read({ header, attribute, is }: HeaderName, raw: unknown): void {
    const { members, found } = this;
    const text = textOf(raw);
    if (text === undefined) found.push(badValue(header, attribute, "holds no text in UTF-8"));
    else if (is === "content-type") {
      if (this.contentType !== undefined) this.#isRepeated(header, attribute);
      this.contentType = text.trim();
    } else if (attribute === "datacontenttype" && this.#style.dataTypeHeader === "content-type") {
      this.#isRepeated(header, attribute, `says again what ${this.#style.contentType} is for`);
    } else if (is === "data") {
      found.push(dataInHeader(attribute));
    } else if (Object.hasOwn(members, attribute)) {
      this.#isRepeated(header, attribute);
    } else {
      const decoded = this.#style.decodeValue(text);
      const isText = typeof decoded === "string";
      if (!isText) found.push(badValue(header, attribute, decoded.trouble));
      // Also where it is bad, so that it is not reported as missing, too.
      put(members, attribute, isText ? typed(attribute, decoded) : text);
    }
  }

  #isRepeated(header: string, name: string, trouble = "stands more than once"): void {
    this.found.push(violationOf(cloudEventErrors.CE_DUPLICATE_ATTR({ header, trouble }), `/${name}`));
  }
}

/** Some clients hand over numbers and booleans as what they are. */
function textOf(raw: unknown): string | undefined {
  if (typeof raw === "string") return raw;
  if (typeof raw === "number" || typeof raw === "boolean") return String(raw);
  return isBytes(raw) ? decodeUtf8(raw) : undefined;
}

function badValue(header: string, name: string, trouble: string): Violation {
  return violationOf(cloudEventErrors.CE_HEADER_ENCODING({ header, trouble }), `/${name}`);
}

function dataInHeader(name: string): Violation {
  const trouble = "is that of the data, which is the body";
  const advice = "send the data as the body";
  return violationOf(cloudEventErrors.CE_EXT_NAME({ found: quoted(name), trouble, advice }), `/${name}`);
}
