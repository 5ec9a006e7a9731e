/** Where a domain begins in the list of all contracts. */
export function domainAnchor(domain: string): string {
  return `domain-${encodeURIComponent(domain)}`;
}
