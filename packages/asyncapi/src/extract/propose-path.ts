import { parseContractId } from "@concordat/contracts";
import { kebabCase, wordsOf } from "./words.ts";

/** What a path is made from. */
export type PathSources = {
  /** First word of paths that have no domain of their own: the document's title. */
  readonly domain: string;
  /** What the message or schema is called, the best name first. */
  readonly names: readonly string[];
  /** Address of the channel, where all names say nothing. */
  readonly address?: string;
};

/**
 * The path a contract should have: `com.acme.order.placed` becomes `acme/order/placed`, `orderPlaced` in a document
 * called "Acme orders" `acme-orders/order-placed`. The same document always gives the same paths, as long as nothing
 * before the message in it changes; `taken` holds those that are given away.
 */
export function proposePath(sources: PathSources, taken: ReadonlySet<string>): string {
  const plain = plainPath(sources);
  let path = plain;
  for (let count = 2; taken.has(path); count++) path = `${plain}-${count}`;
  return path;
}

function plainPath({ domain, names, address }: PathSources): string {
  const first = kebabCase(wordsOf(domain)).slice(0, 40).replace(/-+$/, "") || "events";
  const candidates = [...names, ...(address === undefined ? [] : [address])].filter(
    (name) => !saysNothing(name),
  );
  for (const name of candidates) {
    const segments = segmentsOf(name);
    const alone = segments.join("/");
    if (segments.length > 1 && parseContractId(alone) !== undefined) return alone;
    const below = `${first}/${kebabCase(segments)}`;
    if (parseContractId(below) !== undefined) return below;
  }
  // The domain itself may be a reserved word, or no name holds a single Latin letter.
  const fallback = `${first}/message`;
  return parseContractId(fallback) === undefined ? `events/${first}-message` : fallback;
}

/** Dots and slashes part words of a path; what stands before a company's name in a reversed domain is left out. */
function segmentsOf(name: string): readonly string[] {
  const parts = name
    .replaceAll(/\{[^{}]*\}/g, "")
    .split(/[./:]+/)
    .map((part) => kebabCase(wordsOf(part)))
    .filter((part) => part !== "");
  return parts.length > 2 && topLevelDomains.has(parts[0] ?? "") ? parts.slice(1) : parts;
}

const topLevelDomains = new Set(["com", "org", "net", "io", "dev", "app"]);

function saysNothing(name: string): boolean {
  return ["", "message", "payload", "event", "schema", "data"].includes(kebabCase(wordsOf(name)));
}
