import { costOf, costsByMonth } from '@smile/cost';
import { diagramsOf, renderSvg } from '@smile/diagrams';
import type { GuardrailReport } from '@smile/guardrails';
import type { Inventory } from '@smile/inventory';
import type { RequirementResult } from '@smile/requirements';
import { type SupportOptions, supportDates } from '@smile/support';
import { guardrailFacts } from './facts/guardrail-facts.ts';
import { inventoryFacts } from './facts/inventory-facts.ts';
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
  /** Versions that the repository pins. @default - not told, so none is on the page */
  readonly tools?: SupportOptions['tools'];
  /** Data of others in the repository. @default - not told, so none is on the page */
  readonly data?: SupportOptions['data'];
  /** Tables of `@smile/data-platform/failures`. @default - the environment has no data platform */
  readonly recovery?: RecoveryFacts;
}

/** Months for which the page says what begins to cost. */
const COST_MONTHS = 24;

/** Collects what a report of an environment shows. */
export async function collectReport(
  inventory: Inventory,
  { environment, at, requirements, guardrails, tools, data, recovery }: CollectReportOptions,
): Promise<ReportData> {
  const resources = inventory.resources({ environment, mode: 'managed' });
  const stacks = inventory.stacks.filter((stack) => stack.environment === environment).map(({ name }) => name);
  const diagrams = diagramsOf(inventory, environment);
  const environments = [environment];
  const [costs] = costOf(inventory, { on: at, environments });
  const [{ steps: costSteps } = { steps: [] }] = costsByMonth(inventory, {
    from: at,
    months: COST_MONTHS,
    environments,
  });
  if (costs === undefined) throw new Error(`costs of ${environment} were asked, and none came`);
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
    support: supportDates(inventory, { at, until: twoYearsAfter(at), environments, tools, data }),
    costs,
    costSteps,
    capacity: inventory.stacks.flatMap(({ name: stack, environment: of, capacity: groups }) =>
      of === environment && groups !== undefined ? [{ stack, groups }] : [],
    ),
  };
}

/** The same day two years later: within it most of what a page shows ends. */
function twoYearsAfter(day: string): string {
  return `${Number(day.slice(0, 4)) + 2}${day.slice(4)}`;
}
