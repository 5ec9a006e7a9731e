import { isArray, isObject, type Json } from "@concordat/json";
import { formatLocation, type View } from "@concordat/schema";

/**
 * Where a rule of a view stands in the contract: the view embeds the contract under its identifier, and lists names that
 * were declared in `properties` somewhere.
 */
export function originalPlaces(view: View): (place: string) => string {
  const readerId = readerIdOf(view);
  const described = new Map<string, string>(
    view.closedAt.flatMap(({ pointer, describedBy: [first] }) =>
      first === undefined
        ? []
        : [[`#${pointer}/additionalProperties`, `${formatLocation(first)}/properties`]],
    ),
  );
  return (place) =>
    described.get(place) ?? (place.startsWith(`${readerId}#`) ? place.slice(readerId.length) : place);
}

/** What the view calls the contract that it embeds. Where nothing is closed the view is the contract itself. */
function readerIdOf({ schema, closedAt }: View): string {
  if (closedAt.length === 0 || !isObject(schema) || !isArray(schema.allOf ?? null)) return "";
  const [embedded] = schema.allOf as readonly Json[];
  return isObject(embedded ?? null) ? String((embedded as { readonly $ref?: Json }).$ref) : "";
}
