import { placeIn } from "../../lint/place.ts";
import { defineEvolutionRule } from "../rule.ts";

const before = `{
  "properties": { "id": { "description": "Id of the order.", "type": "string" } }
}`;

const withNote = `{
  "properties": {
    "id": { "description": "Id of the order.", "type": "string" },
    "note": { "description": "A note from the customer.", "type": "string" }
  }
}`;

export const versionNumber = defineEvolutionRule({
  id: "version-number",
  severity: "error",
  about: "numbers",
  sentence: "A version's number says what has changed, no less and no more.",
  reason:
    "The number is what people read before they upgrade: a patch accepts the same events as before, a minor version keeps every promise, a major one does not. One that says too little surprises them, one that says too much keeps them waiting.",
  remedy: "give the version the number that follows from its content",
  bad: {
    contracts: { "shop/order/placed/1.0.0": before, "shop/order/placed/1.0.1": withNote.replace("{", "«{»") },
    frozen: ["shop/order/placed/1.0.0"],
    at: "",
  },
  good: {
    contracts: { "shop/order/placed/1.0.0": before, "shop/order/placed/1.1.0": withNote },
    frozen: ["shop/order/placed/1.0.0"],
  },
  *check({ change, promises, step, claimed, derived, breaks }, { lock }) {
    const { version } = change.side;
    const previous = promises.previous ?? promises.lastMajor.at(-1);
    if (previous === undefined || step === undefined || derived === undefined) return;
    // A break says itself that the number is too low, and a frozen version that changed has its own finding.
    if (
      breaks.some(({ accepted }) => accepted === undefined) ||
      wasFrozen(version.id, change.was !== undefined, lock)
    )
      return;
    if (claimed === step) return;
    const isTooLow = claimed === undefined || rank[claimed] < rank[step];
    const found = `it is a ${step} step from ${previous.version.version}`;
    yield {
      severity: isTooLow ? "error" : "warning",
      message:
        claimed === undefined
          ? `${version.version} was changed in place, and ${found}`
          : `${version.version} says ${claimed}, and ${found}: ${meaning[step]}`,
      hint: `call it ${derived}; \`concordat freeze ${version.contract} --renumber\` does so`,
      place: placeIn(version, ""),
    };
  },
});

const rank = { patch: 0, minor: 1, major: 2 } as const;

const meaning = {
  patch: "both views accept the same events as before",
  minor: "it keeps every promise, and accepts other events than before",
  major: "it does not keep every promise",
} as const;

function wasFrozen(
  id: string,
  changedInPlace: boolean,
  lock: { readonly contracts: ReadonlyMap<string, string> },
): boolean {
  return changedInPlace && lock.contracts.has(id);
}
