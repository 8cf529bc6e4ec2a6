import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

/** A service that takes longer than the provider waits. */
interface SlowService {
  readonly type: string;
  readonly operations: readonly string[];
  /** What it takes at the longest, in minutes. */
  readonly minutes: number;
  /** What the provider waits by itself, in minutes. */
  readonly provider: number;
}

/** https://github.com/hashicorp/terraform-provider-aws/pull/46807 for Inspector. */
const SLOW_SERVICES: readonly SlowService[] = [
  { type: 'aws_inspector2_enabler', operations: ['create', 'update', 'delete'], minutes: 30, provider: 5 },
  {
    type: 'aws_inspector2_organization_configuration',
    operations: ['create', 'update', 'delete'],
    minutes: 30,
    provider: 5,
  },
];

export const serviceTimeouts: Rule = {
  id: 'SMILE_SERVICE_TIMEOUTS',
  family: 'semantics',
  severity: 'low',
  title: 'Terraform waits as long as slow services need',
  what: '`timeouts` of every `aws_inspector2_enabler` give each operation 30 minutes.',
  why: "The provider's own wait ends before the service; the resource is then tainted, and the next apply takes it away and makes it anew.",
  remedy: 'Use Inspector.',
  source: 'https://github.com/hashicorp/terraform-provider-aws/pull/46807',
  check: each(
    SLOW_SERVICES.map(({ type }) => type),
    (block, { type }) => {
      const slow = SLOW_SERVICES.find((row) => row.type === type);
      if (slow === undefined || block.isUnknown('timeouts')) return undefined;
      const timeouts = block.block('timeouts');
      return slow.operations
        .filter((operation) => (minutesOf(timeouts.text(operation)) ?? slow.provider) < slow.minutes)
        .map((operation) => `timeouts.${operation} must be at least ${slow.minutes}m, got ${timeouts.show(operation)}`);
    },
  ),
};

/** Minutes of `1h30m`, `90m` or `3600s`. */
function minutesOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, hours = 0, minutes = 0, seconds = 0] = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(text) ?? [];
  return Number(hours) * 60 + Number(minutes) + Number(seconds) / 60;
}
