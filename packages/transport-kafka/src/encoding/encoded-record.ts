/** A message as the client in use wants it, made once, however often it is sent. */
export type EncodedRecord = {
  /** Body, names and values of headers. */
  readonly bytes: number;
  /** What it takes on the wire, at most. */
  readonly size: number;
};
