import { ConcordatError, defineErrors } from "@concordat/errors";

export class TestkitError extends ConcordatError {}

export const testkitErrors = defineErrors(TestkitError, {
  FAULT_PLANTED: {
    message: (p: { fault: string; what: string }) => `a planted fault: ${p.fault}, ${p.what}`,
    hint: "look at the plan that was handed to withFaults; nothing is wrong with the transport",
    kind: "fault",
    retry: "later",
  },
});
