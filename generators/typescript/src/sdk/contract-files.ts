import { code, type EventEntry, printFile } from "@concordat/gen-core";
import { docText } from "../language/doc-text.ts";
import { typescript } from "../language/typescript.ts";
import type { SdkContract } from "./contracts.ts";
import { imported, runtime } from "./imports.ts";

export type ContractFacts = {
  readonly contract: SdkContract;
  readonly command: string;
  readonly ending: string;
};

/** `event.ts`: the constructor of one type of event. */
export function eventFile(
  { contract: { schema, type, value }, command, ending }: ContractFacts,
  event: EventEntry,
): string {
  const { literal } = typescript;
  const name = typescript.identifier(value);
  const data = imported(type, `./data${ending}`, { typeOnly: true });
  const docs = docsOf(
    event.description ?? schema.title,
    `Type \`${event.type}\`, contract ${schema.key}.`,
    event.deprecated ? "@deprecated Its owner says that it ends; look for what takes its place." : undefined,
  );
  const body = code`
    ${typescript.docComment(docs)}
    export const ${name}: ${imported("EventContract", runtime, { typeOnly: true })}<${literal(event.type)}, ${data}> =
      /* @__PURE__ */ ${imported("defineEventContract", runtime)}({
        type: ${literal(event.type)},
        ${event.dataschema === undefined ? undefined : code`dataschema: ${literal(event.dataschema)},`}
        validateOutgoing: ${imported("validateWriter", `./validate${ending}`)},
        validateIncoming: ${imported("validateReader", `./validate${ending}`)},
      });`;
  return printFile({ command, body }, typescript);
}

/** What the owner says, then what it is; `deprecated` is a tag, or a tag with a word. */
function docsOf(said: string, facts: string, deprecation: string | undefined): readonly string[] {
  const tag = deprecation === undefined ? [] : ["", deprecation];
  return [...docText(said), "", docText(facts).join(" "), ...tag];
}

/** `contract.ts`: what stands for a contract that is no event. */
export function contractFile({ contract: { schema, type, value }, command, ending }: ContractFacts): string {
  const data = imported(type, `./data${ending}`, { typeOnly: true });
  const { description, title, key, deprecated, uri } = schema;
  const docs = docsOf(description ?? title, `Contract ${key}.`, deprecated ? "@deprecated" : undefined);
  const body = code`
    ${typescript.docComment(docs)}
    export const ${typescript.identifier(value)}: ${imported("DataContract", runtime, { typeOnly: true })}<${data}> =
      /* @__PURE__ */ ${imported("defineDataContract", runtime)}({
        uri: ${typescript.literal(uri)},
        validateOutgoing: ${imported("validateWriter", `./validate${ending}`)},
        validateIncoming: ${imported("validateReader", `./validate${ending}`)},
      });`;
  return printFile({ command, body }, typescript);
}
