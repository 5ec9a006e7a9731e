import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openStore, type StoreAddress, verifyChain } from "@concordat/registry";
import { freePort } from "@concordat/registry/testing";
import { useService } from "@concordat/test-services";
import { expect, type TestContext, test } from "vitest";
import { type Acknowledged, type Crowd, sendCrowd } from "./clients.ts";
import { type Instance, startInstance } from "./instance.ts";

/**
 * What was acknowledged is there, whatever is killed. Two instances share one store, eight clients register through both,
 * and the faults come while they are at it; each is shown to have hit somebody.
 */
const isFull = process.env.CONCORDAT_COUNTS === "full";
const count = isFull ? 2_000 : 200;

test("PostgreSQL: an instance is killed, then the database", async (context) => {
  const database = await useService("postgres", { exclusive: true, test: context });
  const address = { databaseUrl: database.url };
  const [first, second] = await startPair(context, ["--database-url", database.url]);
  const crowd = await sendCrowdTo(first, second);

  await crowd.reached(count / 4);
  await strike(crowd, first);
  await crowd.reached(count / 2);
  const before = crowd.failures;
  await database.kill9();
  await crowd.failed(before + 8);
  await database.restart();
  await crowd.finish();

  await expectTrue(crowd, [first, second], address);
});

test("SQLite: one of two processes is killed, then the other", async (context) => {
  const data = mkdtempSync(join(tmpdir(), "registry-crash-"));
  context.onTestFinished(() => rmSync(data, { recursive: true }));
  const [first, second] = await startPair(context, ["--data", data]);
  const crowd = await sendCrowdTo(first, second);

  await crowd.reached(count / 4);
  await strike(crowd, first);
  await crowd.reached(count / 2);
  await strike(crowd, second);
  await crowd.finish();

  await expectTrue(crowd, [first, second], { data });
});

async function startPair(context: TestContext, store: readonly string[]): Promise<[Instance, Instance]> {
  // One after the other: the second finds the first's port taken.
  const pair: Instance[] = [];
  context.onTestFinished(async () => {
    for (const instance of pair) await instance.stop();
  });
  for (const _of of [1, 2]) pair.push(await startInstance(await freePort(), store));
  return pair as [Instance, Instance];
}

async function sendCrowdTo(...instances: readonly Instance[]): Promise<Crowd> {
  const seed = Math.floor(Math.random() * 2 ** 31);
  console.log(`seed ${seed}`);
  const [first] = instances;
  await fetch(`${first?.url}/config`, { method: "PUT", body: '{"compatibility": "NONE"}' });
  return sendCrowd({ urls: instances.map(({ url }) => url), clients: 8, atLeast: count, seed });
}

/** Kills an instance while clients talk to it, and starts it again once some have noticed. */
async function strike(crowd: Crowd, instance: Instance): Promise<void> {
  const before = crowd.failures;
  await instance.kill9();
  await crowd.failed(before + 4);
  await instance.start();
}

type Version = {
  readonly subject: string;
  readonly version: number;
  readonly id: number;
  readonly schema: string;
};

async function expectTrue(
  { acknowledged, failures }: Crowd,
  instances: readonly Instance[],
  address: StoreAddress,
): Promise<void> {
  expect(acknowledged.length).toBeGreaterThanOrEqual(count);
  const [one = [], other = []] = await inAgreement(instances);
  console.log(
    `${acknowledged.length} registrations, ${one.length} versions, ${failures} requests failed and were repeated`,
  );

  // Every acknowledged version is present, as it was acknowledged.
  const known = new Map(one.map((version) => [placeOf(version), version]));
  for (const told of acknowledged) expect(known.get(placeOf(told))).toMatchObject(told);
  // Nothing is there that nobody asked for, and nothing twice, although clients repeat what may have been done.
  expect(one.map(meaningOf).toSorted()).toEqual([...new Set(acknowledged.map(meaningOf))].toSorted());
  expect(other).toEqual(one);
  for (const versions of Map.groupBy(one, ({ subject }) => subject).values())
    expect(versions.map(({ version }) => version)).toEqual(versions.map((_version, index) => index + 1));
  const ids = new Map(one.map(({ id, schema }) => [id, schema]));
  expect(new Set(ids.values()).size).toBe(ids.size);
  for (const { id, schema } of one) expect(ids.get(id)).toBe(schema);

  for (const instance of instances) await instance.stop();
  const store = await openStore(address);
  expect(await verifyChain(store.changesAfter(0))).toMatchObject({ intact: true });
  await store.close();
}

/** What the instances say, once they say the same: each reads on by itself. */
async function inAgreement(instances: readonly Instance[]): Promise<readonly (readonly Version[])[]> {
  for (;;) {
    const said = await Promise.all(instances.map(allVersions));
    if (new Set(said.map((each) => JSON.stringify(each))).size === 1) return said;
    await sleep(50);
  }
}

async function allVersions({ url }: Instance): Promise<readonly Version[]> {
  const response = await fetch(`${url}/schemas?latestOnly=false`);
  const versions = (await response.json()) as Version[];
  return versions.toSorted((a, b) => a.subject.localeCompare(b.subject) || a.version - b.version);
}

function placeOf({ subject, version }: Pick<Acknowledged, "subject" | "version">): string {
  return `${subject} ${version}`;
}

function meaningOf({ subject, schema }: Pick<Acknowledged, "subject" | "schema">): string {
  return `${subject} ${schema}`;
}
