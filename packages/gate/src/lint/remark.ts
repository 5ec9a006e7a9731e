/** What a rule has to say; the engine adds file, line, severity and code. */
export type Remark = {
  /** JSON Pointer into the contract's document. */
  readonly at: string;
  /** What the caret stands under; by default the value, or the name where the value is long. */
  readonly on?: "name" | "value";
  readonly message: string;
  /** Default: the rule's remedy. */
  readonly hint?: string;
  readonly details?: Readonly<Record<string, unknown>>;
};
