import { diagramsOf, renderSvg } from '@smile/diagrams';
import type { GuardrailReport } from '@smile/guardrails';
import type { Inventory } from '@smile/inventory';
import type { RequirementResult } from '@smile/requirements';
import { ec2Costs } from './facts/ec2-costs.ts';
import { guardrailFacts } from './facts/guardrail-facts.ts';
import { inventoryFacts } from './facts/inventory-facts.ts';
import { supportCalendar } from './facts/support-calendar.ts';
import type { RecoveryFacts, ReportData } from './report-data.ts';

export interface CollectReportOptions {
  /** As in `indonesia/production`. */
  readonly environment: string;
  /** Day of the report as an ISO date, as in `2026-11-25`. */
  readonly at: string;
  /** Results of `@smile/requirements`. @default - not judged; the page says so */
  readonly requirements?: readonly RequirementResult[];
  /** Results of `@smile/guardrails`, also of the whole estate. @default - not judged; the page says so */
  readonly guardrails?: GuardrailReport;
  /** Tables of `@smile/data-platform/failures`. @default - the environment has no data platform */
  readonly recovery?: RecoveryFacts;
}

/** Collects what a report of an environment shows. */
export async function collectReport(
  inventory: Inventory,
  { environment, at, requirements, guardrails, recovery }: CollectReportOptions,
): Promise<ReportData> {
  const resources = inventory.resources({ environment, mode: 'managed' });
  const stacks = inventory.stacks.filter((stack) => stack.environment === environment).map(({ name }) => name);
  const diagrams = diagramsOf(inventory, environment);
  return {
    environment: {
      id: environment,
      account: resources.find(({ account }) => account !== undefined)?.account,
      region: resources.find(({ region }) => region !== undefined)?.region,
    },
    at,
    source: inventory.source,
    inventory: inventoryFacts(inventory, environment),
    requirements,
    guardrails: guardrails === undefined ? undefined : guardrailFacts(guardrails, stacks),
    recovery,
    diagrams: await Promise.all(
      diagrams.map(async (diagram) => ({ title: diagram.title, svg: await renderSvg(diagram) })),
    ),
    support: supportCalendar(inventory, environment, at),
    costs: ec2Costs(inventory, environment),
    capacity: inventory.stacks.flatMap(({ name: stack, environment: of, capacity: groups }) =>
      of === environment && groups !== undefined ? [{ stack, groups }] : [],
    ),
  };
}
