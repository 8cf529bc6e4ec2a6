import { type ImageName, imageReference } from '@smile/catalogue';
import type { Environment } from '@smile/core';
import { contentDigest } from '../objects/content-digest.ts';
import type { CoreObject, Job } from '../objects/core-object.ts';
import { plainVariables, secretVariable } from '../objects/environment-variables.ts';
import type { Preview, PreviewGround } from './preview.ts';
import { previewServices } from './preview.ts';
import { PREVIEW_ACCOUNT, PREVIEW_STORE_PORTS } from './preview-places.ts';
import { CONTAINER_SECURITY, type Container, labelsOf, previewPod } from './preview-pod.ts';
import { STORE_RESOURCES } from './preview-requests.ts';
import { serviceContainer } from './preview-services.ts';

type StoreName = keyof typeof PREVIEW_STORE_PORTS;

/** Schemas of SMILE and of WMS, which share the one MySQL of a preview. */
const SCHEMAS = ['smile', 'wms'] as const;

/** Users of the images: https://github.com/docker-library, each in its Dockerfile. */
const USERS: Readonly<Record<StoreName, { readonly user: number; readonly group: number }>> = {
  mysql: { user: 999, group: 999 },
  rabbitmq: { user: 100, group: 101 },
  redis: { user: 999, group: 1000 },
};

const IMAGES: Readonly<Record<StoreName, ImageName>> = {
  mysql: 'preview-mysql',
  rabbitmq: 'preview-rabbitmq',
  redis: 'preview-redis',
};

/** Where each store writes. Volumes go with the pod: what a preview holds is made up. */
const FOLDERS: Readonly<Record<StoreName, readonly string[]>> = {
  mysql: ['/var/lib/mysql', '/var/run/mysqld', '/tmp'],
  rabbitmq: ['/var/lib/rabbitmq', '/var/log/rabbitmq', '/tmp'],
  redis: ['/data'],
};

/** MySQL, RabbitMQ and Redis of one preview, and the job that makes schemas and fills them. */
export function previewStores(ground: PreviewGround, preview: Preview): readonly CoreObject[] {
  const { environment } = ground;
  const stores = (Object.keys(PREVIEW_STORE_PORTS) as readonly StoreName[]).flatMap((name) =>
    store(environment, preview, name),
  );
  return [...stores, seedJob(ground, preview)];
}

function store(environment: Environment, { slot }: Preview, name: StoreName): readonly CoreObject[] {
  const port = PREVIEW_STORE_PORTS[name];
  const metadata = { name, namespace: slot, labels: labelsOf(name) };
  const container: Container = {
    name,
    image: imageOf(environment, IMAGES[name]),
    ...COMMANDS[name],
    ports: [{ name: 'store', containerPort: port }],
    securityContext: CONTAINER_SECURITY,
    resources: STORE_RESOURCES[name],
    startupProbe: { tcpSocket: { port }, periodSeconds: 5, failureThreshold: 48 },
    readinessProbe: { tcpSocket: { port }, periodSeconds: 5 },
    livenessProbe: { tcpSocket: { port }, periodSeconds: 10, failureThreshold: 6 },
    volumeMounts: FOLDERS[name].map((mountPath) => ({ name: volumeName(mountPath), mountPath })),
  };
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        replicas: 1,
        // Two of them would be two stores.
        strategy: { type: 'Recreate' },
        selector: { matchLabels: labelsOf(name) },
        template: previewPod({
          environment,
          name,
          ...USERS[name],
          isInMesh: false,
          containers: [container],
          volumes: FOLDERS[name].map((path) => ({ name: volumeName(path), emptyDir: { sizeLimit: '2Gi' } })),
        }),
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { selector: labelsOf(name), ports: [{ name: `tcp-${name}`, port, targetPort: port, protocol: 'TCP' }] },
    },
  ];
}

const COMMANDS: Readonly<Record<StoreName, Pick<Container, 'args' | 'command' | 'env'>>> = {
  mysql: {
    env: [
      secretVariable('MYSQL_ROOT_PASSWORD', 'mysql', 'password'),
      secretVariable('MYSQL_USER', 'mysql', 'username'),
      secretVariable('MYSQL_PASSWORD', 'mysql', 'password'),
      ...plainVariables({ MYSQL_DATABASE: SCHEMAS[0] }),
    ],
  },
  rabbitmq: {
    env: [
      secretVariable('RABBITMQ_DEFAULT_USER', 'rabbitmq', 'username'),
      secretVariable('RABBITMQ_DEFAULT_PASS', 'rabbitmq', 'password'),
    ],
  },
  redis: {
    command: ['redis-server'],
    // Kubernetes puts the variable in; nothing is written to disk.
    args: ['--requirepass', '$(TOKEN)', '--save', '', '--appendonly', 'no'],
    env: [secretVariable('TOKEN', 'redis', 'token')],
  },
};

/**
 * Makes the schemas, then runs what each service has to fill its own, one after the other. Its name has the digest of what it runs: a new image of a
 * service that fills something runs it anew, anything else leaves the data as they are. Helm waits until it is done.
 */
function seedJob(ground: PreviewGround, preview: Preview): Job {
  const { environment, values } = ground;
  const services = Object.entries(previewServices(ground, preview));
  const seeds = services.flatMap(([name, service]) => {
    const command = values.seeds?.[name];
    if (command === undefined) return [];
    const { image, env, envFrom, volumeMounts } = serviceContainer(ground, preview, name, service);
    return [
      {
        name: `seed-${name}`,
        image,
        command,
        env,
        envFrom,
        volumeMounts,
        securityContext: CONTAINER_SECURITY,
        resources: STORE_RESOURCES.seed,
      },
    ];
  });
  const steps = [schemas(environment), ...seeds];
  const digest = contentDigest(Object.fromEntries(steps.map((step) => [step.name, JSON.stringify(step)])));
  const name = `seed-${digest.slice(0, 10)}`;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace: preview.slot, labels: labelsOf('seed') },
    spec: {
      backoffLimit: 4,
      activeDeadlineSeconds: 840,
      template: previewPod({
        environment,
        name: 'seed',
        user: 10_001,
        isInMesh: false,
        restartPolicy: 'Never',
        initContainers: steps.slice(0, -1),
        containers: steps.slice(-1),
        volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '256Mi' } }],
      }),
    },
  };
}

/** Waits for MySQL, which first fills its folder, and gives the user of the preview both schemas. */
function schemas(environment: Environment): Container {
  const sql = SCHEMAS.map(
    (schema) =>
      `CREATE DATABASE IF NOT EXISTS ${schema} CHARACTER SET utf8mb4; GRANT ALL PRIVILEGES ON ${schema}.* TO '${PREVIEW_ACCOUNT}'@'%';`,
  ).join(' ');
  const script = [
    'set -eu',
    'until mysqladmin --host=mysql --user=root ping >/dev/null 2>&1; do sleep 2; done',
    `mysql --host=mysql --user=root --execute="${sql}"`,
  ].join('\n');
  return {
    name: 'schemas',
    image: imageOf(environment, IMAGES.mysql),
    command: ['/bin/sh', '-c', script],
    // The client reads it, so that it stands in no list of processes.
    env: [secretVariable('MYSQL_PWD', 'mysql', 'password')],
    securityContext: CONTAINER_SECURITY,
    resources: STORE_RESOURCES.seed,
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
  };
}

function imageOf({ account, region, namePrefix }: Environment, name: ImageName): string {
  return imageReference(name, { accountId: account.id, region, namePrefix });
}

function volumeName(path: string): string {
  return path.slice(1).replaceAll('/', '-');
}
