import { join } from "node:path";
import { describeWithService } from "@concordat/test-services/vitest";
import { Kafka, logLevel } from "kafkajs";
import { beforeAll, expect, test } from "vitest";
import { root } from "../../scripts/workspaces.ts";
import { homeOf, installFromNpm, installFromPyPI } from "./clients/install.ts";
import { run } from "./clients/run.ts";
import { orderWithNote } from "./clients/schemas.ts";
import { openRegistry } from "./open-registry.ts";

/** Two clients' serializers and deserializers, each reading what the other wrote, through a real topic. */
const here = join(import.meta.dirname, "serdes");
const python = "confluent-kafka-2.16.1";
const javaScript = "confluent-javascript-1.10.1";

const programs = {
  Python: (...words: string[]) =>
    run([join(homeOf(python), "bin", "python"), join(here, "serde.py"), ...words], root),
  JavaScript: (...words: string[]) =>
    run([process.execPath, join(here, "serde.ts"), ...words, homeOf(javaScript)], root),
} as const;

const sent = [{ id: "1001" }, { id: "1002", note: "ring twice" }];

/** A frame of a zero byte and the id in front of the value, or a header with the guid and the value as it is. */
const frames = {
  prefix: { first: 0, headers: [] },
  header: { first: "{".charCodeAt(0), headers: ["__value_schema_id"] },
} as const;

let missing: string | undefined;

beforeAll(async () => {
  const reasons = await Promise.all([
    installFromPyPI(python, "confluent-kafka[json,schemaregistry]==2.16.1"),
    installFromNpm(javaScript, "@confluentinc/schemaregistry@1.10.1"),
  ]);
  missing = reasons.find((reason) => reason !== undefined);
}, 600_000);

describeWithService("kafka", (kafka) => {
  test.for([
    ["Python", "prefix"],
    ["Python", "header"],
    ["JavaScript", "prefix"],
    ["JavaScript", "header"],
  ] as const)(
    "what %s writes, framed by a %s, both read",
    { timeout: 300_000 },
    async ([writer, framing], context) => {
      if (missing !== undefined) {
        if (process.env.CI === "true") throw new Error(missing);
        context.skip(missing);
      }
      const registry = await openRegistry({ data: ":memory:" });
      context.onTestFinished(registry.close);
      const topic = await createTopic(kafka().brokers, kafka().uniqueName("orders"));
      // The serializer in Python registers what it is given, and wants a name for it.
      const schema = JSON.stringify({ title: "Order", ...JSON.parse(orderWithNote) });
      const words = [registry.url, kafka().brokers.join(), topic, framing, schema];

      const written = await programs[writer]("write", ...words);
      const [inPython, inJavaScript] = await Promise.all([
        programs.Python("read", ...words),
        programs.JavaScript("read", ...words),
      ]);

      expect(written.status, written.stderr).toBe(0);
      const expected = sent.map((value) => ({ value, ...frames[framing] }));
      expect(linesOf(inPython)).toEqual(expected);
      expect(linesOf(inJavaScript)).toEqual(expected);
    },
  );
});

async function createTopic(brokers: string[], topic: string): Promise<string> {
  const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  await admin.createTopics({ waitForLeaders: true, topics: [{ topic, numPartitions: 1 }] });
  await admin.disconnect();
  return topic;
}

function linesOf({
  status,
  stdout,
  stderr,
}: {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}) {
  if (status !== 0) throw new Error(stderr);
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}
