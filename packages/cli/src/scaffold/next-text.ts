import { type JsonDocument, valueAt } from "@concordat/json";

export type NextFacts = {
  readonly uri: string;
  /** Set where a new major begins. */
  readonly major: number | undefined;
};

/**
 * The text of a version as that of its successor. Only the values that must differ are replaced, so that a diff of the
 * two files shows what the author changes and nothing else.
 */
export function nextText(source: JsonDocument, { uri, major }: NextFacts): string {
  const type = valueAt(source.value, "/x-concordat/type");
  const replacements = [
    { pointer: "/$id", value: uri },
    ...(major !== undefined && typeof type === "string"
      ? [{ pointer: "/x-concordat/type", value: typeOfMajor(type, major) }]
      : []),
  ];
  return replacements
    .flatMap(({ pointer, value }) => {
      const range = source.locate(pointer)?.value;
      return range === undefined ? [] : [{ range, text: JSON.stringify(value) }];
    })
    .sort((a, b) => b.range.start.offset - a.range.start.offset)
    .reduce(
      (sofar, { range: { start, end }, text }) =>
        sofar.slice(0, start.offset) + text + sofar.slice(end.offset),
      source.text,
    );
}

/** Events of different majors travel side by side, so each has a type of its own; the first one has no suffix. */
function typeOfMajor(type: string, major: number): string {
  return `${type.replace(/\.v\d+$/, "")}.v${major}`;
}
