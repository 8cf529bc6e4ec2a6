import {
  allowStatements,
  asList,
  asObject,
  type KubernetesObject,
  podReachability,
  type Resource,
  valueAt,
} from '@smile/inventory';
import type { EnvironmentExamination } from '../examination.ts';
import { applicationCluster, objectsOf } from './telemetry-clusters.ts';

/** Slots, as the decision on previews has them (docs/adr/0043). */
const SLOTS = ['preview-1', 'preview-2', 'preview-3', 'preview-4', 'preview-5'] as const;

/** Who brings previews up: the namespace and the service account of its pods. */
const DEPLOYER = { namespace: 'jenkins-preview', serviceAccount: 'preview' } as const;

/** Ports of the environment's stores. */
const STORE_PORTS = [3306, 5671, 6379];

/** Pods of a preview, by the label that each of them has. */
const podsOf = (cluster: string, namespace: string) =>
  ({ kind: 'pods', cluster, namespace, name: `pods of ${namespace}`, labels: { 'smile/part-of': 'preview' } }) as const;

/** Five places for branches, each with bounds, closed, and with an account of its own. */
export function hasPreviewSlots(dev: EnvironmentExamination): void {
  const cluster = applicationCluster(dev);
  if (cluster === undefined) {
    dev.lacks('expected a cluster with the namespace smile, found none');
    return;
  }
  for (const slot of SLOTS) {
    const within = (kind: string) =>
      objectsOf(dev, kind).filter((one) => one.cluster === cluster && one.namespace === slot);
    const there = (kind: string, what: string, isOne: (object: KubernetesObject) => boolean) => {
      const found = within(kind).find(isOne);
      if (found === undefined) dev.lacks(`expected ${what} of ${slot}, found none`);
      else dev.holds(found.resource, `${what} of ${slot}`, found.name, true);
    };
    const namespace = objectsOf(dev, 'Namespace').find((one) => one.cluster === cluster && one.name === slot);
    if (namespace === undefined) dev.lacks(`expected the namespace ${slot}, found none`);
    else {
      const level = namespace.labels['pod-security.kubernetes.io/enforce'] ?? 'nothing';
      dev.holds(namespace.resource, `the level restricted for ${slot}`, level, level === 'restricted');
    }
    there('ResourceQuota', 'a quota of CPU, memory and pods', ({ spec }) => {
      const hard = asObject(spec.hard);
      return ['requests.cpu', 'requests.memory', 'pods'].every((name) => hard[name] !== undefined);
    });
    there('NetworkPolicy', 'a policy that denies everything', deniesAll);
    there('ServiceAccount', 'an account without a token', ({ name, body }) => {
      return name === 'preview' && body.automountServiceAccountToken === false;
    });
    there('ExternalSecret', 'a password that is made up there', ({ spec }) => {
      return spec.secretStoreRef === undefined && JSON.stringify(spec.dataFrom ?? null).includes('"generatorRef"');
    });
  }
}

/** https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-ingress-and-all-egress-traffic */
function deniesAll({ spec }: KubernetesObject): boolean {
  const types = asList(spec.policyTypes);
  return (
    Object.keys(asObject(spec.podSelector)).length === 0 &&
    types.includes('Ingress') &&
    types.includes('Egress') &&
    asList(spec.ingress).length === 0 &&
    asList(spec.egress).length === 0
  );
}

/** No preview reaches another one, a service of the environment, or a data store; nothing of a slot has a role. */
export function arePreviewsApart(dev: EnvironmentExamination): void {
  dev.kept('previews within their fence', ['SMILE_K8S_PREVIEW_FENCE']);
  const cluster = applicationCluster(dev);
  if (cluster === undefined) return;
  const reachability = podReachability(dev.inventory);
  const stores = dev.ofType('aws_subnet').filter(({ tagsAll }) => tagsAll.tier === 'intra');
  if (stores.length === 0) dev.cannotTell('the subnets of the data stores are not among what was given');
  for (const slot of SLOTS) {
    const from = podsOf(cluster, slot);
    const others = [...SLOTS.filter((other) => other !== slot), 'smile', 'wms', 'jenkins', 'monitoring'];
    const reached = others.filter((other) => {
      const to = {
        kind: 'pods',
        cluster,
        namespace: other,
        name: other,
        labels: { 'smile/part-of': 'preview' },
      } as const;
      return [...STORE_PORTS, 8080].some(
        (port) => reachability.connection(from, to, { protocol: 'TCP', port }).verdict === 'open',
      );
    });
    const blocks = stores.flatMap(({ values }) => (typeof values.cidr_block === 'string' ? [values.cidr_block] : []));
    const addresses = blocks.filter((cidr) =>
      STORE_PORTS.some((port) => {
        const to = { kind: 'block', cidr, except: [] } as const;
        return reachability.connection(from, to, { protocol: 'TCP', port }).verdict === 'open';
      }),
    );
    const site = objectsOf(dev, 'Namespace').find((one) => one.cluster === cluster && one.name === slot)?.resource;
    if (site === undefined) continue;
    const found = [...reached, ...addresses].join(', ') || 'nothing of them';
    dev.holds(site, `no way from ${slot} to ${others.join(', ')} or a store`, found, found === 'nothing of them');
  }
}

/** One record, one certificate, one rule and one route for all names of previews. */
export function hasWayToPreviews(dev: EnvironmentExamination): void {
  const wildcard = (text: unknown) => /^\*\.[a-z0-9.-]+$/.test(String(text));
  const record = dev.one(
    'proxied wildcard record',
    dev.ofType('cloudflare_dns_record').filter(({ values }) => wildcard(values.name) && values.proxied === true),
  );
  const domain = String(record?.values.name ?? '*.').slice(2);
  const certificate = dev
    .ofType('aws_acm_certificate')
    .find(({ values }) => [values.domain_name, ...asList(values.subject_alternative_names)].includes(`*.${domain}`));
  if (certificate === undefined) dev.lacks(`expected a certificate for *.${domain}, found none`);
  else dev.holds(certificate, `a certificate for *.${domain}`, `*.${domain}`, true);
  const rules = dev
    .ofType('aws_lb_listener_rule')
    .filter((rule) => patternsOf(rule).some((one) => isOfPreviews(one, domain)));
  dev.some('rule for names of previews', rules);
  for (const rule of rules) {
    const broad = patternsOf(rule).filter((one) => one.includes('*') && !isOfPreviews(one, domain));
    dev.holds(rule, 'names of previews alone', broad.join(', ') || 'no other pattern', broad.length === 0);
  }
  const route = objectsOf(dev, 'VirtualService').find(({ spec }) => asList(spec.hosts).includes(`*.${domain}`));
  if (route === undefined) dev.lacks(`expected a route that answers for names without a preview, found none`);
  else dev.holds(route.resource, 'an answer for names without a preview', route.name, true);
}

function patternsOf({ values }: Resource): readonly string[] {
  return [values.condition]
    .flat()
    .flatMap((condition) => [asObject(condition ?? null).host_header].flat())
    .flatMap((header) => asList(asObject(header ?? null).values).map(String));
}

/** As in `app-*.smile.example`: never a name of the environment itself. */
function isOfPreviews(pattern: string, domain: string): boolean {
  return /^(app|api|wms)-\*\./.test(pattern) && pattern.endsWith(`-*.${domain}`);
}

/** What may be done with the states of previews, and nothing else in AWS. */
const ALLOWED: Readonly<Record<string, RegExp>> = {
  's3:ListBucket': /./,
  's3:GetObject': /\/preview\/\*$/,
  's3:PutObject': /\/preview\/\*$/,
  's3:DeleteObject': /\/preview\/\*$/,
  'kms:Decrypt': /./,
  'kms:GenerateDataKey': /./,
};

/** Who brings previews up: pods with a role that reaches their states alone, and rights in the slots alone. */
export function hasPreviewDeployer(dev: EnvironmentExamination): void {
  const role = dev.one('role of previews', dev.named('aws_iam_role', 'preview'));
  if (role !== undefined) reachesStatesAlone(dev, role);
  const associations = dev
    .ofType('aws_eks_pod_identity_association')
    .filter(({ values }) => values.namespace === DEPLOYER.namespace);
  dev.one('association of that role with its pods', associations);
  for (const association of associations) {
    dev.equal(association, 'service_account', DEPLOYER.serviceAccount);
    const arn = String(dev.literal(association, 'role_arn') ?? '');
    dev.holds(association, 'the role of previews', arn, arn.endsWith(`:role/${String(role?.values.name)}`));
  }
  const bindings = objectsOf(dev, 'RoleBinding').filter(({ body }) => isOfDeployer(body));
  for (const slot of SLOTS) {
    const found = bindings.find(({ namespace }) => namespace === slot);
    if (found === undefined) dev.lacks(`expected rights of ${DEPLOYER.serviceAccount} in ${slot}, found none`);
    else dev.holds(found.resource, `rights in ${slot}`, found.name, true);
  }
  const strange = [
    ...bindings.filter(({ namespace = '' }) => !SLOTS.some((slot) => slot === namespace)),
    ...objectsOf(dev, 'ClusterRoleBinding').filter(({ body }) => isOfDeployer(body)),
  ];
  for (const { resource, kind, name } of strange)
    dev.holds(resource, 'rights in slots alone', `${kind} ${name}`, false);
}

function isOfDeployer(body: KubernetesObject['body']): boolean {
  return asList(body.subjects).some((subject) => {
    const { name, namespace } = asObject(subject);
    return name === DEPLOYER.serviceAccount && namespace === DEPLOYER.namespace;
  });
}

function reachesStatesAlone(dev: EnvironmentExamination, role: Resource): void {
  const own = dev.referrers(role, 'aws_iam_role_policy', 'role');
  const statements = own.flatMap((policy) => allowStatements(dev.inventory, policy, 'policy'));
  for (const action of Object.keys(ALLOWED)) {
    const isAllowed = statements.some(({ actions }) => actions.includes(action));
    dev.holds(role, `${action} on states of previews`, isAllowed ? 'allowed' : 'not allowed', isAllowed);
  }
  const beyond = statements.flatMap(({ actions, resources }) =>
    actions.flatMap((action) => {
      const where = ALLOWED[action];
      if (where === undefined) return [action];
      return resources.filter((one) => one === '*' || !where.test(one)).map((one) => `${action} on ${one}`);
    }),
  );
  dev.holds(role, 'nothing else, and nothing of IAM', beyond.join(', ') || 'nothing else', beyond.length === 0);
  const managed = dev.referrers(role, 'aws_iam_role_policy_attachment', 'role');
  dev.none('managed policy of that role', managed);
  dev.present(role, 'permissions_boundary');
  const trust = JSON.stringify([
    valueAt(role.values, 'assume_role_policy') ?? '',
    ...dev.inventory.referencesAt(role, 'assume_role_policy').map(({ values }) => values),
  ]);
  const asks = [DEPLOYER.namespace, `"${DEPLOYER.serviceAccount}`, 'eks-cluster-arn', 'pods.eks.amazonaws.com'];
  const missing = asks.filter((one) => !trust.replaceAll('\\"', '"').includes(one));
  dev.holds(
    role,
    'trust in its pods alone',
    missing.length === 0 ? 'its pods' : `not asked: ${missing.join(', ')}`,
    missing.length === 0,
  );
}

const COMMANDS = ['up', 'list', 'extend', 'down', 'reap'];
const PIPELINES = ['preview', 'reap-previews'];

/** Proof that five come up, one changes, one is refused, and nothing is left. */
const REHEARSAL = 'packages/cli/src/previews/previews.process.test.ts';

/** A push becomes a preview without a person: jobs of the main branch, which take a branch as data, and take it down again. */
export function deploysBranches(dev: EnvironmentExamination): void {
  const { repository } = dev.materials;
  if (repository === undefined) {
    dev.cannotTell('nothing is known of the repository');
    return;
  }
  const there = (address: string, isThere: boolean) =>
    dev.holds({ stack: 'repository', address }, 'there', isThere ? 'there' : 'missing', isThere);
  for (const command of COMMANDS) there(`smile preview ${command}`, repository.commands.includes(`preview ${command}`));
  for (const name of PIPELINES) {
    const path = `pipelines/${name}.Jenkinsfile`;
    there(path, repository.pipelines.includes(path));
  }
  there(REHEARSAL, repository.testFiles.includes(REHEARSAL));
  const releases = dev.ofType('helm_release').filter(({ values }) => values.name === 'jenkins');
  for (const release of releases) {
    const text = JSON.stringify(release.values.values ?? '');
    for (const name of PIPELINES) {
      const job = text.split(`pipelineJob('deploy/${name}')`)[1]?.split('pipelineJob(')[0] ?? '';
      const isOfMain = job.includes('refs/heads/main') && job.includes(`pipelines/${name}.Jenkinsfile`);
      dev.holds(release, `a job ${name} of the main branch`, isOfMain ? 'there' : 'missing', isOfMain, {
        path: 'values',
      });
    }
  }
  if (releases.length === 0) dev.lacks('expected Jenkins, which runs the jobs of previews, found none');
}
