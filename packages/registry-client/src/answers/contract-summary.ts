import type { Json } from "@concordat/json";
import { membersOf, type Received, readJson } from "./read-json.ts";

/** What a registry knows of one version, beside its document. */
export type ContractSummary = {
  /** `commerce/order/placed`; the subject, where it was born on the Confluent face. */
  readonly contract: string;
  /** `1.2.0`; there, version n is n.0.0. */
  readonly version: string;
  /** The event type, for events. */
  readonly type?: string;
  readonly kind?: string;
  readonly title?: string;
  readonly frozen: boolean;
  readonly deprecated: boolean;
  /** The document's `$id`; contracts only. */
  readonly uri?: string;
  /** Of the document's canonical form; contracts only. */
  readonly digest?: string;
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
  return {
    contract: text("contract"),
    version: text("version"),
    ...given({ type: optionalText("type"), kind: optionalText("kind"), title: optionalText("title") }),
    frozen: flag("frozen"),
    deprecated: flag("deprecated"),
    uri: text("id"),
    digest: text("digest"),
  };
}

/** The answer of `GET /v1/contracts/{subject}`. */
export function readDescribedVersion(received: Received): ContractSummary {
  const { url } = received;
  const { text, optionalText, flag } = membersOf(readJson(received), url);
  return {
    contract: optionalText("contract") ?? text("subject"),
    version: text("number"),
    ...given({
      type: optionalText("type"),
      kind: optionalText("kind"),
      title: optionalText("title"),
      uri: optionalText("uri"),
      digest: optionalText("digest"),
    }),
    frozen: text("state") === "frozen",
    deprecated: flag("deprecated"),
  };
}

function given<Name extends string>(
  members: Readonly<Record<Name, string | undefined>>,
): { readonly [Key in Name]?: string } {
  const entries = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { readonly [Key in Name]?: string };
}
