import { z } from 'zod';
import { type Gibibytes, isGibibytes } from '../units.ts';
import { oneOf, text } from './checks.ts';
import type { Stage } from './stages.ts';

/** Jenkins of an environment, in its application cluster (CI-JENKINS). */
export interface JenkinsValues {
  /** Repository with this code, as in `https://git.example.org/group/project`, without `.git`. Jenkins polls it; no webhook comes in. */
  readonly repository: string;
  /** Volume of its home: builds and their logs. Jobs and settings are code. A volume grows, and never shrinks. */
  readonly home: Gibibytes;
  /** Whether it checks merge requests, and so runs code that nobody has read yet. */
  readonly mergeRequests: 'checked' | 'not here';
  /** Whether it builds images, or copies those that another environment built. */
  readonly images: 'built' | 'copied';
  /**
   * How a change arrives: as reviewed plans that somebody of the group of approvers lets through, who neither wrote nor started it; or at
   * once, by `cdktf apply`, because the environment is there to try things.
   */
  readonly deploys: 'approved plans' | 'at once';
}

/** Stages in which code may run that is not on the main branch. Nothing above them ever does (docs/adr/0040). */
const RUN_UNREAD_CODE: readonly Stage[] = ['dev'];

/** Stages that may build images; the others copy by digest. */
const BUILD_IMAGES: readonly Stage[] = ['dev', 'staging'];

/** Stages in which a person approves each apply. */
const ASK_A_PERSON: readonly Stage[] = ['staging', 'production'];

const LEAST_HOME = 20;
const REPOSITORY = /^https:\/\/[a-z0-9.-]+(\/[A-Za-z0-9_.-]+){2,}$/;

/** Checks {@link JenkinsValues}. */
export const jenkinsSchema = z.strictObject({
  repository: text(
    'an address such as https://git.example.org/group/project',
    (value) => REPOSITORY.test(value) && !value.endsWith('.git'),
    'leave out .git, names of users and passwords',
  ),
  home: text(
    `a volume of ${LEAST_HOME} GiB or more, as in '50 GiB'`,
    (value) => isGibibytes(value) && Number.parseInt(value, 10) >= LEAST_HOME,
    'a hundred builds with their logs fill about 10 GiB',
  ).transform((value) => value as Gibibytes),
  mergeRequests: oneOf(['checked', 'not here'], 'dev checks them'),
  images: oneOf(['built', 'copied'], 'dev and staging build, production copies'),
  deploys: oneOf(['approved plans', 'at once'], 'dev deploys at once, the others what somebody approved'),
});

/** What a schema of one value cannot see: what a Jenkins may do depends on what stands below and above it. */
export function jenkinsProblems({
  stage,
  platform,
}: {
  readonly stage: Stage;
  readonly platform?: { readonly jenkins?: JenkinsValues };
}): string[] {
  const jenkins = platform?.jenkins;
  if (jenkins === undefined) return [];
  const problems: string[] = [];
  if (jenkins.mergeRequests === 'checked' && !RUN_UNREAD_CODE.includes(stage)) {
    problems.push(
      `platform.jenkins.mergeRequests: expected not here in ${stage}, where only code of the main branch runs, got checked; check them in ${RUN_UNREAD_CODE.join(', ')}`,
    );
  }
  if (jenkins.images === 'built' && !BUILD_IMAGES.includes(stage)) {
    problems.push(
      `platform.jenkins.images: expected copied in ${stage}, where no build runs, got built; build them in ${BUILD_IMAGES.join(', ')}`,
    );
  }
  if (jenkins.deploys === 'at once' && ASK_A_PERSON.includes(stage)) {
    problems.push(
      `platform.jenkins.deploys: expected approved plans in ${stage}, got at once; nothing is applied there that nobody approved`,
    );
  }
  return problems;
}
