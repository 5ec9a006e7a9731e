import type { Usage } from "../settings.ts";
import type { Links, Places } from "../site/links.ts";
import { linksFrom } from "../site/links.ts";
import type { Survey } from "../survey/survey.ts";

/** What every page is made from. */
export type Context = {
  readonly survey: Survey;
  readonly places: Places;
  readonly usage: Usage;
};

export function linksOf(path: string, { places }: Context): Links {
  return linksFrom(path, places);
}
