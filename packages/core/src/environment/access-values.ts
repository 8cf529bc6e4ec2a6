import { z } from 'zod';
import { type Days, type Gibibytes, isGibibytes } from '../units.ts';
import { days, shown, text } from './checks.ts';
import { person } from './people.ts';

/** How people reach what has no public address, and how its hosts are kept up to date. */
export interface AccessValues {
  readonly bastion: {
    /** EC2 instance type, as in `t3.small`. Changing it stops the bastion for a minute (ACC-BASTION). */
    readonly instanceType: string;
  };
  /** People who may take on the operator role: sessions on hosts, and ports of the data stores. See `people.ts`. */
  readonly operatorPrincipals: readonly string[];
  /** How long transcripts of sessions are kept. */
  readonly sessionLogRetention: Days;
  /** When hosts are patched, and restarted if a patch asks for it: a schedule in the country's time zone, as in `cron(0 2 ? * SUN *)`. */
  readonly patchSchedule: string;
}

/** The Git server of the estate; only the shared environment has one (ACC-GIT, ENV-SHR). */
export interface GitServerValues {
  /** EC2 instance type, as in `t3.xlarge`. Changing it stops the server for some minutes. */
  readonly instanceType: string;
  /** Zone id of the server and its data. Changing it means restoring the data into another zone. */
  readonly zone: string;
  /** Public name, as in `git.smile.example`. It is in every clone's remote, so hardly ever changed. */
  readonly host: string;
  /**
   * Public name of the container registry, as in `registry.smile.example`. It is in every image name. Images of the estate are in ECR.
   * @default - no registry
   */
  readonly registryHost?: string;
  /** Size of the volume with repositories, images and the database. It can grow, never shrink. */
  readonly dataVolume: Gibibytes;
  /** How long nightly backups are kept in S3. */
  readonly backupRetention: Days;
}

const INSTANCE_TYPE = /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/;
const SCHEDULE = /^cron\((\S+ ){5}\S+\)$/;
const HOST = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;

const instanceType = text(
  'an EC2 instance type',
  (value) => INSTANCE_TYPE.test(value),
  'write it as AWS does, as in t3.large',
);
const retention = days({ min: 1, max: 3650 }, 'transcripts and backups may be needed after an incident');
const host = text('a host name in lower case', (value) => HOST.test(value), 'use a name such as git.smile.example');

/** Checks {@link AccessValues}. */
export const accessSchema = z.strictObject({
  bastion: z.strictObject({ instanceType }),
  operatorPrincipals: z
    .array(person)
    .min(1, { error: 'expected at least one principal; without operators nobody reaches a host' }),
  sessionLogRetention: retention,
  patchSchedule: text(
    'a schedule of six fields',
    (value) => SCHEDULE.test(value),
    'use minute, hour, day, month, weekday and year, as in cron(0 2 ? * SUN *)',
  ),
});

/** Checks {@link GitServerValues}. */
export const gitServerSchema = z.strictObject({
  instanceType,
  zone: z.string({
    error: (issue) => `expected a zone id, got ${shown(issue.input)}; use one of network.availabilityZones`,
  }),
  host,
  registryHost: host.optional(),
  dataVolume: text('a size in GiB', isGibibytes, "write it as in '500 GiB'").transform((value) => value as Gibibytes),
  backupRetention: retention,
});
