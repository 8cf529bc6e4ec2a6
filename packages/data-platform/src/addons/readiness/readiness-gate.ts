import { RoleBindingV1 } from '@cdktf/provider-kubernetes/lib/role-binding-v1';
import { RoleV1 } from '@cdktf/provider-kubernetes/lib/role-v1';
import { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import {
  type Addon,
  contentDigest,
  hookJob,
  type Job,
  type PlatformContext,
  Pods,
  RESTRICTED_CONTAINER,
} from '@smile/cluster-platform';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';

/** What a gate waits for. */
interface Awaited {
  /** As `kubectl` names the kind, as in `kafkas.kafka.strimzi.io`. */
  readonly kind: string;
  /** @default - every object of the kind in the namespace, which may be none */
  readonly name?: string;
  /** As `kubectl wait --for` takes it, as in `condition=Ready`. */
  readonly until: string;
}

export interface ReadinessGateProps extends Pick<Addon, 'requires' | 'provides' | 'id'> {
  readonly namespace: 'etl' | 'olap';
  /** Name of the release, the job, and its account. */
  readonly name: string;
  readonly awaits: readonly Awaited[];
  /** What the objects say: another one makes another job, so that it waits anew. */
  readonly content: object;
  /** Where somebody looks who finds the job failed. */
  readonly hint: string;
}

/** Seconds of the job; it ends before Helm's ten minutes do. */
const DEADLINE_SECONDS = 560;
const RESOURCES = { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } } as const;

/**
 * Holds back what needs an operator's objects to be ready: Helm waits for pods, and objects of others are ready for it as soon as they
 * are there. A release of its own, since one that fails may be uninstalled, and must take nothing along.
 */
export function readinessGate(context: PlatformContext, props: ReadinessGateProps): Addon {
  const { id, namespace, name, requires, provides } = props;
  const pods = new Pods({ owner: context.owner, namespace, name, labels: { 'app.kubernetes.io/name': name } });
  return {
    id,
    namespace,
    requires,
    provides,
    runsOn: [context.place],
    images: ['k8s'],
    pods: [{ name, on: 'platform', ...RESOURCES.requests }],
    prepare: (scope, before) => createWatcher(scope, props, before),
    connect: () => pods.allowToBlocks(context.kubernetesApi, 'The gate asks whether objects are ready', [443]),
    objects: { name, objects: [job(context, props)] },
  };
}

/** An account that sees how the objects do, and nothing else. */
function createWatcher(
  scope: Construct,
  { name, namespace, awaits }: ReadinessGateProps,
  before: readonly ITerraformDependable[],
): readonly ITerraformDependable[] {
  const metadata = { name, namespace };
  const account = new ServiceAccountV1(scope, 'Account', {
    metadata,
    // The pod that needs a token asks for it.
    automountServiceAccountToken: false,
    dependsOn: [...before],
  });
  const kinds = awaits.map(({ kind }) => kind.split('.'));
  const role = new RoleV1(scope, 'Role', {
    metadata,
    rule: kinds.map(([plural = '', ...group]) => ({
      apiGroups: [group.join('.')],
      resources: [plural],
      verbs: ['get', 'list', 'watch'],
    })),
    dependsOn: [...before],
  });
  const binding = new RoleBindingV1(scope, 'Rights', {
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: role.metadata.name },
    subject: [{ kind: 'ServiceAccount', name: account.metadata.name, namespace }],
  });
  return [account, binding];
}

function job(context: PlatformContext, { name, namespace, awaits, content, hint }: ReadinessGateProps): Job {
  const labels = { 'app.kubernetes.io/name': name };
  return hookJob(context, {
    metadata: { name, namespace, labels },
    digest: { 'smile/awaited-sha256': contentDigest(content) },
    retries: 0,
    deadlineSeconds: DEADLINE_SECONDS,
    pod: {
      serviceAccount: name,
      hasToken: true,
      containers: [
        {
          name: 'wait',
          image: context.imageReference('k8s'),
          command: ['/bin/sh', '-c', waitScript(awaits, namespace, hint)],
          // Where kubectl would keep what it learnt of the API.
          env: [{ name: 'HOME', value: '/tmp' }],
          securityContext: RESTRICTED_CONTAINER,
          resources: RESOURCES,
          volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
        },
      ],
      volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '16Mi' } }],
    },
  });
}

/**
 * Waits for each in turn until the deadline of the job is near, and says how they are if they are not ready by then. `kubectl wait --all` fails where there
 * is none, so a kind without objects is passed by.
 */
export function waitScript(awaits: readonly Awaited[], namespace: string, hint: string): string {
  const end = DEADLINE_SECONDS - 20;
  const waits = awaits.map(({ kind, name, until }) => {
    const which = name === undefined ? '--all' : name;
    const wait = `kubectl wait ${kind} ${which} --namespace ${namespace} --for='${until}' --timeout="$((end - $(date +%s)))s"`;
    return name === undefined
      ? `test -z "$(kubectl get ${kind} --namespace ${namespace} --output name)" || ${wait} || lost ${kind}`
      : `${wait} || lost ${kind}`;
  });
  return [
    'set -u',
    `end=$(($(date +%s) + ${end}))`,
    'lost() {',
    `  kubectl get "$1" --namespace ${namespace}`,
    `  echo "$1 are not ready: ${hint}" >&2`,
    '  exit 1',
    '}',
    ...waits,
    '',
  ].join('\n');
}
