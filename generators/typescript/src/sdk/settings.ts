import { codegenErrors } from "@concordat/gen-core";
import { isArray, isObject, type Json } from "@concordat/json";

export type SdkSettings = {
  readonly packageName: string;
  /** Patterns of event types by the entry that exports them. */
  readonly entries: readonly Entry[];
  /** What imports of neighbouring files end in: `.js` for every compiler, `.ts` for who runs the sources. */
  readonly ending: ".js" | ".ts";
};

export type Entry = {
  /** As `exports` of the package has it: `.`, `./commerce`. */
  readonly path: string;
  /** Words of its files: `main`, `commerce`. */
  readonly name: string;
  readonly types: readonly string[];
};

const known = ["entries", "imports"];
/** Entries that every SDK has, and names of files that it has for other things. */
const taken = ["./testing", "./contracts", "./topology", "./validate", "./index", "./main"];

/**
 * The settings of the target, checked.
 *
 * @throws {CodegenError} CODEGEN_OPTION
 */
export function sdkSettings(packageName: string, settings: Readonly<Record<string, unknown>>): SdkSettings {
  requirePackageName(packageName);
  for (const name of Object.keys(settings))
    if (!known.includes(name)) refuse(`settings.${name}`, `is unknown; there are ${known.join(" and ")}`);
  return {
    packageName,
    entries: entriesOf((settings.entries ?? { ".": ["*"] }) as Json),
    ending: endingOf(settings.imports ?? ".js"),
  };
}

/** https://docs.npmjs.com/cli/configuring-npm/package-json#name */
function requirePackageName(name: string): void {
  if (name.length <= 214 && /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/.test(name)) return;
  refuse("package", `is ${JSON.stringify(name)}, which npm takes as no package's name`);
}

function entriesOf(entries: Json): readonly Entry[] {
  if (!isObject(entries) || Object.keys(entries).length === 0)
    return refuse(
      "settings.entries",
      "must be an object: patterns of event types by the entry that exports them",
    );
  return Object.entries(entries).map(([path, types]) => {
    const option = `settings.entries[${JSON.stringify(path)}]`;
    if (!/^\.(?:\/[a-z][a-z0-9-]*)?$/.test(path) || taken.includes(path))
      refuse(option, "is no entry: write `.` or one like `./commerce`");
    const list = isArray(types) ? types : [types];
    const isText = (type: Json): type is string => typeof type === "string" && type !== "";
    if (!list.every(isText)) return refuse(option, "must be a pattern of event types, or a list of them");
    return { path, name: path === "." ? "main" : path.slice(2), types: list };
  });
}

function endingOf(ending: unknown): ".js" | ".ts" {
  if (ending === ".js" || ending === ".ts") return ending;
  return refuse("settings.imports", 'must be ".js" or ".ts"');
}

function refuse(option: string, trouble: string): never {
  throw codegenErrors.CODEGEN_OPTION({ option, trouble });
}
