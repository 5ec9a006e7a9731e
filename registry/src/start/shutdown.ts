/** npm hands on the signal of a terminal that the process also got by itself; so close together, the two are one. */
const sameWishMs = 500;

export type ShutdownOptions = {
  /** Lets go of everything; resolves when nothing is left to do. */
  readonly close: () => Promise<void>;
  readonly exit: (code: number) => void;
  readonly now: () => number;
};

/** What a signal does: the first one ends politely with 0, one more ends at once with 130. */
export function createShutdown({ close, exit, now }: ShutdownOptions): () => void {
  let asked: number | undefined;
  return () => {
    if (asked === undefined) {
      asked = now();
      close().then(
        () => exit(0),
        () => exit(1),
      );
    } else if (now() - asked > sameWishMs) exit(130);
  };
}
