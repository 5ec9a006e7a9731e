import { readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { didYouMean, isConcordatError, nearest } from "@concordat/errors";
import { appendToPointer, isObject, type JsonDocument, parseJsonDocument } from "@concordat/json";
import { settingsErrors } from "./errors.ts";
import { type SettingName, type SettingSpec, type Settings, settingSpecs, settingsTable } from "./table.ts";

/** Where settings can come from, the strongest first; what none of them says has its default. */
export type SettingsSources = {
  /** By their names without dashes; `true` for a switch. */
  readonly flags?: Readonly<Record<string, string | boolean | undefined>>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What paths in flags and in the environment are seen from. */
  readonly cwd: string;
};

export type SettingsReading = {
  readonly settings: Settings;
  /** What each value was taken from, as a person would look for it: `--port`, `PORT`, `registry.json:3:11`, `default`. */
  readonly origins: Readonly<Record<SettingName, string>>;
  /** What works and should be done otherwise. */
  readonly warnings: readonly string[];
};

/** A value as it was written somewhere. */
type Given = {
  readonly origin: string;
  readonly rank: "flag" | "environment" | "file";
  /** What a path in it is seen from. */
  readonly folder: string;
  readonly text: string;
};

/** Reads all settings, or throws about the first that cannot be used, naming where it stands. */
export function readSettings({ flags = {}, environment, cwd }: SettingsSources): SettingsReading {
  refuseUnknown(flags, environment);
  const direct = (spec: SettingSpec<unknown>) =>
    givenByFlag(spec, flags, cwd) ?? givenByEnvironment(spec, environment, cwd);
  const named = direct(settingsTable.config as SettingSpec<unknown>);
  const fromFile = named === undefined ? new Map() : readFile(resolve(cwd, named.text), cwd);

  const given = new Map<SettingName, Given>();
  const values = settingSpecs.map(([name, spec]) => {
    const found = direct(spec) ?? fromFile.get(name);
    if (found === undefined) return [name, defaultOf(spec, cwd)] as const;
    given.set(name, found);
    return [name, readValue(spec, found)] as const;
  });
  const settings = Object.fromEntries(values) as Settings;
  const origins = Object.fromEntries(
    settingSpecs.map(([name]) => [name, given.get(name)?.origin ?? "default"]),
  ) as Record<SettingName, string>;
  return {
    settings: { ...settings, ...oneStore(given) },
    origins,
    warnings: warningsAbout(settings, given),
  };
}

function givenByFlag(
  { flag }: SettingSpec<unknown>,
  flags: SettingsSources["flags"],
  folder: string,
): Given | undefined {
  const value = flag === undefined ? undefined : flags?.[flag];
  if (value === undefined) return undefined;
  return { origin: `--${flag}`, rank: "flag", folder, text: String(value) };
}

/** Empty counts as not set: a shell has no other way to take back what was set before. */
function givenByEnvironment(
  { environment: name }: SettingSpec<unknown>,
  environment: SettingsSources["environment"],
  folder: string,
): Given | undefined {
  const text = environment[name];
  return text ? { origin: name, rank: "environment", folder, text } : undefined;
}

function readFile(path: string, cwd: string): ReadonlyMap<SettingName, Given> {
  const shown = relative(cwd, path).startsWith("..") ? path : relative(cwd, path);
  const document = parsed(path, shown);
  if (!isObject(document.value))
    throw settingsErrors.SETTINGS_FILE({ file: shown, problem: "holds no object" });
  const inFile = settingSpecs.filter(([, spec]) => spec.inFile !== false);
  const known = inFile.map(([name]) => name);
  const placeOf = (name: string, part: "name" | "value") => {
    const range = document.locate(appendToPointer("", name))?.[part];
    return range === undefined ? shown : `${shown}:${range.start.line}:${range.start.column}`;
  };
  for (const name of Object.keys(document.value))
    if (name !== "$schema" && !known.includes(name as SettingName))
      throw settingsErrors.SETTING_UNKNOWN({
        name,
        place: placeOf(name, "name"),
        meant: didYouMean(name, known),
      });
  const values = document.value;
  return new Map(
    inFile.flatMap(([name, spec]) => {
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      if (value === undefined) return [];
      const origin = placeOf(name, "value");
      const kind = spec.kind.json;
      if (typeof value !== kind)
        throw settingsErrors.SETTING_INVALID({
          place: origin,
          setting: name,
          value: spec.mask ? "" : JSON.stringify(value),
          expected: `a ${kind}: ${spec.kind.expected}`,
        });
      return [[name, { origin, rank: "file", folder: dirname(path), text: String(value) }] as const];
    }),
  );
}

function parsed(path: string, shown: string): JsonDocument {
  try {
    return parseJsonDocument(readFileSync(path));
  } catch (cause) {
    const problem = isConcordatError(cause)
      ? `is no JSON: ${cause.message}`
      : `cannot be read: ${(cause as NodeJS.ErrnoException).code}`;
    throw settingsErrors.SETTINGS_FILE({ file: shown, problem }, { cause });
  }
}

function readValue(spec: SettingSpec<unknown>, { origin, folder, text }: Given): unknown {
  const value = spec.kind.read(text);
  if (value === undefined)
    throw settingsErrors.SETTING_INVALID({
      place: origin,
      setting: spec.flag === undefined ? spec.environment : `--${spec.flag}`,
      value: spec.mask ? "" : JSON.stringify(text),
      expected: spec.kind.expected,
    });
  return spec.kind.isPath && value !== ":memory:" ? resolve(folder, String(value)) : value;
}

function defaultOf({ kind, fallback }: SettingSpec<unknown>, cwd: string): unknown {
  return kind.isPath && fallback !== undefined ? resolve(cwd, String(fallback)) : fallback;
}

/** A store is named once. The stronger source wins; named twice by the same one, nobody could say which is meant. */
function oneStore(given: ReadonlyMap<SettingName, Given>): Partial<Settings> {
  const data = given.get("data");
  const database = given.get("databaseUrl");
  if (data === undefined || database === undefined) return {};
  if (data.rank === database.rank)
    throw settingsErrors.SETTINGS_CONFLICT({ one: data.origin, other: database.origin });
  const ranks = ["flag", "environment", "file"];
  return ranks.indexOf(data.rank) < ranks.indexOf(database.rank) ? { databaseUrl: undefined } : {};
}

function refuseUnknown(
  flags: Readonly<Record<string, unknown>>,
  environment: SettingsSources["environment"],
): void {
  const knownFlags = settingSpecs.flatMap(([, { flag }]) => flag ?? []);
  for (const name of Object.keys(flags))
    if (!knownFlags.includes(name))
      throw settingsErrors.SETTING_UNKNOWN({
        name: `--${name}`,
        place: "the command line",
        meant: didYouMean(name, knownFlags),
      });
  // Other programs of ours read other names, so only a near miss is a mistake; one in `CONCORDAT_ANONYMOUS` opens a door.
  const names = settingSpecs.map(([, spec]) => spec.environment);
  const tails = names.flatMap((name) => (name.startsWith(prefix) ? name.slice(prefix.length) : []));
  for (const name of Object.keys(environment)) {
    if (!name.startsWith(prefix) || names.includes(name)) continue;
    const meant = nearest(name.slice(prefix.length), tails);
    if (meant !== undefined)
      throw settingsErrors.SETTING_UNKNOWN({
        name,
        place: "the environment",
        meant: ` (did you mean "${prefix}${meant}"?)`,
      });
  }
}

const prefix = "CONCORDAT_";

function warningsAbout(settings: Settings, given: ReadonlyMap<SettingName, Given>): readonly string[] {
  const database = given.get("databaseUrl");
  const holdsPassword = settings.databaseUrl !== undefined && new URL(settings.databaseUrl).password !== "";
  return database?.rank === "flag" && holdsPassword
    ? [
        "--database-url holds a password, and everybody on this machine can read it in the list of processes; set DATABASE_URL instead",
      ]
    : [];
}
