import type { Environment } from '@smile/core';
import type { Construct } from 'constructs';
import { AccessStack } from './access-stack.ts';
import { BootstrapStack } from './bootstrap-stack.ts';
import { NetworkStack } from './network-stack.ts';

/**
 * Every stack of an environment, wired: a stack takes the constructs of the stacks before it.
 *
 * Every environment gets the same stacks; what differs is a value.
 */
export class Estate {
  readonly bootstrap: BootstrapStack;
  readonly network: NetworkStack;
  readonly access: AccessStack;

  constructor(scope: Construct, environment: Environment) {
    this.bootstrap = new BootstrapStack(scope, environment);
    this.network = new NetworkStack(scope, environment);
    this.access = new AccessStack(scope, environment, this.network);
  }
}
