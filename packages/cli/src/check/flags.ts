import type { FlagSpec } from "../verb.ts";

export const againstFlag = {
  value: "BASE",
  about:
    "what was promised: lock (what is frozen here; the default), a commit, branch or tag, a folder, or a registry by its address",
} as const satisfies FlagSpec;

export const writerFlag = {
  value: "VIEW",
  about: "what writers are taken to send, instead of what the settings say",
  choices: ["closed", "as-written"],
} as const satisfies FlagSpec;
