import { Release } from '@cdktf/provider-helm/lib/release';
import { CHARTS, type ChartName, chartArchive } from '@smile/catalogue';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { type HelmValues, helmValues } from './helm-values.ts';
import { MOST_REVISIONS, type ReleaseKeeping, timeoutOf } from './release-settings.ts';

/**
 * Folder of chart archives, seen from the folder of a stack: beside `stacks` in the output folder, as local states are.
 * `smile charts pull` fills it, so that a plan needs no chart repository.
 */
const ARCHIVES = '../../.charts';

export interface ChartReleaseProps extends ReleaseKeeping {
  /** Chart of the catalogue, in the version that it has there. */
  readonly chart: ChartName;
  /** Name of the release. Changing it replaces the release. */
  readonly name: string;
  readonly namespace: string;
  readonly values: HelmValues;
  /** Whether an upgrade that does not become ready is taken back at once. @default false */
  readonly rollsBack?: boolean;
  readonly after: readonly ITerraformDependable[];
}

/** A chart of somebody else, installed from its reviewed archive. */
export class ChartRelease extends Construct {
  readonly release: Release;

  constructor(scope: Construct, id: string, props: ChartReleaseProps) {
    super(scope, id);
    const { chart, name, namespace, values, after, keeps, rollsBack = false } = props;
    this.release = new Release(this, 'Default', {
      name,
      namespace,
      chart: `${ARCHIVES}/${chartArchive(chart)}`,
      version: CHARTS[chart].version,
      values: [helmValues(values)],
      wait: true,
      atomic: rollsBack,
      timeout: timeoutOf(props),
      maxHistory: MOST_REVISIONS,
      dependsOn: [...after],
      lifecycle: { preventDestroy: keeps !== undefined },
    });
  }
}
