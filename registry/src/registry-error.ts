import { ConcordatError } from "@concordat/errors";

export class RegistryError extends ConcordatError {}
