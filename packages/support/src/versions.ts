import { CHARTS, IMAGES } from '@smile/catalogue';
import { type CalendarEntry, supportCalendar } from '@smile/guardrails';
import { blocksAt, type Resource, valueAt } from '@smile/inventory';
import type { Scope } from './scope.ts';
import type { Afterwards, SupportDate } from './support-date.ts';

/** Amazon MQ upgrades a broker whose version has ended within 45 days. https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/rabbitmq-version-management.html */
const MQ_PRODUCT = 'amazon-mq-rabbitmq';

/** Engines, Kubernetes and images of machines, as the rules of the guardrails see them. */
export function engineDates(scope: Scope): SupportDate[] {
  return calendarOf(scope).flatMap((entry): SupportDate[] => {
    const { standardEnds, extendedEnds, maintenanceEnds, communityEnds, name, version } = entry;
    const source = entry.source ?? 'no date is published';
    const one = { what: `${name} ${version}`, environments: environmentsOf(entry.resources), source };
    if (standardEnds === undefined) {
      return [{ ...one, event: 'no end is published', afterwards: 'no support' }];
    }
    const afterwards = afterStandard(entry);
    const isPaid = afterwards === 'paid extended support';
    return [
      { ...one, on: standardEnds, event: 'standard support ends', afterwards },
      ...later(one, maintenanceEnds, 'maintenance with security updates ends', 'no support'),
      ...later(one, communityEnds, 'updates by the community end', 'no support'),
      ...later(one, isPaid ? extendedEnds : undefined, 'paid extended support ends', 'AWS upgrades it by itself'),
    ];
  });
}

function calendarOf(scope: Scope): CalendarEntry[] {
  return supportCalendar(scope.inventory).flatMap((entry) => {
    const resources = entry.resources.filter(({ environment }) => scope.has(environment));
    return resources.length === 0 ? [] : [{ ...entry, resources }];
  });
}

function later(
  one: Pick<SupportDate, 'what' | 'environments' | 'source'>,
  on: string | undefined,
  event: string,
  afterwards: Afterwards,
): SupportDate[] {
  return on === undefined ? [] : [{ ...one, on, event, afterwards }];
}

/** What follows the end of standard support, which for paid support is the owner's choice. */
function afterStandard({
  product,
  resources,
  extendedEnds,
  maintenanceEnds,
  communityEnds,
}: CalendarEntry): Afterwards {
  if (maintenanceEnds !== undefined) return 'maintenance with security updates';
  if (communityEnds !== undefined) return 'security updates by the community alone';
  if (extendedEnds !== undefined)
    return resources.some(paysAfterwards) ? 'paid extended support' : 'AWS upgrades it by itself';
  return product === MQ_PRODUCT ? 'AWS upgrades it by itself' : 'no support';
}

/** Whether a resource falls into paid support, as it does unless it says otherwise. */
function paysAfterwards({ type, values }: Resource): boolean {
  if (type === 'aws_eks_cluster') return blocksAt(values, 'upgrade_policy')[0]?.support_type !== 'STANDARD';
  if (type === 'aws_db_instance')
    return valueAt(values, 'engine_lifecycle_support') !== 'open-source-rds-extended-support-disabled';
  return true;
}

/** Charts whose releases are there. */
export function chartDates(scope: Scope): SupportDate[] {
  const releases = scope.resources('helm_release');
  return Object.entries(CHARTS).flatMap(([id, { name, version, endOfSupport, source }]): SupportDate[] => {
    const using = releases.filter(({ values }) => String(values.chart).endsWith(`/${name}-${version}.tgz`));
    if (using.length === 0) return [];
    const one = { what: `chart ${id} ${version}`, environments: environmentsOf(using), source };
    return endOfSupport === undefined
      ? [{ ...one, event: 'no end is published', afterwards: 'no support' }]
      : [{ ...one, on: endOfSupport, event: 'support ends', afterwards: 'no support' }];
  });
}

/** Images of the clusters. None has a date: those of charts end with them, the others are raised with what they hold. */
export function imageDates(scope: Scope): SupportDate[] {
  const releases = scope.resources('helm_release');
  if (releases.length === 0) return [];
  const built = Object.values(IMAGES).filter(({ obtained }) => obtained === 'build').length;
  return [
    {
      what: 'images of the catalogue',
      event: 'no end is published; they are raised with their charts, or built again on a new base',
      afterwards: 'no support',
      environments: environmentsOf(releases),
      detail: `${Object.keys(IMAGES).length} images, ${built} of them built here`,
      source: 'packages/catalogue',
    },
  ];
}

/** Add-ons of EKS, which have no end of their own: a version is for the versions of Kubernetes that AWS lists for it. */
export function addonDates(scope: Scope): SupportDate[] {
  const ends = new Map(calendarOf(scope).map((entry) => [`${entry.product} ${entry.version}`, entry.standardEnds]));
  const groups = new Map<
    string,
    { readonly addon: string; readonly kubernetes: string; readonly resources: Resource[] }
  >();
  for (const resource of scope.resources('aws_eks_addon')) {
    const cluster = scope.inventory
      .referencesAt(resource, 'cluster_name')
      .find(({ type }) => type === 'aws_eks_cluster');
    const addon = `${resource.values.addon_name} ${resource.values.addon_version}`;
    const kubernetes = String(cluster?.values.version ?? 'unknown');
    const group = groups.get(`${addon} ${kubernetes}`) ?? { addon, kubernetes, resources: [] };
    group.resources.push(resource);
    groups.set(`${addon} ${kubernetes}`, group);
  }
  return [...groups.values()].map(({ addon, kubernetes, resources }) => {
    const on = ends.get(`eks ${kubernetes}`);
    return {
      ...(on === undefined ? {} : { on }),
      what: `add-on ${addon}`,
      event: on === undefined ? 'no end is published' : `standard support of Kubernetes ${kubernetes} ends`,
      afterwards: 'AWS upgrades it by itself',
      environments: environmentsOf(resources),
      source: 'https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html',
    };
  });
}

/** Ids of the environments that resources are in, sorted. */
export function environmentsOf(resources: readonly Resource[]): readonly string[] {
  return [...new Set(resources.flatMap(({ environment }) => environment ?? []))].sort();
}
