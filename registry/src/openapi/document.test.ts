import { isObject, type Json } from "@concordat/json";
import { validate } from "@hyperjump/json-schema/openapi-3-1";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createServer } from "../server.ts";
import { registryWith, snapshotOf } from "../testing/snapshots.ts";

let server: FastifyInstance;
let document: {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};

type Operation = {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly "x-concordat-role"?: string;
};

beforeAll(async () => {
  server = await createServer({ registry: await registryWith(snapshotOf({ "shop/money/1.0.0": {} })) });
  document = (await server.inject("/openapi.json")).json();
});

afterAll(() => server.close());

test("it is OpenAPI 3.1, says its meta-schema", async () => {
  const output = await validate("https://spec.openapis.org/oas/3.1/schema-base", document as never, "BASIC");

  expect(output.valid, JSON.stringify(output, undefined, 1)).toBe(true);
});

test("every operation has a name of its own, a role, and a parameter for each part of its path", () => {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.values(methods).map((operation) => ({ path, ...operation })),
  );
  const names = operations.map(({ operationId }) => operationId);

  expect(new Set(names).size).toBe(names.length);
  for (const { path, parameters = [], summary, "x-concordat-role": role } of operations) {
    const inPath = parameters.filter((each) => each.in === "path").map(({ name }) => `{${name}}`);
    expect(inPath.sort(), path).toEqual((path.match(/\{[A-Za-z]+\}/g) ?? []).sort());
    expect(summary, path).not.toBe("");
    expect(["public", "read", "write", "admin"], path).toContain(role);
  }
});

test("what the server serves stands in it, the faces of others too, and no refusal of methods does", () => {
  const served = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );

  expect(served).toContain("post /v1/contracts/{subject}/versions");
  expect(served).toContain("get /subjects/{subject}/versions/{version}");
  expect(served).toContain("get /{path}");
  expect(served.filter((each) => /^(trace|propfind|head|options)/.test(each))).toEqual([]);
});

test("every schema in it says what kind of thing it is about", () => {
  const empty: string[] = [];
  const walk = (value: Json, at: string): void => {
    if (!isObject(value)) return;
    for (const [name, member] of Object.entries(value)) walk(member, `${at}/${name}`);
    const { schema, description } = value as { readonly schema?: Json; readonly description?: Json };
    if (schema !== undefined && !isObject(schema)) empty.push(at);
    if (description === "") empty.push(at);
  };
  walk(document.paths as unknown as Json, "");

  expect(empty).toEqual([]);
});

test("the explorer loads nothing that is not from here, and its policy says so", async () => {
  const page = await server.inject("/docs");

  expect(page.headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(page.headers["content-security-policy"]).toContain("script-src 'self'");
  expect(page.body).not.toMatch(/https?:/);
  for (const [, url = ""] of page.body.matchAll(/(?:src|href)="(\/[^"]+)"/g)) {
    const file = await server.inject({ url, headers: { "accept-encoding": "br" } });
    expect([file.statusCode, file.headers["x-content-type-options"]], url).toEqual([200, "nosniff"]);
    expect(file.headers["content-type"], url).toMatch(/^text\/(javascript|css); charset=utf-8$/);
  }
});
