import type { Environment } from '../environment/environment.ts';
import type { StackLayer } from '../environment/stack-layers.ts';

/** Value of the `backup` tag that AWS Backup's plan selects: daily, kept seven days (GOV-BACKUP). */
export const BACKUP_DAILY = { backup: 'daily' } as const;

/**
 * Tags that the provider puts on every resource.
 *
 * Literals only: a tag that is unknown at plan makes the provider fail with "inconsistent final plan", and a commit id
 * or a date would change every resource on every run. `backup` is `none` here; what holds data says
 * {@link BACKUP_DAILY}.
 */
export function defaultTags(environment: Environment, layer: StackLayer): Record<string, string> {
  const { country, stage } = environment;
  return {
    project: country.namePrefix,
    country: country.id,
    environment: stage,
    stack: layer,
    owner: country.owner,
    'cost-centre': country.costCentre,
    'data-class': environment.dataClass,
    backup: 'none',
    'managed-by': 'terraform',
  };
}
