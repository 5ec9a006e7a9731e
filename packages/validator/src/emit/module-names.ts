import type { Json } from "@concordat/json";
import { formatMatchers } from "../formats/matcher.ts";
import type { KeywordOrder } from "./keyword-order.ts";

/**
 * What the parts of one module call each other. Names are counted, never made from a contract: nothing that somebody
 * wrote into a schema can become code that way.
 */
export type ModuleNames = {
  readonly order: KeywordOrder;
  /** The shape that a reference leads to. */
  readonly shapeAt: (reference: Json) => string;
  /** The function that a reference leads to. */
  readonly checkAt: (reference: Json) => string;
  /** What matches a format; nothing where the format is known by name only. Imports it. */
  readonly format: (name: string) => string | undefined;
  /** A function of the support module. Imports it. */
  readonly support: (name: string) => string;
  /** A constant of the module; the same text is written once. */
  readonly constant: (text: string) => string;
  /**
   * `Object.prototype`, or its `hasOwnProperty`, as a constant of the module itself: engines fold what they read from
   * it, and recognise the call, only where the constant is not imported. It is worth two thirds of the time.
   */
  readonly builtIn: (name: keyof typeof builtIns) => string;
  readonly imported: ReadonlySet<string>;
  readonly constants: ReadonlyMap<string, string>;
};

export function createModuleNames(order: KeywordOrder): ModuleNames {
  const imported = new Set<string>();
  const constants = new Map<string, string>();
  const support = (name: string) => {
    imported.add(name);
    return name;
  };
  return {
    order,
    shapeAt: (reference) => `shape${suffixOf(reference)}`,
    checkAt: (reference) => `check${suffixOf(reference)}`,
    format: (name) => (formatMatchers[name] === true ? undefined : support(formatConstant(name))),
    support,
    constant: (text) => {
      const name = constants.get(text) ?? `constant${constants.size}`;
      constants.set(text, name);
      return name;
    },
    builtIn: (name) => {
      constants.set(builtIns[name], name);
      return name;
    },
    imported,
    constants,
  };
}

const builtIns = {
  base: "Object.prototype",
  hasOwn: "Object.prototype.hasOwnProperty",
} as const;

/** `date-time` is `dateTimeFormat` in the support module. */
export function formatConstant(name: string): string {
  return `${name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}Format`;
}

/** Definitions are called d0, d1, … by `lowerSchema`. */
function suffixOf(reference: Json): string {
  return String(reference).replace(/^.*\/d/, "");
}
