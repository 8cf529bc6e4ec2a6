import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How the disks inside a node become volumes: one of each, or one of all in a RAID 10, which survives a lost disk. */
export type LocalDiskLayout = 'disks' | 'raid';

/** Folders, and storage classes, of volumes on local disks; below {@link LOCAL_VOLUMES_FOLDER}. */
export const LOCAL_DISK_CLASSES = { disks: 'local-disk', raid: 'local-raid' } as const satisfies Record<
  LocalDiskLayout,
  string
>;

/** Where volumes on local disks are mounted, each at `<class>/<UUID of its file system>`. */
export const LOCAL_VOLUMES_FOLDER = '/mnt/local-pv';

export interface NodeUserDataProps {
  /** Most pods of the node, as the kubelet enforces it. */
  readonly maxPods: number;
  /** Disks inside the node that hold data. @default - none; they stay unused */
  readonly localDisks?: { readonly layout: LocalDiskLayout; readonly count: number };
}

const BOUNDARY = 'smile-node';

const MOUNT_SCRIPT = readFileSync(join(__dirname, 'mount-local-disks.sh'), 'utf8');

/**
 * What a node reads when it starts for the first time: a MIME message with the configuration of `nodeadm`, and a script
 * that mounts local disks.
 *
 * EKS adds name, endpoint and certificate of the cluster as a part of its own. Scripts end before `nodeadm-run.service`
 * starts the kubelet. The order and the form of the parts: EKS guide, "customize managed nodes with launch templates";
 * `nodeadm` of awslabs/amazon-eks-ami.
 */
export function nodeUserData({ maxPods, localDisks }: NodeUserDataProps): string {
  const parts = [part('application/node.eks.aws', nodeConfig(maxPods))];
  if (localDisks !== undefined) parts.push(part('text/x-shellscript; charset="us-ascii"', mountScript(localDisks)));
  return [
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${BOUNDARY}"`,
    '',
    ...parts,
    `--${BOUNDARY}--`,
    '',
  ].join('\n');
}

function part(type: string, content: string): string {
  return [`--${BOUNDARY}`, `Content-Type: ${type}`, '', content].join('\n');
}

/**
 * Memory that the kubelet and containerd keep for themselves. `nodeadm` uses the same formula, but with the pods that
 * plain addresses would allow: 58 on a m6g.2xlarge, not our 110.
 *
 * Source: getMemoryMebibytesToReserve and withDefaultReservedResources in
 * https://github.com/awslabs/amazon-eks-ami/blob/main/nodeadm/internal/kubelet/config.go
 */
function reservedMebibytes(maxPods: number): number {
  return 11 * maxPods + 255;
}

/** Flags are left alone: EKS passes labels and taints of the group as flags, and a second list would replace them. */
function nodeConfig(maxPods: number): string {
  return [
    '---',
    'apiVersion: node.eks.aws/v1alpha1',
    'kind: NodeConfig',
    'spec:',
    '  kubelet:',
    '    config:',
    `      maxPods: ${maxPods}`,
    // Processor and disk stay as nodeadm computes them: the kubelet merges maps key by key.
    // https://kubernetes.io/docs/reference/node/kubelet-config-directory-merging/
    '      kubeReserved:',
    `        memory: ${reservedMebibytes(maxPods)}Mi`,
    '      shutdownGracePeriod: 120s',
    '      shutdownGracePeriodCriticalPods: 60s',
    '',
  ].join('\n');
}

function mountScript({ layout, count }: NonNullable<NodeUserDataProps['localDisks']>): string {
  return MOUNT_SCRIPT.replace('{{layout}}', layout)
    .replace('{{disks}}', String(count))
    .replace('{{class}}', LOCAL_DISK_CLASSES[layout]);
}
