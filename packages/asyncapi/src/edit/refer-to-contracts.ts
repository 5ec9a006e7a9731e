import { parsePointer } from "@concordat/json";
import { isMap, parseDocument } from "yaml";

export type Replacement = {
  /** JSON Pointer of the schema in the document. */
  readonly pointer: string;
  /** Path of the contract file from the document's folder. */
  readonly file: string;
};

/**
 * The document with references to contracts in place of its own schemas. Comments and order stay.
 *
 * Where a schema stands in for a payload, the format is said too: without it AsyncAPI takes every schema for its own
 * dialect of draft-07. A schema inside of another that is replaced goes with it.
 */
export function referToContracts(text: string, replacements: readonly Replacement[]): string {
  const document = parseDocument(text);
  const isThree = String(document.get("asyncapi")).startsWith("3.");
  const outermost = replacements.filter(
    ({ pointer }) => !replacements.some((other) => pointer.startsWith(`${other.pointer}/`)),
  );
  for (const { pointer, file } of outermost) {
    const path = parsePointer(pointer) ?? [];
    const holder = path.slice(0, -1);
    const isPayload = path.at(-1) === "payload" || path.at(-1) === "headers";
    const reference = { $ref: file };
    if (isPayload && isThree) document.setIn(path, document.createNode({ schemaFormat, schema: reference }));
    else document.setIn(path, document.createNode(reference));
    const says = document.getIn(holder, true);
    if (path.at(-1) === "payload" && !isThree && isMap(says)) says.set("schemaFormat", schemaFormat);
    if (path.at(-1) === "schema" && isMap(says) && says.has("schemaFormat"))
      says.set("schemaFormat", schemaFormat);
  }
  // JSON is YAML, but whoever wrote JSON wants it back.
  return text.trimStart().startsWith("{")
    ? `${JSON.stringify(document.toJS(), null, 2)}\n`
    : document.toString({ lineWidth: 0 });
}

const schemaFormat = "application/schema+json;version=draft-2020-12";
