import type { Page } from "../site/page.ts";
import { applicationPages } from "./application-pages.ts";
import { channelPages } from "./channel-pages.ts";
import type { Context } from "./context.ts";
import { contractPage } from "./contract-page.ts";
import { graphPage } from "./graph-page.ts";
import { indexPage } from "./index-page.ts";
import { readingPage } from "./reading-page.ts";

/** The table of contents of the site: adding a kind of page is a file and a line. */
export function pagesOf(context: Context): readonly Page[] {
  return [
    indexPage(context),
    ...context.survey.contracts.map((contract) => contractPage(contract, context)),
    ...applicationPages(context),
    ...channelPages(context),
    graphPage(context),
    readingPage(),
  ];
}
