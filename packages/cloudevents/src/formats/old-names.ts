import { isObject, type Json } from "@concordat/json";
import { changeOperations, verbOf } from "../naming/event-type.ts";
import type { TypeNames } from "../naming/type-names.ts";

/** The one name that older code gave to all that can happen to a schema. */
export const schemaChanged = "schema.changed";

/** The current type of an old name; `schema.changed` leaves it to its data to say what was done, and means an update otherwise. */
export function currentType(name: string, data: Json | undefined, types: TypeNames): string | undefined {
  if (!isSchemaChanged(name) || types.said.has(name)) return types.find(name);
  const said = data !== undefined && isObject(data) ? data.operation : undefined;
  const operation = changeOperations.find((each) => each === said) ?? "update";
  return types.find(`schema.${verbOf(operation)}`);
}

export function isSchemaChanged(name: string): boolean {
  return name === schemaChanged || name.endsWith(`.${schemaChanged}`);
}
