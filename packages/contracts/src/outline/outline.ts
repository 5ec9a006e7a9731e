import { isObject } from "@concordat/json";
import {
  annotationsOf,
  inheritedAnnotations,
  type ResolvedSchema,
  type SchemaGraph,
} from "@concordat/schema";
import { constraintsOf } from "./constraints.ts";
import { createPositions, type Position } from "./positions.ts";
import { type Rule, rulesOf } from "./rules.ts";

/** One line of a contract's member table. */
export type OutlineRow = {
  /** `items[].unitPrice.amount`; `[]` is any element, `.*` any other member. */
  readonly path: string;
  /** 0 for members of the contract itself. */
  readonly depth: number;
  readonly type: readonly TypeWord[];
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly description?: string;
  readonly constraints: readonly string[];
};

/** Plain text, or the contract that the type is. */
export type TypeWord = string | { readonly id: string; readonly title: string };

export type Outline = {
  readonly rows: readonly OutlineRow[];
  readonly rules: readonly Rule[];
  /** Whether rows had to be left out. */
  readonly isCut: boolean;
};

/** What is known around a contract; a catalogue is one. */
export type OutlineWorld = {
  graph(): SchemaGraph;
  /** The contract of this `$id`. */
  byUri(uri: string): { readonly id: string; readonly title?: string } | undefined;
};

/** A schema without end, or one made to tire a reader, is cut; who needs all of it reads the document. */
const most = { rows: 500, depth: 12, typeDepth: 3 };

/** A contract as a person reads it: all members in the order of the text, references and `allOf` followed. */
export function outlineOf({ uri }: { readonly uri: string }, world: OutlineWorld): Outline {
  const graph = world.graph();
  const positions = createPositions(graph);
  const rows: OutlineRow[] = [];
  const rules: Rule[] = [];
  let isCut = false;
  const root = graph.at({ document: uri, pointer: "" });

  const visit = (position: Position, path: string, depth: number, above: ReadonlySet<string>) => {
    const layers = positions.layers(position);
    const seen = new Set([...above, ...layers.map(({ key }) => key)]);
    rules.push(...rulesOf(layers, path));
    for (const child of positions.children(position)) {
      if (rows.length >= most.rows || depth > most.depth) {
        isCut = true;
        return;
      }
      const inside = path === "" && child.step.startsWith(".") ? child.step.slice(1) : path + child.step;
      rows.push(rowOf(child.position, inside, depth, child.required));
      // A schema that holds itself is unfolded once; its type says where to read on.
      const holdsItself = positions.layers(child.position).some(({ key }) => seen.has(key));
      if (!holdsItself) visit(child.position, inside, depth + 1, seen);
    }
  };

  const rowOf = (position: Position, path: string, depth: number, required: boolean): OutlineRow => {
    const layers = positions.layers(position);
    const said = position[0] === undefined ? undefined : annotations(position[0]);
    return {
      path,
      depth,
      type: typeOf(position),
      required,
      deprecated: layers.some(({ schema }) => isObject(schema) && schema.deprecated === true),
      ...(said?.description !== undefined && { description: said.description }),
      constraints: constraintsOf(layers.map(({ schema }) => schema).filter(isObject)),
    };
  };

  const annotations = (schema: ResolvedSchema) => {
    try {
      return inheritedAnnotations(schema, graph);
    } catch {
      // A reference that leads nowhere is lint's news; the member is shown as far as it can be read.
      return annotationsOf(schema);
    }
  };

  const typeOf = (position: Position, depth = 0): readonly TypeWord[] => {
    const contract = positions.targets(position).flatMap(({ location }) => {
      const found = location.pointer === "" ? world.byUri(location.document) : undefined;
      return found ? [{ id: found.id, title: found.title ?? found.id }] : [];
    })[0];
    if (contract !== undefined) return [contract];
    if (depth > most.typeDepth) return ["…"];
    const { types, options, elements } = positions.shape(position);
    if (options.length > 0) {
      const words = new Map(
        options.map((option) => typeOf(option, depth + 1)).map((each) => [JSON.stringify(each), each]),
      );
      return [...words.values()].flatMap((each, index) => (index > 0 ? [" or ", ...each] : each));
    }
    if (elements !== undefined)
      return [types.includes("array") ? "array of " : "map of ", ...typeOf(elements, depth + 1)];
    return [types.join(" or ") || "any"];
  };

  if (root !== undefined) visit([root], "", 0, new Set());
  return { rows, rules, isCut };
}
