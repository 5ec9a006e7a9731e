import { availableParallelism, cpus } from "node:os";

/** Figures without their machine say nothing; ratios say a little. */
export type Machine = {
  readonly cpu: string;
  readonly cores: number;
  readonly node: string;
  readonly platform: string;
  readonly date: string;
};

export function describeMachine(now: Date): Machine {
  return {
    cpu: cpus()[0]?.model.trim() || "unknown CPU",
    cores: availableParallelism(),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    date: now.toISOString().slice(0, 10),
  };
}
