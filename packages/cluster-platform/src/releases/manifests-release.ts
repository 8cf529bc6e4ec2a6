import { Release } from '@cdktf/provider-helm/lib/release';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { CoreObject } from '../objects/core-object.ts';
import type { CustomResource } from '../objects/custom-resource.ts';
import { helmValues } from './helm-values.ts';
import { manifestsChart } from './manifests-chart.ts';
import { MOST_REVISIONS, type ReleaseKeeping, timeoutOf } from './release-settings.ts';

export interface ManifestsReleaseProps extends ReleaseKeeping {
  /** Name of the release, as in `istio-gateways`. Changing it replaces the release, and with it every object. */
  readonly name: string;
  /** Where the release is kept; objects name their own namespaces. */
  readonly namespace: string;
  readonly objects: readonly (CustomResource | CoreObject)[];
  /** Whether it counts as installed only once its Jobs are done, beside those that are hooks. @default false */
  readonly waitsForJobs?: boolean;
  /** What must be there first: the kinds, and whoever checks them at admission. */
  readonly after: readonly ITerraformDependable[];
}

/**
 * Custom resources, and Jobs that Helm runs, as one release: what the plan shows is the change of their text. Terraform does not see when somebody
 * changes one in the cluster.
 */
export class ManifestsRelease extends Construct {
  readonly release: Release;

  constructor(scope: Construct, id: string, props: ManifestsReleaseProps) {
    super(scope, id);
    const { name, namespace, objects, after } = props;
    this.release = new Release(this, 'Default', {
      name,
      namespace,
      chart: manifestsChart(this),
      values: [helmValues({ manifests: objects })],
      wait: true,
      waitForJobs: props.waitsForJobs === true ? true : undefined,
      atomic: false,
      timeout: timeoutOf(props),
      maxHistory: MOST_REVISIONS,
      dependsOn: [...after],
      lifecycle: { preventDestroy: props.keeps !== undefined },
    });
  }
}
