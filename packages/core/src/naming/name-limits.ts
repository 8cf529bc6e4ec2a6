/** How long AWS lets a name be, and what else it asks of it. */
export interface NameLimit {
  /** Most characters, Terraform's generated suffix not counted for a prefix. */
  readonly max: number;
}

/**
 * Limits per kind of name. Only the ones marked "provider" fail at plan; the others fail at apply, or never.
 *
 * Source: provider schema checks of hashicorp/aws 5.100.0 and 6.25.0 for the prefixes, AWS API references for the rest.
 */
export const NAME_LIMITS = {
  /** Provider. Terraform appends 26 characters to a prefix, and AWS allows 64. */
  iamRolePrefix: { max: 38 },
  iamRole: { max: 64 },
  iamPolicy: { max: 128 },
  /** Provider. */
  loadBalancer: { max: 32 },
  /** Provider. */
  loadBalancerPrefix: { max: 6 },
  /** Provider. */
  targetGroup: { max: 32 },
  /** Provider. */
  trustStore: { max: 32 },
  /** WAF allows 128; Terraform appends 26 characters. */
  webAclPrefix: { max: 102 },
  /** Provider. */
  nodeGroupPrefix: { max: 37 },
  /** Provider. */
  launchTemplatePrefix: { max: 99 },
  launchTemplate: { max: 128 },
  /** Provider. */
  replicationGroup: { max: 40 },
  /** Provider. */
  backupVault: { max: 50 },
  backupPlan: { max: 50 },
  /** Letters, digits and underscores only. */
  restoreTestingPlan: { max: 50 },
  eventRule: { max: 64 },
  configRule: { max: 128 },
  dashboard: { max: 255 },
  budget: { max: 100 },
  accessAnalyzer: { max: 255 },
  /** Provider. */
  trail: { max: 128 },
  s3Bucket: { max: 63 },
  /** AWS allows 255; Terraform appends 26 characters. */
  securityGroupPrefix: { max: 229 },
  dbInstance: { max: 63 },
  /** ECR allows 256 with path; ours have none. */
  ecrRepository: { max: 256 },
  /** ECR, of a pull-through cache. */
  ecrPrefix: { max: 30 },
  eksCluster: { max: 100 },
  mqBroker: { max: 50 },
  alarm: { max: 255 },
  snsTopic: { max: 256 },
  logGroup: { max: 512 },
  resolverQueryLogConfig: { max: 64 },
  httpApi: { max: 128 },
  vpcLink: { max: 128 },
  secret: { max: 512 },
  ssmParameter: { max: 1011 },
  ssmDocument: { max: 128 },
  maintenanceWindow: { max: 128 },
  patchBaseline: { max: 128 },
  /** Without the `alias/` in front. */
  kmsAlias: { max: 250 },
} as const satisfies Record<string, NameLimit>;
