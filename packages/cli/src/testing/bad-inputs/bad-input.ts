import { symlinkSync } from "node:fs";
import { join } from "node:path";
import type { TemporaryProject } from "../temporary-project.ts";

/** One way to get it wrong, and what the command has to say to it. */
export type BadInput = {
  readonly when: string;
  readonly args: readonly string[];
  /** Run before, in the project of `shop()`. */
  readonly given?: (project: TemporaryProject) => void;
  readonly stdin?: string | Uint8Array;
  readonly exit: number;
  readonly code: string;
  /** Words of the message. */
  readonly says: string;
  /** `file:line:column`, where a place is known. */
  readonly at?: string;
};

export const order = "shop/order/placed";

export function put(file: string, content: string | Uint8Array) {
  return ({ write }: TemporaryProject) => write(file, content);
}

export function config(text: string) {
  return put("concordat.config.json", text);
}

export function link(target: string, name: string) {
  return ({ root }: TemporaryProject) => symlinkSync(target, join(root, name));
}
