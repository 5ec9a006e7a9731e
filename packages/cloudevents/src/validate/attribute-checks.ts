import { cloudEventErrors } from "../errors.ts";
import { forbiddenCharacterOf } from "../values/characters.ts";
import { describe, quoted } from "../values/describe.ts";
import { isMediaType } from "../values/media-type.ts";
import { isTimestamp } from "../values/timestamp.ts";
import { isUri, isUriReference } from "../values/uri.ts";
import { type Violation, violationOf } from "../violation.ts";

/** Judges the value of one attribute. */
export type AttributeCheck = (value: unknown, name: string) => Violation | undefined;

/**
 * What the attributes may hold that the specification or this family of services defines; the others are held to
 * `checkExtension`.
 */
export const attributeChecks: ReadonlyMap<string, AttributeCheck> = new Map(
  Object.entries<AttributeCheck>({
    specversion(value) {
      if (value === "1.0") return undefined;
      if (value === "") return empty("specversion");
      return violationOf(cloudEventErrors.CE_SPECVERSION({ found: describe(value) }), "/specversion");
    },
    id: checkText,
    type: checkText,
    subject: checkText,
    source: textThat(remembering(isUriReference), (found) => cloudEventErrors.CE_SOURCE_URI({ found })),
    time: textThat(rememberingLast(isTimestamp), (found) =>
      cloudEventErrors.CE_TIME({ found, trouble: "is no timestamp of RFC 3339" }),
    ),
    datacontenttype: textThat(isMediaType, (found) => cloudEventErrors.CE_CONTENT_TYPE({ found })),
    dataschema: textThat(remembering(isUri), (uri) =>
      cloudEventErrors.CE_DATASCHEMA({
        uri,
        trouble: "is no URI",
        advice: "write it with its scheme, as RFC 3986 has it, or leave dataschema out",
      }),
    ),
    branch: checkExtensionText,
    commit: checkExtensionText,
    author: checkExtensionText,
    tenant: checkExtensionText,
    correlationid: checkExtensionText,
    causationid: checkExtensionText,
    traceparent: checkExtensionText,
    tracestate: checkExtensionText,
    spanid: checkExtensionText,
    partition: checkExtensionText,
    sequencenumber(value, name) {
      if (isInteger(value) && value >= 0) return undefined;
      return wrongType(value, name, "an integer from 0 to 2147483647");
    },
  }),
);

/** String, Boolean or Integer, which has 32 bits (CloudEvents 1.0.2, "Type System"). */
export function checkExtension(value: unknown, name: string): Violation | undefined {
  if (typeof value === "string") return checkCharacters(value, name);
  if (typeof value === "boolean" || isInteger(value)) return undefined;
  return wrongType(value, name, "a string, a boolean or an integer of 32 bits");
}

function checkText(value: unknown, name: string): Violation | undefined {
  if (typeof value !== "string")
    return violationOf(cloudEventErrors.CE_ATTR_TYPE({ name, found: describe(value) }), `/${name}`);
  return value === "" ? empty(name) : checkCharacters(value, name);
}

function checkExtensionText(value: unknown, name: string): Violation | undefined {
  if (typeof value !== "string") return wrongType(value, name, "a string");
  return value === "" ? empty(name) : checkCharacters(value, name);
}

/** What passes the narrower check has no forbidden characters either; what does not may have them for a reason. */
function textThat(
  isRight: (text: string) => boolean,
  wrong: (found: string) => Parameters<typeof violationOf>[0],
): AttributeCheck {
  return (value, name) => {
    if (typeof value === "string" && value !== "" && isRight(value)) return undefined;
    return checkText(value, name) ?? violationOf(wrong(quoted(String(value))), `/${name}`);
  };
}

/** Sources and schemas are few, and come with every event. */
function remembering(isRight: (text: string) => boolean): (text: string) => boolean {
  const right = new Set<string>();
  return (text) => {
    if (right.has(text)) return true;
    if (!isRight(text)) return false;
    if (text.length > longestRemembered) return true;
    if (right.size >= mostRemembered) right.clear();
    right.add(text);
    return true;
  };
}

const mostRemembered = 100;
const longestRemembered = 256;

/** Events that are made in one millisecond share the text of their time. */
function rememberingLast(isRight: (text: string) => boolean): (text: string) => boolean {
  let last = "";
  return (text) => {
    if (text === last) return true;
    if (!isRight(text)) return false;
    last = text;
    return true;
  };
}

function checkCharacters(text: string, name: string): Violation | undefined {
  const found = forbiddenCharacterOf(text);
  return found === undefined
    ? undefined
    : violationOf(cloudEventErrors.CE_STRING_CHARS({ name, found }), `/${name}`);
}

function isInteger(value: unknown): value is number {
  return typeof value === "number" && (value | 0) === value && !Object.is(value, -0);
}

function empty(name: string): Violation {
  return violationOf(cloudEventErrors.CE_EMPTY_ATTR({ name }), `/${name}`);
}

function wrongType(value: unknown, name: string, expected: string): Violation {
  return violationOf(cloudEventErrors.CE_EXT_TYPE({ name, found: describe(value), expected }), `/${name}`);
}
