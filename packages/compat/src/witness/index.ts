export { type Choice, chooseWitness } from "./choose-witness.ts";
export {
  type Confirm,
  createConfirm,
  type KnownText,
  type SchemaText,
  type WitnessValidator,
} from "./confirm.ts";
