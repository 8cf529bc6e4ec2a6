import type { JsonObject, KubernetesObject, Resource } from '@smile/inventory';
import { LOCAL_DISKS } from '../../data/local-disks.ts';
import { Block } from '../../reading/block.ts';
import { allOf } from '../../reading/checks.ts';
import { ALTINITY, STRIMZI, volumesOf } from '../../reading/kubernetes/data-objects.ts';
import { eachObject } from '../../reading/kubernetes/objects.ts';
import { fitsNodes, groupsOf } from '../../reading/kubernetes/placement.ts';
import { amountOf } from '../../reading/kubernetes/quantities.ts';
import type { Rule, RuleContext } from '../../rule.ts';

/** Classes of volumes that are disks of nodes; a RAID 10 keeps everything twice. */
const COPIES_OF: Readonly<Record<string, number>> = { 'local-disk': 1, 'local-raid': 2 };

/** What one pod claims of disks of its node. */
interface Claim {
  readonly className: string;
  readonly size: unknown;
}

export const diskRoom: Rule = {
  id: 'SMILE_DATA_DISK_ROOM',
  family: 'data-platform',
  severity: 'high',
  title: 'No pod claims more of its node than the node has',
  what: 'Claims of the classes `local-disk` and `local-raid`, of a KafkaNodePool, a StatefulSet or a ClickHouseInstallation, are no more than the disks, and no larger than a disk, of every node group onto which the pods may go. A RAID has half of all disks. Judged where the groups of the cluster were read, and their types are in `src/data/local-disks.ts`.',
  why: 'A claim that no volume is large enough for waits for ever, and its pod with it; in the zone with the smaller type that is seen only when the others run.',
  remedy: 'Claim what the smallest type of the group has.',
  source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding',
  check: allOf(
    eachObject(
      'KafkaNodePool',
      (pool, context) =>
        problems(
          pool,
          context,
          podOfPool(pool),
          volumesOf(pool).map((one) => claimOf(one.text('class'), one.raw('size'))),
        ),
      STRIMZI,
    ),
    eachObject(
      'StatefulSet',
      (set, context) => {
        const spec = new Block(set.spec);
        const claims = spec.blocks('volumeClaimTemplates').map(claimOfTemplate);
        return problems(set, context, rawOf(spec.block('template').raw('spec')), claims);
      },
      /^apps\//,
    ),
    eachObject(
      'ClickHouseInstallation',
      (installation, context) => {
        const templates = new Block(installation.spec).block('templates');
        const claims = templates.blocks('volumeClaimTemplates').map(claimOfTemplate);
        const [pod] = templates.blocks('podTemplates');
        return problems(installation, context, rawOf(pod?.raw('spec')), claims);
      },
      ALTINITY,
    ),
  ),
};

function claimOf(className: string | undefined, size: unknown): Claim {
  return { className: className ?? '', size };
}

function claimOfTemplate(template: Block): Claim {
  const spec = template.block('spec');
  return claimOf(spec.text('storageClassName'), spec.block('resources').block('requests').raw('storage'));
}

function podOfPool({ spec }: KubernetesObject): JsonObject {
  return rawOf(new Block(spec).block('template').raw('pod'));
}

function rawOf(value: unknown): JsonObject {
  const [first] = [value].flat();
  return typeof first === 'object' && first !== null ? (first as JsonObject) : {};
}

function problems(
  object: KubernetesObject,
  context: RuleContext,
  pod: JsonObject,
  claims: readonly Claim[],
): readonly string[] {
  const local = claims.filter(({ className }) => COPIES_OF[className] !== undefined);
  if (local.length === 0) return [];
  const groups = groupsOf(object, context).filter((group) => fitsNodes(pod, group));
  return [...new Set(groups.flatMap((group) => problemsOn(group, local)))];
}

function problemsOn({ values, address }: Resource, claims: readonly Claim[]): readonly string[] {
  const [type = ''] = [values.instance_types].flat().map(String);
  const disks = LOCAL_DISKS[type];
  if (disks === undefined) return [];
  const [count, gigabytes] = disks;
  return claims.flatMap(({ className, size }, index) => {
    const copies = COPIES_OF[className] ?? 1;
    const volumes = copies === 1 ? count : 1;
    const bytes = (copies === 1 ? gigabytes : (gigabytes * count) / copies) * 1e9;
    const wanted = amountOf(size as never) ?? 0;
    if (index >= volumes)
      return [`claims ${claims.length} volumes of ${className}, and a ${type} of ${address} has ${volumes}`];
    return wanted > bytes
      ? [`claims ${size} of ${className}, and a ${type} of ${address} has ${Math.floor(bytes / 1024 ** 3)}Gi`]
      : [];
  });
}
