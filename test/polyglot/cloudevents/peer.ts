import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { HTTP, type Message, CloudEvent as SdkEvent } from "cloudevents";
import { root } from "../../../scripts/workspaces.ts";

/** An event as plain JSON: attributes as they are, and the data with a word on what it is. */
export type Wire = {
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  readonly data?: { readonly json?: unknown; readonly text?: string; readonly base64?: string };
};

export type Mode = "binary" | "structured" | "batch";

/** The body in base64. */
export type Sent = { readonly headers: Readonly<Record<string, string>>; readonly body: string };

export type Question =
  | ({ readonly do: "read" } & Sent)
  | { readonly do: "write"; readonly mode: Mode; readonly events: readonly Wire[] };

export type Answer = Partial<Sent> & { readonly events?: readonly Wire[]; readonly error?: string };

/** Another implementation of CloudEvents, asked many things at once. */
export type Peer = {
  readonly name: string;
  readonly modes: readonly Mode[];
  /** Makes it ready; the reason where it cannot be had here. */
  prepare(): string | undefined;
  ask(questions: readonly Question[]): readonly Answer[];
};

const here = import.meta.dirname;
const pythonHome = join(root, ".cache", "polyglot", "cloudevents-python-2.2.0");
const python = join(pythonHome, "bin", "python");

export const peers: readonly Peer[] = [
  {
    name: "JavaScript, cloudevents 10.0.0",
    modes: ["binary", "structured"],
    prepare: () => undefined,
    ask: (all) => all.map(askSdk),
  },
  {
    name: "Python, cloudevents 2.2.0",
    modes: ["binary", "structured"],
    prepare() {
      if (!succeeds("python3", ["--version"])) return "Python is not installed (python3)";
      if (existsSync(join(pythonHome, "ready"))) return undefined;
      const isReady =
        succeeds("python3", ["-m", "venv", pythonHome]) &&
        succeeds(python, ["-m", "pip", "install", "--quiet", "cloudevents==2.2.0"]) &&
        succeeds(python, ["-c", `open(${JSON.stringify(join(pythonHome, "ready"))}, "w").close()`]);
      return isReady ? undefined : "pip cannot install cloudevents 2.2.0";
    },
    ask: (all) => askProcess(python, [join(here, "peer.py")], all),
  },
  {
    name: "Go, sdk-go 2.16.2",
    modes: ["binary", "structured", "batch"],
    prepare() {
      if (!succeeds("go", ["version"])) return "Go is not installed (go)";
      return succeeds("go", ["build", "-o", goPeer, "."], join(here, "go"))
        ? undefined
        : "go cannot build the peer";
    },
    ask: (all) => askProcess(goPeer, [], all),
  },
];

const goPeer = join(root, ".cache", "polyglot", "cloudevents-go", "peer");

function succeeds(command: string, options: readonly string[], cwd = root): boolean {
  return spawnSync(command, options, { cwd, stdio: "ignore" }).status === 0;
}

function askProcess(command: string, options: readonly string[], questions: readonly Question[]): Answer[] {
  const input = questions.map((question) => `${JSON.stringify(question)}\n`).join("");
  const { stdout, stderr, status } = spawnSync(command, options, {
    input,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`);
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/** The SDK for JavaScript runs in this process. */
function askSdk(question: Question): Answer {
  try {
    return question.do === "read"
      ? readWithSdk(question)
      : writeWithSdk(question.mode, question.events[0] as Wire);
  } catch (error) {
    return { error: String(error) };
  }
}

function readWithSdk({ headers, body }: Sent): Answer {
  const bytes = Buffer.from(body, "base64");
  const lower = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  // Frameworks hand over what the content type calls text as text.
  const isText = /json|text|xml/.test(lower["content-type"] ?? "");
  const read = HTTP.toEvent({
    headers: lower,
    body: bytes.length === 0 ? undefined : isText ? bytes.toString() : bytes,
  });
  return { events: (Array.isArray(read) ? read : [read]).map(wireOfSdk) };
}

function wireOfSdk(event: object): Wire {
  const { data, data_base64: inText, ...attributes } = event as Record<string, unknown>;
  const named = Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));
  const wire = { attributes: named as Wire["attributes"] };
  const isJson = /json/.test(String(named.datacontenttype ?? "json"));
  if (typeof inText === "string") return { ...wire, data: { base64: inText } };
  if (data instanceof Uint8Array) return { ...wire, data: { base64: Buffer.from(data).toString("base64") } };
  if (data === undefined) return wire;
  return { ...wire, data: typeof data === "string" && !isJson ? { text: data } : { json: data } };
}

function writeWithSdk(mode: Mode, { attributes, data }: Wire): Answer {
  const held =
    data?.base64 === undefined
      ? (data?.text ?? data?.json)
      : Uint8Array.from(Buffer.from(data.base64, "base64"));
  const event = new SdkEvent({ ...attributes, ...(data !== undefined && { data: held }) } as never);
  const { headers, body }: Message = mode === "binary" ? HTTP.binary(event) : HTTP.structured(event);
  const bytes = body instanceof Uint8Array ? Buffer.from(body) : Buffer.from(String(body ?? ""));
  return { headers: headers as Sent["headers"], body: bytes.toString("base64") };
}
