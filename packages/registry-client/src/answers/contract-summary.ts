import type { Json } from "@concordat/json";
import { membersOf, type Received, readJson } from "./read-json.ts";

/** What a registry knows of one version of a contract, beside its document. */
export type ContractSummary = {
  /** `commerce/order/placed` */
  readonly contract: string;
  /** `1.2.0` */
  readonly version: string;
  /** The event type, for events. */
  readonly type?: string;
  readonly kind?: string;
  readonly title?: string;
  readonly frozen: boolean;
  readonly deprecated: boolean;
  /** The document's `$id`. */
  readonly uri: string;
  /** Of the document's canonical form. */
  readonly digest: string;
};

/** A page of `GET /v1/contracts`. */
export type ContractPage = { readonly contracts: readonly ContractSummary[]; readonly next?: string };

export function readContractPage(received: Received): ContractPage {
  const { url } = received;
  const page = membersOf(readJson(received), url);
  const next = page.optionalText("next");
  return {
    contracts: page.list("contracts").map((each) => summaryOf(each, url)),
    ...(next !== undefined && { next }),
  };
}

function summaryOf(value: Json, url: string): ContractSummary {
  const { text, optionalText, flag } = membersOf(value, url);
  const [type, kind, title] = [optionalText("type"), optionalText("kind"), optionalText("title")];
  return {
    contract: text("contract"),
    version: text("version"),
    ...(type !== undefined && { type }),
    ...(kind !== undefined && { kind }),
    ...(title !== undefined && { title }),
    frozen: flag("frozen"),
    deprecated: flag("deprecated"),
    uri: text("id"),
    digest: text("digest"),
  };
}
