import type { ContractRecord } from "@concordat/contracts";
import { type Content, html } from "@concordat/gen-core/html";
import { isArray, type Json } from "@concordat/json";
import { jsonBlock } from "../parts/json.ts";
import { membersTable } from "../parts/members-table.ts";
import { stepView } from "../parts/step-view.ts";
import { code } from "../parts/words.ts";
import type { Links } from "../site/links.ts";
import { memberChanges } from "../survey/member-changes.ts";
import { stepBetween } from "../survey/step.ts";
import type { ContractEntry, Survey } from "../survey/survey.ts";
import type { Context } from "./context.ts";

/** One version: its members, what changed since the one before, examples, and the schema as it was written. */
export function versionBody(
  version: ContractRecord,
  { versions }: ContractEntry,
  { survey, places }: Context,
  to: Links,
): Content {
  const prefix = `v${version.version}`;
  const outline = survey.outline(version);
  const before = versions[versions.indexOf(version) - 1];
  return html`<h3 id="${prefix}-members">Members</h3>
${membersTable(outline, prefix, to)}
${
  before !== undefined &&
  html`<h3 id="${prefix}-changes">What changed since ${before.version}</h3>
${stepView(stepBetween(before, version, survey), memberChanges(survey.outline(before), outline), to)}`
}
${examplesPart(version.document.examples, prefix)}
<details class="schema" id="${prefix}-schema"><summary>Schema</summary>
<p><a href="${to.file(places.schema(version.id))}" download>Download</a> · ${code(version.digest)}</p>
${jsonBlock(version.document, { linkOf: referenceLinks(version, survey, to) })}</details>`;
}

function examplesPart(examples: Json | undefined, prefix: string): Content {
  if (examples === undefined || !isArray(examples) || examples.length === 0) return undefined;
  return html`<h3 id="${prefix}-examples">${examples.length === 1 ? "Example" : "Examples"}</h3>
${examples.map((example) => jsonBlock(example))}`;
}

/** Where references of a document lead, as far as they lead to other contracts. */
function referenceLinks({ uri }: ContractRecord, { graph, byUri }: Survey, to: Links) {
  const targets = new Map(
    graph.references
      .filter(({ at, target }) => at.document === uri && target !== undefined && target.document !== uri)
      .map(({ text, target }) => [text, byUri(target?.document ?? "")?.id]),
  );
  return (text: string) => {
    const id = targets.get(text);
    return id === undefined ? undefined : to.version(id);
  };
}
