import type { Json } from "@concordat/json";
import { install, load } from "../install.ts";
import type { GeneratorEntry } from "./generator.ts";
import { orAsMember } from "./or-as-member.ts";

const version = "26.0.0";

/** Types only: the conversions that it prints otherwise are not what is measured. */
export const quicktype: GeneratorEntry = {
  name: "quicktype",
  load: async () => {
    const tool = (await load("quicktype-core", install("quicktype-core", version))) as Tool;
    return { name: "quicktype", generate: orAsMember((schema, name) => types(tool, schema, name)) };
  },
};

type Tool = {
  readonly JSONSchemaInput: new (
    store: undefined,
  ) => { addSource(source: { readonly name: string; readonly schema: string }): Promise<void> };
  readonly InputData: new () => { addInput(input: object): void };
  readonly quicktype: (options: object) => Promise<{ readonly lines: readonly string[] }>;
};

async function types(tool: Tool, schema: Json, name: string): Promise<string> {
  const input = new tool.JSONSchemaInput(undefined);
  await input.addSource({ name, schema: JSON.stringify(schema) });
  const inputData = new tool.InputData();
  inputData.addInput(input);
  const rendererOptions = { "just-types": "true" };
  return (await tool.quicktype({ inputData, lang: "typescript", rendererOptions })).lines.join("\n");
}
