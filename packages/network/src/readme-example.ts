import { type EstateStack, PORTS } from '@smile/core';
import { FlowLogs, GatewayEndpoints, SecurityGroup, Vpc } from '@smile/network';

/** A network with flow logs, and two groups of hosts of which one may call the other. */
export function smallNetwork(stack: EstateStack): void {
  const vpc = new Vpc(stack, 'Vpc', {
    cidr: '10.0.0.0/16',
    availabilityZones: ['apse3-az1', 'apse3-az2', 'apse3-az3'],
  });
  new GatewayEndpoints(stack, 'GatewayEndpoints', { vpc });
  new FlowLogs(stack, 'FlowLogs', { vpc });

  const clients = new SecurityGroup(stack, 'Clients', { vpc, description: 'Clients' });
  const servers = new SecurityGroup(stack, 'Servers', { vpc, description: 'Servers', defaultPort: PORTS.mysql });
  servers.connections.allowFrom(clients, 'Clients read orders');
}
