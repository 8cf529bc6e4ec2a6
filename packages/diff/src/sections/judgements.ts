import { checkGuardrails } from '@smile/guardrails';
import { type Inventory, obstaclesTo } from '@smile/inventory';
import { checkRequirements, type RepositoryFacts, type RequirementResult } from '@smile/requirements';
import type { DiffReport, SectionChange } from '../diff-report.ts';
import { sectionOf } from './section.ts';

/** Findings of the guardrails that come and go; the same rules and the same day judge both sides. */
export function guardrailChanges(before: Inventory, after: Inventory, at: Date): SectionChange {
  const [old = [], fresh = []] = [before, after].map((inventory) => findings(inventory, at));
  return sectionOf(old, fresh);
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

/** One side of a comparison, with what requirements ask about its repository. */
export interface JudgedSide {
  readonly inventory: Inventory;
  /** @default - nothing is known, so parts about the code stay open */
  readonly repository?: RepositoryFacts;
}

type RequirementChange = DiffReport['requirements'][number];

/** Requirements that stand otherwise, by environment. */
export function requirementChanges(
  before: JudgedSide,
  after: JudgedSide,
  environments: readonly { readonly id: string; readonly stage: Stage }[],
): RequirementChange[] {
  return environments.flatMap((environment) => {
    const [old, fresh] = [before, after].map((side) => resultsOf(side, environment));
    const ids = [...new Set([...(old?.keys() ?? []), ...(fresh?.keys() ?? [])])];
    return ids.flatMap((id) => {
      const [one, other] = [old?.get(id), fresh?.get(id)];
      if (saysOf(one) === saysOf(other)) return [];
      return [
        {
          id,
          environment: environment.id,
          before: one?.status ?? 'not judged',
          after: other?.status ?? 'not judged',
          problems: [...(other?.problems ?? [])],
        },
      ];
    });
  });
}

type Stage = Parameters<typeof checkRequirements>[1]['environments'][number]['stage'];

function resultsOf(
  { inventory, repository }: JudgedSide,
  environment: { readonly id: string; readonly stage: Stage },
): ReadonlyMap<string, RequirementResult> {
  const isHeld = inventory.stacks.some((stack) => stack.environment === environment.id);
  if (!isHeld || obstaclesTo(inventory).length > 0) return new Map();
  const results = checkRequirements(inventory, {
    environments: [environment],
    synthesized: inventory,
    ...(repository === undefined ? {} : { repository }),
  });
  return new Map(results.map((result) => [result.id, result]));
}

function saysOf(result: RequirementResult | undefined): string {
  return result === undefined ? '' : [result.status, ...result.problems].join('\n');
}
