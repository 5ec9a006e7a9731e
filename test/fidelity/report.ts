import type { Score } from "./measure.ts";

/** What a row of the table says. Shares are means over schemas, so that none counts more for having more instances. */
export type Figures = {
  readonly set: string;
  readonly generator: string;
  readonly schemas: number;
  readonly accepted: Share;
  readonly refused: Share;
  readonly broken: number;
  readonly detours: number;
  readonly anys: number;
  readonly described: Share;
};

/** `share` is a mean over schemas; `of` and `hits` are plain counts. */
export type Share = { readonly share: number; readonly hits: number; readonly of: number };

export function figuresOf(set: string, generator: string, scores: readonly Score[]): Figures {
  return {
    set,
    generator,
    schemas: scores.length,
    accepted: meanOf(scores, (s) => [s.specimen.valid.length - s.refused.length, s.specimen.valid.length]),
    refused: meanOf(scores, (s) => [
      s.specimen.invalid.length - s.accepted.length,
      s.specimen.invalid.length,
    ]),
    broken: scores.filter(({ broken }) => broken !== undefined).length,
    detours: scores.filter(({ isDetour }) => isDetour).length,
    anys: scores.reduce((sum, { anys }) => sum + anys, 0),
    described: meanOf(scores, ({ described: { members, missing } }) => [members - missing.length, members]),
  };
}

function meanOf(
  scores: readonly Score[],
  count: (score: Score) => readonly [hits: number, of: number],
): Share {
  const counted = scores.map(count).filter(([, of]) => of > 0);
  return {
    share: counted.reduce((sum, [hits, of]) => sum + hits / of, 0) / counted.length,
    hits: counted.reduce((sum, [hits]) => sum + hits, 0),
    of: counted.reduce((sum, [, of]) => sum + of, 0),
  };
}

/** A table in Markdown, as docs/reference/fidelity.md shows it. */
export function formatFigures(all: readonly Figures[]): string {
  const head = [
    [
      "set",
      "generator",
      "schemas",
      "valid accepted",
      "invalid refused",
      "broken",
      "unnamed",
      "`any`",
      "described",
    ],
    ["---", "---", "---", "---", "---", "---", "---", "---", "---"],
  ];
  const rows = all.map((figures) => [
    figures.set,
    figures.generator,
    String(figures.schemas),
    formatShare(figures.accepted),
    formatShare(figures.refused),
    String(figures.broken),
    String(figures.detours),
    String(figures.anys),
    formatShare(figures.described),
  ]);
  return [...head, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function formatShare({ share, hits, of }: Share): string {
  return of === 0 ? "–" : `${(100 * share).toFixed(1)} % (${hits} of ${of})`;
}

/** Everything that a generator's author has to look at, schema by schema. */
export function formatLosses(set: string, scores: readonly Score[]): string {
  return scores.flatMap((score) => lossesOf(set, score)).join("\n");
}

function lossesOf(set: string, { specimen, broken, refused, accepted, described }: Score): readonly string[] {
  const lines = [
    ...(broken === undefined ? [] : [`broken: ${broken}`]),
    ...(broken === undefined ? refused : []).map(
      ({ instance, diagnostic }) => `valid, refused: ${shown(instance)}\n    ${diagnostic}`,
    ),
    ...(broken === undefined ? accepted : []).map(({ instance }) => `invalid, accepted: ${shown(instance)}`),
    ...(described.missing.length > 0 && broken === undefined
      ? [`undescribed: ${described.missing.slice(0, 5).join(", ")} (${described.missing.length} in all)`]
      : []),
  ];
  if (lines.length === 0) return [];
  return [
    `## ${set}: ${specimen.name}`,
    short(JSON.stringify(specimen.schema), 1500),
    ...lines.map((line) => `- ${line}`),
    "",
  ];
}

function shown({ name, value }: Score["specimen"]["valid"][number]): string {
  return `${name}: ${short(JSON.stringify(value), 300)}`;
}

function short(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)} …`;
}
