import { meaning, oneOf } from "../../http/readers.ts";
import { formatNames } from "./formats/names.ts";
import { views } from "./verdict.ts";

/** What the query may say. */
export const query = {
  format: meaning("In which format it comes. Default: what it looks like.", oneOf(formatNames)),
  view: meaning(
    "`writer` also refuses members that nobody declared: what publishers validate. Default `reader`.",
    oneOf(views),
  ),
  unknown: meaning(
    "What becomes of events of types that no contract has. Default `refuse`.",
    oneOf(["refuse", "accept"]),
  ),
  only: meaning(
    "Of streams: `invalid` leaves out the verdicts on events that are fine. Default: all.",
    oneOf(["invalid"]),
  ),
};

export type Asked = {
  readonly [Name in keyof typeof query]?: ReturnType<(typeof query)[Name]>;
};
