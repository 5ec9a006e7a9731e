import type { Property } from "./property.ts";

export type Outcome =
  | { readonly status: "holds"; readonly missing?: { readonly part: string; readonly reason: string } }
  | { readonly status: "not promised" | "not shown"; readonly reason: string }
  | { readonly status: "broken"; readonly reason: string; readonly error: Error };

export type ResultRow = { readonly property: Property; readonly outcome: Outcome | undefined };

/** What has to be said of it beside that it holds. */
export function exceptionOf(outcome: Outcome): string | undefined {
  if (outcome.status === "holds")
    return outcome.missing && `NOT PROMISED (${outcome.missing.part}): ${outcome.missing.reason}`;
  return `${outcome.status.toUpperCase()}: ${outcome.reason.split("\n")[0]}`;
}

/** One line a property, so that nothing is missing without being seen to be. */
export function tableOf(
  name: string,
  rows: readonly ResultRow[],
  cut?: { readonly share: number; readonly reason: string },
): string {
  const lines = rows.map(({ property, outcome }) => {
    const exception = outcome && exceptionOf(outcome);
    const holds = outcome === undefined ? "not run" : outcome.status === "holds" ? "holds" : "";
    return `  ${property.id}  ${property.sentence}: ${[holds, exception].filter(Boolean).join(", ")}`;
  });
  const volume = cut && `, ${Math.round(cut.share * 100)} % of their messages: ${cut.reason}`;
  return [`transport ${name}: ${rows.length} properties${volume ?? ""}`, ...lines].join("\n");
}
