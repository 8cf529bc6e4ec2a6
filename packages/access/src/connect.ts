import { type DataStore, type Environment, PORTS, type Port, storeParameterName, throwIfAny } from '@smile/core';
import { BASTION_NAME } from './hosts/host-names.ts';
import { portForwardDocumentName } from './sessions/session-names.ts';

/** Data stores that the bastion forwards, with their port and the port that stands for it on your machine. */
const STORES = {
  mysql: { store: 'mysql-main', port: PORTS.mysql, localPort: 13306 },
  'wms-mysql': { store: 'mysql-wms', port: PORTS.mysql, localPort: 13307 },
  redis: { store: 'redis', port: PORTS.redis, localPort: 16379 },
  rabbitmq: { store: 'rabbitmq', port: PORTS.amqps, localPort: 15671 },
} as const satisfies Record<string, { readonly store: DataStore; readonly port: Port; readonly localPort: number }>;

/** Clusters, with the last word of their names. */
const CLUSTERS = { 'app-cluster': 'app', 'data-cluster': 'data' } as const;

type Store = keyof typeof STORES;

/** What a person connects to. */
export type ConnectTarget = Store | keyof typeof CLUSTERS;

/** Every {@link ConnectTarget}. */
export const CONNECT_TARGETS = [
  ...(Object.keys(STORES) as Store[]),
  ...(Object.keys(CLUSTERS) as (keyof typeof CLUSTERS)[]),
] as const;

export interface ConnectOptions {
  readonly target: ConnectTarget;
  readonly environment: Environment;
  /** Port on your machine, 1024 to 65535; only for data stores. @default - the target's own, as in 13306 for `mysql` */
  readonly localPort?: number;
}

/** One command to run. */
export interface ConnectStep {
  /** The command and its arguments. `$bastion` and `$host` stand for what earlier steps printed. */
  readonly command: readonly string[];
  /** Name under which later steps know what this one prints. @default - its output is for the person */
  readonly saveAs?: 'bastion' | 'host';
}

/** What to run to be connected. */
export interface ConnectPlan {
  readonly steps: readonly ConnectStep[];
  /** What the person has then, as a sentence. */
  readonly outcome: string;
}

/**
 * The commands that connect a person to a data store or a cluster, with the operator role's credentials.
 *
 * It calls nothing; the command line runs the steps, and {@link shellLines} shows them.
 *
 * @throws ValidationError for a local port that cannot be, or one for a cluster.
 */
export function connectCommand({ target, environment, localPort }: ConnectOptions): ConnectPlan {
  throwIfAny(`connect ${target}`, localPortProblems(target, localPort));
  return isStore(target)
    ? forward(target, environment, localPort ?? STORES[target].localPort)
    : kubeconfig(CLUSTERS[target], environment);
}

/** A plan as lines for a shell. */
export function shellLines({ steps }: ConnectPlan): string[] {
  return steps.map(({ command, saveAs }) => {
    const line = command.map(quoted).join(' ');
    return saveAs === undefined ? line : `${saveAs}=$(${line})`;
  });
}

/** ARNs of the parameters that tell the hosts of the data stores, for those who may look them up. */
export function hostParameterArns(environment: Environment): string[] {
  const { region, account } = environment;
  return Object.values(STORES).map(
    ({ store }) => `arn:aws:ssm:${region}:${account.id}:parameter${storeParameterName(environment, store, 'host')}`,
  );
}

function forward(store: Store, environment: Environment, localPort: number): ConnectPlan {
  const { region, namePrefix } = environment;
  const find = ['--region', region, '--output', 'text'];
  return {
    steps: [
      {
        saveAs: 'bastion',
        command: [
          ...['aws', 'ec2', 'describe-instances', ...find],
          ...['--filters', `Name=tag:Name,Values=${namePrefix}-${BASTION_NAME}`],
          'Name=instance-state-name,Values=running',
          ...['--query', 'Reservations[0].Instances[0].InstanceId'],
        ],
      },
      {
        saveAs: 'host',
        command: [
          ...['aws', 'ssm', 'get-parameter', ...find],
          ...['--name', storeParameterName(environment, STORES[store].store, 'host')],
          ...['--query', 'Parameter.Value'],
        ],
      },
      {
        command: [
          ...['aws', 'ssm', 'start-session', '--region', region, '--target', '$bastion'],
          ...['--document-name', portForwardDocumentName(environment)],
          '--parameters',
          `host=$host,portNumber=${STORES[store].port.from},localPortNumber=${localPort}`,
        ],
      },
    ],
    outcome: `${store} of ${environment.id} answers on localhost:${localPort} until you press Ctrl-C`,
  };
}

/**
 * Without `--role-arn`: the credentials are the operator role's already, and with it kubectl would take the role on once
 * more for every token, which fails for want of MFA.
 */
function kubeconfig(cluster: string, environment: Environment): ConnectPlan {
  const name = `${environment.namePrefix}-${cluster}`;
  return {
    steps: [
      {
        command: [
          ...['aws', 'eks', 'update-kubeconfig', '--region', environment.region],
          ...['--name', name, '--alias', name],
        ],
      },
    ],
    outcome: `kubectl --context ${name} reaches the cluster`,
  };
}

function localPortProblems(target: ConnectTarget, localPort: number | undefined): string[] {
  if (localPort === undefined) return [];
  if (!isStore(target)) return [`a cluster has no local port, got ${localPort}; leave it out`];
  const fits = Number.isInteger(localPort) && localPort >= 1024 && localPort <= 65535;
  return fits ? [] : [`expected a local port from 1024 to 65535, got ${localPort}; choose one that is free`];
}

function isStore(target: ConnectTarget): target is Store {
  return target in STORES;
}

/** A word as a shell reads it; only ours have `$`, and those are meant. */
function quoted(word: string): string {
  return /^[\w./:=,-]+$/.test(word) ? word : `"${word}"`;
}
