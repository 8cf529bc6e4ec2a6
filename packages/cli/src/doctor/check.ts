/** What a check of the doctor came to. */
export interface CheckResult {
  readonly name: string;
  /** A warning does not stop anybody; a failure does. */
  readonly status: 'ok' | 'warn' | 'fail';
  readonly found: string;
  /** What to do. @default - nothing */
  readonly remedy?: string;
}

/** Whether a dotted version is another or newer. What follows a dash or plus does not count. */
export function isAtLeast(version: string, oldest: string): boolean {
  const [mine = [], theirs = []] = [version, oldest].map((text) => text.split(/[-+]/)[0]?.split('.').map(Number));
  for (const [index, wanted] of theirs.entries()) {
    const difference = (mine[index] ?? 0) - wanted;
    if (difference !== 0) return difference > 0;
  }
  return true;
}
