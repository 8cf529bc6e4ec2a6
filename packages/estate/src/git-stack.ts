import { GitServer } from '@smile/access';
import { type AlarmTopic, type Environment, EstateStack, type GitServerValues, PORTS } from '@smile/core';
import type { Construct } from 'constructs';
import type { AccessStack } from './access-stack.ts';
import type { EdgeStack } from './edge-stack.ts';
import type { NetworkStack } from './network-stack.ts';
import type { StorageStack } from './storage-stack.ts';

/** Stacks whose constructs the Git server uses. */
export interface GitStackNeeds {
  readonly network: NetworkStack;
  readonly storage: StorageStack;
  readonly access: AccessStack;
  readonly alarmTopic: AlarmTopic;
  /** Where users come in. Absent where nothing is reached from outside. */
  readonly edge: EdgeStack | undefined;
}

/** The Git repository server, in the environment that has its values (ENV-SHR). */
export class GitStack extends EstateStack {
  readonly server: GitServer;

  constructor(scope: Construct, environment: Environment, values: GitServerValues, needs: GitStackNeeds) {
    super(scope, environment, 'git');
    const { network, storage, access, alarmTopic, edge } = needs;
    this.server = new GitServer(this, 'Server', {
      ...values,
      patchSchedule: environment.access.patchSchedule,
      network,
      privateZone: network.privateZone,
      sessions: access.sessions,
      accessLogs: storage.accessLogs.bucket,
      alarmTopic,
    });
    this.server.connections.allowFrom(access.bastion, 'Operators open GitLab through the bastion', PORTS.https);
    if (edge !== undefined) this.openTo(edge);
  }

  private openTo({ entrances: { git } }: EdgeStack): void {
    if (git === undefined) return;
    git.loadBalancer.reach(this.server, git.targetGroup);
    git.targetGroup.addHost(this, 'Target', this.server.privateIp);
  }
}
