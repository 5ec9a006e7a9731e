import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  batchType,
  type CloudEvent,
  dataKindOf,
  decodeBatch,
  httpBinding,
  parseTimestamp,
  structuredType,
} from "@concordat/cloudevents";
import { expect, test } from "vitest";
import { root } from "../../scripts/workspaces.ts";
import { type Answer, type Mode, type Peer, peers, type Question, type Wire } from "./cloudevents/peer.ts";
import { samples } from "./cloudevents/samples.ts";

/** What is known to differ, each with the paragraph that says who is right. */
const known = JSON.parse(
  readFileSync(join(import.meta.dirname, "cloudevents", "differences.json"), "utf8"),
) as readonly Difference[];

type Difference = {
  readonly peer: string;
  /** `reads`: the peer reads what we wrote; `writes`: we read what the peer wrote. */
  readonly direction: "reads" | "writes";
  readonly modes: readonly Mode[];
  readonly sample: string;
  readonly difference: string;
  readonly paragraph: string;
};

const page = readFileSync(join(root, "docs", "reference", "cloudevents-interoperability.md"), "utf8");

test.for(peers)(
  "$name reads what we write, and we read what it writes",
  { timeout: 300_000 },
  (peer, context) => {
    const missing = peer.prepare();
    if (missing !== undefined) {
      if (process.env.CI === "true") throw new Error(missing);
      context.skip(missing);
    }
    const cases = peer.modes.flatMap((mode) => samples.map(([sample, event]) => ({ mode, sample, event })));

    const reads = peer.ask(cases.map(({ mode, event }) => ({ do: "read", ...sentByUs(mode, event) })));
    const writes = peer.ask(
      cases.map(({ mode, event }): Question => ({ do: "write", mode, events: [wireOf(event)] })),
    );

    const found = cases.flatMap(({ mode, sample, event }, index) => {
      const expected = comparable(wireOf(event));
      return [
        { direction: "reads", mode, sample, difference: differenceOf(expected, readByPeer(reads[index])) },
        {
          direction: "writes",
          mode,
          sample,
          difference: differenceOf(expected, writtenByPeer(mode, writes[index])),
        },
      ].filter(({ difference }) => difference !== "");
    });
    expect(found.map(lineOf).toSorted()).toEqual(expectedLines(peer));
  },
);

test("the page names every difference with its paragraph, and no other", () => {
  const rows = page.split("\n").filter((line) => /^\| (?:JavaScript|Python|Go)/.test(line));
  const expected = known.map(
    ({ peer, direction, modes, sample, difference, paragraph }) =>
      `| ${peer.split(",")[0]} | ${direction} | ${modes.join(", ")} | ${sample} | ${difference.replaceAll("|", "\\|")} | ${paragraph} |`,
  );

  expect(rows).toEqual(expected);
});

function lineOf({
  direction,
  mode,
  sample,
  difference,
}: {
  direction: string;
  mode: string;
  sample: string;
  difference: string;
}): string {
  return `${direction}, ${mode}, ${sample}: ${difference}`;
}

function expectedLines({ name }: Peer): string[] {
  return known
    .filter(({ peer }) => peer === name)
    .flatMap(({ modes, ...each }) => modes.map((mode) => lineOf({ ...each, mode })))
    .toSorted();
}

function sentByUs(mode: Mode, event: CloudEvent) {
  const { headers, body } =
    mode === "batch" ? httpBinding.encodeBatch([event]) : httpBinding.encode(event, mode);
  return { headers, body: Buffer.from(body).toString("base64") };
}

function readByPeer(answer: Answer | undefined): Wire | string {
  return answer?.events === undefined ? `refused: ${answer?.error}` : comparable(answer.events[0] as Wire);
}

function writtenByPeer(mode: Mode, answer: Answer | undefined): Wire | string {
  const { headers, body, error } = answer ?? {};
  if (headers === undefined || error !== undefined) return `refused: ${error}`;
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
  const expected = mode === "batch" ? batchType : mode === "structured" ? structuredType : undefined;
  if (expected !== undefined && !type.startsWith(expected)) return `sent as ${type}`;
  const bytes = Buffer.from(body ?? "", "base64");
  const verdict =
    mode === "batch" ? decodeBatch(bytes).results[0] : httpBinding.decode({ headers, body: bytes });
  if (verdict?.valid !== true)
    return `not readable: ${verdict?.violations.map(({ code, message }) => `${code}, ${message}`).join("; ")}`;
  return comparable(wireOf(verdict.event));
}

function wireOf(event: CloudEvent): Wire {
  const { data, ...attributes } = event;
  const wire = { attributes: attributes as Wire["attributes"] };
  if (data === undefined) return wire;
  if (data instanceof Uint8Array) return { ...wire, data: { base64: Buffer.from(data).toString("base64") } };
  return {
    ...wire,
    data: dataKindOf(event.datacontenttype) === "text" ? { text: data as string } : { json: data },
  };
}

/** Moments as moments, and everything else as text: of a type that gets lost on the way each language is entitled. */
function comparable({ attributes, data }: Wire): Wire {
  const entries = Object.entries(attributes).map(([name, value]) => {
    const moment = name === "time" ? parseTimestamp(String(value)) : Number.NaN;
    return [name, Number.isNaN(moment) ? String(value) : new Date(moment).toISOString()];
  });
  return { attributes: Object.fromEntries(entries.toSorted()), ...(data !== undefined && { data }) };
}

function differenceOf(expected: Wire, got: Wire | string): string {
  if (typeof got === "string") return clip(got);
  const names = new Set([...Object.keys(expected.attributes), ...Object.keys(got.attributes)]);
  const attributes = [...names].flatMap((name) => {
    const [wanted, found] = [expected.attributes[name], got.attributes[name]];
    if (name === "time" && wanted === undefined) return "a time was added";
    return wanted === found ? [] : `${name} ${JSON.stringify(wanted)} became ${JSON.stringify(found)}`;
  });
  const isSameData = JSON.stringify(expected.data) === JSON.stringify(got.data);
  const data = isSameData ? [] : [`data ${JSON.stringify(expected.data)} became ${JSON.stringify(got.data)}`];
  return clip([...attributes, ...data].join("; "));
}

/** So much that a person sees what it is about. */
function clip(text: string): string {
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}
