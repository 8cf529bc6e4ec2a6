import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import { type Addon, type Certificate, CLUSTER_CA, type PlatformContext } from '@smile/cluster-platform';
import { PORTS, type PrivateBucket, type RisingwaveValues, ValidationError } from '@smile/core';
import { RDS_AUTHORITIES_FILE, rdsAuthorities } from '@smile/databases';
import { PODS } from '@smile/databases/secrets';
import { type OidcProvider, WebIdentityRole } from '@smile/eks';
import { type ITerraformDependable, Lazy } from 'cdktf';
import type { Construct } from 'constructs';
import { kafkaBrokers } from '../kafka/kafka-addresses.ts';
import {
  RISINGWAVE_CERTIFICATE,
  RISINGWAVE_HOST,
  RISINGWAVE_NAMESPACE,
  RISINGWAVE_RELEASE,
  risingwavePods,
} from './risingwave-addresses.ts';
import { METRICS_PORTS, RISINGWAVE_RDS_AUTHORITIES, risingwaveValues } from './risingwave-values.ts';

const { serviceAccount, namespace } = PODS.risingwave;

export interface RisingwaveProps {
  readonly values: RisingwaveValues;
  /** Host of the main MySQL, where its metadata is. */
  readonly mysqlHost: string;
  /** Bucket of its state, in which nothing expires. */
  readonly state: PrivateBucket;
  /** The cluster, as IAM knows it. */
  readonly oidcProvider: Pick<OidcProvider, 'providerArn' | 'issuer'>;
}

/**
 * RisingWave (DAT-RISINGWAVE, DAT-OLAP): compute and compaction on the nodes for OLAP, state in S3, metadata in the main MySQL. A pod that goes
 * takes nothing along.
 */
export function risingwave(context: PlatformContext, props: RisingwaveProps): Addon {
  const { values, state, mysqlHost } = props;
  let roleArn = '';
  // The role is made beside the release, which is described before.
  const stores = { mysqlHost, bucketName: state.bucketName, roleArn: Lazy.stringValue({ produce: () => roleArn }) };
  return {
    id: 'Risingwave',
    namespace: RISINGWAVE_NAMESPACE,
    requires: ['kafka', 'secrets', 'monitor-kinds', 'risingwave-certificate'],
    provides: ['streaming-sql'],
    runsOn: [context.place, context.placeOf('olap')],
    pods: [
      { name: 'risingwave-meta', on: 'platform', ...values.meta },
      { name: 'risingwave-frontend', on: 'platform', ...values.frontend },
      { name: 'risingwave-compute', on: 'olap', ...values.compute },
      { name: 'risingwave-compactor', on: 'olap', ...values.compactor },
    ],
    prepare: (scope, before) => {
      const { role, roleArn: known } = createRole(scope, props);
      roleArn = known;
      return [role, authorities(scope, context, before)];
    },
    connect: () => connect(context),
    release: {
      chart: 'risingwave',
      name: RISINGWAVE_RELEASE,
      keeps: 'RisingWave, and every view that it has worked out',
      values: risingwaveValues(context, values, stores),
    },
  };
}

/** It knows no EKS Pod Identity, so it comes with the token of its service account. */
function createRole(scope: Construct, { oidcProvider, state }: RisingwaveProps): WebIdentityRole {
  const role = new WebIdentityRole(scope, 'Role', {
    oidcProvider,
    name: 'data-platform-risingwave',
    description: 'RisingWave, whose state is in S3',
    namespace,
    serviceAccount,
  });
  state.grantReadWrite(role.role);
  return role;
}

/** The certificate under which RisingWave takes SQL, before its pods mount it. */
export function risingwaveCertificate(context: PlatformContext): Addon {
  return {
    id: 'RisingwaveCertificate',
    namespace: RISINGWAVE_NAMESPACE,
    requires: ['cluster-ca'],
    provides: ['risingwave-certificate'],
    runsOn: [context.place],
    objects: {
      name: 'risingwave-certificate',
      keeps: 'the certificate, without which no pod of RisingWave starts',
      objects: [CERTIFICATE],
    },
  };
}

const CERTIFICATE: Certificate = {
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  metadata: { name: RISINGWAVE_CERTIFICATE, namespace: RISINGWAVE_NAMESPACE },
  spec: {
    secretName: RISINGWAVE_CERTIFICATE,
    commonName: RISINGWAVE_RELEASE,
    dnsNames: [RISINGWAVE_HOST, `${RISINGWAVE_RELEASE}.${RISINGWAVE_NAMESPACE}.svc`],
    duration: '2160h',
    renewBefore: '720h',
    usages: ['digital signature', 'key encipherment', 'server auth'],
    privateKey: { algorithm: 'RSA', size: 2048, encoding: 'PKCS8', rotationPolicy: 'Always' },
    issuerRef: { name: CLUSTER_CA, kind: 'ClusterIssuer', group: 'cert-manager.io' },
  },
};

/** @throws ValidationError for a region whose authorities neither the package nor the environment has. */
function authorities(
  scope: Construct,
  { environment, values }: PlatformContext,
  before: readonly ITerraformDependable[],
): ConfigMapV1 {
  const pem = values.databaseAuthorities ?? rdsAuthorities(environment.region);
  if (pem === undefined) {
    throw new ValidationError(scope, [
      `nobody knows the authorities of RDS in ${environment.region}; add platform.databaseAuthorities with the bundle of the region`,
    ]);
  }
  return new ConfigMapV1(scope, 'RdsAuthorities', {
    metadata: { name: RISINGWAVE_RDS_AUTHORITIES, namespace: RISINGWAVE_NAMESPACE },
    data: { [RDS_AUTHORITIES_FILE]: pem },
    dependsOn: [...before],
  });
}

function connect(context: PlatformContext): void {
  const pods = risingwavePods(context);
  pods.allowFrom(pods, 'Parts of RisingWave share the work and the rows of views');
  pods.allowFrom(context.prometheus, 'Prometheus reads how RisingWave does', [...METRICS_PORTS]);
  kafkaBrokers(context).allowFrom(pods, 'RisingWave reads what was captured, and writes what it made of it');
  pods.allowToBlocks(context.dataStores, 'RisingWave keeps its metadata in the main MySQL', [PORTS.mysql.from]);
  pods.allowToBlocks(context.awsEndpoints, 'RisingWave takes on its role with STS', [443]);
  pods.allowToBlocks(
    context.outsideVpc,
    'RisingWave keeps its state in S3, whose gateway endpoint has public addresses',
    [443],
  );
}
