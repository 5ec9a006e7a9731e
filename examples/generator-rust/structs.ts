import {
  assignNames,
  Code,
  code,
  createTypeModel,
  type Declaration,
  type GenerationInput,
  join,
  type Member,
  newline,
  pascalCase,
  snakeCase,
  type Type,
  wordsOf,
} from "@concordat/gen-core";
import { createSchemaGraph } from "@concordat/schema";
import { legalName, rust } from "./rust.ts";

/** A struct for every object that is a schema's own or that one refers to, and an alias for everything else. */
export function structsOf({ schemas, documents }: GenerationInput): Code {
  const graph = createSchemaGraph(documents);
  const { declarations } = createTypeModel(
    graph,
    schemas.map(({ uri }) => graph.enter(uri)),
  );
  const all = [...declarations.values()];
  const names = assignNames(
    all.map(({ key, candidates }) => ({
      key,
      candidates: candidates.map((words) => pascalCase(wordsOf(words))),
    })),
    { legal: legalName },
  );
  const nameOf = (key: string) => rust.identifier(names.get(key) ?? "");
  return join(
    all.map((declaration) => declared(declaration, nameOf)),
    join([newline, newline]),
  );
}

type NameOf = (key: string) => Code;

function declared({ key, type, docs }: Declaration, nameOf: NameOf): Code {
  const comment = rust.docComment([docs.description ?? docs.title ?? ""]);
  if (type.kind !== "object")
    return code`
      ${comment}
      pub type ${nameOf(key)} = ${typeOf(type, nameOf)};`;
  return code`
    ${comment}
    #[derive(${imported("Serialize", "serde")}, ${imported("Deserialize", "serde")})]
    pub struct ${nameOf(key)} {
      ${fieldsOf(type.members, nameOf)}
    }`;
}

function fieldsOf(members: readonly Member[], nameOf: NameOf): Code {
  const names = assignNames(
    members.map(({ name }) => ({ key: name, candidates: [snakeCase(wordsOf(name))] })),
    { legal: legalName },
  );
  const fields = members.map(({ name, type, isRequired, docs }) => {
    const own = typeOf(type, nameOf);
    return code`
      ${rust.docComment([docs.description ?? ""])}
      #[serde(rename = ${rust.literal(name)})]
      pub ${rust.identifier(names.get(name) ?? "")}: ${isRequired ? own : code`Option<${own}>`},`;
  });
  return join(fields, newline);
}

function typeOf(type: Type, nameOf: NameOf): Code {
  switch (type.kind) {
    case "string":
      return code`String`;
    case "boolean":
      return code`bool`;
    case "number":
      return type.isInteger ? code`i64` : code`f64`;
    case "reference":
      // A type may hold itself.
      return code`Box<${nameOf(type.to)}>`;
    case "list":
      return code`Vec<${type.first.length > 0 || type.rest === undefined ? value : typeOf(type.rest, nameOf)}>`;
    default:
      return value;
  }
}

/** Whoever prints the name gets the line that imports it. */
function imported(name: string, from: string): Code {
  return Code.of({ kind: "import", import: { name, from } });
}

/** What this sketch has no type for stays JSON. */
const value = imported("Value", "serde_json");
