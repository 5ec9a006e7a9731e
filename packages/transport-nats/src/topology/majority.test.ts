import { expect, test } from "vitest";
import type { ClusterInfo, StreamInfo } from "./jetstream.ts";
import { lacksMajority } from "./majority.ts";

const there = { name: "there", current: true };
const gone = { name: "gone", current: false };
const offline = { name: "offline", current: true, offline: true };

test.each<[string, ClusterInfo | undefined, number?]>([
  ["no cluster", undefined],
  ["one server", { leader: "n1" }],
  ["all three", { leader: "n1", replicas: [there, there] }],
  ["two of three", { leader: "n1", replicas: [there, gone] }],
  ["a leader alone", { leader: "n1", replicas: [gone, offline] }, 1],
  ["followers of nobody, two of four", { leader: "", replicas: [there, there, gone] }, 2],
  ["two of five", { leader: "n1", replicas: [there, gone, gone, offline] }, 2],
])("%s", (_, cluster, has) => {
  const info = { config: { name: "S" }, ...(cluster === undefined ? {} : { cluster }) } as StreamInfo;
  const said = lacksMajority(info);

  if (has === undefined) expect(said).toBeUndefined();
  else expect(said).toBe(`the stream S has ${has} of its servers, and needs ${has === 1 ? 2 : 3}`);
});
