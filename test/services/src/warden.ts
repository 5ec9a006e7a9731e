/**
 * Outlives the supervisor by a moment, to end what it left.
 *
 * Standard input brings the list of wards, one JSON line each time it changes. The kernel closes that pipe however the
 * supervisor dies, `kill -9` included; whoever is on the last list then is ended. After an orderly stop the list is empty.
 */
import { createInterface } from "node:readline";
import { endWard, type Ward } from "./supervise/ward.ts";

// Signals that reach all of a terminal or a job: the pipe decides when it is time to go, not they.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);

let wards: readonly Ward[] = [];
for await (const line of createInterface({ input: process.stdin }))
  wards = JSON.parse(line) as readonly Ward[];
for (const ward of wards) endWard(ward);
