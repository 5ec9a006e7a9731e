import type { StreamInfo } from "./jetstream.ts";

/**
 * What keeps a stream from storing, if anything: more than half of its servers have to be there, and to keep up. A leader that lost the others
 * leads on for seconds, and then nobody answers for the stream any more.
 */
export function lacksMajority({ config, cluster }: StreamInfo): string | undefined {
  if (cluster === undefined) return undefined;
  const { leader = "", replicas = [] } = cluster;
  const following = replicas.filter(({ current, offline = false }) => current && !offline).length;
  const there = following + (leader === "" ? 0 : 1);
  const needed = Math.floor((replicas.length + 1) / 2) + 1;
  return there < needed
    ? `the stream ${config.name} has ${there} of its servers, and needs ${needed}`
    : undefined;
}
