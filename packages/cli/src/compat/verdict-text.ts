import type { JudgedDirection } from "./compare-sides.ts";

/** `old.json → new.json: compatible, proved …`: the answer in one line. */
export function verdictText({ direction: { writer, reader }, verdict }: JudgedDirection): string {
  const answer = `${writer.name} → ${reader.name}: `;
  switch (verdict.status) {
    case "compatible":
      return `${answer}compatible, proved${assumption(verdict.assumption)}`;
    case "incompatible": {
      const causes = verdict.findings.length === 1 ? "1 cause" : `${verdict.findings.length} causes`;
      const complete = verdict.isComplete ? ", and there are no others" : ", and there may be others";
      return `${answer}incompatible, ${causes}${complete}${assumption(verdict.assumption)}`;
    }
    case "undecided":
      return `${answer}undecided, ${verdict.reason}`;
  }
}

/** The same facts for programs. */
export function verdictFacts({ direction: { writer, reader }, verdict }: JudgedDirection) {
  const { status, assumption: view } = verdict;
  const facts = { writer: writer.name, reader: reader.name, status, assumption: view };
  if (verdict.status === "compatible") return facts;
  if (verdict.status === "undecided") return { ...facts, reason: verdict.reason, message: verdict.message };
  const { witness, confirmedBy, isComplete } = verdict;
  return { ...facts, witness, confirmedBy, isComplete };
}

function assumption(view: "closed" | "as-written"): string {
  return view === "closed" ? " (as long as writers send only what their schema declares)" : "";
}
