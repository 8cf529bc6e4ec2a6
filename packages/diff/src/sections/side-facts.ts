import { checkGuardrails } from '@smile/guardrails';
import { type Inventory, obstaclesTo } from '@smile/inventory';
import { checkRequirements, type RepositoryFacts } from '@smile/requirements';
import type { DiffReport, SectionChange } from '../diff-report.ts';
import { openConnections } from './connections.ts';
import { sectionOf } from './section.ts';

/** One side of a comparison, with what requirements ask about its repository. */
export interface JudgedSide {
  readonly inventory: Inventory;
  /** @default - nothing is known, so parts about the code stay open */
  readonly repository?: RepositoryFacts;
}

/** An environment that both sides are judged for. */
export type JudgedEnvironment = Parameters<typeof checkRequirements>[1]['environments'][number];

/** How a requirement stands in an environment. */
interface Standing {
  readonly id: string;
  readonly environment: string;
  readonly status: string;
  readonly problems: readonly string[];
}

/** What is judged of one side, as text that can be kept: judging takes longer than comparing. */
export interface SideFacts {
  /** Findings of the guardrails, and waivers that are a problem. */
  readonly guardrails: readonly string[];
  readonly requirements: readonly Standing[];
  /** Connections that are open. */
  readonly connections: readonly string[];
}

/** Judges one side. */
export function sideFacts(side: JudgedSide, environments: readonly JudgedEnvironment[], at: Date): SideFacts {
  return {
    guardrails: findings(side.inventory, at),
    requirements: environments.flatMap((environment) => standings(side, environment)),
    connections: openConnections(side.inventory),
  };
}

/** What two sides show that are the same. */
export const NO_JUDGEMENT_CHANGES: ReturnType<typeof judgementChanges> = {
  guardrails: { added: [], gone: [], changed: [] },
  requirements: [],
  connections: { added: [], gone: [], changed: [] },
};

/** What both sides are judged by the same rules and on the same day, side by side. */
export function judgementChanges(
  before: SideFacts,
  after: SideFacts,
): { guardrails: SectionChange; requirements: DiffReport['requirements']; connections: SectionChange } {
  return {
    guardrails: sectionOf(before.guardrails, after.guardrails),
    requirements: requirementChanges(before.requirements, after.requirements),
    connections: sectionOf(before.connections, after.connections),
  };
}

function findings(inventory: Inventory, at: Date): readonly string[] {
  const report = checkGuardrails(inventory, { at });
  const waivers = [...report.expiredWaivers, ...report.unusedWaivers, ...report.unknownWaivers];
  return [
    ...report.findings.map(
      ({ status, rule, resource, message }) => `${status} ${rule.id} ${resource.stack} ${resource.address}: ${message}`,
    ),
    ...waivers.map(({ stack, message }) => `failed waiver ${stack}: ${message}`),
  ];
}

function standings({ inventory, repository }: JudgedSide, environment: JudgedEnvironment): readonly Standing[] {
  const held = new Set(inventory.stacks.map((stack) => stack.environment));
  if (!held.has(environment.id) || obstaclesTo(inventory).length > 0) return [];
  const results = checkRequirements(inventory, {
    environments: [environment],
    synthesized: inventory,
    ...(repository === undefined ? {} : { repository }),
  });
  return results.map(({ id, status, problems }) => ({ id, environment: environment.id, status, problems }));
}

function requirementChanges(before: readonly Standing[], after: readonly Standing[]): DiffReport['requirements'] {
  const keyOf = ({ environment, id }: Standing) => `${environment} ${id}`;
  const [old, fresh] = [before, after].map((list) => new Map(list.map((one) => [keyOf(one), one])));
  const keys = [...new Set([...(old?.keys() ?? []), ...(fresh?.keys() ?? [])])];
  return keys.flatMap((key) => {
    const [one, other] = [old?.get(key), fresh?.get(key)];
    const named = other ?? one;
    if (named === undefined || saysOf(one) === saysOf(other)) return [];
    return [
      {
        id: named.id,
        environment: named.environment,
        before: one?.status ?? 'not judged',
        after: other?.status ?? 'not judged',
        problems: (other?.problems ?? []).filter((problem) => !(one?.problems ?? []).includes(problem)),
      },
    ];
  });
}

function saysOf(standing: Standing | undefined): string {
  return standing === undefined ? '' : [standing.status, ...standing.problems].join('\n');
}
