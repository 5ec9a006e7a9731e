import { ConcordatError, defineErrors, didYouMean } from "@concordat/errors";

/** A contract, a catalogue, a lock or a settings file that is not what it should be; the same texts serve as findings. */
export class ContractError extends ConcordatError {}

export const contractErrors = defineErrors(ContractError, {
  SCHEMA_NAME_CHARS: {
    message: (p: { name: string; what: string; offset: number }) =>
      `the name "${p.name}" ${p.what} (offset ${p.offset})`,
    hint: "type the name anew, with visible characters only",
  },
  CONTRACT_ID: {
    message: (p: { id: string; trouble: string; remedy: string }) =>
      `"${p.id}" names no contract: it ${p.trouble}`,
    hint: (p) => `${p.remedy}, as in commerce/order/placed`,
  },
  VERSION_INVALID: {
    message: (p: { version: string }) => `"${p.version}" is no version`,
    hint: "write three numbers without leading zeros, as in 1.2.0",
  },
  SCHEMA_NOT_OBJECT: {
    message: (p: { file: string; found: string }) =>
      `${p.file} holds ${p.found}, where a contract is a JSON object`,
    hint: "write a JSON Schema object",
  },
  SCHEMA_BOOLEAN_TOP: {
    message: (p: { file: string; found: boolean }) =>
      `${p.file} is the schema ${p.found}, which ${p.found ? "says nothing about its documents" : "no document satisfies"}`,
    hint: 'write an object with "type": "object" and the members that readers may rely on',
  },
  CATALOGUE_UNREADABLE: {
    message: (p: { file: string; reason: string }) => `${p.file} cannot be read: ${p.reason}`,
    hint: "check that it exists, what it is, and its permissions",
  },
  CATALOGUE_LINK: {
    message: (p: { file: string }) =>
      `${p.file} is a symbolic link, and links below the schemas folder are not followed`,
    hint: "put the file itself here, or refer to the contract by $ref",
  },
  CATALOGUE_STRAY: {
    message: (p: { file: string; what: string }) => `${p.file} ${p.what}`,
    hint: "name contracts <path>/<version>.json, as in commerce/order/placed/1.2.0.json, and keep other files elsewhere",
  },
  LOCK_INVALID: {
    message: (p: { file: string; trouble: string }) => `${p.file} ${p.trouble}`,
    hint: "restore the file from version control; it is only written by `concordat freeze`",
  },
  FROZEN_CHANGED: {
    message: (p: { file: string; contract: string; locked: string; found: string }) =>
      `${p.file} is frozen and has changed: the lock says ${p.locked}, its content is ${p.found}`,
    hint: (p) => `restore ${p.file}, and make the change in a new version: \`concordat next ${p.contract}\``,
  },
  FROZEN_MISSING: {
    message: (p: { file: string; id: string }) =>
      `${p.id} is frozen, and the catalogue holds no readable ${p.file}`,
    hint: (p) => `restore ${p.file}; a frozen version stays, others may have stored events of it`,
  },
  CONTRACT_UNKNOWN: {
    message: (p: { id: string; known: readonly string[] }) =>
      `the catalogue holds no ${p.id}${didYouMean(p.id, p.known)}`,
    hint: "run `concordat list` to see what it holds",
  },
  FILE_WRITE: {
    message: (p: { file: string; reason: string }) => `${p.file} cannot be written: ${p.reason}`,
    hint: "nothing was changed; make room or make the folder writable, and repeat",
  },
  GIT_MISSING: {
    message: "git was not found, and the base is to be read from a repository",
    hint: "install git, or compare with a folder: --against ../old",
  },
  GIT_NO_REPOSITORY: {
    message: (p: { folder: string }) => `${p.folder} lies in no git repository`,
    hint: "compare with a folder (--against ../old) or with the lock (--against lock)",
  },
  GIT_REF_UNKNOWN: {
    message: (p: { ref: string }) => `git knows no commit, branch or tag "${p.ref}"`,
    hint: "check the spelling; a shallow clone lacks other branches: `git fetch origin main`, or fetch-depth: 0 in CI",
  },
  GIT_FAILED: {
    message: (p: { what: string; said: string }) => `git could not ${p.what}: ${p.said}`,
    hint: "try the same with git itself, and mend what it says",
  },
  BASE_WITHOUT_CATALOGUE: {
    message: (p: { base: string; where: string }) => `${p.base} holds no catalogue: there is no ${p.where}`,
    hint: "name a commit or folder that has the project, or compare with the lock",
  },
  BASE_UNKNOWN: {
    message: (p: { word: string }) => `"${p.word}" is neither a commit nor a folder to compare with`,
    hint: "name a branch, a tag, a commit, a folder such as ./old, or lock",
  },
  CONFIG_UNREADABLE: {
    message: (p: { file: string; reason: string }) => `${p.file} cannot be read: ${p.reason}`,
    hint: "check that it exists, what it is, and its permissions; `concordat init` writes a first one",
  },
  CONFIG_SYNTAX: {
    message: (p: { file: string; trouble: string; advice: string }) => `${p.file} is no JSON: ${p.trouble}`,
    hint: (p) => p.advice,
  },
  CONFIG_UNKNOWN_KEY: {
    message: (p: { key: string; known: readonly string[] }) =>
      `there is no setting "${p.key}" here${didYouMean(p.key, p.known)}`,
    hint: (p) => `remove it, or write one of: ${p.known.join(", ")}`,
  },
  CONFIG_TYPE: {
    message: (p: { setting: string; expected: string; found: string }) =>
      `${p.setting} must be ${p.expected}, but is ${p.found}`,
    hint: (p) => `write ${p.expected}`,
  },
  CONFIG_MISSING: {
    message: (p: { setting: string }) => `${p.setting} is missing, and it has no default`,
    hint: (p) => `add ${p.setting}`,
  },
  CONFIG_VERSION: {
    message: (p: { version: string; known: string }) =>
      `these settings are written for version ${p.version} of their schema, and this program knows ${p.known}`,
    hint: "update concordat, or name the schema of the version that you have",
  },
  CONFIG_ENV: {
    message: (p: { name: string; setting: string }) =>
      `${p.setting} refers to the environment variable ${p.name}, which is not set`,
    hint: (p) => `set ${p.name}, or write $\${${p.name}} if the text itself is meant`,
  },
  BINDING_UNSUPPORTED: {
    message: (p: { trouble: string; advice: string }) => p.trouble,
    hint: (p) => p.advice,
  },
  TOPOLOGY_CONFLICT: {
    message: (p: { trouble: string; advice: string }) => p.trouble,
    hint: (p) => p.advice,
  },
});
