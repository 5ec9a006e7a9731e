import type { InjectOptions } from "fastify";
import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import type { Registry } from "../../../core/registry.ts";
import { createSandbox, type Sandbox } from "../../../sandbox/sandbox.ts";
import { createServer } from "../../../server.ts";
import { checkedServer } from "../../../testing/checked-server.ts";
import { address, shopBase as base, placed } from "../../../testing/shop.ts";
import { registryWith, snapshotOf } from "../../../testing/snapshots.ts";

export const versions = "/v1/contracts/shop.order.placed/versions";
export const schemaJson = { "content-type": "application/schema+json" };
export const json = { "content-type": "application/json" };

export type Refusal = readonly [status: number | readonly number[], code: string | readonly string[]];

export const post = (payload: string | Buffer, headers: object = schemaJson): InjectOptions => ({
  method: "POST",
  url: versions,
  headers: { ...headers },
  payload,
});

export type BadInputs = {
  /** Threads start slowly, so other worlds of the same file may share them. */
  readonly sandbox: Sandbox;
  send(options: InjectOptions): ReturnType<Awaited<ReturnType<typeof checkedServer>>>;
  /** Refused as it should be, nothing written, and a good request afterwards is answered. The answer is the problem. */
  refused(options: InjectOptions, refusal: Refusal, pointer?: string): Promise<Problem>;
  /** Of the last change before the test. */
  sequenceBefore(): number;
  sequence(): number;
};

type Problem = {
  readonly detail: string;
  readonly hint: string;
  readonly at?: object;
  readonly findings: readonly object[];
};

/** A registry with a contract, an address that it may refer to and a draft that it may not, for the tests of a file. */
export function badInputs(): BadInputs {
  const sandbox = createSandbox();
  let registry: Registry;
  let send: Awaited<ReturnType<typeof checkedServer>>;
  let close: () => Promise<unknown>;
  let before: { readonly sequence: number; readonly hash: string };

  beforeAll(async () => {
    registry = await registryWith(
      snapshotOf(
        {
          "common/address/1.0.0": address,
          "common/draft/1.0.0": { ...address, $id: `${base}common/draft/1.0.0.json`, title: "Draft" },
          "shop/order/placed/1.0.0": placed("1.0.0"),
        },
        ["common/address/1.0.0", "shop/order/placed/1.0.0"],
      ),
    );
    const server = await createServer({ registry, sandbox });
    send = await checkedServer(server);
    close = () => server.close();
  });

  afterAll(async () => {
    await close();
    await sandbox.close();
  });

  beforeEach(() => {
    before = { sequence: registry.state.sequence, hash: registry.state.hash };
  });

  return {
    sandbox,
    send: (options) => send(options),
    sequenceBefore: () => before.sequence,
    sequence: () => registry.state.sequence,
    async refused(options, [status, code], pointer) {
      const answer = await send(options);
      const problem = answer.json();

      expect([status].flat(), answer.body).toContain(answer.statusCode);
      expect([code].flat(), answer.body).toContain(problem.code);
      expect(answer.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
      expect(problem.requestId).toBe(answer.headers["x-request-id"]);
      expect(answer.body).not.toMatch(/node_modules|\bat [\w.]+ \(|fastify|FST_|SQLITE/i);
      if (pointer !== undefined) expect(pointersOf(problem), answer.body).toContain(pointer);
      expect({ sequence: registry.state.sequence, hash: registry.state.hash }).toEqual(before);
      const good = await send({ url: "/shop/order/placed/1.0.0" });
      expect(good.statusCode).toBe(200);
      // Nothing of all that has reached the prototype of objects.
      expect(Object.keys(Object.prototype)).toEqual([]);
      return problem;
    },
  };
}

function pointersOf(problem: {
  readonly pointer?: string;
  readonly findings?: readonly { pointer?: string }[];
}) {
  return [problem.pointer, ...(problem.findings ?? []).map(({ pointer }) => pointer)];
}
