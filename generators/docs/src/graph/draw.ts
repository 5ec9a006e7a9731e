import { type Html, html, visibleText } from "@concordat/gen-core/html";
import type { GraphEdge } from "./graph.ts";
import { layoutGraph, type PlacedNode, type Point } from "./layout.ts";
import { rowHeight } from "./rows.ts";

export type DrawnNode = {
  readonly id: string;
  readonly label: string;
  readonly kind: "application" | "channel" | "contract";
  /** Shown when one points at it. */
  readonly about?: string;
  readonly href?: string;
  /** See `GraphNode`. */
  readonly layer?: number;
  /** Whether the page is about it. */
  readonly isCurrent?: boolean;
};

export type DrawnEdge = GraphEdge & { readonly label?: string };

export type Drawing = {
  /** What the picture shows, in a sentence; read out in its place. */
  readonly title: string;
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
};

const margin = 6;
const letter = 7.3;
const longestLabel = 46;

/**
 * The graph as an SVG that needs nothing around it. Nodes are links and can be reached by keyboard; the page's script marks the
 * edges of the one that is pointed at. What the picture says must also stand in words near it.
 */
export function drawGraph({ title, nodes, edges }: Drawing): Html {
  const shown = new Map(nodes.map((node) => [node.id, shortened(visibleText(node.label))]));
  const layout = layoutGraph(
    nodes.map(({ id, layer }) => ({
      id,
      width: Math.ceil((shown.get(id) ?? "").length * letter) + 20,
      ...(layer !== undefined && { layer }),
    })),
    edges,
  );
  const numbers = new Map(nodes.map(({ id }, index) => [id, index]));
  const [width, height] = [layout.width + 2 * margin, layout.height + 2 * margin];
  const labels = new Map(edges.map((edge) => [`${edge.from}\n${edge.to}`, edge.label]));
  return html`<div class="graph" tabindex="0"><svg viewBox="${-margin} ${-margin} ${width} ${height}" width="${width}" height="${height}" role="group" aria-label="${title}">
${layout.edges.map(({ from, to, points }) => {
  const ends = html` data-ends="${numbers.get(from)} ${numbers.get(to)}"`;
  return edge(points, ends, labels.get(`${from}\n${to}`));
})}
${nodes.map((node) => {
  const place = layout.nodes.get(node.id);
  return place && drawnNode(node, place, shown.get(node.id) ?? "", numbers.get(node.id));
})}
</svg></div>`;
}

function drawnNode(
  { kind, about, href, isCurrent, label }: DrawnNode,
  { x, y, width }: PlacedNode,
  shown: string,
  number: number | undefined,
): Html {
  const body = html`<title>${about ?? label}</title><rect x="${x}" y="${y}" width="${width}" height="${rowHeight}" rx="${
    kind === "application" ? rowHeight / 2 : 4
  }"/><text x="${x + 10}" y="${y + rowHeight / 2 + 4}">${shown}</text>`;
  const classes = `node ${kind}${isCurrent ? " current" : ""}`;
  return href === undefined
    ? html`<g class="${classes}" data-node="${number}">${body}</g>
`
    : html`<a class="${classes}" data-node="${number}" href="${href}">${body}</a>
`;
}

/** Leaves and arrives level, so that its direction is seen at both ends. */
function edge(points: readonly Point[], ends: Html, label: string | undefined): Html {
  const [start, ...rest] = points;
  if (start === undefined) return html``;
  let path = `M${start.x} ${start.y}`;
  let from = start;
  for (const to of rest) {
    const middle = Math.round((from.x + to.x) / 2);
    path += from.y === to.y ? `H${to.x}` : `C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`;
    from = to;
  }
  const tip = points.at(-1) ?? start;
  const isBackwards = tip.x < start.x;
  const wing = isBackwards ? 6 : -6;
  const before = points.at(-2) ?? start;
  return html`<g class="edge"${ends}><path d="${path}"/><path class="tip" d="M${tip.x} ${tip.y}l${wing} -3.5v7z"/>${
    label !== undefined &&
    html`<text x="${Math.round((tip.x + before.x) / 2)}" y="${Math.round((tip.y + before.y) / 2) + (isBackwards ? 12 : -4)}">${label}</text>`
  }</g>
`;
}

/** The middle of a long name is cut: beginnings say where it belongs, ends what it is. */
function shortened(label: string): string {
  const letters = [...label];
  if (letters.length <= longestLabel) return label;
  const half = (longestLabel - 1) >> 1;
  return `${letters.slice(0, half).join("")}…${letters.slice(-half).join("")}`;
}
