import { cloudEventErrors } from "../errors.ts";

export type LimitOptions = {
  /** How many bytes an event may take, encoded. Default 1 MiB. */
  readonly maxBytes?: number | undefined;
};

export const mostEventBytes = 1 << 20;

/** @throws {CloudEventError} LIMIT_EVENT_BYTES */
export function checkBytes(bytes: number, limits: LimitOptions | undefined): void {
  const maxBytes = limits?.maxBytes ?? mostEventBytes;
  if (bytes > maxBytes) throw cloudEventErrors.LIMIT_EVENT_BYTES({ bytes, limit: maxBytes });
}

/** The bytes that a text takes as UTF-8, counted only where they could be more than the limit. */
export function bytesBeyond(input: string | Uint8Array, limit: number): number | undefined {
  if (typeof input !== "string") return input.length > limit ? input.length : undefined;
  // No UTF-16 unit takes more than three bytes.
  if (input.length * 3 <= limit) return undefined;
  const bytes = new TextEncoder().encode(input).length;
  return bytes > limit ? bytes : undefined;
}
