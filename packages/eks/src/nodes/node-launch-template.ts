import { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template';
import { defaultTags, EstateStack, type Gibibytes, inGibibytes, throwIfAny } from '@smile/core';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { isBurstable } from './instance-hardware.ts';
import type { NodeCluster } from './node-cluster.ts';

/** System disk of a node. It goes with the node. */
export interface NodeVolume {
  readonly size: Gibibytes;
  /** Operations per second. @default 3000, which gp3 brings free of charge */
  readonly iops?: number;
  /** @default 125, which gp3 brings free of charge */
  readonly throughputMebibytesPerSecond?: number;
}

export interface NodeLaunchTemplateProps {
  readonly cluster: NodeCluster;
  /** Name of the node group, which instances, disks and network interfaces bear too. */
  readonly nodeName: string;
  /** How EC2 knows the template: `fixed` by the node's name, `generated` with that as a prefix. */
  readonly naming: 'fixed' | 'generated';
  /** @default - the cluster's */
  readonly securityGroupIds?: readonly string[];
  /** As in `m6g.xlarge`. The template does not name it, since a group with a type cannot use a template with one. */
  readonly instanceType: string;
  readonly volume: NodeVolume;
  /** As `nodeUserData` returns it. */
  readonly userData: string;
  /** Whether Terraform refuses to delete the template. @default false */
  readonly isProtected?: boolean;
}

const GP3 = { iops: 3000, throughput: 125, mostIops: 80_000, mostThroughput: 2_000, iopsPerMebibyte: 4 } as const;

/**
 * How EC2 starts the nodes of a group: system disk, metadata service, user data, tags. No key pair and no public address.
 *
 * Image, instance type, subnets and instance profile are EKS's and must not be here. A change makes a new version of the
 * template; whether nodes are replaced is up to the group, which names a version.
 */
export class NodeLaunchTemplate extends Construct {
  readonly templateId: string;
  /** Number of the newest version. Never `$Latest`: EKS stores the number, and every plan would show a change (P40). */
  readonly latestVersion: string;

  constructor(scope: Construct, id: string, props: NodeLaunchTemplateProps) {
    super(scope, id);
    throwIfAny(this, volumeProblems(props.volume));
    const template = this.createTemplate(props);
    this.templateId = template.id;
    this.latestVersion = Fn.tostring(template.latestVersion);
  }

  private createTemplate(props: NodeLaunchTemplateProps): LaunchTemplate {
    const { cluster, nodeName, naming, volume, instanceType } = props;
    const tags = this.tagsOf(nodeName);
    return new LaunchTemplate(this, 'Default', {
      ...(naming === 'fixed' ? { name: nodeName } : { namePrefix: `${nodeName}-` }),
      description: `Nodes of ${nodeName}`,
      updateDefaultVersion: true,
      // EKS adds the cluster's own group only to templates without groups, so all of them are here.
      vpcSecurityGroupIds: [...(props.securityGroupIds ?? cluster.nodeSecurityGroupIds)],
      // With one hop, the node's role answers the node only, not its pods, which have roles of their own.
      metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 1 },
      monitoring: { enabled: true },
      ebsOptimized: 'true',
      ...(isBurstable(instanceType) ? { creditSpecification: { cpuCredits: 'unlimited' } } : {}),
      blockDeviceMappings: [
        {
          // The root device of Amazon Linux images.
          deviceName: '/dev/xvda',
          ebs: {
            volumeType: 'gp3',
            volumeSize: inGibibytes(volume.size),
            iops: volume.iops ?? GP3.iops,
            throughput: volume.throughputMebibytesPerSecond ?? GP3.throughput,
            encrypted: 'true',
            kmsKeyId: cluster.volumeKey.keyArn,
            deleteOnTermination: 'true',
          },
        },
      ],
      // The provider's default tags reach nothing that a scaling group starts (P14).
      tagSpecifications: ['instance', 'volume', 'network-interface'].map((resourceType) => ({ resourceType, tags })),
      // EC2 takes it encoded. Encoded here, no shell variable can be taken for one of Terraform's.
      userData: Buffer.from(props.userData).toString('base64'),
      lifecycle: props.isProtected === true ? { preventDestroy: true } : { createBeforeDestroy: true },
      dependsOn: [...cluster.nodesNeed],
    });
  }

  private tagsOf(name: string): Record<string, string> {
    const { environment, layer } = EstateStack.ofConstruct(this);
    return { ...defaultTags(environment, layer), Name: name };
  }
}

/** What EC2 refuses of a gp3 volume. https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html */
function volumeProblems({ iops = GP3.iops, throughputMebibytesPerSecond = GP3.throughput }: NodeVolume): string[] {
  const problems: string[] = [];
  if (iops < GP3.iops || iops > GP3.mostIops) {
    problems.push(`volume.iops must be ${GP3.iops} to ${GP3.mostIops}, got ${iops}; leave it out for ${GP3.iops}`);
  }
  const most = Math.min(GP3.mostThroughput, iops / GP3.iopsPerMebibyte);
  if (throughputMebibytesPerSecond < GP3.throughput || throughputMebibytesPerSecond > most) {
    problems.push(
      `volume.throughputMebibytesPerSecond must be ${GP3.throughput} to ${most} with ${iops} iops, got ${throughputMebibytesPerSecond}; give four times as many iops, or less`,
    );
  }
  return problems;
}
