import type { JsonObject, Stack } from '@smile/inventory';
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
  what: 'Every provider block `kubernetes` or `helm` signs in by `exec` with `aws eks get-token`, without a role, a profile, a token, a password, a key or a kubeconfig, and checks the certificate; the Helm driver is `configmap`. Judged in code, which alone shows provider blocks.',
  why: 'A token ends in the plan and expires within 15 minutes; a kubeconfig is another on each machine; a role that is named would have to take on itself. Releases in Secrets would make whoever plans read Secrets.',
  remedy: 'Use ClusterAccess of @smile/cluster-platform.',
  source: 'https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs#exec-plugins',
  check: inCode(({ inventory }) => inventory.stacks.flatMap(stackProblems)),
};

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
