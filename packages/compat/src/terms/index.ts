export { createEvaluator, lengthOf } from "./evaluate.ts";
export type { Holds } from "./holds.ts";
export {
  everyType,
  type JsonType,
  jsonTypes,
  type Scalar,
  type TypeSet,
  typeBits,
  typeOf,
} from "./json-type.ts";
export {
  type ArrayNode,
  always,
  type Case,
  type Literal,
  type Node,
  type NumberNode,
  never,
  type ObjectNode,
  type StringNode,
} from "./node.ts";
export { createSpecialise, type Specialise } from "./specialise.ts";
export { type Atom, createTerms, type Terms } from "./terms.ts";
export { told } from "./told.ts";
export { equalTo, oneOfValues, presence } from "./value.ts";
