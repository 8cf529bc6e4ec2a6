import { diagramsOf, renderSvg } from '@smile/diagrams';
import type { Inventory } from '@smile/inventory';
import type { RequirementResult } from '@smile/requirements';
import { ec2Costs } from './facts/ec2-costs.ts';
import { inventoryFacts } from './facts/inventory-facts.ts';
import { supportCalendar } from './facts/support-calendar.ts';
import type { GuardrailFacts, ReportData } from './report-data.ts';

export interface CollectReportOptions {
  /** As in `indonesia/production`. */
  readonly environment: string;
  /** Day of the report as an ISO date, as in `2026-11-25`. */
  readonly at: string;
  /** Results of `@smile/requirements`. @default - not judged; the page says so */
  readonly requirements?: readonly RequirementResult[];
  /** Results of `@smile/guardrails`. @default - not judged; the page says so */
  readonly guardrails?: GuardrailFacts;
}

/** Collects what a report of an environment shows. */
export async function collectReport(
  inventory: Inventory,
  { environment, at, requirements, guardrails }: CollectReportOptions,
): Promise<ReportData> {
  const resources = inventory.resources({ environment, mode: 'managed' });
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
    guardrails,
    diagrams: await Promise.all(
      diagrams.map(async (diagram) => ({ title: diagram.title, svg: await renderSvg(diagram) })),
    ),
    support: supportCalendar(inventory, environment, at),
    costs: ec2Costs(inventory, environment),
  };
}
