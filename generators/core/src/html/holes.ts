/** Where a value stands in a template, which decides what it may be. */
export type Hole = "text" | "attribute" | "address" | "tag";

/**
 * Where each value of a template stands, found by reading the markup around it once. Throws over markup that no value makes safe:
 * handlers and styles in attributes, which the pages' own policy forbids, and values in scripts or without quotes.
 */
export function holesOf(literals: readonly string[]): readonly Hole[] {
  let state: State = { in: "text" };
  const holes: Hole[] = [];
  for (const literal of literals) {
    for (const character of literal) state = after(state, character);
    holes.push(holeIn(state));
  }
  return holes;
}

type State =
  | { readonly in: "text" }
  /** Between the angle brackets, outside of quotes; with what was read of the tag. */
  | { readonly in: "tag"; readonly soFar: string }
  | {
      readonly in: "value";
      readonly quote: string;
      readonly name: string;
      readonly soFar: string;
      readonly tag: string;
    };

function after(state: State, character: string): State {
  switch (state.in) {
    case "text":
      return character === "<" ? { in: "tag", soFar: "" } : state;
    case "tag":
      if (character === ">") return { in: "text" };
      if (character === '"' || character === "'") return opened(state.soFar, character);
      return { in: "tag", soFar: state.soFar + character };
    case "value":
      if (character === state.quote) return { in: "tag", soFar: `${state.tag}${state.name}="" ` };
      return { ...state, soFar: state.soFar + character };
  }
}

function opened(tag: string, quote: string): State {
  const name = (/([^\s"'<>/=]+)=$/.exec(tag)?.[1] ?? "").toLowerCase();
  if (name === "style" || name.startsWith("on"))
    throw new Error(`<${tag}…: a page has neither handlers nor styles in attributes`);
  return { in: "value", quote, name, soFar: "", tag };
}

function holeIn(state: State): Hole {
  if (state.in === "text") return "text";
  if (state.in === "value") return addresses.has(state.name) && state.soFar === "" ? "address" : "attribute";
  if (state.soFar.endsWith("=")) throw new Error(`<${state.soFar}…: an attribute's value stands in quotes`);
  return "tag";
}

const addresses: ReadonlySet<string> = new Set([
  "href",
  "src",
  "action",
  "formaction",
  "cite",
  "poster",
  "data",
]);
