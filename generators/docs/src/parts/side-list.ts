import { type Html, html } from "@concordat/gen-core/html";

export type SideLink = { readonly address: string; readonly text: string; readonly isCurrent: boolean };

/** A list at the side of every page must not grow with all there is, or the site would grow with its square. */
export const mostListed = 200;

export function sideList(links: readonly SideLink[]): Html {
  return html`<ul>${links.map(
    ({ address, text, isCurrent }) =>
      html`<li><a href="${address}"${isCurrent && html` aria-current="page"`}>${text}</a></li>`,
  )}</ul>`;
}

/** As many as may stand there around the current one. */
export function nearby<Item>(items: readonly Item[], isCurrent: (item: Item) => boolean): readonly Item[] {
  const start = Math.max(0, items.findIndex(isCurrent) - mostListed / 2);
  return items.length <= mostListed ? items : items.slice(start, start + mostListed);
}
