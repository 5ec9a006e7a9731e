import type { Acceptance, Finding, FindingNote } from "@concordat/errors";

/**
 * All that is said of a finding below its place, in reading order: its notes, the way out, who accepted it, and the code
 * where it is not the rule's own name. Formats of labelled lines print these, so that none can forget one.
 */
export function factsOf({ notes = [], hint, accepted, code, rule }: Finding): readonly FindingNote[] {
  const lastWord = notes.findIndex(({ label }) => label === "accept");
  const cut = lastWord === -1 ? notes.length : lastWord;
  const fix = notes.some(({ label }) => label === "fix") ? [] : [{ label: "fix", text: hint }];
  return [
    ...notes.slice(0, cut),
    ...fix,
    ...notes.slice(cut),
    ...(accepted ? [{ label: "accepted", text: acceptanceText(accepted) }] : []),
    ...(code === rule ? [] : [{ label: "code", text: code }]),
  ];
}

/** Whether there is more to say than the hint; then lines need labels to be told apart. */
export function hasNotes({ notes = [], accepted }: Finding): boolean {
  return notes.length > 0 || accepted !== undefined;
}

/** What a format says in running text: the hint alone, or every fact on a line of its own. */
export function factLines(finding: Finding): readonly string[] {
  if (!hasNotes(finding)) return [finding.hint];
  return factsOf(finding).map(({ label, text }) => `${label}: ${text}`);
}

/** `nobody reads it yet (by ada@example.com, until 2027-01-31)` */
export function acceptanceText({ reason, by, until }: Acceptance): string {
  const limits = [by && `by ${by}`, until && `until ${until}`].filter(Boolean).join(", ");
  return limits === "" ? reason : `${reason} (${limits})`;
}
