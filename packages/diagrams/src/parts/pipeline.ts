import type { Inventory, Resource } from '@smile/inventory';
import { type NodePool, nodePools } from './node-pools.ts';
import { blocks, literal } from './values.ts';

/** A step of the data pipeline, as far as the estate has it. */
export interface PipelineStep {
  readonly step: StepName;
  /** Where it runs. */
  readonly place: { readonly database: Resource } | { readonly pool: NodePool };
  /** Whether the inventory has what runs it, and not the nodes for it alone. */
  readonly runs: boolean;
}

export type StepName = 'source' | 'kafka' | 'risingwave' | 'clickhouse' | 'pentaho';

/** Roles of nodes that are there for one step, and words by which its workloads are known. */
const STEPS: readonly { readonly step: StepName; readonly role: RegExp; readonly workload: RegExp }[] = [
  { step: 'kafka', role: /^kafka$/i, workload: /kafka|strimzi/i },
  { step: 'risingwave', role: /^olap$/i, workload: /rising-?wave/i },
  { step: 'clickhouse', role: /^click-?house$/i, workload: /click-?house/i },
  { step: 'pentaho', role: /^etl$/i, workload: /pentaho/i },
];

/** Flows between steps, with what does the carrying. */
export const FLOWS: readonly { readonly from: StepName; readonly to: StepName; readonly label: string }[] = [
  { from: 'source', to: 'kafka', label: 'changes (Debezium)' },
  { from: 'kafka', to: 'risingwave', label: 'topics' },
  { from: 'risingwave', to: 'kafka', label: 'transformed' },
  { from: 'kafka', to: 'clickhouse', label: 'sink connector' },
  { from: 'source', to: 'pentaho', label: 'batch reads' },
  { from: 'pentaho', to: 'clickhouse', label: 'batch loads' },
];

/** Steps of the pipeline from changes in MySQL to ClickHouse that an environment has. */
export function pipelineOf(inventory: Inventory, environment: string): PipelineStep[] {
  const sources = inventory
    .resources({ type: 'aws_db_instance', environment, mode: 'managed' })
    .filter((database) => capturesChanges(inventory, database))
    .map((database): PipelineStep => ({ step: 'source', place: { database }, runs: true }));
  const pools = nodePools(inventory, environment);
  const workloads = inventory.resources({ type: 'helm_release', environment, mode: 'managed' });
  const steps = STEPS.flatMap(({ step, role, workload }): PipelineStep[] => {
    const pool = pools.find((one) => role.test(one.role));
    const runs = workloads.some(({ address }) => workload.test(address));
    return pool === undefined ? [] : [{ step, place: { pool }, runs }];
  });
  return [...sources, ...steps];
}

/** Whether a database writes the log that Debezium reads. */
function capturesChanges(inventory: Inventory, database: Resource): boolean {
  return inventory
    .references(database)
    .filter(({ type }) => type === 'aws_db_parameter_group')
    .flatMap(({ values }) => blocks(values, 'parameter'))
    .some((one) => literal(one, 'name') === 'binlog_row_image' && literal(one, 'value')?.toUpperCase() === 'FULL');
}
