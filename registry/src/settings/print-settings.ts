import type { SettingsReading } from "./read-settings.ts";
import { settingSpecs } from "./table.ts";

/** The settings that hold, one a line, with where each comes from. Secrets are masked, so that it can be pasted. */
export function printSettings({ settings, origins }: SettingsReading): string {
  const rows = settingSpecs.map(([name, spec]) => {
    const value = settings[name];
    const shown =
      value === undefined ? `(${spec.otherwise ?? "not set"})` : spec.mask ? spec.mask(value) : String(value);
    return [name, shown, origins[name]] as const;
  });
  const width = (column: 0 | 1) => Math.max(...rows.map((row) => row[column].length));
  const [names, values] = [width(0), Math.min(width(1), 60)];
  return rows
    .map(([name, value, origin]) => `${name.padEnd(names)}  ${value.padEnd(values)}  ${origin}\n`)
    .join("");
}
