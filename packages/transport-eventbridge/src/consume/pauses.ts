/** Between tries at a queue that does not answer. */
export const pauses = { firstMs: 100, mostMs: 5_000 } as const;
