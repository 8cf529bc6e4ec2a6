import { PriorityClassV1 } from '@cdktf/provider-kubernetes/lib/priority-class-v1';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';

/**
 * Who stays when a node is full, highest first. Those of Kubernetes itself, for what a node cannot do without, are above:
 * two billion. https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
 */
export const PRIORITIES = {
  platform: { value: 1_000_000, description: 'Controllers, mesh, secrets: without them other pods do not start' },
  data: { value: 900_000, description: 'Kafka, ZooKeeper, ClickHouse, RisingWave: slow to come back' },
  services: { value: 500_000, description: "SMILE's and WMS's services, sign-in" },
  telemetry: { value: 300_000, description: 'Metrics, logs, traces: missed, not needed' },
  jobs: { value: 100_000, description: 'Batch jobs and builds: they start again' },
} as const;

export type Priority = keyof typeof PRIORITIES;

/** The classes of {@link PRIORITIES}. A class is replaced when its value changes; pods keep the value they started with. */
export class PriorityClasses extends Construct {
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.ready = Object.entries(PRIORITIES).map(
      ([name, { value, description }]) =>
        new PriorityClassV1(this, name, {
          metadata: { name },
          value,
          description,
        }),
    );
  }
}
