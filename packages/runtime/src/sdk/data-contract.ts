import type { DataVerdict } from "@concordat/cloudevents";

/** What a generated SDK knows of values that are no events: requests, responses, settings, parts of other contracts. */
export type DataContractFacts = {
  /** The `$id` of the contract. */
  readonly uri: string;
  /** By the writer view, for what is sent; the verdict lists everything that is wrong. */
  readonly validateOutgoing: (value: unknown) => DataVerdict;
  /** By the reader view, for what was received. */
  readonly validateIncoming: (value: unknown) => DataVerdict;
};

export type DataContract<Data> = Readonly<DataContractFacts> & {
  /** Whether a value that came from somewhere is such data, by the reader view. */
  is(value: unknown): value is Data;
};

export function defineDataContract<Data>(facts: DataContractFacts): DataContract<Data> {
  const { validateIncoming } = facts;
  return { ...facts, is: (value): value is Data => validateIncoming(value).valid };
}
