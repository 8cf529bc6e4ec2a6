/** What no inventory can know, because it is about the code and not about what the code makes. */
export interface RepositoryFacts {
  /** Files of each environment's folder, relative to it, as in `src/addresses.txt`. */
  readonly environmentFiles: Readonly<Record<string, readonly string[]>>;
  /** Every unit-test file, relative to the repository. */
  readonly testFiles: readonly string[];
  /** Places in packages that ask for a stage or a country, as in `packages/network/src/vpc.ts:12`. */
  readonly stageConditions: readonly string[];
  /** Names of the values that an environment switches off by the word `off`. */
  readonly switchedOff: Readonly<Record<string, readonly string[]>>;
  /** Pipelines of Jenkins, as in `pipelines/deploy.Jenkinsfile`. */
  readonly pipelines: readonly string[];
}
