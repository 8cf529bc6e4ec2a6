import { PodDisruptionBudgetV1 } from '@cdktf/provider-kubernetes/lib/pod-disruption-budget-v1';
import {
  StatefulSetV1,
  type StatefulSetV1SpecVolumeClaimTemplate,
} from '@cdktf/provider-kubernetes/lib/stateful-set-v1';
import { contentDigest, literalText, onNodes, type PlatformContext } from '@smile/cluster-platform';
import { inGibibytes, REASON_ANNOTATION, type ZookeeperValues } from '@smile/core';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { storageClassOf } from '../../disks/data-disks.ts';
import { apartOn, evenlyOverZones } from '../../disks/data-placement.ts';
import { ZOOKEEPER, ZOOKEEPER_LABELS, ZOOKEEPER_NAMESPACE, ZOOKEEPER_PORTS } from './zookeeper-addresses.ts';
import { ZOOKEEPER_FOLDERS, zookeeperConfiguration } from './zookeeper-configuration.ts';

/** User and group of the image. https://github.com/31z4/zookeeper-docker */
const ZOOKEEPER_USER = 1000;

/** Longest time in which a member closes its sessions, and the leader hands over. */
const STOPS_WITHIN = 60;

/** Each member knows by its number which line of the configuration it is. */
const START = `echo "$((\${HOSTNAME##*-} + 1))" >${ZOOKEEPER_FOLDERS.snapshots}/myid
exec zkServer.sh start-foreground`;

/** Whether a member answers at all. Without a quorum it does, with an error in the answer: starting it anew would help nobody. */
const ANSWERS = ['bash', '-ec', `wget -qO /dev/null http://127.0.0.1:${ZOOKEEPER_PORTS.admin}/commands/ruok`];

/**
 * Whether a member serves clients. Its server answers with status 200 in either case, so the answer is read: without a quorum `error`
 * says so, of `ruok` as of this. Seen with ZooKeeper 3.8.0, of which one of three members was left.
 */
const SERVES = [
  'bash',
  '-ec',
  `wget -qO- http://127.0.0.1:${ZOOKEEPER_PORTS.admin}/commands/server_stats | grep -q '"error" : null'`,
];

export interface ZookeeperEnsembleProps {
  readonly context: PlatformContext;
  readonly values: ZookeeperValues;
  /** Names of objects that its pods mount. */
  readonly configMap: string;
  readonly certificate: string;
  readonly after: readonly ITerraformDependable[];
}

/**
 * Members of the ensemble, each with a disk for snapshots and one for the log. They start side by side, since none serves without
 * another one; they are renewed one by one.
 *
 * Kubernetes lets nobody change the claims, the name of the Service or the selector: Terraform makes a new StatefulSet then, whose pods
 * find their old claims by name.
 *
 * @stateful
 */
export class ZookeeperEnsemble extends Construct {
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: ZookeeperEnsembleProps) {
    super(scope, id);
    const { members } = props.values;
    const ensemble = this.createMembers(props);
    this.ready = members > 1 ? [ensemble, this.createBudget(props)] : [ensemble];
  }

  private createBudget({ after }: ZookeeperEnsembleProps): PodDisruptionBudgetV1 {
    return new PodDisruptionBudgetV1(this, 'Budget', {
      metadata: { name: ZOOKEEPER, namespace: ZOOKEEPER_NAMESPACE },
      spec: { maxUnavailable: '1', selector: { matchLabels: ZOOKEEPER_LABELS } },
      dependsOn: [...after],
    });
  }

  private createMembers(props: ZookeeperEnsembleProps): StatefulSetV1 {
    const { context, values, after } = props;
    const configuration = contentDigest({ configuration: zookeeperConfiguration(values.members) });
    return new StatefulSetV1(this, 'Default', {
      metadata: {
        name: ZOOKEEPER,
        namespace: ZOOKEEPER_NAMESPACE,
        labels: ZOOKEEPER_LABELS,
        annotations:
          values.members === 1 ? { [REASON_ANNOTATION]: 'One copy of everything: it stands still while it moves' } : {},
      },
      spec: {
        serviceName: ZOOKEEPER,
        replicas: String(values.members),
        podManagementPolicy: 'Parallel',
        updateStrategy: [{ type: 'RollingUpdate' }],
        persistentVolumeClaimRetentionPolicy: [{ whenDeleted: 'Retain', whenScaled: 'Retain' }],
        selector: { matchLabels: ZOOKEEPER_LABELS },
        template: {
          metadata: { labels: ZOOKEEPER_LABELS, annotations: { 'smile/configuration-sha256': configuration } },
          spec: { ...this.podSettings(context), container: [this.container(props)], volume: volumes(props) },
        },
        volumeClaimTemplate: this.claims(context, values),
      },
      lifecycle: { preventDestroy: true },
      dependsOn: [...after],
    });
  }

  private podSettings(context: PlatformContext) {
    const place = context.placeOf('zookeeper');
    const { podAntiAffinity } = apartOn(place, ZOOKEEPER_LABELS);
    const apart = podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution;
    const { nodeSelector, tolerations } = onNodes(place);
    return {
      serviceAccountName: ZOOKEEPER,
      automountServiceAccountToken: false,
      priorityClassName: 'data',
      terminationGracePeriodSeconds: STOPS_WITHIN,
      nodeSelector: { ...nodeSelector },
      toleration: [...tolerations],
      affinity: {
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: apart.map(({ topologyKey, labelSelector }) => ({
            topologyKey,
            labelSelector: [labelSelector],
          })),
        },
      },
      topologySpreadConstraint: evenlyOverZones(ZOOKEEPER_LABELS).map(({ labelSelector, ...rest }) => ({
        ...rest,
        labelSelector: [labelSelector],
      })),
      securityContext: {
        runAsNonRoot: true,
        runAsUser: String(ZOOKEEPER_USER),
        runAsGroup: String(ZOOKEEPER_USER),
        fsGroup: String(ZOOKEEPER_USER),
        fsGroupChangePolicy: 'OnRootMismatch',
        seccompProfile: { type: 'RuntimeDefault' },
      },
    };
  }

  private container({ context, values }: ZookeeperEnsembleProps) {
    const { cpu, memory, heap } = values.pod;
    const java = heap.replace(/i$/, '').toLowerCase();
    const { clients, followers, elections, metrics } = ZOOKEEPER_PORTS;
    const { snapshots, log, certificates } = ZOOKEEPER_FOLDERS;
    return {
      name: ZOOKEEPER,
      image: context.imageReference('zookeeper'),
      command: ['bash', '-ec'],
      args: [literalText(START)],
      // ClickHouse puts lists of parts into one node; what it may hold is a setting of Java.
      env: [{ name: 'JVMFLAGS', value: `-Xms${java} -Xmx${java} -Djute.maxbuffer=8388608` }],
      port: Object.entries({ clients, followers, elections, metrics }).map(([name, containerPort]) => ({
        name,
        containerPort,
      })),
      startupProbe: { exec: { command: ANSWERS }, periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 60 },
      livenessProbe: { exec: { command: ANSWERS }, periodSeconds: 15, timeoutSeconds: 5, failureThreshold: 6 },
      readinessProbe: { exec: { command: SERVES }, periodSeconds: 10, timeoutSeconds: 5 },
      securityContext: {
        allowPrivilegeEscalation: false,
        // The provider sends false where nothing is said.
        runAsNonRoot: true,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      },
      resources: { requests: { cpu, memory }, limits: { memory } },
      volumeMount: [
        { name: 'configuration', mountPath: '/conf/zoo.cfg', subPath: 'zoo.cfg', readOnly: true },
        { name: 'certificate', mountPath: certificates, readOnly: true },
        { name: 'data', mountPath: snapshots },
        { name: 'datalog', mountPath: log },
        { name: 'tmp', mountPath: '/tmp' },
        { name: 'logs', mountPath: '/logs' },
      ],
    };
  }

  private claims(
    context: PlatformContext,
    { disks, data, log }: ZookeeperValues,
  ): StatefulSetV1SpecVolumeClaimTemplate[] {
    const storageClassName = storageClassOf(context.environment, { component: 'zookeeper', disks });
    return Object.entries({ data, datalog: log }).map(([name, size]) => ({
      metadata: { name },
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName,
        resources: { requests: { storage: `${inGibibytes(size)}Gi` } },
      },
    }));
  }
}

function volumes({ configMap, certificate }: ZookeeperEnsembleProps) {
  return [
    { name: 'configuration', configMap: { name: configMap } },
    { name: 'certificate', secret: { secretName: certificate } },
    { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
    { name: 'logs', emptyDir: { sizeLimit: '64Mi' } },
  ];
}
