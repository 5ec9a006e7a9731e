import { type ContractError, contractErrors } from "../errors.ts";
import { nameTrouble, visible } from "./name-trouble.ts";

/** `commerce/order/placed`: what all versions of a contract share. The same words are its folder. */
export type ContractId = { readonly segments: readonly string[] };

export function parseContractId(text: string): ContractId | undefined {
  return checkContractId(text) === undefined ? { segments: text.split("/") } : undefined;
}

export function formatContractId({ segments }: ContractId): string {
  return segments.join("/");
}

/** Why the text names no contract; `undefined` when it does. An id that passes is safe as a path, a URL and a topic. */
export function checkContractId(text: string): ContractError | undefined {
  const hidden = nameTrouble(text);
  if (hidden !== undefined)
    return contractErrors.SCHEMA_NAME_CHARS({
      name: visible(text),
      what: hidden.what,
      offset: hidden.offset,
    });
  const trouble = troubleOf(text);
  return trouble && contractErrors.CONTRACT_ID({ id: shortened(text), ...trouble });
}

/** The registry serves contracts beside routes of these names, and `schemas/meta` holds what judges contracts. */
export const reservedFirstSegments: ReadonlySet<string> = new Set(
  "subjects schemas config mode contexts v1 ui meta health metrics docs".split(" "),
);

const longestSegment = 64;
const longestId = 200;

type Trouble = { readonly trouble: string; readonly remedy: string };

function troubleOf(text: string): Trouble | undefined {
  if (text.length > longestId)
    return { trouble: `is ${text.length} characters long`, remedy: `use at most ${longestId} characters` };
  const segments = text.split("/");
  for (const segment of segments) {
    const trouble = segmentTrouble(segment);
    if (trouble !== undefined) return trouble;
  }
  const [first = "", ...rest] = segments;
  if (reservedFirstSegments.has(first))
    return { trouble: `begins with "${first}", a reserved word`, remedy: "begin with the name of a domain" };
  return rest.length === 0
    ? { trouble: "is a single word", remedy: "write two words or more: the domain, then what it is about" }
    : undefined;
}

function segmentTrouble(segment: string): Trouble | undefined {
  if (segment === "") return { trouble: "has an empty word", remedy: "put one slash between two words" };
  if (segment.length > longestSegment)
    return {
      trouble: `has a word of ${segment.length} characters`,
      remedy: `use at most ${longestSegment} characters a word`,
    };
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(segment))
    return {
      trouble: `has the word "${segment}"`,
      remedy: "use lower-case letters, digits, and single hyphens between them",
    };
  // Windows opens a device instead of a file of that name, in every folder.
  return /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/.test(segment)
    ? { trouble: `has the word "${segment}", a device on Windows`, remedy: "choose another word" }
    : undefined;
}

function shortened(text: string): string {
  return text.length > longestId ? `${text.slice(0, longestId)}…` : text;
}
