import type { VerbEntry } from "../verb.ts";

/** The table of contents: adding a verb is one file and one line. */
export const verbs: readonly VerbEntry[] = [
  {
    name: "init",
    summary: "start a catalogue, empty or out of an AsyncAPI document",
    load: async () => (await import("./init.ts")).init,
  },
  {
    name: "new",
    summary: "write the draft of a new contract",
    load: async () => (await import("./new.ts")).newContract,
  },
  {
    name: "next",
    summary: "copy a contract's latest version into a new draft",
    load: async () => (await import("./next.ts")).next,
  },
  {
    name: "list",
    summary: "list contracts and their versions",
    load: async () => (await import("./list.ts")).list,
  },
  {
    name: "show",
    summary: "print one contract, as written or as a view",
    load: async () => (await import("./show.ts")).show,
  },
  {
    name: "lint",
    summary: "judge the catalogue by its rules",
    load: async () => (await import("./lint.ts")).lint,
  },
  {
    name: "check",
    summary: "hold the catalogue against what was promised",
    load: async () => (await import("./check.ts")).check,
  },
  {
    name: "accept",
    summary: "accept a break, with a reason",
    load: async () => (await import("./accept.ts")).accept,
  },
  {
    name: "freeze",
    summary: "lock drafts, so that they can never change",
    load: async () => (await import("./freeze.ts")).freeze,
  },
  {
    name: "push",
    summary: "send the catalogue to a registry, through the gate",
    load: async () => (await import("./push.ts")).push,
  },
  {
    name: "pull",
    summary: "write contracts of a registry as files",
    load: async () => (await import("./pull.ts")).pull,
  },
  {
    name: "validate",
    summary: "check data or events against their contracts",
    load: async () => (await import("./validate.ts")).validate,
  },
  {
    name: "compat",
    summary: "decide whether one schema accepts all that another may write",
    load: async () => (await import("./compat.ts")).compat,
  },
  {
    name: "migrate",
    summary: "bring events of older formats to CloudEvents",
    load: async () => (await import("./migrate.ts")).migrate,
  },
  {
    name: "generate",
    summary: "generate SDKs and documents from the contracts",
    load: async () => (await import("./generate.ts")).generate,
  },
  {
    name: "topology",
    summary: "tell what each broker has to have: streams, topics, a bus, groups",
    load: async () => (await import("./topology.ts")).topology,
  },
  {
    name: "docs",
    summary: "write a reference site about the contracts, readable from a disk",
    load: async () => (await import("./docs.ts")).docs,
  },
  {
    name: "registry",
    summary: "start the registry, or manage its tokens",
    load: async () => (await import("./registry.ts")).registry,
  },
  {
    name: "report",
    summary: "print saved findings in another format",
    load: async () => (await import("./report.ts")).report,
  },
  {
    name: "explain",
    summary: "print the page of an error code or a rule",
    load: async () => (await import("./explain.ts")).explain,
  },
  {
    name: "completion",
    summary: "print a completion script for your shell",
    load: async () => (await import("./completion.ts")).completionOf(verbs),
  },
];
