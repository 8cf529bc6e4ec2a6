import { helmValues, type Inventory, type Resource, readKubernetes } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { allOf, each, withLifecycles } from '../../reading/checks.ts';
import type { Rule, RuleContext } from '../../rule.ts';

/** Seconds that an installation with data behind it gets. */
const LONG = 1800;

/** Revisions that somebody still goes back to; each is a ConfigMap with the whole release. */
const MOST_REVISIONS = 20;
/** Seconds after which nothing that is coming still comes. */
const LONGEST = 3600;

/** Charts that bring kinds; without them every object of those kinds is gone. */
const WITH_KINDS =
  /(^|\/)(base|istio-base|cert-manager|external-secrets|prometheus-operator-crds|kube-prometheus-stack|strimzi-kafka-operator|altinity-clickhouse-operator|risingwave-operator|aws-load-balancer-controller|snapshot-controller|karpenter-crd|kyverno)(-v?\d[^/]*)?(\.tgz)?$/;

/** API groups whose objects own data or credentials: deleting one deletes what it made. */
const STATEFUL =
  /^(kafka\.strimzi\.io|core\.strimzi\.io|clickhouse(-keeper)?\.altinity\.com|risingwave\.risingwavelabs\.com|zookeeper\..+|external-secrets\.io|cert-manager\.io|apiextensions\.k8s\.io|snapshot\.storage\.k8s\.io)\//;
const STATEFUL_KINDS: ReadonlySet<string> = new Set([
  'PersistentVolumeClaim',
  'PersistentVolume',
  'StatefulSet',
  'Namespace',
]);

export const releases: Rule = {
  id: 'SMILE_K8S_RELEASE',
  family: 'kubernetes',
  severity: 'high',
  title: 'A release that fails takes no data with it',
  what: `Every \`helm_release\` has \`max_history\` of at most ${MOST_REVISIONS} and a \`timeout\` of at most ${LONGEST} s; one of a packaged chart has its \`version\`; a release has a namespace. One that holds kinds, or objects that own data or credentials, is not \`atomic\`, has a \`timeout\` of ${LONG} s or more and waits, and its lifecycle has \`prevent_destroy\`. Lifecycles are judged where they were read.`,
  why: 'A first installation that fails is tainted: the next apply uninstalls it, and with it the kinds and every database that an operator made of them; atomic does so at once. Without a limit, Helm keeps every revision.',
  remedy: 'Use ManifestsRelease and ChartRelease of @smile/cluster-platform with `keeps`.',
  source: 'https://github.com/hashicorp/terraform-provider-helm/issues/620',
  check: allOf(
    each('helm_release', (block, release, context) => {
      const general = bounds(block);
      return holdsData(context, release) ? [...general, ...settings(block)] : general;
    }),
    withLifecycles(
      each('helm_release', (_, release, context) => {
        const isOpen = holdsData(context, release) && !release.lifecycle.preventDestroy;
        return isOpen ? 'lifecycle.prevent_destroy must be true, since it holds kinds, data or credentials' : undefined;
      }),
    ),
  ),
};

function bounds(block: Block): readonly string[] {
  const [history, timeout] = [block.number('max_history') ?? 0, block.number('timeout') ?? 300];
  const [chart, version] = [block.text('chart') ?? '', block.text('version')];
  const isPackaged = chart.endsWith('.tgz');
  return [
    ...(block.isUnknown('max_history') || history > 0 ? [] : ['max_history must be set; 0 keeps every revision']),
    ...(history > MOST_REVISIONS ? [`max_history must be at most ${MOST_REVISIONS}, got ${history}`] : []),
    ...(timeout > LONGEST ? [`timeout must be at most ${LONGEST}, got ${timeout}`] : []),
    ...(isPackaged && version === undefined ? ['version must be that of the chart, got nothing'] : []),
    ...(isPackaged && version !== undefined && !chart.endsWith(`-${version}.tgz`)
      ? [`version must be that of the chart ${chart.replace(/.*\//, '')}, got ${version}`]
      : []),
    ...(block.has('namespace') ? [] : ['namespace must be given; without one it is in default']),
  ];
}

function settings(block: Block): readonly string[] {
  const timeout = block.number('timeout') ?? 300;
  return [
    ...(block.flag('atomic', false) === true
      ? ['atomic must be false, since it holds kinds, data or credentials']
      : []),
    ...(block.isUnknown('timeout') || timeout >= LONG ? [] : [`timeout must be ${LONG} or more, got ${timeout}`]),
    ...(block.flag('wait', true) === false ? ['wait must be true, since others need what it holds'] : []),
  ];
}

/** Whether a chart brings kinds; most have a switch for those who install them apart. */
function bringsKinds(inventory: Inventory, release: Resource): boolean {
  const values = new Block(helmValues(inventory, release) ?? {});
  const isApart = values.block('crds').flag('enabled', true) === false || values.flag('installCRDs', true) === false;
  return WITH_KINDS.test(Block.of(release).text('chart') ?? '') && !isApart;
}

function holdsData({ inventory }: RuleContext, release: Resource): boolean {
  const { objects, unread } = readKubernetes(inventory);
  const own = objects.filter(({ resource }) => resource === release);
  const isStateful = own.some(({ apiVersion, kind }) => STATEFUL.test(apiVersion) || STATEFUL_KINDS.has(kind));
  return isStateful || unread.includes(release) || bringsKinds(inventory, release);
}
