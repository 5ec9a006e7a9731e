import { defineErrors } from "@concordat/errors";
import { RegistryError } from "../../registry-error.ts";

/** What can be wrong with events besides what `@concordat/cloudevents` and `@concordat/validator` say of them. */
export const eventErrors = defineErrors(RegistryError, {
  RECORD_MEMBER: {
    message: (p: { pointer: string; wanted: string }) => `${p.pointer} is not ${p.wanted}`,
    hint: (p) => `send ${p.wanted} there`,
  },
  FRAME_UNKNOWN: {
    message:
      "the value says nothing of its schema: it begins with no zero and four bytes of an id, and no one and sixteen bytes of a guid",
    hint: "send the bytes as the serializer wrote them, or name the format in which they are",
  },
  SCHEMA_MARK_UNKNOWN: {
    message: (p: { mark: string }) => `no schema of this registry has ${p.mark}`,
    hint: "see that the serializer asked this registry, and that the schema was not deleted since",
  },
  CONTRACT_RETIRED: {
    message: (p: { contract: string; version: string; sunset: string }) =>
      `${p.contract} ${p.version} was to be used up to ${p.sunset}, and no longer`,
    hint: "send the event as a newer version of the contract describes it",
  },
});
