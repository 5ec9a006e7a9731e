import type { Case } from "../compare.ts";
import type { Row } from "./row.ts";

let end = async (): Promise<readonly string[]> => [];

/** Look-ups, checks and registrations as clients make them. */
export const registry: Row = {
  name: "registry",
  description:
    "look-ups, registrations and compatibility checks by HTTP, against bare Fastify that does the least",
  async cases() {
    const { benchSchema, uniqueSchema } = await import("../http/bench-schema.ts");
    const { httpContender, warmUp } = await import("../http/http-contender.ts");
    const { requestText } = await import("../http/connection.ts");
    const http = await import("../http/registry-bench.ts");
    const { closedRegistry, registerRequest, registryJson, startPostgresBench, startRegistryBench } = http;
    const bench = await startRegistryBench(benchSchema(0));
    const closed = await closedRegistry(benchSchema(0));
    const onPostgres = await startPostgresBench(benchSchema(0));
    const { bare, registry: ours } = bench;

    const getBytes = requestText("GET", "/bytes");
    const byId = "/schemas/ids/1";
    const latest = "/subjects/bench-value/versions/latest";
    const posted = (path: string, schema: string) =>
      requestText("POST", path, {
        headers: { "content-type": registryJson },
        body: JSON.stringify({ schemaType: "JSON", schema }),
      });
    const check = (schema: string) => posted("/compatibility/subjects/bench-value/versions/latest", schema);
    const lookUp = (name: string, path: string) => {
      const request = requestText("GET", path);
      return httpContender(name, { server: ours, request: () => request });
    };
    const authorized = (name: string, path: string) => {
      const request = requestText("GET", path, { headers: { authorization: `Bearer ${closed.token}` } });
      return httpContender(name, { server: closed.server, request: () => request });
    };
    const sameCheck = check(benchSchema(1_000_000_000));
    let registered = 0;
    const registering = ({ registry, bare }: typeof bench, where: string): Case => ({
      name: `registering a schema of 3 KB that nobody has seen, ${where}`,
      baseline: httpContender("bare Fastify and one durable INSERT", {
        server: bare,
        request: () => posted("/insert", uniqueSchema()),
      }),
      subjects: [
        httpContender("under a new subject", {
          server: registry,
          request: () => registerRequest(`s-${process.pid}-${registered++}`, uniqueSchema()),
        }),
      ],
    });

    end = async () => {
      const { rss } = await ours.usage();
      await Promise.all([bench.stop(), closed.stop(), onPostgres.stop()]);
      return [
        `the registry had started after ${ours.startMs.toFixed(0)} ms, and has ${(rss / 2 ** 20).toFixed(0)} MB after all this`,
        ...("missing" in onPostgres ? [`not measured on PostgreSQL: ${onPostgres.missing}`] : []),
      ];
    };
    const cases: Case[] = [
      {
        name: "GET, the same bytes",
        baseline: httpContender("bare Fastify", { server: bare, request: () => getBytes }),
        subjects: [
          lookUp("a schema by its id", byId),
          lookUp("the latest version of a subject", latest),
          authorized("a schema by its id, with a token", byId),
          authorized("the latest version of a subject, with a token", latest),
        ],
      },
      {
        name: "compatibility of a schema of 3 KB",
        baseline: httpContender("bare Fastify, which reads the body", {
          server: bare,
          request: () => posted("/nothing", uniqueSchema()),
        }),
        subjects: [
          httpContender("bare Fastify and Ajv, which judges two schemas by the meta-schema", {
            server: bare,
            request: () => posted("/valid-twice", uniqueSchema()),
          }),
          httpContender("a schema that nobody has seen", {
            server: ours,
            request: () => check(uniqueSchema()),
          }),
          httpContender("the same schema again", { server: ours, request: () => sameCheck }),
        ],
      },
      registering(bench, "SQLite"),
      ...("missing" in onPostgres ? [] : [registering(onPostgres, "PostgreSQL")]),
    ];
    const [lookUps, checks] = cases;
    if (lookUps !== undefined) await warmUp(lookUps, 30_000);
    if (checks !== undefined) await warmUp(checks, 3000);
    return cases;
  },
  remarks: () => end(),
};
