import type { InjectOptions } from "fastify";
import { describe, expect, test } from "vitest";
import { placed } from "../../testing/shop.ts";
import { badInputs, json, post, schemaJson, versions } from "./testing/bad-inputs.ts";

const { refused, send } = badInputs();

const whole = JSON.stringify(placed("1.1.0"));

describe("B. the shape of requests", () => {
  test.each([
    ["B01 no content type", {}, 415, "MEDIA_TYPE"],
    ["B02 plain text", { "content-type": "text/plain" }, 415, "MEDIA_TYPE"],
    ["B02 a form", { "content-type": "application/x-www-form-urlencoded" }, 415, "MEDIA_TYPE"],
    ["B03 a tab and more behind the type", { "content-type": "application/json\tx" }, 415, "MEDIA_TYPE"],
    ["B05 garbage behind the type", { "content-type": "application/json garbage" }, 415, "MEDIA_TYPE"],
    [
      "B05 another type behind a comma",
      { "content-type": "application/json, text/plain" },
      415,
      "MEDIA_TYPE",
    ],
    ["B05 a parameter without a value", { "content-type": "application/json; charset" }, 415, "MEDIA_TYPE"],
    ["B06 UTF-16", { "content-type": "application/json; charset=utf-16" }, 415, "MEDIA_CHARSET"],
    [
      "B06 Latin-1, quoted",
      { "content-type": 'application/json;charset="iso-8859-1"' },
      415,
      "MEDIA_CHARSET",
    ],
    ["A19 deflate", { ...json, "content-encoding": "deflate" }, 415, "MEDIA_ENCODING"],
  ] as const)("%s", async (_row, headers, status, code) => {
    await refused(post("{}", headers), [status, code]);
  });

  test.each([
    ["B04 white space around the type", " application/json "],
    ["a charset that is UTF-8", "application/json; charset=UTF-8"],
    ["upper case", "Application/JSON"],
  ])("%s is read by the same rules as ever", async (_row, type) => {
    await refused(post('{"txt":"{}"}', { "content-type": type }), [400, ["FIELD_UNKNOWN", "FIELD_MISSING"]]);
  });

  test.each([
    ["B07 only HTML", { url: versions, headers: { accept: "text/html" } }, 406, "NOT_ACCEPTABLE"],
    ["B08 a path that is not there", { url: "/v1/contract" }, 404, "NOT_FOUND"],
    ["B08 below a path that is there", { url: `${versions}/1.0.0/smaples` }, 404, "NOT_FOUND"],
    ["B09 a method that is not for it", { method: "PATCH", url: versions }, 405, "METHOD_NOT_ALLOWED"],
    ["B10 a path that cannot be decoded", { url: "/v1/contracts/%zz" }, 400, "BAD_URL"],
    ["B10 a path that is no UTF-8", { url: "/v1/contracts/%ff" }, 400, "BAD_URL"],
    ["B11 NUL in the subject", { url: "/v1/contracts/a%00b" }, 400, "SUBJECT_NAME"],
    ["B12 the way up", { url: "/v1/contracts/..%2f..%2fetc" }, 400, "SUBJECT_NAME"],
    ["B12 an empty word", { url: "/v1/contracts/oms%2f%2fcreated" }, 400, "SUBJECT_NAME"],
    ["B13 a subject of 513 characters", { url: `/v1/contracts/${"x".repeat(513)}` }, 414, "URI_TOO_LONG"],
    ["B14 limit=-1", { url: "/v1/contracts?limit=-1" }, 400, "QUERY_INVALID"],
    ["B14 limit=0", { url: "/v1/contracts?limit=0" }, 400, "QUERY_INVALID"],
    ["B14 limit=1e9", { url: "/v1/contracts?limit=1e9" }, 400, "QUERY_INVALID"],
    ["B14 limit=abc", { url: "/v1/contracts?limit=abc" }, 400, "QUERY_INVALID"],
    ["B14 limit=1001", { url: "/v1/contracts?limit=1001" }, 400, "QUERY_INVALID"],
    ["B14 limit twice", { url: "/v1/contracts?limit=1&limit=1" }, 400, "QUERY_INVALID"],
    ["B14 a day that there is not", { url: `${versions}?deleted=maybe` }, 400, "QUERY_INVALID"],
    ["B15 a misspelt name", { url: "/v1/contracts?limt=1" }, 400, "QUERY_UNKNOWN"],
    ["B15 a name of every object", { url: "/v1/contracts?constructor=1" }, 400, "QUERY_UNKNOWN"],
    ["B16 a cursor that is none", { url: "/v1/contracts?cursor=zzz" }, 400, "CURSOR_INVALID"],
    ["B17 version 0", { url: `${versions}/0` }, 422, "VERSION_INVALID"],
    ["B17 version -1", { url: `${versions}/-1` }, 422, "VERSION_INVALID"],
    ["B17 version 1.5", { url: `${versions}/1.5` }, 422, "VERSION_INVALID"],
    ["B17 version 1e3", { url: `${versions}/1e3` }, 422, "VERSION_INVALID"],
    ["B17 version latestt", { url: `${versions}/latestt` }, 422, "VERSION_INVALID"],
    ["B17 version 01.0.0", { url: `${versions}/01.0.0` }, 422, "VERSION_INVALID"],
    ["B18 a version far away", { url: `${versions}/99999999999` }, 404, "VERSION_NOT_FOUND"],
    ["B18 a number that is not there", { url: `${versions}/9.9.9` }, 404, "VERSION_NOT_FOUND"],
    ["a subject that is not there", { url: "/v1/contracts/shop.order.plcaed" }, 404, "SUBJECT_NOT_FOUND"],
    [
      "B22 101 headers",
      { url: versions, headers: Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`x-${n}`, "1"])) },
      431,
      "LIMIT_HEADERS",
    ],
    ["a diff from nothing", { url: "/v1/contracts/shop.order.placed/diff" }, 400, "QUERY_INVALID"],
    [
      "a diff from no version",
      { url: "/v1/contracts/shop.order.placed/diff?from=x" },
      422,
      "VERSION_INVALID",
    ],
    ["a view that there is not", { url: `${versions}/1.0.0?view=reder` }, 400, "QUERY_INVALID"],
    ["too many samples", { url: `${versions}/1.0.0/samples?count=101` }, 400, "QUERY_INVALID"],
    ["a seed that is no number", { url: `${versions}/1.0.0/samples?seed=1.5` }, 400, "QUERY_INVALID"],
  ] as const)("%s", async (_row, options, status, code) => {
    await refused({ method: "GET", ...options } as InjectOptions, [status, code]);
  });

  test("B09 says what is allowed", async () => {
    const answer = await send({ method: "PUT", url: versions });
    expect([answer.statusCode, answer.headers.allow]).toEqual([405, "GET, HEAD, POST"]);
  });

  test("B15 names what may have been meant", async () => {
    const problem = await refused({ url: "/v1/contracts?limt=1" }, [400, "QUERY_UNKNOWN"]);
    expect(problem.detail).toContain('did you mean "limit"?');
  });

  test("B16 a cursor of another query", async () => {
    const { next } = (await send({ url: "/v1/contracts?limit=1" })).json();
    await refused({ url: `/v1/contracts?limit=1&kind=event&cursor=${next}` }, [400, "CURSOR_INVALID"]);
    await refused({ url: `/v1/subjects?limit=1&cursor=${next}` }, [400, "CURSOR_INVALID"]);
    expect((await send({ url: `/v1/contracts?limit=2&cursor=${next}` })).statusCode).toBe(200);
  });

  test("B19 a state that is no longer there", async () => {
    const url = "/v1/contracts/shop.order.placed/policy";
    const payload = JSON.stringify({ level: "FULL" });
    const headers = { ...json, "if-match": '"sha256:0"' };
    await refused({ method: "PUT", url, headers, payload }, [412, "PRECONDITION_FAILED"]);
    await refused({ method: "DELETE", url, headers: { "if-match": 'W/"x"' } }, [412, "PRECONDITION_FAILED"]);
  });

  test("B20 a key that came with another request", async () => {
    const headers = { ...schemaJson, "idempotency-key": "k-1" };
    const url = `${versions}?dryRun=true`;
    const first = await send({ method: "POST", url, headers, payload: whole });
    const again = await send({ method: "POST", url, headers, payload: whole });
    expect([first.statusCode, again.json()]).toEqual([200, first.json()]);
    await refused({ method: "POST", url, headers, payload: `${whole} ` }, [422, "IDEMPOTENCY_MISMATCH"]);
  });

  test.each([
    ["B23 a member that is misspelt", "POST", versions, { txt: "{}" }, "FIELD_UNKNOWN", "/txt"],
    ["B23 one member too many", "POST", versions, { text: "{}", shcema: 1 }, "FIELD_UNKNOWN", "/shcema"],
    ["a member that is missing", "POST", versions, {}, "FIELD_MISSING", ""],
    ["B24 a number for a text", "POST", versions, { text: 5 }, "FIELD_TYPE", "/text"],
    ["B24 a text for a flag", "POST", versions, { text: "{}", draft: "true" }, "FIELD_TYPE", "/draft"],
    ["B24 a list for the body", "POST", versions, [], "FIELD_TYPE", ""],
    [
      "a file that lies outside",
      "POST",
      versions,
      { text: "{}", file: "../../etc/x.json" },
      "FIELD_VALUE",
      "/file",
    ],
    [
      "a day that there is not",
      "POST",
      `${versions}/1.0.0/deprecate`,
      { sunset: "2027-02-30" },
      "FIELD_VALUE",
      "/sunset",
    ],
    ["a policy that says nothing", "PUT", "/v1/contracts/shop.order.placed/policy", {}, "FIELD_VALUE", ""],
    [
      "a question without an answerer",
      "POST",
      "/v1/compatibility",
      { candidate: { schema: {} } },
      "FIELD_MISSING",
      "",
    ],
    [
      "a schema and a subject at once",
      "POST",
      "/v1/compatibility",
      { candidate: { schema: {}, subject: "a" }, against: { schema: {} } },
      "FIELD_VALUE",
      "/candidate",
    ],
  ] as const)("%s", async (_row, method, url, body, code, pointer) => {
    await refused({ method, url, headers: json, payload: JSON.stringify(body) }, [400, code], pointer);
  });

  test("B23 suggests the nearest name", async () => {
    const problem = await refused(post('{"txt":"{}"}', json), [400, "FIELD_UNKNOWN"]);
    expect(problem.detail).toContain('did you mean "text"?');
  });
});
