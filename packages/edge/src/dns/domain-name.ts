/** Whether a name is a domain or lies below it. */
export function isWithin(name: string, domain: string): boolean {
  return name === domain || name.endsWith(`.${domain}`);
}

/** The name that a wildcard stands for: `smile.example` for `*.smile.example`. */
export function withoutWildcard(name: string): string {
  return name.replace(/^\*\./, '');
}
