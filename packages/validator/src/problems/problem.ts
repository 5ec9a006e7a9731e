/** One thing that is wrong with a value. */
export type Problem = {
  /** The same for every problem of data; `rule` tells them apart. */
  readonly code: "DATA_INVALID";
  /** What was broken, as a word that stays: `type`, `required`, `unknown-member`, `enum`, … */
  readonly rule: string;
  /** JSON Pointer to the place in the value. */
  readonly pointer: string;
  /** Where the rule stands: `#/properties/name/type`, or with its document's URI in front. */
  readonly schema: string;
  /** A sentence for a person: `/name must be a string, but is the number 3`. */
  readonly message: string;
  /** What would have been right, in as few words as possible: `a string`. */
  readonly expected: string;
  /** The declared name or the allowed value that was probably meant. */
  readonly suggestion?: string;
};

export type Verdict =
  | { readonly valid: true }
  | { readonly valid: false; readonly problems: readonly [Problem, ...Problem[]] };

/** Judges one value; keeps nothing of it and changes nothing in it. */
export type Validate = (value: unknown) => Verdict;
