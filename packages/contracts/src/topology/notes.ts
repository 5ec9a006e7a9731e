import { type Finding, findingOf } from "@concordat/errors";
import { formatPointer } from "@concordat/json";
import { contractErrors } from "../errors.ts";
import type { CatalogueModel } from "../model/model.ts";
import type { ModelOperation } from "../model/operation.ts";

/** A place in the document, as exactly as the model remembers: by names, step by step. */
export type Place = readonly string[];

/** What is wrong with the topology of a document, as it is found. */
export class Notes {
  readonly findings: Finding[] = [];
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** Something is said that no transport of ours can do. */
  unsupported(at: Place, trouble: string, advice: string): void {
    this.#add(contractErrors.BINDING_UNSUPPORTED({ trouble, advice }), at);
  }

  /** Two places of the document do not go together. */
  conflict(at: Place, trouble: string, advice: string): void {
    this.#add(contractErrors.TOPOLOGY_CONFLICT({ trouble, advice }), at);
  }

  /** The answer, unless something was wrong on the way to it. */
  unlessTroubled<Answer>(read: () => Answer | undefined): Answer | undefined {
    const before = this.findings.length;
    const answer = read();
    return this.findings.length === before ? answer : undefined;
  }

  #add(error: Parameters<typeof findingOf>[0], at: Place): void {
    this.findings.push(
      findingOf(error, { rule: "topology", at: { file: this.#file, pointer: formatPointer(at) } }),
    );
  }
}

/** In 2.x an operation stands in its channel, under the word for what others do. */
export function placeOfOperation({ name, channel, direction }: ModelOperation, model: CatalogueModel): Place {
  if (!model.info.asyncapi.startsWith("2.")) return ["operations", name];
  return ["channels", channel, direction === "receive" ? "publish" : "subscribe"];
}
