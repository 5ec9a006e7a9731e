/** An answer that may be given again. */
export type CachedAnswer = {
  readonly url: string;
  readonly mediaType: string;
  readonly body: Uint8Array;
  readonly etag?: string;
  /** What it was asked for will never have another answer. */
  readonly immutable: boolean;
  /** When the registry last vouched for it, in milliseconds since 1970. */
  readonly checkedAt: number;
};

/**
 * Keeps answers, never errors and never that something is missing. All methods may be called at the same time, and none
 * throws: an answer that cannot be kept is asked for again.
 */
export type AnswerCache = {
  get(key: string): Promise<CachedAnswer | undefined>;
  set(key: string, answer: CachedAnswer): Promise<void>;
  delete(key: string): Promise<void>;
};
