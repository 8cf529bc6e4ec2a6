import type { EstateStack, PlatformValues, StackLayer } from '@smile/core';
import { estateStackFor, TEST_TELEMETRY } from '@smile/core/fixtures';
import type { NodePlace } from '@smile/eks';
import { Vpc } from '@smile/network';
import { Construct } from 'constructs';
import type { Addon } from './addons/addon.ts';

import { NAMESPACES } from './namespaces/namespace-table.ts';
import { type PlatformCluster, PlatformContext, type PlatformContextProps } from './platform-context.ts';
import { ClusterAccess } from './providers/cluster-access.ts';

export { alertsWithoutSection } from './addons/alert-rules/fixtures/on-call-sections.ts';
export { type AlertTrial, Promtool, type Series } from './addons/alert-rules/fixtures/promtool.ts';

/** Nodes that are open to every pod. */
export const TEST_PLACE: NodePlace = { group: 'app', labels: { 'smile/role': 'app' }, architectures: ['arm64'] };

/** Values of a platform that are valid as they are. */
export const TEST_PLATFORM: PlatformValues = {
  copies: 'several',
  survives: 'the loss of a zone',
  mesh: { tracedPercent: 5, gatewayPods: { min: 3, max: 10 } },
  services: {},
  quotas: Object.fromEntries(
    Object.keys(NAMESPACES).map((name) => [name, { cpu: '8', memory: '16Gi', pods: 20, volumes: 4 }]),
  ),
  telemetry: TEST_TELEMETRY,
};

/** How the platform of a test differs from the usual one. */
export type TestPlatform = Partial<PlatformContextProps> & {
  readonly layer?: StackLayer;
  /** What the cluster is for. @default 'application' */
  readonly role?: PlatformCluster['role'];
};

/** A stack of a cluster's platform, with what add-ons know of the cluster; `build` fills it. */
export function platformStackFor(
  build: (stack: EstateStack, context: PlatformContext) => void,
  { layer = 'app-platform', ...props }: TestPlatform = {},
): EstateStack {
  return estateStackFor(
    (stack) => {
      new ClusterAccess(stack, 'Access', {
        clusterReference: 'smile-uat-app',
        endpoint: 'https://0123456789ABCDEF.gr7.ap-southeast-3.eks.amazonaws.com',
        certificateAuthority: 'Y2VydGlmaWNhdGU=',
      });
      build(stack, contextOf(stack, props));
    },
    { layer },
  );
}

function contextOf(stack: EstateStack, { role = 'application', ...props }: TestPlatform): PlatformContext {
  const zones = ['apse3-az1', 'apse3-az2', 'apse3-az3'];
  return new PlatformContext({
    owner: new Construct(stack, 'Network'),
    environment: stack.environment,
    values: TEST_PLATFORM,
    cluster: {
      role,
      clusterName: 'smile-uat-app',
      clusterReference: 'smile-uat-app',
      version: '1.35',
      serviceCidr: '172.20.0.0/16',
      vpc: new Vpc(stack, 'Vpc', { cidr: '10.1.0.0/16', availabilityZones: zones }),
    },
    placeOf: () => TEST_PLACE,
    allPlaces: [TEST_PLACE],
    ...props,
  });
}

/** An add-on, and a stack with all that it makes beside its releases. */
export interface MadeAddon {
  readonly addon: Addon;
  readonly stack: EstateStack;
  /** Its objects as JSON, as a chart gets them. */
  readonly objects: readonly TestObject[];
}

/** A Kubernetes object, as far as tests look at one of any kind. Which parts there are is a matter of its kind. */
export interface TestObject {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: object;
  };
  /** Of a ConfigMap. */
  readonly data: Readonly<Record<string, string>>;
  readonly spec: TestJob & {
    /** Of a CronJob. */
    readonly suspend: boolean;
    readonly jobTemplate: { readonly spec: TestJob };
    /** Of an AuthorizationPolicy. */
    readonly rules: readonly { readonly from: object; readonly to: object }[];
    /** Of a ClusterSecretStore. */
    readonly conditions: object;
    readonly provider: { readonly aws: { readonly region: string } };
  };
}

interface TestJob {
  readonly backoffLimit: number;
  readonly activeDeadlineSeconds: number;
  readonly template: {
    readonly metadata: {
      readonly labels: Readonly<Record<string, string>>;
      readonly annotations: Readonly<Record<string, string>>;
    };
    readonly spec: {
      readonly serviceAccountName: string;
      readonly securityContext: object;
      readonly initContainers: readonly TestContainer[];
      readonly containers: readonly TestContainer[];
      readonly volumes: readonly object[];
    };
  };
}

interface TestContainer {
  readonly name: string;
  readonly command: readonly string[];
  readonly env: readonly object[];
  readonly securityContext: object;
  readonly volumeMounts: readonly object[];
}

/** Makes an add-on in a stack of its own. */
export function madeAddon(build: (context: PlatformContext) => Addon, platform: TestPlatform = {}): MadeAddon {
  const found: Addon[] = [];
  const stack = platformStackFor((scope, context) => {
    const addon = build(context);
    addon.prepare?.(scope, []);
    addon.connect?.();
    addon.extend?.(scope, []);
    found.push(addon);
  }, platform);
  const [addon] = found;
  if (addon === undefined) throw new Error('no add-on was made');
  return { addon, stack, objects: JSON.parse(JSON.stringify(addon.objects?.objects ?? [])) };
}
