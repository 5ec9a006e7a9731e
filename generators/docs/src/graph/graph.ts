export type GraphNode = {
  readonly id: string;
  readonly width: number;
  /** Column; where one node has none, all are placed by who comes before whom. */
  readonly layer?: number;
};

export type GraphEdge = { readonly from: string; readonly to: string };
