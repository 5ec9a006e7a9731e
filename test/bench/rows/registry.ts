import type { Case } from "../compare.ts";
import type { RegistryBench } from "../http/registry-bench.ts";
import type { Row } from "./row.ts";

let bench: RegistryBench | undefined;

/** A schema of some three kilobytes, as registries have them. A higher `index` lets one member be longer. */
function schemaOf(index: number, fields = 24): string {
  return JSON.stringify({
    type: "object",
    title: `Order ${index}`,
    required: ["field_0", "field_1"],
    properties: Object.fromEntries(
      Array.from({ length: fields }, (_, at) => [
        `field_${at}`,
        at % 3 === 0
          ? {
              type: "string",
              minLength: 1,
              maxLength: 200 + at + (at === 3 ? index : 0),
              description: `What field ${at} says.`,
            }
          : { type: ["integer", "null"], minimum: 0, description: `How many of ${at} there are.` },
      ]),
    ),
  });
}

export const registry: Row = {
  name: "registry",
  description:
    "look-ups, registrations and compatibility checks by HTTP, against bare Fastify that does the least",
  async cases() {
    const { httpContender } = await import("../http/http-contender.ts");
    const { requestText } = await import("../http/connection.ts");
    const http = await import("../http/registry-bench.ts");
    const { latestRequest, registerRequest, registryJson, startRegistryBench } = http;
    bench = await startRegistryBench(schemaOf(0));
    const { bare, registry: ours } = bench;
    const getBytes = requestText("GET", "/bytes");
    const getById = requestText("GET", "/schemas/ids/1");
    const posted = (path: string, schema: string) =>
      requestText("POST", path, {
        headers: { "content-type": registryJson },
        body: JSON.stringify({ schemaType: "JSON", schema }),
      });
    const check = (schema: string) => posted("/compatibility/subjects/bench-value/versions/latest", schema);
    let asked = 0;
    const unique = () => schemaOf(++asked);
    const sameCheck = check(schemaOf(1_000_000_000));
    const bareCheck = httpContender("bare Fastify, which reads the body", {
      server: bare,
      request: () => posted("/nothing", unique()),
    });
    const cases: Case[] = [
      {
        name: "GET, the same bytes",
        baseline: httpContender("bare Fastify", { server: bare, request: () => getBytes }),
        subjects: [
          httpContender("a schema by its id", { server: ours, request: () => getById }),
          httpContender("the latest version of a subject", { server: ours, request: () => latestRequest }),
        ],
      },
      {
        name: "compatibility of a schema of 3 KB",
        baseline: bareCheck,
        subjects: [
          httpContender("a schema that nobody has seen", { server: ours, request: () => check(unique()) }),
          httpContender("the same schema again", { server: ours, request: () => sameCheck }),
        ],
      },
      {
        name: "registering a schema of 3 KB that nobody has seen",
        baseline: httpContender("bare Fastify and one durable INSERT", {
          server: bare,
          request: () => posted("/insert", unique()),
        }),
        subjects: [
          httpContender("under a new subject", {
            server: ours,
            request: () => registerRequest(`s-${process.pid}-${asked++}`, unique()),
          }),
        ],
      },
    ];
    return cases;
  },
  async remarks() {
    const { registry: ours } = bench ?? {};
    const rss = ours === undefined ? 0 : (await ours.usage()).rss;
    await bench?.stop();
    return [
      `the registry had started after ${ours?.startMs.toFixed(0)} ms, and has ${(rss / 2 ** 20).toFixed(0)} MB after all this`,
    ];
  },
};
