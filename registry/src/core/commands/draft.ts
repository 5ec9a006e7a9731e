import type { Command } from "../command.ts";
import { type ContentParts, contentOf } from "../content.ts";
import { coreErrors } from "../errors.ts";
import { modeOf } from "../settings.ts";
import type { State } from "../state/state.ts";

export type Draft = ContentParts & {
  readonly subject: string;
  readonly number: string;
  readonly file?: string;
};

/** Keeps a version that may still change. One of the same number is replaced. The answer is whether anything changed. */
export function draft({ subject, number, file, ...parts }: Draft): Command<{ readonly isNew: boolean }> {
  return {
    action: "draft",
    target: `${subject} ${number}`,
    decide: (state) => {
      requireWritable(state, subject);
      const known = state.subject(subject);
      if (known?.versions.some((version) => version.number === number))
        throw coreErrors.VERSION_CONFLICT({ subject, number, trouble: "it is frozen, and never changes" });
      const content = contentOf(parts);
      if (known?.spent.some((each) => each.number === number && each.content !== content.digest))
        throw coreErrors.VERSION_CONFLICT({
          subject,
          number,
          trouble: "another schema had it, which was deleted since, and caches may hold that for ever",
        });
      if (known?.drafts.some((each) => each.number === number && each.content === content.digest))
        return { changes: [], answer: { isNew: false } };
      const told = { subject, number, content: content.digest, ...(file !== undefined && { file }) };
      return { changes: [{ is: "drafted", ...told }], contents: [content], answer: { isNew: true } };
    },
  };
}

/** Takes a draft away, for good: nobody could rely on it. */
export function dropDraft(subject: string, number: string): Command<undefined> {
  return {
    action: "drop-draft",
    target: `${subject} ${number}`,
    decide: (state) => {
      requireWritable(state, subject);
      if (state.subject(subject)?.drafts.some((each) => each.number === number) !== true)
        throw coreErrors.VERSION_NOT_FOUND({ subject, version: number });
      return { changes: [{ is: "draft-dropped", subject, number }], answer: undefined };
    },
  };
}

function requireWritable(state: State, subject: string): void {
  const mode = modeOf(state, subject);
  if (mode !== "READWRITE") throw coreErrors.MODE_FORBIDS({ subject, mode, action: "change drafts" });
}
