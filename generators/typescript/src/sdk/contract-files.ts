import { code, type EventEntry, printFile, type SchemaEntry } from "@concordat/gen-core";
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
  const body = code`
    ${typescript.docComment(eventDocs(event, schema))}
    export const ${name}: ${imported("EventContract", runtime, { typeOnly: true })}<${literal(event.type)}, ${data}> =
      /* @__PURE__ */ ${imported("defineEventContract", runtime)}({
        type: ${literal(event.type)},
        ${event.dataschema === undefined ? undefined : code`dataschema: ${literal(event.dataschema)},`}
        validateOutgoing: ${imported("validateWriter", `./validate${ending}`)},
        validateIncoming: ${imported("validateReader", `./validate${ending}`)},
      });`;
  return printFile({ command, body }, typescript);
}

function eventDocs(
  { description, type, deprecated }: EventEntry,
  { title, key }: SchemaEntry,
): readonly string[] {
  return [
    ...docText(description ?? title),
    "",
    docText(`Type \`${type}\`, contract ${key}.`).join(" "),
    ...(deprecated ? ["", "@deprecated Its owner says that it ends; look for what takes its place."] : []),
  ];
}

/** `contract.ts`: what stands for a contract that is no event. */
export function contractFile({ contract: { schema, type, value }, command, ending }: ContractFacts): string {
  const data = imported(type, `./data${ending}`, { typeOnly: true });
  const { description, title, key, deprecated, uri } = schema;
  const docs = [
    ...docText(description ?? title),
    "",
    docText(`Contract ${key}.`).join(" "),
    ...(deprecated ? ["", "@deprecated"] : []),
  ];
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
