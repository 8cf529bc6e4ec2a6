import type { Inventory, Resource } from '@smile/inventory';
import { blocks, literal } from './values.ts';

/** A step of the data pipeline, as far as the estate has it. */
export interface PipelineStep {
  readonly step: StepName;
  /** Where it runs: nodes, or the database itself. */
  readonly place: Resource;
  /** What runs it. @default - nothing in the inventory yet, only the nodes for it */
  readonly workload?: Resource;
}

export type StepName = 'source' | 'kafka' | 'risingwave' | 'clickhouse' | 'pentaho';

/** Groups of nodes that exist for one step, and words by which its workloads are known. */
const STEPS: readonly { readonly step: StepName; readonly nodes: RegExp; readonly workload: RegExp }[] = [
  { step: 'kafka', nodes: /kafka/i, workload: /kafka|strimzi/i },
  { step: 'risingwave', nodes: /olap/i, workload: /rising-?wave/i },
  { step: 'clickhouse', nodes: /click-?house/i, workload: /click-?house/i },
  { step: 'pentaho', nodes: /etl|pentaho/i, workload: /pentaho/i },
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
    .map((place): PipelineStep => ({ step: 'source', place, workload: place }));
  const nodes = inventory.resources({ type: 'aws_eks_node_group', environment, mode: 'managed' });
  const workloads = inventory.resources({ type: 'helm_release', environment, mode: 'managed' });
  const steps = STEPS.flatMap(({ step, nodes: ofStep, workload }) =>
    nodes
      .filter((group) => ofStep.test(nodeWords(group)))
      .slice(0, 1)
      .map((place): PipelineStep => ({ step, place, workload: workloads.find((one) => workload.test(one.address)) })),
  );
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

function nodeWords({ constructPath, address }: Resource): string {
  return constructPath?.split('/').slice(1).join(' ') ?? address;
}
