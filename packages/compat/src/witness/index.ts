export { type Choice, chooseWitness } from "./choose-witness.ts";
export { type Confirm, createConfirm, type SchemaText, type WitnessValidator } from "./confirm.ts";
