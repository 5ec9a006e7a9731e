import { formatPointer, isObject, type Json, JsonError, parseJson } from "@concordat/json";
import { decodeBase64 } from "../values/base64.ts";
import { decodedOr } from "./branch-source.ts";
import { typedExtension } from "./extension-names.ts";
import type { Format, Refusal } from "./format.ts";
import { refuseMember } from "./refuse.ts";
import { settle } from "./settle.ts";

/** A message as older code recorded it from NATS. CloudEvents attributes among its headers win; without them the subject tells the type. */
export const natsMessage: Format = {
  name: "nats_message",
  // Some made-up formats have these two members as well, and say with a third what they are.
  detects: ({ subject, data, event_type, event, specversion }) =>
    typeof subject === "string" &&
    data !== undefined &&
    [event_type, event, specversion].every((each) => each === undefined),
  read(value, context) {
    const { headers, refusal } = readHeaders(value.headers);
    if (refusal !== undefined) return refusal;
    const { "ce-type": type, "ce-id": id, "ce-source": source, "ce-subject": subject, ...others } = headers;
    const {
      "ce-time": time,
      "ce-datacontenttype": datacontenttype,
      "ce-dataschema": dataschema,
      ...rest
    } = others;
    const name = type ?? value.subject;
    if (typeof name !== "string" || name === "")
      return refuseMember("/subject", value.subject, "a text that names a type");
    return settle(
      {
        name,
        origin: value,
        id: id ?? headers["nats-msg-id"],
        source,
        subject,
        time: time ?? value.timestamp,
        datacontenttype,
        dataschema,
        data: readPayload(value.data, datacontenttype),
        extensions: extensionsOf(rest),
      },
      context,
    );
  },
};

type Headers = Readonly<Record<string, string>>;

/** By their names in lower case; values of CloudEvents attributes without their escapes. */
function readHeaders(
  headers: Json | undefined,
): { headers: Headers; refusal?: undefined } | { headers?: undefined; refusal: Refusal } {
  if (headers === undefined || headers === null) return { headers: {} };
  if (!isObject(headers)) return { refusal: refuseMember("/headers", headers, "an object of texts") };
  const read: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const key = name.toLowerCase();
    if (typeof value !== "string")
      return { refusal: refuseMember(formatPointer(["headers", name]), value, "a text") };
    read[key] = key.startsWith("ce-") ? decodedOr(value) : value;
  }
  return { headers: read };
}

function extensionsOf(headers: Headers): Record<string, Json> {
  const extensions: Record<string, Json> = {};
  for (const [header, value] of Object.entries(headers)) {
    const name = header.slice(3);
    if (header.startsWith("ce-") && name !== "specversion") extensions[name] = typedExtension(name, value);
  }
  return extensions;
}

/** A JSON value, or text that holds one, or base64 where the bytes were no text, tried in this order; else it is text. */
function readPayload(data: Json | undefined, contentType: string | undefined): Json | Uint8Array | undefined {
  if (typeof data !== "string" || contentType?.startsWith("text/")) return data;
  const value = parsedOr(data);
  if (value !== undefined) return value;
  const bytes = decodeBase64(data);
  if (bytes === undefined) return data;
  return parsedOr(bytes) ?? bytes;
}

function parsedOr(input: string | Uint8Array): Json | undefined {
  try {
    return parseJson(input);
  } catch (error) {
    if (error instanceof JsonError) return undefined;
    throw error;
  }
}
