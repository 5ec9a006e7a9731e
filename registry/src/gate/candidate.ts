import type { Config, VersionStep } from "@concordat/contracts";
import type { Finding } from "@concordat/errors";

/** A version as plain data. */
export type CandidateText = {
  /** `commerce/order/placed/1.2.0` */
  readonly id: string;
  readonly text: string;
  readonly file: string;
};

/** A version that is not registered yet, among those that it has to do with. */
export type CandidateQuestion = {
  readonly candidate: CandidateText;
  /** Other versions of the contract, what it refers to, and what has its type or title. */
  readonly others: readonly (CandidateText & { readonly isFrozen: boolean })[];
  /** What every `$id` begins with. */
  readonly base: string;
  readonly compatibility: Config["compatibility"];
  /** The day it is, in UTC. */
  readonly today: string;
};

export type CandidateVerdict = {
  /** About the document by itself. */
  readonly lint: readonly Finding[];
  /** About what was promised, if it were frozen now. */
  readonly evolution: readonly Finding[];
  /** What the change amounts to; absent where it is not known, and for a contract's first version. */
  readonly step?: VersionStep;
  /** The number that goes with the step. */
  readonly derived?: string;
};
