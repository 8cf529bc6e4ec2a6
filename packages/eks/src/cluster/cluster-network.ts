import { ANYWHERE, type Connections, PORTS, tcp, tcpRange, udp } from '@smile/core';
import { SecurityGroup, type Vpc } from '@smile/network';
import { Construct } from 'constructs';

export interface ClusterNetworkProps {
  readonly vpc: Vpc;
  /** Word for descriptions, as in `app`. */
  readonly name: string;
}

/** https://prometheus.io/docs/alerting/latest/high_availability/: TCP and UDP. */
const GOSSIP = 9094;

/**
 * Ports of nodes and pods that the control plane calls, and whom it calls there. A webhook on any other port would time
 * out, and with it every change that it must admit.
 *
 * Source: ports that the charts of the platform render (docs of each), and the EKS guide on security groups.
 */
const CALLED_BY_CONTROL_PLANE = [
  { port: tcp(8443), reason: 'Control plane asks the drain cleaner of Kafka' },
  { port: tcp(9443), reason: 'Control plane asks the load balancer controller, Kyverno and RisingWave' },
  {
    port: tcp(10250),
    reason: 'Control plane calls kubelets, metrics-server, cert-manager, External Secrets and Prometheus',
  },
  { port: tcp(15017), reason: 'Control plane asks Istio to inject and to validate' },
];

/**
 * Two security groups of ours: one on the control plane's network interfaces, one on the nodes.
 *
 * The nodes are not in the group that EKS makes by itself: it lets the control plane reach every port of them, and two
 * groups with the cluster's tag on one node confuse the load balancer controller. Nodes and pods share a group, so
 * between them all TCP is open, and network policies and mTLS decide who really talks to whom.
 */
export class ClusterNetwork extends Construct {
  readonly controlPlane: SecurityGroup;
  readonly nodes: SecurityGroup;

  constructor(scope: Construct, id: string, { vpc, name }: ClusterNetworkProps) {
    super(scope, id);
    this.controlPlane = new SecurityGroup(this, 'ControlPlane', {
      vpc,
      description: `Control plane of cluster ${name}`,
      defaultPort: PORTS.https,
    });
    this.nodes = new SecurityGroup(this, 'Nodes', { vpc, description: `Nodes and pods of cluster ${name}` });
    this.controlPlane.connections.allowFrom(this.nodes, 'Nodes and pods call the Kubernetes API');
    this.openNodes(this.nodes.connections);
  }

  private openNodes(nodes: Connections): void {
    for (const { port, reason } of CALLED_BY_CONTROL_PLANE) nodes.allowFrom(this.controlPlane, reason, port);
    nodes.allowInternally('Pods talk to pods; network policies decide which', tcpRange(1, 65535));
    nodes.allowInternally('Pods resolve names', udp(53));
    nodes.allowInternally('Alertmanagers gossip, so that a failing one takes no alert along', udp(GOSSIP));
    nodes.allowToCidr(ANYWHERE, 'AWS services, images and partners, through endpoints and NAT', PORTS.https);
  }
}
