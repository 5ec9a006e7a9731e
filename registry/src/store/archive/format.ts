import type { Content } from "../../core/content.ts";
import type { LoggedChange } from "../logged-change.ts";

export const archiveFormat = "concordat-registry";

/** Raised when a program that knows the older ones could no longer read what is written. */
export const archiveVersion = 1;

export type ArchiveHead = {
  readonly format: typeof archiveFormat;
  readonly version: number;
  readonly contents: number;
  readonly changes: number;
  /** Of the last change; the chain vouches for those before. */
  readonly hash: string;
};

/** An archive is NDJSON: one head, all contents, all changes, and an end, without which it was cut off. */
export type ArchiveLine =
  | ArchiveHead
  /** Without what is worked out from its text. */
  | { readonly content: Omit<Content, "likeness"> }
  | { readonly change: LoggedChange }
  /** SHA-256 of all lines before this one, line feeds included. */
  | { readonly end: string };
