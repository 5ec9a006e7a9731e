/** Microseconds, of the whole lot of iterations. */
export type Usage = { readonly cpu: number; readonly wall: number };

/** Something that is measured: it can do its work any number of times and say what that took. */
export type Contender = {
  readonly name: string;
  readonly measure: (iterations: number) => Usage | Promise<Usage>;
};
