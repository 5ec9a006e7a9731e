import { defineErrors } from "@concordat/errors";
import { RegistryError } from "../registry-error.ts";

export const settingsErrors = defineErrors(RegistryError, {
  PROJECT_UNUSABLE: {
    message: (p: { folder: string }) => `the settings of the project in ${p.folder} cannot be used`,
    hint: "mend what is told above, or name another folder with --project; --empty starts without a catalogue",
  },
  SETTING_INVALID: {
    message: (p: { place: string; setting: string; value: string; expected: string }) =>
      `${p.place} ${p.value === "" ? "" : `is ${p.value}, and `}has to be ${p.expected}`,
    hint: (p) => `mend it, or leave ${p.setting} out; \`concordat registry --print-config\` shows what holds`,
    kind: "usage",
  },
  SETTING_UNKNOWN: {
    message: (p: { name: string; place: string; meant: string }) =>
      `${p.place} has "${p.name}", and there is no such setting${p.meant}`,
    hint: "mend the name, or remove it; docs/reference/registry-settings.md lists all settings",
    kind: "usage",
  },
  SETTINGS_CONFLICT: {
    message: (p: { one: string; other: string }) =>
      `${p.one} and ${p.other} name two stores, and there is one`,
    hint: "leave one of them out",
    kind: "usage",
  },
  SETTINGS_FILE: {
    message: (p: { file: string; problem: string }) => `the settings file ${p.file} ${p.problem}`,
    hint: "write one JSON object with settings as its members; docs/reference/registry-settings.md lists them",
    kind: "usage",
  },
});
