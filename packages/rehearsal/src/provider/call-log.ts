import type { CallName } from '../protocol/provider-server.ts';

/** How often each provider was called. */
export class CallLog {
  private readonly counts = new Map<string, number>();

  /** Notes one call. */
  add(provider: string, call: CallName): void {
    const name = `${provider} ${call}`;
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }

  /** Number of calls so far, of one kind or of all. */
  count(call?: CallName): number {
    const wanted = [...this.counts].filter(([name]) => call === undefined || name.endsWith(` ${call}`));
    return wanted.reduce((sum, [, count]) => sum + count, 0);
  }

  /** Lines such as `aws PlanResourceChange 12`, in order. */
  lines(): string[] {
    return [...this.counts].map(([name, count]) => `${name} ${count}`).sort();
  }
}
