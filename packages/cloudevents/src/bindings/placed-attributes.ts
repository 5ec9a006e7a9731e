import { aliases, dataMembers, isAttributeName, longestAdvisedName, requiredAttributes } from "../names.ts";
import { type AttributeCheck, attributeChecks, checkExtension } from "../validate/attribute-checks.ts";
import type { Members } from "../validate/judge.ts";
import type { HeaderStyle } from "./header-style.ts";
import { saysStructured, typed } from "./header-values.ts";
import { usualEvent } from "./usual-event.ts";

/** The attributes of events whose headers have these names in this order, with the values of the last one. */
export class PlacedAttributes {
  readonly style: HeaderStyle;
  readonly #attributes: readonly PlacedAttribute[];
  /** Those that only some events have. */
  readonly #others: readonly PlacedAttribute[];
  /** `undefined` where something about the names is unusual. */
  readonly #byName: ByName | undefined;
  readonly #dataschema: PlacedAttribute | undefined;

  constructor(names: readonly string[], style: HeaderStyle) {
    this.style = style;
    const attributes = attributesAt(names, style);
    const byName = new Map(attributes?.map((each) => [each.name, each]));
    // A name that stands twice is trouble.
    const isUsual = byName.size === attributes?.length && common.every((name) => byName.has(name));
    this.#attributes = attributes ?? [];
    this.#byName = isUsual ? (Object.fromEntries(byName) as ByName) : undefined;
    this.#dataschema = byName.get("dataschema");
    this.#others = this.#attributes.filter(({ name }) => !inEvery.has(name));
  }

  get contentType(): string {
    return this.#byName?.datacontenttype.value as string;
  }

  /** Whether all of them are good. */
  take(values: readonly string[]): boolean {
    if (this.#byName === undefined) return false;
    for (const attribute of this.#attributes) if (!attribute.take(values[attribute.place])) return false;
    return true;
  }

  /** Of the values that were taken last. */
  eventWith(data: unknown): Members {
    const { specversion, id, source, type, time, datacontenttype } = this.#byName as ByName;
    const event = usualEvent(
      specversion.value,
      id.value,
      source.value,
      type.value,
      time.value,
      datacontenttype.value,
      this.#dataschema?.value,
      data,
    );
    for (const { name, value } of this.#others) event[name] = value;
    return event;
  }
}

const common = [...requiredAttributes, "time", "datacontenttype"] as const;
type ByName = { readonly [Name in (typeof common)[number]]: PlacedAttribute };
const inEvery: ReadonlySet<string> = new Set([...common, "dataschema"]);

/** Values that are longer do not come again, and would be kept. */
const longestValue = 1_024;

class PlacedAttribute {
  readonly place: number;
  readonly name: string;
  value: string | number = "";
  readonly #decode: (text: string) => string | number | undefined;
  readonly #check: AttributeCheck;
  /** What `value` was made of, and found good. */
  #text: string | undefined = undefined;

  constructor(place: number, name: string, decode: (text: string) => string | number | undefined) {
    this.place = place;
    this.name = name;
    this.#decode = decode;
    this.#check = attributeChecks.get(name) ?? checkExtension;
  }

  take(text: string | undefined): boolean {
    return text === this.#text ? text !== undefined : this.#takeOther(text as string);
  }

  #takeOther(text: string): boolean {
    const value = text.length > longestValue ? undefined : this.#decode(text);
    if (value === undefined || this.#check(value, this.name) !== undefined) return false;
    this.#text = text;
    this.value = value;
    return true;
  }
}

/** `undefined` where one of the names is trouble, or worth a remark. */
function attributesAt(names: readonly string[], style: HeaderStyle): readonly PlacedAttribute[] | undefined {
  const attributes: PlacedAttribute[] = [];
  for (const [place, name] of names.entries()) {
    const { is, attribute } = style.readName(name);
    if (is === "foreign") continue;
    if (is === "data") return undefined;
    if (is === "content-type") {
      if (style.dataTypeHeader !== "content-type") return undefined;
      attributes.push(new PlacedAttribute(place, attribute, contentTypeOf));
      continue;
    }
    const isPlain =
      isAttributeName(attribute) &&
      attribute.length <= longestAdvisedName &&
      !aliases.has(attribute) &&
      !dataMembers.includes(attribute);
    if (!isPlain || (attribute === "datacontenttype" && style.dataTypeHeader === "content-type"))
      return undefined;
    attributes.push(
      new PlacedAttribute(place, attribute, (text) => {
        const decoded = style.decodeValue(text);
        return typeof decoded === "string" ? typed(attribute, decoded) : undefined;
      }),
    );
  }
  return attributes;
}

function contentTypeOf(header: string): string | undefined {
  const contentType = header.trim();
  return saysStructured(contentType) ? undefined : contentType;
}
