/** The registries that a suite asks: an empty one that lets everybody do everything, and one that lets nobody in. */
export type Asked = {
  readonly url: string;
  readonly guardedUrl: string;
  /** A token of the guarded one whose owner may read. */
  readonly readToken: string;
};

/** A client of somebody else's, unmodified, and the program that asks everything of it that it can do with JSON. */
export type RegistryClient = {
  /** As its package registry calls it, with the version: `confluent-kafka 2.16.1 (Python)`. */
  readonly name: string;
  /** Makes it ready below the cache; the reason where it cannot be had here. */
  prepare(): Promise<string | undefined>;
  /** The program of the steps. Each prints its lines on standard output, see `step.ts`. */
  command(asked: Asked): readonly [program: string, ...parameters: readonly string[]];
  /** Public methods that no step calls, each with the reason. */
  readonly notAsked: Readonly<Record<string, string>>;
};
