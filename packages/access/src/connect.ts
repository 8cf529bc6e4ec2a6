import {
  DATA_STORE_NAMES,
  type DATA_STORES,
  type DataStore,
  dataStoreRow,
  type Environment,
  storeParameterName,
  throwIfAny,
} from '@smile/core';
import { CLUSTERS, type ClusterTarget, connectCluster } from './connect-cluster.ts';
import { CONSOLES, type ConsoleTarget, connectConsole } from './connect-console.ts';
import type { ConnectPlan } from './connect-plan.ts';
import { bastionStep, forwardStep } from './connect-steps.ts';

/** What the bastion forwards of a store. */
type DoorOf<Row> = Row extends { readonly connect: infer Doors } ? keyof Doors & string : never;

type Store = DoorOf<(typeof DATA_STORES)[DataStore]>;

/** What the bastion forwards, with its store, its port, and the port that stands for it on your machine. */
const STORES = Object.fromEntries(
  DATA_STORE_NAMES.flatMap((store) =>
    Object.entries(dataStoreRow(store).connect).map(([target, { port, localPort }]) => [
      target,
      { store, port: port.from, localPort },
    ]),
  ),
) as Readonly<Record<Store, { readonly store: DataStore; readonly port: number; readonly localPort: number }>>;

/** What a person connects to. */
export type ConnectTarget = Store | ClusterTarget | ConsoleTarget;

/** Every {@link ConnectTarget}. */
export const CONNECT_TARGETS = [
  ...(Object.keys(STORES) as Store[]),
  ...(Object.keys(CLUSTERS) as ClusterTarget[]),
  ...(Object.keys(CONSOLES) as ConsoleTarget[]),
] as const;

export interface ConnectOptions {
  readonly target: ConnectTarget;
  readonly environment: Environment;
  /** Port on your machine, 1024 to 65535. @default - the target's own, as in 13306 for `mysql` */
  readonly localPort?: number;
  /** Profile of the AWS command line that you are signed in with; kubectl will use it too. @default - the usual one */
  readonly profile?: string;
  /** Whether programs shall reach a cluster's API by its own name, through a proxy on {@link localPort}. @default false */
  readonly proxy?: boolean;
}

/**
 * The steps that connect a person to a data store, a cluster or a console, with the operator role's credentials.
 *
 * It does nothing itself; the command line takes the steps, and `shellLines` shows them.
 *
 * @throws ValidationError for a local port that cannot be, or for a data store or a cluster that is not there.
 */
export function connectCommand({ target, environment, localPort, profile, proxy }: ConnectOptions): ConnectPlan {
  throwIfAny(`connect ${target}`, localPortProblems(localPort));
  if (isConsole(target)) return connectConsole({ target, environment, localPort, proxy: proxy ?? false });
  if (!isStore(target)) return connectCluster({ target, environment, localPort, profile, proxy: proxy ?? false });
  throwIfAny(`connect ${target}`, [
    ...(environment.databases === undefined
      ? [`${environment.id} has no data stores; choose an environment that has`]
      : []),
    ...(proxy === true ? ['a proxy leads to the API of a cluster only; leave --proxy out'] : []),
  ]);
  return connectStore(target, environment, localPort ?? STORES[target].localPort);
}

/** ARNs of the parameters that tell the hosts of the data stores, for those who may look them up. */
export function hostParameterArns(environment: Environment): string[] {
  const { region, account } = environment;
  return DATA_STORE_NAMES.map(
    (store) => `arn:aws:ssm:${region}:${account.id}:parameter${storeParameterName(environment, store, 'host')}`,
  );
}

function connectStore(target: Store, environment: Environment, localPort: number): ConnectPlan {
  const { store, port } = STORES[target];
  return {
    steps: [
      bastionStep(environment),
      {
        saveAs: 'host',
        command: [
          ...['aws', 'ssm', 'get-parameter', '--region', environment.region, '--output', 'text'],
          ...['--name', storeParameterName(environment, store, 'host')],
          ...['--query', 'Parameter.Value'],
        ],
      },
      forwardStep(environment, port, localPort),
    ],
    outcome: `${target} of ${environment.id} answers on localhost:${localPort} until you press Ctrl-C`,
    hints: hints(target, environment),
    localPort,
  };
}

/** Break-glass may read the secret; the operators' role may not. */
function hints(target: Store, environment: Environment): string[] {
  const { region } = environment;
  const { store } = STORES[target];
  const secret = `the ARN in parameter ${storeParameterName(environment, store, 'secret-arn')}`;
  const bundle = `https://truststore.pki.rds.amazonaws.com/${region}/${region}-bundle.pem`;
  switch (dataStoreRow(store).engine) {
    case 'redis':
      return ['user: none, a token', `token: secret of ${secret}`, 'TLS: a public authority, for the name of the host'];
    case 'rabbitmq':
      return [
        'user: field username of the secret',
        `password: secret of ${secret}`,
        'TLS: a public authority, for the name of the host',
      ];
    default:
      return ['user: your own, or admin', `password of admin: secret of ${secret}`, `TLS: authorities in ${bundle}`];
  }
}

function localPortProblems(localPort: number | undefined): string[] {
  if (localPort === undefined) return [];
  const fits = Number.isInteger(localPort) && localPort >= 1024 && localPort <= 65535;
  return fits ? [] : [`expected a local port from 1024 to 65535, got ${localPort}; choose one that is free`];
}

function isConsole(target: ConnectTarget): target is ConsoleTarget {
  return target in CONSOLES;
}

function isStore(target: ConnectTarget): target is Store {
  return target in STORES;
}
