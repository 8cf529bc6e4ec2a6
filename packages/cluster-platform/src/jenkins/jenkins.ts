import type { JenkinsValues } from '@smile/core';
import { PREVIEW_PODS, waive } from '@smile/core';
import { Construct } from 'constructs';
import { AddonSet } from '../addons/addon-set.ts';
import { Namespaces } from '../base/namespaces.ts';
import type { ClusterLoad } from '../capacity/cluster-load.ts';
import { PlatformContext } from '../platform-context.ts';
import { agentClouds, type DeployingAccounts } from './agent-cloud.ts';
import type { DeployedEnvironment } from './configuration/jobs.ts';
import { imageBuilds, jenkins, jenkinsAgents } from './jenkins-addons.ts';

export interface JenkinsProps {
  readonly values: JenkinsValues;
  /** The platform of the cluster that it runs in, of an earlier stack. */
  readonly platform: PlatformContext;
  /** Service accounts that take on deployment roles. */
  readonly accounts: DeployingAccounts;
  /** What it plans and applies; the first is the environment that it is part of. */
  readonly environments: readonly DeployedEnvironment[];
  readonly load: ClusterLoad;
}

/** Ids of what is there for builds alone. */
const BUILDS = /Build/;

/** What holds for them unless said otherwise: environments that copy images have other things of the kind in this stack. */
const USUAL = ['SMILE_MIRROR_ADDRESSES'];

/** The namespace with its policies, and the role: kinds of which environments that copy have none here. */
const WAIVED: Readonly<Record<string, readonly string[]>> = {
  JenkinsBuild: [...USUAL, 'SMILE_MIRROR_TYPES'],
  Builds: ['SMILE_MIRROR_TYPES'],
};

/**
 * Jenkins of an environment (CI-JENKINS): a controller, and agents in a namespace for each purpose, which alone have rights (docs/adr/0040).
 *
 * Its home is a volume that outlives it, and that AWS Backup takes daily.
 */
export class Jenkins extends Construct {
  constructor(scope: Construct, id: string, props: JenkinsProps) {
    super(scope, id);
    const { values, platform, accounts, environments, load } = props;
    const { cluster } = platform;
    const context = new PlatformContext({ ...platform, owner: new Construct(this, 'Network') });
    const hasPreviews = platform.values.previews !== undefined;
    const clouds = agentClouds(values, accounts, { previews: hasPreviews });
    const namespaces = new Namespaces(this, 'Namespaces', {
      cluster,
      quotas: platform.values.quotas,
      names: [
        ...(values.images === 'built' ? (['jenkins-build'] as const) : []),
        ...(hasPreviews ? [PREVIEW_PODS.namespace] : []),
      ],
    });
    namespaces.orderPolicies(context.owner);
    new AddonSet(this, 'Addons', {
      cluster,
      namespaceReady: () => namespaces.ready,
      addons: [
        jenkinsAgents(context, clouds),
        jenkins(context, { values, clouds, environments }),
        ...(values.images === 'built' ? [imageBuilds(context)] : []),
      ],
      load,
    });
    if (values.images === 'built') this.declareBuilds();
  }

  /** Says of everything that is made for builds that environments which copy images have nothing like it. */
  private declareBuilds(): void {
    for (const made of this.node.findAll().filter(({ node: { id } }) => BUILDS.test(id))) {
      for (const rule of WAIVED[made.node.id] ?? USUAL) {
        waive(made, {
          rule,
          reason: 'images are built below production, which copies them by digest (docs/adr/0040)',
          owner: 'platform',
          expires: '2027-11-30',
        });
      }
    }
  }
}
