import type { Problem } from "./problem.ts";

/** What to do about a problem with a value, as an imperative; the message has said already what is wrong. */
export function adviceOn({ rule, pointer, expected, suggestion }: Problem, value: unknown): string {
  if (rule === "type" && pointer === "" && typeof value === "string" && /^\s*[{[]/.test(value))
    return `send ${expected.replace(/^an? /, "the ")} itself; here it was written into a string`;
  if (suggestion !== undefined) return `write ${JSON.stringify(suggestion)} if that is meant`;
  switch (rule) {
    case "required":
      return `add ${expected}`;
    case "unknown-member":
      return "take it out, or declare it in the next version of the contract";
    case "forbidden":
      return "leave it out";
    case "size":
      return `give it ${expected}`;
    case "range":
      return `keep it ${expected}`;
    case "alternative":
    case "contains":
    case "unique":
      return `make it match: ${expected}`;
    default:
      return `write ${expected}`;
  }
}
