import type { Environment } from '@smile/core';
import type { Construct } from 'constructs';
import { alarmTopicOf } from './alarm-topic.ts';
import { BootstrapStack } from './bootstrap-stack.ts';
import { DatabasesStack } from './databases-stack.ts';
import { NetworkStack } from './network-stack.ts';
import { StorageStack } from './storage-stack.ts';

/**
 * Every stack of an environment, wired: a stack takes the constructs of the stacks before it.
 *
 * Every environment gets the same stacks; what differs is a value, and a stack whose values are absent is left out.
 */
export class Estate {
  readonly bootstrap: BootstrapStack;
  readonly network: NetworkStack;
  readonly storage: StorageStack;
  /** Absent where nothing runs in clusters. */
  readonly databases: DatabasesStack | undefined;

  constructor(scope: Construct, environment: Environment) {
    this.bootstrap = new BootstrapStack(scope, environment);
    this.network = new NetworkStack(scope, environment);
    this.storage = new StorageStack(scope, environment);
    this.databases = this.createDatabases(scope, environment);
  }

  private createDatabases(scope: Construct, environment: Environment): DatabasesStack | undefined {
    const { databases: values } = environment;
    if (values === undefined) return undefined;
    const { network, storage } = this;
    return new DatabasesStack(scope, environment, { values, network, storage, alarmTopic: alarmTopicOf(environment) });
  }
}
