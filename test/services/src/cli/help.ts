import { kindOf, serviceNames } from "../kinds.ts";
import { portVariable } from "../ports.ts";
import { table } from "./table.ts";
import { verbs } from "./verbs.ts";

export function help(): string {
  const verbRows = Object.values(verbs).map(({ synopsis, summary }) => [`  ${synopsis}`, summary]);
  return `npm run services -- <verb> [name…]

Real brokers and databases for tests and development, from package registries only.

${table(verbRows)}

${table(portRows().map(([first, ...rest]) => [`  ${first}`, ...rest]))}

CONCORDAT_SERVICES=native or docker decides how; unset, Docker is used where an engine answers.
Guide: docs/guides/services.md`;
}

/** Every port with its default and the variable that moves it. */
export function portRows(): readonly (readonly string[])[] {
  const rows = serviceNames.flatMap((name) =>
    Object.entries(kindOf(name).ports).map(([port, number]) => [
      port === "main" ? name : `${name} ${port}`,
      String(number),
      portVariable(name, port),
    ]),
  );
  return [["service", "port", "variable"], ...rows];
}
