import { describe, expect, test } from "vitest";
import { shop, type TemporaryProject } from "../testing/temporary-project.ts";

const order = "shop/order/placed";
const event = {
  specversion: "1.0",
  id: "e1",
  source: "/shop",
  type: "com.example.shop.order.placed",
  data: { id: "1" },
};
const { data: _data, ...bare } = event;

async function findingsOf(project: TemporaryProject, args: readonly string[], stdin: unknown) {
  const text = typeof stdin === "string" ? stdin : JSON.stringify(stdin);
  const { out, code } = await project.run(["validate", ...args, "--format", "json"], { stdin: text });
  return { code, findings: JSON.parse(out).findings };
}

describe("data of a contract", () => {
  test("good data is fine, from standard input and from a file", async () => {
    const project = shop({ "order.json": '{ "id": "1" }' });

    expect(await project.run(["validate", order], { stdin: '{"id":"1"}' })).toMatchObject({
      code: 0,
      out: "",
    });
    expect(await project.run(["validate", order, "order.json"])).toEqual({
      code: 0,
      out: "",
      err: "1 value: good\n",
    });
  });

  test("bad data is shown with its line and what to do", async () => {
    const { out, err, code } = await shop().run(["validate", order], { stdin: '{\n  "id": 5\n}' });

    expect(out).toBe(`error[type]: /id must be a string, but is the number 5
 --> <stdin>:2:9
  |
2 |   "id": 5
  |         ^
  = write a string
  = DATA_INVALID, type
`);
    expect(err).toBe("1 value: bad, 1 finding\n");
    expect(code).toBe(100);
  });

  test("only the writer view minds a member that nobody declared", async () => {
    const project = shop();

    expect((await findingsOf(project, [order], { id: "1", totl: 5 })).code).toBe(0);
    expect(
      (await findingsOf(project, [order, "--view", "writer"], { id: "1", totl: 5 })).findings,
    ).toMatchObject([
      { rule: "unknown-member", at: { pointer: "/totl" }, hint: 'write "total" if that is meant' },
    ]);
  });

  test("an object written into a string is recognised", async () => {
    const { findings } = await findingsOf(shop(), [order], JSON.stringify('{"id":"1"}'));

    expect(findings).toMatchObject([
      { code: "DATA_INVALID", hint: "send the object itself; here it was written into a string" },
    ]);
  });

  test("__proto__ is refused wherever it stands, and pollutes nothing", async () => {
    const { findings } = await findingsOf(
      shop(),
      [order],
      '{"id":"1","a":[{"\\u005f_proto__":{"polluted":1}}]}',
    );

    expect(findings).toMatchObject([{ code: "DATA_KEY_FORBIDDEN", at: { pointer: "/a/0/__proto__" } }]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test("at most twenty problems are listed for one value", async () => {
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`x${n}`, n]));
    const { findings } = await findingsOf(shop(), [order, "--view", "writer"], { id: "1", ...many });

    expect(findings).toHaveLength(20);
  });

  test("a byte order mark and CR LF are no obstacle", async () => {
    expect((await shop().run(["validate", order], { stdin: '\ufeff{\r\n"id": "1"\r\n}\r\n' })).code).toBe(0);
  });
});

describe("CloudEvents", () => {
  test("type names the contract, and pointers go through data", async () => {
    const { findings } = await findingsOf(shop(), ["-"], { ...event, data: { id: 5 } });

    expect(findings).toMatchObject([
      {
        message: "/data/id must be a string, but is the number 5",
        at: { pointer: "/data/id", contract: `${order}/1.0.0` },
      },
    ]);
  });

  test.each([
    ["https://schemas.example.com/shop/order/placed/1.0.0.json"],
    ["https://schemas.example.com/shop/order/placed/1.0.0"],
    ["http://localhost:8081/shop/order/placed/1.0.0"],
  ])("dataschema may be %s", async (dataschema) => {
    expect((await findingsOf(shop(), ["-"], { ...event, dataschema })).code).toBe(0);
  });

  test.each([
    [
      "unknown type",
      { ...event, type: "com.example.shop.order.plced" },
      "CE_TYPE_UNKNOWN",
      "/type",
      "the nearest: com.example.shop.order.placed",
    ],
    [
      "unknown dataschema",
      { ...event, dataschema: "https://x.example/y/z/1.0.0" },
      "CE_DATASCHEMA",
      "/dataschema",
      "names nothing",
    ],
    [
      "missing attributes",
      { type: event.type, data: event.data },
      "CE_MISSING_ATTR",
      "",
      "lacks specversion, id, source",
    ],
    ["no event", 5, "CE_NOT_AN_EVENT", "", "this is the number 5"],
    ["no data", { ...event, data: undefined }, "DATA_INVALID", "", "has no data"],
    ["no base64", { ...bare, data_base64: "e30" }, "CE_DATA_BASE64", "/data_base64", "is no base64"],
    [
      "no JSON in base64",
      { ...bare, data_base64: "ew==" },
      "CE_DATA_BASE64",
      "/data_base64",
      "holds no JSON",
    ],
    [
      "bad data in base64",
      { ...bare, data_base64: "e30=" },
      "DATA_INVALID",
      "/data_base64",
      'must have the member "id"',
    ],
  ])("%s", async (_what, value, code, pointer, says) => {
    const { findings, code: exit } = await findingsOf(shop(), ["-"], value);

    expect(findings).toMatchObject([{ code, at: { pointer } }]);
    expect(findings[0].message).toContain(says);
    expect(exit).toBe(100);
  });

  test("everything that is wrong is listed, with the envelope and with the data", async () => {
    const bad = { ...event, id: "", time: "yesterday", data: { id: 5 } };
    const { findings } = await findingsOf(shop(), ["-"], bad);

    expect(findings.map(({ at }: { at: { pointer: string } }) => at.pointer)).toEqual([
      "/id",
      "/time",
      "/data/id",
    ]);
  });

  test("a warning is shown and fails nothing", async () => {
    const { findings, code } = await findingsOf(shop(), ["-"], { ...event, traceparent: "00-0-0-00" });

    expect(findings).toMatchObject([{ code: "CE_TRACE_CONTEXT", severity: "warning" }]);
    expect(code).toBe(0);
  });

  test("a batch is judged event by event", async () => {
    const { err } = await shop().run(["validate", "-"], {
      stdin: JSON.stringify([event, { ...event, data: {} }, 5]),
    });

    expect(err).toBe("3 values: 1 good, 2 bad, 2 findings\n");
  });
});

describe("streams of lines", () => {
  const lines = [
    '{"id":"1"}',
    "",
    '{"id":2}',
    '{"id":',
    '{"id":"3"}\r',
    `{"id":"${"x".repeat(50)}"}`,
    '{"id":"4"}',
  ];

  test("a bad line has its number, and the next one is judged all the same", async () => {
    const project = shop({ "orders.ndjson": lines.join("\n") });
    const { out, err, code } = await project.run([
      "validate",
      order,
      "orders.ndjson",
      "--max-line",
      "40",
      "--format",
      "github",
    ]);

    expect(out.split("\n").map((line) => line.split("::")[1])).toEqual([
      "error file=orders.ndjson,line=3,endLine=3,col=7,endColumn=8,title=type (DATA_INVALID)",
      "error file=orders.ndjson,line=4,endLine=4,col=7,endColumn=7,title=json (JSON_SYNTAX)",
      "error file=orders.ndjson,line=6,endLine=6,col=1,endColumn=1,title=json (LIMIT_BYTES)",
      undefined,
    ]);
    expect(err).toBe("6 values: 3 good, 3 bad, 3 findings\n");
    expect(code).toBe(100);
  });

  test("what is wrong within a line is told by its column", async () => {
    const { out } = await shop().run(["validate", order, "--ndjson"], {
      stdin: '{"id":"1"}\n{"id":"1","id":"2"}',
    });

    expect(out).toContain('column 11: the name "id" is already taken at column 2');
    expect(out).toContain('2 | {"id":"1","id":"2"}\n  |           ^\n');
  });

  test("past --max-findings findings are counted and not printed", async () => {
    const { out, err } = await shop().run(["validate", order, "--ndjson", "--max-findings", "2"], {
      stdin: "{}\n".repeat(1000),
    });

    expect(out.match(/^error/gm)).toHaveLength(2);
    expect(err).toBe("1,000 values: 0 good, 1,000 bad, 1,000 findings\n");
  });

  test("--quiet leaves the findings alone", async () => {
    expect((await shop().run(["validate", order, "--ndjson", "-q"], { stdin: "{}" })).err).toBe("");
  });
});
