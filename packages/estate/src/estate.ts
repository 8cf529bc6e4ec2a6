import type { Environment } from '@smile/core';
import type { Construct } from 'constructs';
import { AccessStack } from './access-stack.ts';
import { BootstrapStack } from './bootstrap-stack.ts';
import { GitStack } from './git-stack.ts';
import { NetworkStack } from './network-stack.ts';

/**
 * Every stack of an environment, wired: a stack takes the constructs of the stacks before it.
 *
 * What differs between environments is a value; a stack without values, such as the Git server's, is left out.
 */
export class Estate {
  readonly bootstrap: BootstrapStack;
  readonly network: NetworkStack;
  readonly access: AccessStack;
  /** Only where the environment has values for it. @default - none */
  readonly git?: GitStack;

  constructor(scope: Construct, environment: Environment) {
    this.bootstrap = new BootstrapStack(scope, environment);
    this.network = new NetworkStack(scope, environment);
    this.access = new AccessStack(scope, environment, this.network);
    if (environment.gitServer !== undefined) {
      this.git = new GitStack(scope, environment, environment.gitServer, this);
    }
  }
}
