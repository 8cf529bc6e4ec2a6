import { z } from 'zod';
import { closest } from '../errors/closest.ts';
import { ValidationError } from '../errors/validation-error.ts';
import { regionFacts } from '../regions/region-facts.ts';
import type { Days } from '../units.ts';
import { type AccessValues, accessSchema, type GitServerValues, gitServerSchema } from './access-values.ts';
import { backupHourProblems } from './backup-hours.ts';
import { days, inPrivateSpace, ipv4Block, oneOf, shown, text } from './checks.ts';
import { type ClustersValues, clustersSchema } from './clusters-values.ts';
import type { Country } from './country.ts';
import { dataLossProblems } from './data-loss-problems.ts';
import { type DatabasesValues, databasesSchema } from './databases-values.ts';
import { type DeploymentValues, deploymentProblems, deploymentSchema } from './deployment-values.ts';
import { edgeProblems } from './edge-problems.ts';
import { type EdgeValues, edgeSchema } from './edge-values.ts';
import { type GovernanceValues, governanceSchema } from './governance-values.ts';
import { INTERFACE_ENDPOINT_SERVICES, type InterfaceEndpointService } from './interface-endpoint-services.ts';
import { jenkinsProblems } from './jenkins-values.ts';
import { type PlatformValues, platformSchema } from './platform-values.ts';
import { previewProblems } from './preview-values.ts';
import { problemsOf } from './problems.ts';
import { type QuotaValues, quotaProblems } from './quota-values.ts';
import { STAGE_ABBREVIATIONS, STAGES, type Stage } from './stages.ts';
import { type StorageValues, storageSchema } from './storage-values.ts';
import { type UsageValues, usageProblems } from './usage-values.ts';

/** What an environment's network looks like. */
export interface NetworkValues {
  /** IPv4 block of the VPC, a /16. No other environment may use it (NET-1). Changing it replaces the VPC and all in it. */
  readonly cidr: string;
  /**
   * Zone ids that get subnets, as in `apse3-az1`. Ids, because zone names differ from account to account.
   * Append only: an existing zone keeps its position and so its addresses.
   */
  readonly availabilityZones: readonly string[];
  /** One NAT gateway in every zone survives the loss of a zone; a single one costs a third (NET-3). */
  readonly natGateways: 'one-per-zone' | 'single';
  /** How long flow logs are kept in S3 (NET-4). */
  readonly flowLogRetention: Days;
  /** AWS services that private subnets reach without NAT. Each costs an hourly fee per zone. */
  readonly interfaceEndpoints: readonly InterfaceEndpointService[];
  /** Private DNS zone of the VPC, as in `prd.smile.internal`. */
  readonly privateDomain: string;
}

/** The values of one environment, as written in its `environment.ts`. */
export interface EnvironmentValues {
  readonly country: Country;
  readonly stage: Stage;
  /** The AWS account. Environments may share one; then exactly one of them owns what exists once per account. */
  readonly account: {
    /** Twelve digits. */
    readonly id: string;
    /** Whether this environment creates the account's singletons (GuardDuty, Security Hub, …). */
    readonly ownsSingletons: boolean;
  };
  readonly network: NetworkValues;
  readonly storage: StorageValues;
  /** The managed data stores and the secrets of what runs in the clusters. @default - none; nothing runs here */
  readonly databases?: DatabasesValues;
  /** The Kubernetes clusters and their nodes. @default - none; nothing runs here */
  readonly clusters?: ClustersValues;
  /** What runs inside the clusters. @default - nothing yet; the clusters are empty */
  readonly platform?: PlatformValues;
  /** The way in from the internet. @default - none; nothing is reached from outside */
  readonly edge?: EdgeValues;
  readonly deployment: DeploymentValues;
  readonly governance: GovernanceValues;
  readonly access: AccessValues;
  /** The Git server, where it lives (ENV-SHR). @default - none; another environment has it */
  readonly gitServer?: GitServerValues;
  /**
   * What AWS granted the account beyond its defaults, by quota, as in `{ 'ec2/L-1216C47A': 400 }`. Ask before the first apply:
   * `smile doctor --quotas` has the commands. Environments of one account share what is granted; the largest number counts.
   * @default - AWS's defaults for a new account
   */
  readonly quotas?: QuotaValues;
  /**
   * What `smile cost` assumes about use, by name and per month, as in `{ internetOutGb: 2000 }`. Nothing in AWS depends on it.
   * Replace assumptions by what Cost Explorer shows. @default - the assumptions of `USAGE`, for an environment with little traffic
   */
  readonly usage?: UsageValues;
  /** Most sensitive kind of data in the environment; a tag on every resource. */
  readonly dataClass: 'internal' | 'confidential';
  /** First of the two keys to destroying data; the second is the construct's `deletion` with a reason. */
  readonly allowDataLoss: boolean;
}

/** A country at a stage: {@link EnvironmentValues}, checked, with the names that follow from them. */
export interface Environment extends EnvironmentValues {
  /** As in `<country>/<stage>`: its folder under `apps/`, and the start of its state keys. */
  readonly id: string;
  /** As in `<country>-<stage>`: the start of its stack ids. */
  readonly stackPrefix: string;
  /** As in `smile-prd`: the start of the names of its AWS resources. */
  readonly namePrefix: string;
  readonly region: string;
}

const ACCOUNT_ID = /^\d{12}$/;
const DOMAIN = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;

const schema = z.strictObject({
  country: z.custom<Country>((value) => typeof value === 'object' && value !== null),
  stage: oneOf(STAGES, 'a stage is what an environment is for'),
  account: z.strictObject({
    id: text(
      'an AWS account id of twelve digits',
      (value) => ACCOUNT_ID.test(value),
      'quote it, so that zeros survive',
    ),
    ownsSingletons: z.boolean({ error: (issue) => `expected true or false, got ${shown(issue.input)}` }),
  }),
  network: z.strictObject({
    cidr: ipv4Block({ shortest: 16, longest: 16 }, 'subnets are planned for a /16, as in 10.0.0.0/16').refine(
      inPrivateSpace,
      {
        error: ({ input }) =>
          `expected a block of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10, got ${shown(input)}; others are somebody's on the internet, whom the VPC could not reach`,
      },
    ),
    availabilityZones: z
      .array(z.string())
      .min(2, { error: 'expected at least two zone ids; load balancers and data stores need them' }),
    natGateways: oneOf(['one-per-zone', 'single'], 'production uses one-per-zone'),
    flowLogRetention: days({ min: 1, max: 3650 }, 'the requirement is 30 days'),
    interfaceEndpoints: z.array(
      oneOf(INTERFACE_ENDPOINT_SERVICES, 'add a service to interface-endpoint-services.ts once it is known to be sold'),
    ),
    privateDomain: text(
      'a domain in lower case',
      (value) => DOMAIN.test(value),
      'use a name such as prd.smile.internal',
    ),
  }),
  storage: storageSchema,
  databases: databasesSchema.optional(),
  clusters: clustersSchema.optional(),
  platform: platformSchema.optional(),
  edge: edgeSchema.optional(),
  deployment: deploymentSchema,
  governance: governanceSchema,
  access: accessSchema,
  gitServer: gitServerSchema.optional(),
  // Checked by quotaProblems, which knows what each quota may be.
  quotas: z.unknown().optional(),
  // Checked by usageProblems, which guesses what a name was meant to be.
  usage: z.unknown().optional(),
  dataClass: oneOf(['internal', 'confidential'], 'patient-adjacent data is confidential'),
  allowDataLoss: z.boolean({ error: (issue) => `expected true or false, got ${shown(issue.input)}` }),
});

/**
 * Checks an environment's values and derives its names.
 *
 * @throws ValidationError that lists every problem with its path.
 */
export function defineEnvironment(values: EnvironmentValues): Environment {
  const { country, stage } = values;
  const result = schema.safeParse(values);
  const problems = result.success ? [] : problemsOf(result.error);
  problems.push(...zoneProblems(values), ...quotaProblems(values.quotas), ...usageProblems(values.usage));
  // Only of values that are what they claim to be.
  if (result.success)
    problems.push(
      ...dataLossProblems(values),
      ...edgeProblems(values),
      ...deploymentProblems(values),
      ...jenkinsProblems(values),
      ...previewProblems(values),
      ...ownBackupProblems(values),
    );
  if (problems.length > 0) throw new ValidationError(`${country.id}/${stage}`, problems);
  return Object.freeze({
    ...values,
    id: `${country.id}/${stage}`,
    stackPrefix: `${country.id}-${stage}`,
    namePrefix: `${country.namePrefix}-${STAGE_ABBREVIATIONS[stage]}`,
    region: country.region,
  });
}

/** Hours that meet, where the environment owns its account; those of guests are compared by `estateProblems`. */
function ownBackupProblems({ account, country, databases, governance }: EnvironmentValues): string[] {
  if (!account.ownsSingletons || databases === undefined) return [];
  const { backupAt } = governance;
  return backupHourProblems(databases, country.timeZone, { backupAt, timeZone: country.timeZone });
}

/** Zones are checked against the region, which a schema of one value cannot see. */
function zoneProblems({ country, network }: EnvironmentValues): string[] {
  const given: readonly unknown[] = Array.isArray(network?.availabilityZones) ? network.availabilityZones : [];
  const known = regionFacts(country.region).zones;
  return given.flatMap((zone, index) => {
    const at = `network.availabilityZones[${index}]`;
    if (given.indexOf(zone) !== index) return [`${at}: ${shown(zone)} is listed twice; remove one`];
    if (typeof zone !== 'string' || known.includes(zone)) return [];
    const guess = closest(zone, known);
    const remedy = guess === undefined ? 'use zone ids, not zone names' : `did you mean ${guess}?`;
    return [`${at}: expected one of ${known.join(', ')}, got ${shown(zone)}; ${remedy}`];
  });
}
