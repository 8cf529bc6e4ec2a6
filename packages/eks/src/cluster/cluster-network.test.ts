import { EksCluster } from '@cdktf/provider-aws/lib/eks-cluster';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { clusterStackFor } from '../fixtures.ts';
import type { Cluster } from './cluster.ts';

const clusters: Cluster[] = [];
const stack = clusterStackFor({}, (_, cluster) => clusters.push(cluster));

const CONTROL_PLANE = '${aws_security_group.Application_Network_ControlPlane';
const NODES = '${aws_security_group.Application_Network_Nodes';

const rulesInto = (group: string) =>
  resourcesOf(stack, VpcSecurityGroupIngressRule)
    .filter(({ security_group_id: id }) => String(id).startsWith(group))
    .map(({ referenced_security_group_id: from, ip_protocol: protocol, from_port: first, to_port: last }) => {
      const peer = String(from).startsWith(CONTROL_PLANE) ? 'control plane' : 'nodes';
      return `${peer} ${protocol} ${first === last ? first : `${first}-${last}`}`;
    })
    .sort();

describe('security groups of a cluster (NET-5)', () => {
  test('let nodes call the API, and nobody else', () => {
    expect(rulesInto(CONTROL_PLANE)).toEqual(['nodes tcp 443']);
  });

  test('let the control plane reach exactly the webhooks of the platform, Istio’s 15017 among them, and kubelets', () => {
    expect(rulesInto(NODES)).toEqual([
      'control plane tcp 10250',
      'control plane tcp 15017',
      'control plane tcp 8443',
      'control plane tcp 9443',
      'nodes tcp 1-65535',
      'nodes udp 53',
      // https://prometheus.io/docs/alerting/latest/high_availability/: gossip is TCP and UDP on 9094.
      'nodes udp 9094',
    ]);
  });

  test('let nodes out to HTTPS alone, beside what they are allowed to one by one', () => {
    const out = resourcesOf(stack, VpcSecurityGroupEgressRule).filter(({ cidr_ipv4: cidr }) => cidr !== undefined);
    expect(out.map(({ cidr_ipv4: cidr, from_port: from, to_port: to }) => [cidr, from, to])).toEqual([
      ['0.0.0.0/0', 443, 443],
    ]);
  });

  test('are ours: one on the control plane, one on the nodes, none with the tag by which controllers find groups', () => {
    expect(stack).toReference(EksCluster, 'vpc_config.security_group_ids', SecurityGroup);
    expect(clusters.map(({ nodeSecurityGroupIds }) => nodeSecurityGroupIds.length)).toEqual([1]);
    expect(JSON.stringify(resourcesOf(stack, SecurityGroup))).not.toContain('kubernetes.io/cluster');
  });
});
