/** Bytes in which fields stand, each a name and a value behind it, and how far they were read. */
export type FieldBytes = {
  readonly bytes: Buffer;
  /** Of the same bytes. */
  readonly view: DataView;
  at: number;
  /** How many bytes behind a text are not of it. */
  readonly tail: number;
  /** Steps over a text, and answers where it begins; less than 0 where it is not there to its end. */
  text(): number;
};
