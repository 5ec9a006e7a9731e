import { readdirSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * Run by itself, in a folder of its own: imports every module below the folder that it is given, and says how many they were, what
 * else they did, and which contract misjudges its own samples.
 */
const folder = process.argv[2] ?? "";
const before = worldNow();
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
  .map(({ parentPath, name }) => join(parentPath, name));
const modules = new Map<string, Module>();
for (const file of files) modules.set(file, await import(pathToFileURL(file).href));
const after = worldNow();
const samples = files.filter((file) => basename(file) === "sample.ts");
const report = {
  imported: modules.size,
  judged: samples.length,
  wrong: samples.filter((file) => !judgesWell(file)),
  thenable: files.filter((file) => "then" in (modules.get(file) ?? {})),
  changed: Object.keys(before).filter((place) => before[place] !== after[place]),
};
writeSync(1, JSON.stringify(report));

type Module = Readonly<Record<string, unknown>>;
type Contract = Readonly<
  Record<"validateOutgoing" | "validateIncoming", (value: unknown) => { valid: boolean }>
>;

/** Its samples are good, and stop being so when any of their members is taken away. */
function judgesWell(file: string): boolean {
  const beside = (name: string) => modules.get(join(dirname(file), name));
  const [contract] = Object.values(beside("event.ts") ?? beside("contract.ts") ?? {}) as Contract[];
  const values = Object.values(modules.get(file) ?? {}).map((sample) => (sample as () => object)());
  const isGood = (value: object) =>
    contract?.validateOutgoing(value).valid === true && contract.validateIncoming(value).valid;
  return values.every(
    (value) => isGood(value) && Object.keys(value).every((name) => !isGood(without(value, name))),
  );
}

function without(value: object, name: string): object {
  return Object.fromEntries(Object.entries(value).filter(([each]) => each !== name));
}

function worldNow(): Record<string, string> {
  const names = (of: object) => Reflect.ownKeys(of).map(String).join(" ");
  return {
    globals: names(globalThis),
    object: names(Object.prototype),
    array: names(Array.prototype),
    function: names(Function.prototype),
    text: names(String.prototype),
    process: `${process.exitCode} ${process.listenerCount("exit")} ${Object.keys(process.env).length}`,
    files: readdirSync(process.cwd()).join(" "),
  };
}
