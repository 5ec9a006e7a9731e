import type { InjectOptions } from "fastify";
import { describe, expect, test } from "vitest";
import { placed, shop } from "../../testing/shop.ts";
import { badInputs, json, post, versions } from "./testing/bad-inputs.ts";

const { refused, sandbox, send, sequence, sequenceBefore } = badInputs();

const whole = JSON.stringify(placed("1.1.0"));

describe("F. the life of a version", () => {
  test.each([
    ["a b", "a%20b"],
    ["256 characters", "x".repeat(256)],
    ["a single word", "order"],
    ["capitals", "Shop.Order"],
    ["a reserved word", "subjects.created"],
    ["an empty word", "oms..created"],
    ["a device of Windows", "oms.con"],
  ])("F01 %s is the name of no contract", async (_row, name) => {
    const options = { ...post(whole), url: `/v1/contracts/${name}/versions` };
    await refused(options, [422, "SUBJECT_NAME"]);
  });

  test("F01 no name at all", async () => {
    await refused({ ...post(whole), url: "/v1/contracts//versions" }, [400, "SUBJECT_NAME"]);
  });

  test("F02, F03 the same content again, in another order or layout, is the version that it was", async () => {
    const { $id, ...rest } = placed("1.0.0");
    for (const text of [JSON.stringify(placed("1.0.0")), JSON.stringify({ ...rest, $id }, undefined, 4)]) {
      const answer = await send(post(text));
      expect([answer.statusCode, answer.json().number, answer.json().isNew]).toEqual([200, "1.0.0", false]);
    }
    expect(sequence()).toBe(sequenceBefore());
  });

  test("F04 what breaks the promise is refused, with every change, its place and an event that shows it", async () => {
    const text = JSON.stringify(
      placed(
        "1.1.0",
        {
          required: ["id", "note"],
          examples: [
            { id: "1", note: "n" },
            { id: "22", note: "nn" },
          ],
        },
        {
          note: { type: "string", maxLength: 10, description: "…" },
        },
      ),
    );
    const problem = await refused(post(text), [409, "SCHEMA_INCOMPATIBLE"]);
    expect(problem.findings[0]).toMatchObject({
      rule: "property-required",
      pointer: expect.stringContaining("/required"),
      witness: expect.any(String),
      docs: "/rules/property-required",
    });
  });

  test("F05 a level that there is not", async () => {
    const options = { method: "PUT" as const, url: "/v1/contracts/shop.order.placed/policy", headers: json };
    const problem = await refused({ ...options, payload: '{"level":"BACKWARDS"}' }, [422, "COMPAT_LEVEL"]);
    expect(problem.detail).toContain('did you mean "BACKWARD"?');
  });

  test("F06 what is referred to stays", async () => {
    const world = await shop({ sandbox });
    const text = JSON.stringify(
      placed("1.1.0", {}, { to: { description: "…", $ref: "../../../common/address/1.0.0.json" } }),
    );
    expect((await world.send(post(text))).statusCode).toBe(201);
    const answer = await world.send({ method: "DELETE", url: "/v1/contracts/common.address/versions/1.0.0" });
    expect([answer.statusCode, answer.json().code]).toEqual([409, "SCHEMA_REFERENCED"]);
    expect(answer.json().detail).toContain("shop.order.placed");
    await world.close();
  });

  test("F07, F08 two steps to delete for good; what is deleted is not found, and says so", async () => {
    const world = await shop({ sandbox });
    const url = `${versions}/1.0.0`;
    const gone = (query = "") => world.send({ method: "DELETE", url: `${url}${query}` });
    const codeOf = async (options: InjectOptions) => {
      const answer = await world.send(options);
      return [answer.statusCode, answer.json().code];
    };

    expect(await codeOf({ method: "DELETE", url: `${url}?permanent=true` })).toEqual([
      409,
      "VERSION_NOT_DELETED",
    ]);
    expect((await gone()).statusCode).toBe(200);
    expect(await codeOf({ url })).toEqual([404, "SCHEMA_DELETED"]);
    expect((await world.send({ url: `${url}?deleted=true` })).json().state).toBe("deleted");
    expect(await codeOf({ method: "DELETE", url })).toEqual([409, "VERSION_DELETED"]);
    expect((await gone("?permanent=true")).json()).toMatchObject({ numbers: ["1.0.0"], permanent: true });
    expect(await codeOf({ url })).toEqual([404, "SUBJECT_NOT_FOUND"]);
    // The number never means anything else.
    expect(await codeOf(post(JSON.stringify(placed("1.0.0", { description: "Other." }))))).toEqual([
      409,
      "VERSION_CONFLICT",
    ]);
    await world.close();
  });

  test.each([
    ["a lower number", "0.9.0", {}],
    ["the same number with another content", "1.0.0", { description: "Another." }],
    ["a number that leaves one out", "1.2.0", {}],
    ["a major number that leaves one out", "3.0.0", {}],
  ])("F09 %s", async (_row, number, more) => {
    await refused(post(JSON.stringify(placed(number, more))), [409, "VERSION_CONFLICT"]);
  });

  test("F09 a number that says less than the content does", async () => {
    const text = JSON.stringify(
      placed("1.0.1", {}, { note: { type: "string", maxLength: 9, description: "…" } }),
    );
    const problem = await refused(post(text), [409, "VERSION_CONFLICT"]);
    expect(problem.hint).toContain("1.1.0");
  });

  test("F10 of two that come at once under one number, one is registered", async () => {
    const world = await shop({ sandbox });
    const text = (name: string) =>
      JSON.stringify(placed("1.1.0", {}, { [name]: { type: "string", maxLength: 9, description: "…" } }));
    const answers = await Promise.all(["a", "b"].map((name) => world.send(post(text(name)))));

    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
    const { versions: known } = (await world.send({ url: versions })).json();
    expect(known.map(({ number }: { number: string }) => number)).toEqual(["1.0.0", "1.1.0"]);
    await world.close();
  });

  test("F11 a policy that the history does not keep is set, and the history is named", async () => {
    const world = await shop({ sandbox });
    const url = "/v1/contracts/shop.order.placed/policy";
    const put = (level: string) =>
      world.send({ method: "PUT", url, headers: json, payload: JSON.stringify({ level }) });
    expect((await put("NONE")).statusCode).toBe(200);
    const text = JSON.stringify(
      placed(
        "1.1.0",
        {
          required: ["id", "a"],
          examples: [
            { id: "1", a: "x" },
            { id: "22", a: "xx" },
          ],
        },
        {
          a: { type: "string", maxLength: 9, description: "…" },
        },
      ),
    );
    const made = await world.send(post(text));
    expect(made.statusCode, made.body).toBe(201);

    const answer = await put("BACKWARD");
    expect(answer.json()).toMatchObject({
      level: "BACKWARD",
      broken: [{ number: "1.1.0", earlier: "1.0.0", direction: "backward", status: "incompatible" }],
    });
    await world.close();
  });
});
