import type { ServerProcess } from "../http/server-process.ts";
import type { Row } from "./row.ts";

const subjects = 10_000;
const versions = 5;

type Large = {
  readonly one: ServerProcess;
  readonly many: ServerProcess;
  readonly shipped: ServerProcess;
  readonly memory: { readonly fresh: number; readonly filled: number; readonly again: number };
  stop(): Promise<void>;
};

let large: Large | undefined;

/** Some six hundred characters, of which no two are alike. */
function schemaOf(subject: number, version: number): string {
  const members = Array.from({ length: 6 + version }, (_, at) => [
    `field_${at}`,
    { type: at % 2 === 0 ? "string" : "integer", description: `What field ${at} of ${subject} says.` },
  ]);
  return JSON.stringify({ type: "object", title: `S${subject}`, properties: Object.fromEntries(members) });
}

export const registryLarge: Row = {
  name: "registry-large",
  description: `look-ups in a registry of ${subjects} subjects with ${versions} versions each, against one of a single subject`,
  async cases() {
    const { httpContender } = await import("../http/http-contender.ts");
    const { requestText } = await import("../http/connection.ts");
    large = await fill();
    const { one, many } = large;
    const byId = (id: number) => requestText("GET", `/schemas/ids/${id}`);
    const latest = (at: number) => requestText("GET", `/subjects/s${at}/versions/latest`);
    // As far apart as can be, so that no cache of the machine has them all.
    const scattered = (index: number, of: number) => (index * 7919) % of;
    return [
      {
        name: "GET a schema by its id",
        baseline: httpContender("one subject", { server: one, request: () => byId(1) }),
        subjects: [
          httpContender("all of them, one after the other", {
            server: many,
            request: (index) => byId(1 + scattered(index, subjects * versions)),
          }),
        ],
      },
      {
        name: "GET the latest version of a subject",
        baseline: httpContender("one subject", { server: one, request: () => latest(0) }),
        subjects: [
          httpContender("all of them, one after the other", {
            server: many,
            request: (index) => latest(scattered(index, subjects)),
          }),
        ],
      },
    ];
  },
  async remarks() {
    if (large === undefined) return [];
    const { memory, shipped, many } = large;
    const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MB`;
    const looked = (await many.usage()).rss;
    await large.stop();
    return [
      `with the shipped catalogue it had started after ${shipped.startMs.toFixed(0)} ms, and had ${megabytes(memory.fresh)}`,
      `after ${subjects * versions} registrations ${megabytes(memory.filled)}, started again ${megabytes(memory.again)}, after all these look-ups ${megabytes(looked)}`,
    ];
  },
};

async function fill(): Promise<Large> {
  const { mkdtempSync, rmSync } = await import("node:fs");
  const { tmpdir } = await import("node:os");
  const { join } = await import("node:path");
  const { openConnection, requestText } = await import("../http/connection.ts");
  const { registerRequest, registryJson, startRegistry } = await import("../http/registry-bench.ts");
  const folder = mkdtempSync(join(tmpdir(), "registry-large-"));
  const places = ["one", "many"].map((name) => join(folder, name));
  const [one, first] = (await Promise.all(places.map((place) => startRegistry(place, {})))) as [
    ServerProcess,
    ServerProcess,
  ];
  const shipped = await startRegistry(join(folder, "shipped"), {}, []);
  const fresh = (await shipped.usage()).rss;

  const anything = requestText("PUT", "/config", {
    headers: { "content-type": registryJson },
    body: JSON.stringify({ compatibility: "NONE" }),
  });
  const alone = await openConnection(one.port);
  await alone.ask(registerRequest("s0", schemaOf(0, 0)), 200);
  alone.close();
  const connections = await Promise.all(Array.from({ length: 32 }, () => openConnection(first.port)));
  await connections[0]?.ask(anything, 200);
  let next = 0;
  await Promise.all(
    connections.map(async (connection) => {
      for (let subject = next++; subject < subjects; subject = next++)
        for (let version = 0; version < versions; version++)
          await connection.ask(registerRequest(`s${subject}`, schemaOf(subject, version)), 200);
    }),
  );
  for (const connection of connections) connection.close();
  const filled = (await first.usage()).rss;
  await first.stop();
  const many = await startRegistry(join(folder, "many"), {});
  const again = (await many.usage()).rss;
  return {
    one,
    many,
    shipped,
    memory: { fresh, filled, again },
    stop: async () => {
      await Promise.all([one.stop(), many.stop(), shipped.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
