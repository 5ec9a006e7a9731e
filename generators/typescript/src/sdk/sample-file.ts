import { code, empty, printFile } from "@concordat/gen-core";
import { isArray, isObject, type Json } from "@concordat/json";
import { typescript } from "../language/typescript.ts";
import type { ContractFacts } from "./contract-files.ts";
import { imported } from "./imports.ts";
import type { SampleValues } from "./sample-values.ts";

/**
 * `sample.ts`: data for tests, out of the contract's examples. Where the data is one kind of object, members can be given another
 * value; a value that may be this or that is taken whole.
 */
export function sampleFile(
  { contract: { type, document }, command, ending }: ContractFacts,
  { smallest, full }: SampleValues,
): string {
  const data = imported(type, `./data${ending}`, { typeOnly: true });
  // Alternatives are told apart by the compiler more strictly than by a validator, which lets one carry members of another.
  const cast = hasAlternatives(document) ? code`${empty} as unknown as ${data}` : empty;
  const literal = {
    full: code`${typescript.literal(full)}${cast}`,
    smallest: code`${typescript.literal(smallest)}${cast}`,
  };
  const body = takesOverrides(document, full)
    ? code`
        /** Data for a test: an example of the contract with every member it shows, and those of \`overrides\` in their place. */
        export function ${typescript.identifier(`sample${type}`)}(overrides: Partial<${data}> = {}): ${data} {
          return { ...full(), ...overrides };
        }

        /** The same with as few members as the contract's smallest example has. */
        export function ${typescript.identifier(`smallest${type}`)}(overrides: Partial<${data}> = {}): ${data} {
          return { ...smallest(), ...overrides };
        }

        function full(): ${data} {
          return ${literal.full};
        }

        function smallest(): ${data} {
          return ${literal.smallest};
        }`
    : code`
        /** Data for a test: the last example of the contract. */
        export function ${typescript.identifier(`sample${type}`)}(): ${data} {
          return ${literal.full};
        }

        /** The first example of the contract. */
        export function ${typescript.identifier(`smallest${type}`)}(): ${data} {
          return ${literal.smallest};
        }`;
  return printFile({ command, body }, typescript);
}

/** Keywords that make a type of several alternatives, or of members that nobody named. */
const choices = new Set(
  "anyOf oneOf if enum const $ref allOf not dependentSchemas patternProperties".split(" "),
);

function takesOverrides(document: Json, example: Json): boolean {
  if (!isObject(document) || !isObject(example) || document.type !== "object") return false;
  if (isObject(document.additionalProperties ?? null)) return false;
  // Without members there is nothing to put in another's place, and TypeScript spreads no `Partial` of such a type.
  if (Object.keys(document.properties ?? {}).length === 0) return false;
  return !Object.keys(document).some((keyword) => choices.has(keyword));
}

function hasAlternatives(schema: Json): boolean {
  if (isArray(schema)) return schema.some(hasAlternatives);
  if (!isObject(schema)) return false;
  return Object.entries(schema).some(([name, member]) => alternatives.has(name) || hasAlternatives(member));
}

const alternatives = new Set(["anyOf", "oneOf", "if", "dependentSchemas"]);
