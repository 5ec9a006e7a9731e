import { dataMembers } from "../names.ts";

/** What the name of a header says. */
export type HeaderName = {
  /** In lower case. */
  readonly header: string;
  /** `datacontenttype` for the header that says what the body is. */
  readonly attribute: string;
  readonly is: "content-type" | "attribute" | "data" | "foreign";
};

/** How the attributes of a protocol are called as headers that all begin alike. */
export function namesWith(prefix: string) {
  return { readName: createNameReader(prefix), writeName: createNameWriter(prefix) };
}

/**
 * Reads names of headers. They are few and come with every message, and what one says costs more to find out than to remember; names that
 * nobody writes again push out no more than what is remembered can be.
 */
function createNameReader(prefix: string): (name: string) => HeaderName {
  const known = new Map<string, HeaderName>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const read = readName(name, prefix);
    if (name.length > longestKept) return read;
    if (known.size >= mostKept) known.clear();
    known.set(name, read);
    return read;
  };
}

/** The name of the header for an attribute. Joining the same two texts for each event makes a new one each time, whose hash nobody knows. */
function createNameWriter(prefix: string): (attribute: string) => string {
  const known = new Map<string, string>();
  return (attribute) => {
    const found = known.get(attribute);
    if (found !== undefined) return found;
    const header = prefix + attribute;
    if (known.size >= mostKept) known.clear();
    known.set(attribute, header);
    return header;
  };
}

const longestKept = 64;
const mostKept = 500;

function readName(name: string, prefix: string): HeaderName {
  const header = name.toLowerCase();
  if (header === "content-type") return { header, attribute: "datacontenttype", is: "content-type" };
  if (!header.startsWith(prefix)) return { header, attribute: "", is: "foreign" };
  const attribute = header.slice(prefix.length);
  return { header, attribute, is: dataMembers.includes(attribute) ? "data" : "attribute" };
}
