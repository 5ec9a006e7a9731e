import { bundleDocument } from "@concordat/asyncapi/bundle";
import type { CatalogueModel } from "@concordat/contracts";
import type { GeneratorOptions } from "@concordat/gen-core";
import type { Json } from "@concordat/json";
import type { Context } from "../pages/context.ts";
import { pagesOf } from "../pages/pages.ts";
import { usageOf } from "../settings.ts";
import { surveyOf } from "../survey/survey.ts";
import { fileNames } from "./file-names.ts";
import type { Places } from "./links.ts";
import { bundleFile, printPage, scriptFile, styleFile } from "./page.ts";
import { script } from "./script.ts";
import { style } from "./style.ts";

export type SiteOptions = {
  /** The command that writes the files, for their first lines. */
  readonly command: string;
  /** See `usageOf`. */
  readonly settings?: GeneratorOptions["settings"];
};

/** The reference site: pages that link to each other by relative addresses and fetch nothing, so that they work from a disk. */
export function docsSite(
  model: CatalogueModel,
  { command, settings = {} }: SiteOptions,
): ReadonlyMap<string, string> {
  const survey = surveyOf(model);
  const places = placesOf(survey.model, survey.applications);
  const context: Context = { survey, places, usage: usageOf(settings) };
  const { title, version } = model.info;
  // A catalogue may do without messages, and then there is no document to hand on.
  const hasDocument = model.channels.length + model.operations.length + model.messages.length > 0;
  const frame = { siteTitle: title, siteVersion: version, command, places, hasDocument };
  return new Map([
    ...pagesOf(context).map((page) => [page.path, printPage(page, frame)] as const),
    ...model.contracts.map(({ id, document }) => [places.schema(id), json(document)] as const),
    ...(hasDocument ? [[bundleFile, json(bundleDocument(model))] as const] : []),
    [styleFile, style],
    [scriptFile, script],
  ]);
}

function placesOf({ contracts, channels }: CatalogueModel, applications: readonly string[]): Places {
  const files = {
    contracts: fileNames(contracts.map(({ contract }) => contract)),
    schemas: fileNames(contracts.map(({ id }) => id)),
    channels: fileNames(channels.map(({ name }) => name)),
    applications: fileNames(applications),
  };
  const placed = (folder: keyof typeof files, ending: string) => (name: string) =>
    `${folder}/${files[folder].get(name) ?? "unknown"}.${ending}`;
  return {
    contract: placed("contracts", "html"),
    schema: placed("schemas", "json"),
    channel: placed("channels", "html"),
    application: placed("applications", "html"),
  };
}

/** JSON can spell out every character, so a reader of the file is misled by none that is not seen. */
function json(value: Json): string {
  return `${JSON.stringify(value, null, 2)}\n`.replace(/(?!\n)[\p{C}\p{Zl}\p{Zp}]/gu, (unseen) =>
    Array.from(
      { length: unseen.length },
      (_, at) => `\\u${unseen.charCodeAt(at).toString(16).padStart(4, "0")}`,
    ).join(""),
  );
}
