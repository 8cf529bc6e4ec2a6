import { clusterIn, type Inventory, type JsonObject, loginCluster, type Stack } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { inCode } from '../../reading/checks.ts';
import type { Rule, Violation } from '../../rule.ts';

/** Arguments that hold a credential, or a way to one of this machine. */
const NEVER = [
  'token',
  'password',
  'username',
  'client_key',
  'client_certificate',
  'config_path',
  'config_paths',
  'config_context',
];

export const providerLogin: Rule = {
  id: 'SMILE_K8S_PROVIDER_LOGIN',
  family: 'kubernetes',
  severity: 'high',
  title: 'The providers of a cluster come in as whoever runs Terraform',
  what: 'Every provider block `kubernetes` or `helm` signs in by `exec` with `aws eks get-token`, without a role, a profile, a token, a password, a key or a kubeconfig, and checks the certificate; the Helm driver is `configmap`. Host, certificate and name are those of one cluster, the same for both providers of a stack; where an environment has two clusters, `data-platform` is alone in its own. Judged in code, which alone shows provider blocks.',
  why: 'A token ends in the plan and expires within 15 minutes; a kubeconfig is another on each machine; a role that is named would have to take on itself. Releases in Secrets would make whoever plans read Secrets.',
  remedy: 'Use ClusterAccess of @smile/cluster-platform.',
  source: 'https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs#exec-plugins',
  check: inCode(({ inventory }) => [
    ...inventory.stacks.flatMap(stackProblems),
    ...inventory.stacks.flatMap((stack) => clusterProblems(inventory, stack)),
    ...misplaced(inventory),
  ]),
};

/** Clusters that a stack's provider blocks name, with where. */
function clustersOf(inventory: Inventory, { name: stack, providers = {} }: Stack) {
  return Object.entries(providers).flatMap(([provider, body]) => {
    const kind = provider.split('.')[0];
    if (kind !== 'kubernetes' && kind !== 'helm') return [];
    const block = kind === 'helm' ? new Block(body).block('kubernetes') : new Block(body);
    const texts = [block.raw('host'), block.raw('cluster_ca_certificate'), loginCluster(body)];
    return texts.flatMap((text) => {
      const cluster = typeof text === 'string' ? clusterIn(inventory, stack, text) : undefined;
      return cluster === undefined ? [] : [{ provider, cluster }];
    });
  });
}

function clusterProblems(inventory: Inventory, stack: Stack): readonly Violation[] {
  const named = clustersOf(inventory, stack);
  const clusters = [...new Set(named.map(({ cluster }) => cluster))];
  const place = { stack: stack.name, address: `provider.${named[0]?.provider}` };
  return clusters.length < 2
    ? []
    : [{ place, message: `host, certificate and name must be those of one cluster, got ${clusters.join(' and ')}` }];
}

/** Stacks inside the wrong one of two clusters. */
function misplaced(inventory: Inventory): readonly Violation[] {
  const inside = inventory.stacks.flatMap((stack) => {
    const [first] = clustersOf(inventory, stack);
    return first === undefined ? [] : [{ stack, ...first }];
  });
  return inside.flatMap(({ stack, provider, cluster }) => {
    const others = inside.filter(
      (one) => one.stack.environment === stack.environment && isOfData(one.stack) !== isOfData(stack),
    );
    const clusters = inventory.resources({ type: 'aws_eks_cluster', environment: stack.environment ?? '' }).length;
    const isShared = isOfData(stack) && clusters > 1 && others.some((one) => one.cluster === cluster);
    const message = `${stack.kind} must not be in the cluster of the applications, ${cluster}`;
    return isShared ? [{ place: { stack: stack.name, address: `provider.${provider}` }, message }] : [];
  });
}

function isOfData({ kind }: Stack): boolean {
  return kind === 'data-platform';
}

function stackProblems({ name: stack, providers = {} }: Stack): readonly Violation[] {
  return Object.entries(providers).flatMap(([provider, body]) => {
    const kind = provider.split('.')[0];
    const messages = kind === 'kubernetes' ? loginProblems(new Block(body)) : kind === 'helm' ? helmProblems(body) : [];
    return messages.map((message) => ({ place: { stack, address: `provider.${provider}` }, message }));
  });
}

function helmProblems(body: JsonObject): readonly string[] {
  const block = new Block(body);
  const driver = block.text('helm_driver');
  const store = driver === 'configmap' ? [] : [`helm_driver must be configmap, got ${block.show('helm_driver')}`];
  return [...store, ...loginProblems(block.block('kubernetes'))];
}

function loginProblems(block: Block): readonly string[] {
  const given = NEVER.filter((name) => block.has(name)).map((name) => `${name} must be left out; sign in by exec`);
  const insecure = block.flag('insecure', false) === true ? ['insecure must be false'] : [];
  return [...given, ...insecure, ...execProblems(block)];
}

function execProblems(block: Block): readonly string[] {
  const [exec] = block.blocks('exec');
  if (exec === undefined) return ['exec must sign in with aws eks get-token'];
  const args = exec.list('args').map(String);
  const isLogin = exec.text('command') === 'aws' && args[0] === 'eks' && args[1] === 'get-token';
  const forbidden = args.filter((one) => /^--(role|role-arn|profile)(=|$)/.test(one));
  const named = new Block({ env: exec.raw('env') ?? null }).block('env').names();
  return [
    ...(isLogin
      ? []
      : [`exec must be aws eks get-token, got ${[exec.text('command') ?? '', ...args.slice(0, 2)].join(' ')}`]),
    ...(args.some((one) => one.startsWith('--cluster-name')) ? [] : ['exec.args must have --cluster-name']),
    ...forbidden.map((one) => `exec.args must not have ${one}`),
    ...named.filter((name) => /^AWS_/.test(name)).map((name) => `exec.env must not have ${name}`),
  ];
}
