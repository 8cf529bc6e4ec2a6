import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AlarmTopic, Connectable, Connections, EncryptionKey } from '@smile/core';
import { Construct } from 'constructs';
import type { Sessions } from '../sessions/sessions.ts';
import { BASTION_NAME } from './host-names.ts';
import { type HostNetwork, ManagedHost } from './managed-host.ts';
import { userData } from './user-data.ts';

export interface BastionProps {
  readonly network: HostNetwork;
  /** As in `t3.small`. Changing it stops the bastion for a minute. */
  readonly instanceType: string;
  readonly encryption: EncryptionKey;
  /** Where transcripts of sessions go. */
  readonly sessions: Sessions;
  readonly alarmTopic: AlarmTopic;
}

/**
 * The one host from which people reach what has no public address, through Session Manager only (ACC-BASTION).
 *
 * It listens on no port and keeps nothing: Terraform may replace it at any time. What it reaches is opened one by one,
 * as in `database.connections.allowFrom(bastion, 'Operators read orders')`. About USD 19 a month as t3.small, USD 77 as
 * t3.large, and USD 1.60 for its disk.
 */
export class Bastion extends Construct implements Connectable {
  readonly instanceId: string;
  readonly connections: Connections;

  constructor(scope: Construct, id: string, props: BastionProps) {
    super(scope, id);
    const host = this.createHost(props);
    this.instanceId = host.instanceId;
    this.connections = host.connections;
    props.sessions.grantRecord(host.role);
  }

  private createHost(props: BastionProps): ManagedHost {
    const [zone = ''] = props.network.vpc.availabilityZones;
    return new ManagedHost(this, 'Host', {
      network: props.network,
      name: BASTION_NAME,
      zone,
      instanceType: props.instanceType,
      rootVolume: '20 GiB',
      encryption: props.encryption,
      userData: userData(this, readFileSync(join(__dirname, 'bastion.sh'), 'utf8'), {}),
      onChangedUserData: 'replace',
      outOfCredits: 'slow-down',
      sessionsFor: 'operators',
      alarmTopic: props.alarmTopic,
    });
  }
}
