import { readdirSync } from "node:fs";
import { knownFormats } from "@concordat/cloudevents";
import { expect, test } from "vitest";
import { shop, type TemporaryProject } from "../testing/temporary-project.ts";
import { oldFormats } from "./migrate.ts";

const type = "com.example.shop.order.placed";
const row = {
  id: "out-1",
  event_type: "order.placed",
  payload: { id: "1" },
  created_at: "2025-06-26T10:00:00Z",
};
const current = { specversion: "1.0", type, source: "/shop", id: "e1", data: { id: "1" } };
const legacy = { specversion: "1.0", type: "order.placed", source: "/shop", data: { id: "2" } };

const lines = (...values: readonly unknown[]) =>
  values.map((value) => `${typeof value === "string" ? value : JSON.stringify(value)}\n`).join("");

const parsed = (text: string) =>
  text
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));

function reportOf(project: TemporaryProject, file = "report.json") {
  return JSON.parse(project.read(file));
}

test("the flag knows all formats that there are", () => {
  expect(oldFormats).toEqual(knownFormats.map(({ name }) => name));
});

test("lines of all formats become events, one a line and in their order", async () => {
  const project = shop({ "old.jsonl": `\ufeff${lines(row, "", legacy, "  ", current)}` });
  const { code, out, err } = await project.run([
    "migrate",
    "old.jsonl",
    "new.jsonl",
    "--report",
    "report.json",
  ]);

  expect(parsed(project.read("new.jsonl"))).toEqual([
    {
      specversion: "1.0",
      id: "out-1",
      source: "/oms",
      type,
      time: row.created_at,
      datacontenttype: "application/json",
      data: { id: "1" },
    },
    {
      specversion: "1.0",
      id: expect.any(String),
      source: "/shop",
      type,
      datacontenttype: "application/json",
      data: { id: "2" },
    },
    current,
  ]);
  expect({ code, out, err }).toEqual({
    code: 0,
    out: "",
    err: "3 events: 2 migrated, 1 current already\n  formats: 1 outbox_event, 1 legacy_cloudevent, 1 enhanced\n",
  });
  expect(readdirSync(project.root).sort()).toEqual([
    "concordat.config.json",
    "new.jsonl",
    "old.jsonl",
    "report.json",
    "schemas",
  ]);
});

test("the report says what failed and why, by its place in the list", async () => {
  const project = shop();
  const stdin = lines(
    row,
    "{",
    { nmae: "x" },
    { ...row, event_type: "order.exported" },
    { ...row, payload: {} },
    current,
  );
  const { code, out } = await project.run(["migrate", "-", "-", "--report", "report.json"], { stdin });

  expect(parsed(out).map(({ id }) => id)).toEqual(["out-1", "e1"]);
  expect(code).toBe(100);
  expect(reportOf(project)).toEqual({
    total: 6,
    migrated: 1,
    failed: 4,
    skipped: 1,
    by_format: { outbox_event: 3, enhanced: 1 },
    by_type: { [type]: 1 },
    unmapped_types: ["order.exported"],
    errors: [
      { index: 1, message: expect.stringContaining("end of the text") },
      { index: 2, message: expect.stringContaining("no format") },
      {
        index: 3,
        format: "outbox_event",
        message: expect.stringContaining("no current type for order.exported"),
      },
      { index: 4, format: "outbox_event", message: expect.stringContaining('"id"') },
    ],
    started_at: "2027-01-31T12:00:00.000Z",
    finished_at: "2027-01-31T12:00:00.000Z",
  });
});

test("what fails is said with its line, and the run goes on", async () => {
  const project = shop({ "old.jsonl": lines(row, { nmae: "x" }, "{", row) });
  const { code, err } = await project.run(["migrate", "old.jsonl", "new.jsonl"]);

  expect(err).toContain('error[migrate]: this is an object with "nmae": no format that is known here');
  expect(err).toContain("--> old.jsonl:2:1");
  expect(err).toContain("--> old.jsonl:3:2");
  expect(err).toContain("UNKNOWN_FORMAT");
  expect(err).toContain("4 events: 2 migrated, 2 failed");
  expect(parsed(project.read("new.jsonl"))).toHaveLength(2);
  expect(code).toBe(100);
});

test("an array is a list like any other, and says where in it something failed", async () => {
  const project = shop({ "old.json": JSON.stringify([row, { nmae: "x" }, current], null, 2) });
  const { code, out, err } = await project.run(["migrate", "old.json"]);

  expect(parsed(out).map(({ id }) => id)).toEqual(["out-1", "e1"]);
  expect(err).toContain("--> old.json:10:3");
  expect(code).toBe(100);
});

test("an array may come through a pipe, and one event may stand in a file of its own", async () => {
  const project = shop({ "old.json": JSON.stringify(row, null, 2) });

  expect(
    parsed((await project.run(["migrate", "-"], { stdin: ` [${JSON.stringify(row)}]` })).out),
  ).toHaveLength(1);
  expect(parsed((await project.run(["migrate", "old.json"])).out)).toHaveLength(1);
});

test("an array that is no JSON is no list, and nothing is put in place", async () => {
  const project = shop({ "old.json": `[${JSON.stringify(row)},`, "new.jsonl": "before\n" });
  const { code, err } = await project.run(["migrate", "old.json", "new.jsonl", "--report", "report.json"]);

  expect(err).toMatch(/^error\[JSON_SYNTAX\]/);
  expect(code).toBe(4);
  expect(project.read("new.jsonl")).toBe("before\n");
  expect(readdirSync(project.root).filter((file) => /report|tmp/.test(file))).toEqual([]);
});

test("nothing in, nothing out", async () => {
  const { code, out, err } = await shop().run(["migrate", "-"], { stdin: "\n \n" });

  expect({ code, out, err }).toEqual({ code: 0, out: "", err: "0 events: 0 migrated\n" });
});

test("a second run gives the same, and a run over what came out changes nothing", async () => {
  const project = shop({ "old.jsonl": lines(legacy, row, current) });
  const first = await project.run(["migrate", "old.jsonl"]);
  const second = await project.run(["migrate", "old.jsonl"]);
  const again = await project.run(["migrate", "-"], { stdin: first.out });

  expect(second.out).toBe(first.out);
  expect(parsed(again.out)).toEqual(parsed(first.out));
  expect(again.err).toContain("3 events: 0 migrated, 3 current already");
});

test("a given format is the only one that is tried", async () => {
  const stdin = lines(row, legacy);
  const { out, err, code } = await shop().run(["migrate", "-", "--format", "outbox_event"], { stdin });

  expect(parsed(out)).toHaveLength(1);
  expect(err).toContain("2 events: 1 migrated, 1 failed");
  expect(code).toBe(100);
});

test("the writer's view refuses members that nobody declared", async () => {
  const stdin = lines({ ...row, payload: { id: "1", extra: true } });

  expect((await shop().run(["migrate", "-"], { stdin })).code).toBe(0);
  expect((await shop().run(["migrate", "-", "--view", "writer"], { stdin })).code).toBe(100);
});

test("a dataschema decides by which version the data is judged, and has to name one of the type", async () => {
  const at = (version: string) => ({
    ...legacy,
    dataschema: `https://schemas.example.com/shop/order/${version}`,
  });
  const stdin = lines(at("placed/1.0.0"), at("placed/1.0.0.json"), at("placed/9.0.0"));
  const { out, err } = await shop().run(["migrate", "-"], { stdin });

  expect(parsed(out)).toHaveLength(2);
  expect(err).toContain("names nothing in this catalogue");
});

test("old names mean what a file says", async () => {
  const project = shop({ "names.json": JSON.stringify({ "basket.paid": type }) });
  const stdin = lines({ ...row, event_type: "basket.paid" });
  const { code, out } = await project.run(["migrate", "-", "--names", "names.json"], { stdin });

  expect(parsed(out)).toEqual([expect.objectContaining({ type })]);
  expect(code).toBe(0);
});

test("of many failures some are printed and all are reported", async () => {
  const project = shop();
  const stdin = lines(...Array.from({ length: 20 }, () => ({})));
  const { err } = await project.run(["migrate", "-", "--max-findings", "2", "--report", "report.json"], {
    stdin,
  });

  expect(err.match(/error\[migrate\]/g)).toHaveLength(2);
  expect(reportOf(project).errors).toHaveLength(20);
});

test("a line that is too long fails alone", async () => {
  const stdin = lines(row, { ...row, filler: "x".repeat(300) }, row);
  const { out, err } = await shop().run(["migrate", "-", "--max-line", "200"], { stdin });

  expect(parsed(out)).toHaveLength(2);
  expect(err).toContain("the limit is 200");
});

test("an interrupt keeps what is finished, under names that say so", async () => {
  const project = shop({ "new.jsonl": "before\n" });
  const controller = new AbortController();
  async function* endless() {
    yield new TextEncoder().encode(lines(row, legacy));
    controller.abort();
    yield new TextEncoder().encode(lines(row));
  }
  const { code, err } = await project.run(["migrate", "-", "new.jsonl", "--report", "report.json"], {
    stdin: endless,
    signal: controller.signal,
  });

  expect(parsed(project.read("new.jsonl.partial"))).toHaveLength(2);
  expect(project.read("new.jsonl")).toBe("before\n");
  expect(reportOf(project, "report.json.partial")).toMatchObject({ total: 2, migrated: 2 });
  expect(err).toContain("interrupted after 2 events: 2 migrated; what was finished is in new.jsonl.partial");
  expect(code).toBe(130);
});
