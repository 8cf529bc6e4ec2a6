import { z } from 'zod';
import type { Days } from '../units.ts';
import { days } from './checks.ts';
import { type ClustersValues, clusterOfApplications } from './clusters-values.ts';
import type { EdgeValues } from './edge-values.ts';
import type { JenkinsValues } from './jenkins-values.ts';
import { type QuotaOfNamespace, quotaSchema } from './quota-of-namespace.ts';
import type { Stage } from './stages.ts';

/** Previews of branches (ENV-DEV): slots that are always there, and what one of them may hold. */
export interface PreviewValues {
  /** How much all pods of one slot may ask for together. Nodes must have room for all slots at once. */
  readonly slot: QuotaOfNamespace;
  /** How long a preview stays when nobody says otherwise. */
  readonly lasts: Days;
  /** How long it may stay at the most, counted from when it was brought up or extended. */
  readonly longest: Days;
  /**
   * What fills the databases of a preview, by service: a command of its image, run once for each preview before it counts as up.
   * @default - nothing; the databases begin empty
   */
  readonly seeds?: Readonly<Record<string, readonly string[]>>;
}

/** Stages that run branches: code that nobody has read (docs/adr/0043). */
const PREVIEW_BRANCHES: readonly Stage[] = ['dev'];

/** Checks {@link PreviewValues}. */
export const previewSchema = z.strictObject({
  slot: quotaSchema,
  lasts: days({ min: 1, max: 30 }, 'a week is usual'),
  longest: days({ min: 1, max: 90 }, 'what stays longer is no preview'),
  seeds: z.record(z.string(), z.array(z.string()).min(1)).optional(),
});

interface PreviewSurroundings {
  readonly stage: Stage;
  readonly clusters?: ClustersValues;
  readonly edge?: EdgeValues;
  readonly platform?: {
    readonly previews?: PreviewValues;
    readonly jenkins?: JenkinsValues;
    readonly services: Readonly<Record<string, unknown>>;
  };
}

/** What previews need elsewhere in the values. */
export function previewProblems({ stage, clusters, edge, platform }: PreviewSurroundings): string[] {
  const previews = platform?.previews;
  const at = 'platform.previews';
  if (previews === undefined) return hostWithoutPreviews(edge);
  const problems: string[] = [];
  if (!PREVIEW_BRANCHES.includes(stage)) {
    problems.push(
      `${at}: expected none in ${stage}, where only code of the main branch runs; have them in ${PREVIEW_BRANCHES.join(', ')}`,
    );
  }
  if (Number.parseInt(previews.lasts, 10) > Number.parseInt(previews.longest, 10)) {
    problems.push(
      `${at}.lasts: expected at most longest, got lasts=${previews.lasts} longest=${previews.longest}; lower one or raise the other`,
    );
  }
  if (platform?.jenkins === undefined) {
    problems.push(`${at}: Jenkins brings previews up and down, and there is none; add platform.jenkins`);
  }
  if (edge?.loadBalancers.web?.hosts.Preview === undefined) {
    problems.push(
      `${at}: previews have names below a wildcard, and there is none; add Preview: '*.${edge?.cloudflare.domain ?? '<domain>'}' to edge.loadBalancers.web.hosts`,
    );
  }
  if (clusters !== undefined) problems.push(...placeProblems(at, clusters));
  for (const service of Object.keys(previews.seeds ?? {})) {
    if (platform?.services[service] !== undefined) continue;
    problems.push(`${at}.seeds.${service}: the service has no values here; add platform.services.${service} first`);
  }
  return problems;
}

function placeProblems(at: string, clusters: ClustersValues): string[] {
  const { components, groups } = clusterOfApplications(clusters);
  const group = components.previews;
  if (group === undefined) {
    return [`${at}: nodes for previews are not named; add components.previews, a group whose nodes no store lets in`];
  }
  const values = groups[group];
  const isApart =
    values?.kind === 'scaling' && values.securityGroup === 'own-in-the-mesh' && values.openTo === 'own-pods';
  return isApart
    ? []
    : [
        `${at}: expected nodes of group ${group} with securityGroup 'own-in-the-mesh' and openTo 'own-pods', which no store lets in; previews run code that nobody has read`,
      ];
}

function hostWithoutPreviews(edge: EdgeValues | undefined): string[] {
  const balancers = Object.entries(edge?.loadBalancers ?? {});
  return balancers
    .filter(([, { hosts }]) => hosts.Preview !== undefined)
    .map(
      ([name]) =>
        `edge.loadBalancers.${name}.hosts.Preview: there are no previews here, so nothing answers; add platform.previews, or remove it`,
    );
}
