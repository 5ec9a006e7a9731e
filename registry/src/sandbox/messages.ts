import type { ErrorReport } from "@concordat/errors";
import type { JobName } from "./jobs.ts";

/** What goes to a thread and comes from it: plain data. */
export type ToThread = { readonly name: JobName; readonly question: unknown };

/** `cpuMs`: what the thread has worked in all. */
export type FromThread = { readonly cpuMs: number } & ThreadNews;

export type ThreadNews =
  | { readonly ready: true }
  | { readonly answer: unknown }
  | { readonly error: CarriedError };

/** An error as plain data: with its code where it has one, and else the words that belong into a log. */
export type CarriedError = { readonly report: ErrorReport } | { readonly fault: string };
