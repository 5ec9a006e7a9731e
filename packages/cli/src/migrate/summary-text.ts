import type { MigrationReport } from "@concordat/cloudevents";
import { grouped } from "../data/summary.ts";

/** `6 events: 3 migrated, 1 current already, 2 failed` */
export function countsText({ total, migrated, skipped, failed }: MigrationReport): string {
  const parts = [
    `${grouped(migrated)} migrated`,
    ...(skipped > 0 ? [`${grouped(skipped)} current already`] : []),
    ...(failed > 0 ? [`${grouped(failed)} failed`] : []),
  ];
  return `${total === 1 ? "1 event" : `${grouped(total)} events`}: ${parts.join(", ")}`;
}

const mostNames = 20;

/** What they were, and what is left to do by hand: a line each, and none where there is nothing to say. */
export function detailsText({ by_format, unmapped_types: names }: MigrationReport): string {
  const formats = Object.entries(by_format).map(([format, count]) => `${grouped(count)} ${format}`);
  const more = names.length > mostNames ? ` and ${grouped(names.length - mostNames)} more` : "";
  return [
    ...(formats.length > 0 ? [`  formats: ${formats.join(", ")}\n`] : []),
    ...(names.length > 0 ? [`  no current type: ${names.slice(0, mostNames).join(", ")}${more}\n`] : []),
  ].join("");
}
