export { parseFlags } from "./parse-flags.ts";
export { printSettings } from "./print-settings.ts";
export { readSettings, type SettingsReading, type SettingsSources } from "./read-settings.ts";
export { settingsPage } from "./settings-page.ts";
export { type Settings, settingSpecs, settingsTable } from "./table.ts";
