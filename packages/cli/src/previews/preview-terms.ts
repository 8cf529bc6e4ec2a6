const DAY = 24 * 3_600_000;

/** When a preview ends that is to stay so many days from now. */
export function expiryAfter(now: Date, days: number): string {
  return new Date(now.getTime() + days * DAY).toISOString();
}

/** A duration in words, as in `3 days`, `5 hours` or `12 minutes`: the larger of two units alone. */
export function inWords(milliseconds: number): string {
  const units = [
    [DAY, 'day'],
    [3_600_000, 'hour'],
  ] as const;
  const found = units.find(([unit]) => milliseconds >= unit);
  const [unit, word] = found ?? [60_000, 'minute'];
  const count = Math.max(0, Math.floor(milliseconds / unit));
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
