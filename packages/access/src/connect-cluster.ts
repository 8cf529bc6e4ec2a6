import { type ClusterRole, type ClusterValues, clusterName, type Environment, throwIfAny } from '@smile/core';
import type { CommandStep, ConnectPlan, FileStep } from './connect-plan.ts';
import { bastionStep, forwardStep } from './connect-steps.ts';
import { breakGlassRoleArn } from './role-names.ts';
import { operatorRoleName } from './sessions/session-names.ts';

/** Clusters by target, with the port that stands for their API on your machine. */
export const CLUSTERS = {
  'app-cluster': { role: 'application', localPort: 16443 },
  'data-cluster': { role: 'data', localPort: 16444 },
} as const satisfies Record<string, { readonly role: ClusterRole; readonly localPort: number }>;

export type ClusterTarget = keyof typeof CLUSTERS;

export interface ConnectClusterOptions {
  readonly target: ClusterTarget;
  readonly environment: Environment;
  readonly localPort: number | undefined;
  readonly profile: string | undefined;
  /** Whether programs shall reach the API by its own name, through a proxy on {@link localPort}. */
  readonly proxy: boolean;
}

/**
 * The steps that give kubectl a file for a cluster, and a way to its API where that is private.
 *
 * The file names no role: its credentials are those of the role that the person is signed in to. With a role in it,
 * kubectl would take the role on once more for every token, which fails for want of MFA. So the first step checks the
 * role instead, before anything is written.
 */
export function connectCluster({ target, environment, localPort, profile, proxy }: ConnectClusterOptions): ConnectPlan {
  const { role, localPort: usualPort } = CLUSTERS[target];
  const name = clusterName(environment, role);
  const values = clusterValues(environment, role);
  if (name === undefined || values === undefined) {
    throwIfAny(`connect ${target}`, [`${environment.id} has no clusters; choose an environment that has`]);
    throw new Error('unreachable');
  }
  const isPublic = values.publicAccessCidrs.length > 0;
  throwIfAny(`connect ${target}`, [
    ...needlessPort(name, isPublic, localPort),
    ...(isPublic && proxy
      ? [`the API of ${name} answers on the internet, so it needs no proxy; leave --proxy out`]
      : []),
    ...profileProblems(profile),
  ]);
  const port = localPort ?? usualPort;
  const find = findSteps(environment, name);
  const file = kubeconfigStep({ name, region: environment.region, profile, port: isPublic ? undefined : port, proxy });
  const reached = `kubectl --kubeconfig ~/${file.file} reaches ${name}`;
  if (isPublic) return { steps: [...find, file], outcome: reached };
  return {
    // With a proxy, the command line finds a free port for the tunnel behind it, and puts it in place of $port.
    steps: [...find, bastionStep(environment), file, forwardStep(environment, 443, proxy ? '$port' : port)],
    outcome: `${reached} until you press Ctrl-C`,
    ...(proxy ? { proxyPort: port } : { localPort: port }),
  };
}

function clusterValues({ clusters }: Environment, role: ClusterRole): ClusterValues | undefined {
  if (clusters === undefined) return undefined;
  return clusters.layout === 'shared' ? clusters.shared : clusters[role];
}

function findSteps(environment: Environment, name: string): CommandStep[] {
  const describe = (query: string) => [
    ...['aws', 'eks', 'describe-cluster', '--region', environment.region, '--output', 'text'],
    ...['--name', name, '--query', query],
  ];
  const breakGlass = breakGlassRoleArn(environment).split('/').at(-1) ?? '';
  return [
    {
      saveAs: 'role',
      oneOf: [operatorRoleName(environment), breakGlass],
      command: ['aws', 'sts', 'get-caller-identity', '--output', 'text', '--query', 'Arn'],
    },
    { saveAs: 'host', without: 'https://', command: describe('cluster.endpoint') },
    { saveAs: 'certificate', command: describe('cluster.certificateAuthority.data') },
  ];
}

interface Kubeconfig {
  readonly name: string;
  readonly region: string;
  readonly profile: string | undefined;
  /** Local end of the tunnel; the API's own name stays the one that its certificate is checked against. */
  readonly port: number | undefined;
  /** Whether the port is a proxy's, which leads to the API by its own name. */
  readonly proxy: boolean;
}

function kubeconfigStep({ name, region, profile, port, proxy }: Kubeconfig): FileStep {
  const byName = ['server: https://$host', ...(proxy ? [`proxy-url: http://127.0.0.1:${port}`] : [])];
  const server = port === undefined || proxy ? byName : [`server: https://localhost:${port}`, 'tls-server-name: $host'];
  return {
    file: `.kube/${name}`,
    content: [
      'apiVersion: v1',
      'kind: Config',
      `current-context: ${name}`,
      'contexts:',
      `  - name: ${name}`,
      `    context: { cluster: ${name}, user: ${name} }`,
      'clusters:',
      `  - name: ${name}`,
      '    cluster:',
      ...server.map((line) => `      ${line}`),
      '      certificate-authority-data: $certificate',
      'users:',
      `  - name: ${name}`,
      '    user:',
      '      exec:',
      '        apiVersion: client.authentication.k8s.io/v1beta1',
      '        interactiveMode: IfAvailable',
      '        command: aws',
      `        args: [eks, get-token, --region, ${region}, --cluster-name, ${name}]`,
      ...(profile === undefined ? [] : [`        env: [{ name: AWS_PROFILE, value: ${profile} }]`]),
    ].join('\n'),
  };
}

function needlessPort(name: string, isPublic: boolean, localPort: number | undefined): string[] {
  if (!isPublic || localPort === undefined) return [];
  return [`the API of ${name} answers on the internet, so no port is forwarded, got ${localPort}; leave it out`];
}

/** The profile is written into YAML and shown to a shell. */
function profileProblems(profile: string | undefined): string[] {
  if (profile === undefined || /^[A-Za-z0-9._+=@/-]+$/.test(profile)) return [];
  return [`expected AWS_PROFILE of letters, digits and ._+=@/-, got ${JSON.stringify(profile)}; rename the profile`];
}
