/** What an environment's values promise where the owner's document leaves the choice to a country. */
export interface Promises {
  /** @default - the values do not say it as a plain word */
  readonly region?: string;
  /** IANA time zone of schedules. @default - the values do not say it as a plain word */
  readonly timeZone?: string;
  /** Local time of daily backups, as in `03:00`. @default - the values do not say it as a plain word */
  readonly backupAt?: string;
}

/** What no inventory can know, because it is about the code and not about what the code makes. */
export interface RepositoryFacts {
  /** Files of each environment's folder, relative to it, as in `src/addresses.txt`. */
  readonly environmentFiles: Readonly<Record<string, readonly string[]>>;
  /** What the values of each environment promise. */
  readonly promises: Readonly<Record<string, Promises>>;
  /** Every unit-test file, relative to the repository. */
  readonly testFiles: readonly string[];
  /** Places in packages that name a stage, or ask what an environment is called, as in `packages/network/src/vpc.ts:12`. */
  readonly stageConditions: readonly string[];
  /** Places in packages that name a region, a zone, a country or a city. */
  readonly placeLiterals: readonly string[];
  /** Names of the values that an environment switches off by the word `off`. */
  readonly switchedOff: Readonly<Record<string, readonly string[]>>;
  /** Commands of `smile`, as in `state list`. */
  readonly commands: readonly string[];
  /** Pipelines of Jenkins, as in `pipelines/deploy.Jenkinsfile`. */
  readonly pipelines: readonly string[];
}
