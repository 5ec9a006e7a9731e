import { ConcordatError, defineErrors, didYouMean } from "@concordat/errors";

export class CliError extends ConcordatError {}

export const cliErrors = defineErrors(CliError, {
  GENERATED_STALE: {
    message: (p: { target: string; out: string; trouble: string }) =>
      `${p.out} is not what \`concordat generate\` makes for ${p.target}: ${p.trouble}`,
    hint: "run `concordat generate` and commit what it writes",
  },
  USAGE_UNKNOWN_VERB: {
    message: (p: { verb: string; known: readonly string[] }) =>
      `there is no command "${p.verb}"${didYouMean(p.verb, p.known)}`,
    hint: "run `concordat help` to see all commands",
    kind: "usage",
  },
  USAGE_UNKNOWN_FLAG: {
    message: (p: { verb: string; flag: string; known: readonly string[] }) =>
      `\`concordat ${p.verb}\` has no flag ${p.flag}${didYouMean(p.flag, p.known)}`,
    hint: (p) =>
      `run \`concordat ${p.verb} --help\` to see its flags; put \`--\` before a file name that starts with a dash`,
    kind: "usage",
  },
  USAGE_FLAG_VALUE: {
    message: (p: { verb: string; flag: string; problem: string }) => `${p.flag} ${p.problem}`,
    hint: (p) => `run \`concordat ${p.verb} --help\` to see what ${p.flag} takes`,
    kind: "usage",
  },
  USAGE_ARGUMENTS: {
    message: (p: { verb: string; problem: string; usage: string }) => `\`concordat ${p.verb}\` ${p.problem}`,
    hint: (p) => `usage: ${p.usage}`,
    kind: "usage",
  },
  PROJECT_MISSING: {
    message: (p: { folder: string; above: boolean }) =>
      p.above
        ? `neither ${p.folder} nor a folder above it holds concordat.config.json`
        : `${p.folder} holds no concordat.config.json`,
    hint: "run `concordat init` in an empty folder, or name the project with --project DIR",
  },
  PROJECT_BUSY: {
    message: (p: { file: string }) =>
      `another command has been writing in this project for too long (${p.file})`,
    hint: "wait for it, or remove that file if no other command runs",
    kind: "conflict",
    retry: "later",
  },
  FILE_MISSING: {
    message: (p: { file: string; known: readonly string[] }) =>
      `${p.file} does not exist${didYouMean(p.file, p.known)}`,
    hint: "check the path; it is read relative to the current folder",
  },
  FILE_IS_FOLDER: {
    message: (p: { file: string }) => `${p.file} is a folder, where a file is wanted`,
    hint: "name one of the files in it",
  },
  FOLDER_EXPECTED: {
    message: (p: { file: string }) => `${p.file} is a file, where a folder is wanted`,
    hint: "name the folder that it lies in",
  },
  DOCUMENT_TWICE: {
    message: (p: { uri: string; first: string; second: string }) =>
      `${p.first} and ${p.second} both call themselves ${p.uri}`,
    hint: "leave one of them, or name a folder that holds only one",
  },
  BATCH_LINE: {
    message: (p: { problem: string }) => `the line ${p.problem}`,
    hint: 'write {"id", "old", "new"} and, where wanted, "draft", "writerView" and "format"',
  },
  REPORT_INVALID: {
    message: (p: { file: string; problem: string }) => `${p.file} ${p.problem}`,
    hint: "give it what a verb printed with --format json, standard output alone",
  },
  ENGINE_FAULT: {
    message: (p: { reason: string }) => `the engine failed on this pair: ${p.reason}`,
    hint: "report it together with the pair; the other lines are not affected",
    kind: "fault",
  },
  FILE_UNREADABLE: {
    message: (p: { file: string; reason: string }) => `${p.file} cannot be read: ${p.reason}`,
    hint: "check the permissions, and where a link leads",
  },
  NO_INPUT: {
    message: (p: { what: string }) => `${p.what} names no contract of this catalogue`,
    hint: "check the spelling; `concordat list` prints all contracts",
  },
  VERSION_UNKNOWN: {
    message: (p: { contract: string; version: string; known: readonly string[] }) =>
      `${p.contract} has no version ${p.version}`,
    hint: (p) => `name one of its versions: ${p.known.join(", ")}`,
  },
  FOLDER_TAKEN: {
    message: (p: { folder: string; entries: readonly string[] }) =>
      `${p.folder} holds ${p.entries.slice(0, 5).join(", ")}${p.entries.length > 5 ? ` and ${p.entries.length - 5} more` : ""}`,
    hint: "name another folder, as in `concordat init contracts`; nothing here was touched",
    kind: "conflict",
  },
  CONTRACT_EXISTS: {
    message: (p: { contract: string; file: string }) => `${p.contract} exists already, in ${p.file}`,
    hint: (p) => `run \`concordat next ${p.contract}\` to write its next version`,
    kind: "conflict",
  },
  VERSION_EXISTS: {
    message: (p: { id: string; file: string }) => `${p.id} exists already, in ${p.file}`,
    hint: "change that draft, or freeze it first and ask for another step",
    kind: "conflict",
  },
  TYPE_TAKEN: {
    message: (p: { type: string; contract: string }) => `the type ${p.type} belongs to ${p.contract}`,
    hint: "give the new contract a type of its own with --type",
    kind: "conflict",
  },
  ASYNCAPI_UNEDITABLE: {
    message: (p: { file: string }) => `${p.file} is no AsyncAPI document that an entry could be added to`,
    hint: "mend it first; `concordat lint` says what is wrong with it",
  },
  FREEZE_REFERENCE: {
    message: (p: { id: string; drafts: readonly string[] }) =>
      `${p.id} refers to ${p.drafts.join(", ")}, which may still change, and its own meaning with it`,
    hint: (p) => `freeze them together: \`concordat freeze ${p.id} ${p.drafts.join(" ")}\``,
    kind: "conflict",
  },
  FREEZE_DRAFT_REFERRED: {
    message: (p: { id: string; by: readonly string[] }) =>
      `${p.id} cannot be renumbered, because ${p.by.join(", ")} refer${p.by.length === 1 ? "s" : ""} to it`,
    hint: (p) => `rename the file and its $id by hand, and the references in ${p.by.join(", ")}`,
    kind: "conflict",
  },
  ACCEPT_NOTHING: {
    message: (p: { words: string; isAccepted: boolean; known: readonly string[] }) =>
      p.isAccepted
        ? `${p.words} is accepted already`
        : `nothing is open that ${p.words} names${didYouMean(p.words, p.known)}`,
    hint: (p) =>
      p.known.length === 0
        ? "nothing is open at all; a break against a commit wants the same --against as check"
        : `what is open: ${p.known.join(", ")}`,
    kind: "usage",
  },
  EXPLAIN_UNKNOWN: {
    message: (p: { word: string; known: readonly string[] }) =>
      `no code or rule is called "${p.word}"${didYouMean(p.word, p.known)}`,
    hint: "run `concordat explain` to see all codes and rules",
    kind: "usage",
  },
  // Of registries.
  REGISTRY_UNNAMED: {
    message: (p: { verb: string }) => `\`concordat ${p.verb}\` wants a registry, and nothing names one`,
    hint: 'give it --registry URL, set CONCORDAT_REGISTRY, or write "registry" into concordat.config.json',
    kind: "usage",
  },
  REGISTRY_BASE: {
    message: (p: { registry: string; base: string; own: string }) =>
      `the contracts of ${p.registry} begin with ${p.base}, and those of this project with ${p.own}`,
    hint: (p) =>
      `ask the registry that has ${p.own}; the base is a part of every $id, and cannot be exchanged`,
    kind: "conflict",
  },
  PULL_CONFLICT: {
    message: (p: { files: readonly string[] }) =>
      `${p.files.slice(0, 5).join(", ")}${p.files.length > 5 ? ` and ${p.files.length - 5} more` : ""} ${p.files.length === 1 ? "says" : "say"} something else than the registry, and nothing was written`,
    hint: "give your change a version of its own (`concordat next`), or remove the file and pull again",
    kind: "conflict",
  },
});
