import { grouped } from "../../data/summary.ts";
import { type ExitCode, exitCodes } from "../../exit-codes.ts";
import type { Answer, AnswerKind } from "./answer-line.ts";

export type BatchCount = {
  add(answer: Answer): void;
  total(): number;
  /** `1,789 pairs: 900 compatible, 850 incompatible, 39 undecided` */
  text(): string;
  /** A batch reports and does not judge: it fails only over what it could not do. */
  exitCode(): ExitCode;
};

export function createBatchCount(): BatchCount {
  const counts: Record<AnswerKind, number> = {
    compatible: 0,
    incompatible: 0,
    undecided: 0,
    unreadable: 0,
    fault: 0,
  };
  const total = () => Object.values(counts).reduce((sum, count) => sum + count, 0);
  return {
    add({ kind }) {
      counts[kind] += 1;
    },
    total,
    text() {
      const { compatible, incompatible, undecided, unreadable, fault } = counts;
      const parts = [
        `${grouped(compatible)} compatible`,
        `${grouped(incompatible)} incompatible`,
        `${grouped(undecided)} undecided`,
        ...(unreadable > 0 ? [`${grouped(unreadable)} could not be read`] : []),
        ...(fault > 0 ? [`${grouped(fault)} were too much for the engine`] : []),
      ];
      return `${total() === 1 ? "1 pair" : `${grouped(total())} pairs`}: ${parts.join(", ")}`;
    },
    exitCode() {
      if (counts.fault > 0) return exitCodes.fault;
      return counts.unreadable > 0 ? exitCodes.input : exitCodes.fine;
    },
  };
}
