/** What confirms a witness: validators that share no code, and the meta-schemas that a schema may refer to. */
export { metaSchemas } from "./compile/meta-schemas.ts";
export { type WitnessSchema, witnessValidators } from "./second-opinion/witness-validators.ts";
