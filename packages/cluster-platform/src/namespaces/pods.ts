import { NetworkPolicyV1, type NetworkPolicyV1Spec } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { EstateStack, kebabCase, pascalCase, REASON_ANNOTATION, ValidationError } from '@smile/core';
import type { Construct } from 'constructs';

export interface PodsProps {
  /** Construct that the policies belong to, of the stack in which the pods are made. */
  readonly owner: Construct;
  readonly namespace: string;
  /** What they are called in policies, as in `loki`. */
  readonly name: string;
  /** Labels that only these pods of the namespace have. */
  readonly labels: Readonly<Record<string, string>>;
  /** Container ports at which they answer, by default. Not those of their Service. @default - every call names its ports */
  readonly ports?: readonly number[];
}

/** IPv4 blocks outside the cluster, by a word that is part of Terraform addresses. */
export interface NamedBlocks {
  /** In PascalCase, as in `Databases`. */
  readonly name: string;
  readonly cidrs: readonly string[];
  /** Parts of the blocks that stay closed. @default - none */
  readonly except?: readonly string[];
}

/** A container port, over TCP unless said otherwise. */
export type PodPort = number | { readonly port: number; readonly protocol: 'UDP' };

/** Longest reason that people still read in a plan. */
const LONGEST_REASON = 200;

/**
 * Pods that share labels, and who may talk to them: as with security groups, each allowance has a reason, and opens both
 * ends, because namespaces start closed in both directions.
 *
 * Ports are those of containers. The network policies of the VPC CNI are enforced after a Service's port was translated, so
 * the port of the Service opens nothing. https://docs.aws.amazon.com/eks/latest/best-practices/network-security.html
 */
export class Pods {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  private readonly owner: Construct;
  readonly ports: readonly number[];

  constructor({ owner, namespace, name, labels, ports = [] }: PodsProps) {
    this.owner = owner;
    this.namespace = namespace;
    this.name = name;
    this.labels = labels;
    this.ports = ports;
  }

  /**
   * Lets other pods open connections to these.
   *
   * @param reason why; an annotation of both policies.
   * @param ports container ports. @default - the ports of these pods
   * @throws ValidationError without a reason or a port.
   */
  allowFrom(others: Pods, reason: string, ports: readonly PodPort[] = this.ports): void {
    const checked = this.checked(reason, ports);
    const host = this.laterOwner(others);
    const words = (from: Pods, to: Pods) => `${pascalCase(from.name)}To${pascalCase(to.name)}`;
    policy(host, `In${words(others, this)}`, this, `from-${others.name}`, checked, {
      policyTypes: ['Ingress'],
      ingress: [{ from: [peer(others)], ports: checked.ports }],
    });
    policy(host, `Out${words(others, this)}`, others, `to-${this.name}`, checked, {
      policyTypes: ['Egress'],
      egress: [{ to: [peer(this)], ports: checked.ports }],
    });
  }

  /** Lets addresses outside the cluster, such as those of a load balancer, open connections to these pods. */
  allowFromBlocks(blocks: NamedBlocks, reason: string, ports: readonly number[] = this.ports): void {
    const checked = this.checked(reason, ports);
    policy(this.owner, `In${blocks.name}To${pascalCase(this.name)}`, this, `from-${kebabCase(blocks.name)}`, checked, {
      policyTypes: ['Ingress'],
      ingress: [{ from: ipBlocks(blocks), ports: checked.ports }],
    });
  }

  /** Lets these pods open connections to addresses outside the cluster, such as those of a data store. */
  allowToBlocks(blocks: NamedBlocks, reason: string, ports: readonly number[]): void {
    const checked = this.checked(reason, ports);
    policy(this.owner, `Out${pascalCase(this.name)}To${blocks.name}`, this, `to-${kebabCase(blocks.name)}`, checked, {
      policyTypes: ['Egress'],
      egress: [{ to: ipBlocks(blocks), ports: checked.ports }],
    });
  }

  private checked(reason: string, ports: readonly PodPort[]): CheckedAllowance {
    const problems: string[] = [];
    const given = JSON.stringify(reason);
    if (reason.trim() === '' || reason.length > LONGEST_REASON) {
      problems.push(
        `an allowance needs a reason of 1 to ${LONGEST_REASON} characters, got ${given}; say who needs it for what`,
      );
    }
    if (ports.length === 0) {
      problems.push(
        `the allowance ${given} of ${this.name} names no port and there is no default; pass container ports`,
      );
    }
    if (problems.length > 0) throw new ValidationError(this.owner, problems);
    return { reason, ports: ports.map(policyPort) };
  }

  /** Policies between two stacks lie in the later one, as rules of security groups do. */
  private laterOwner(others: Pods): Construct {
    const [mine, theirs] = [EstateStack.ofConstruct(this.owner), EstateStack.ofConstruct(others.owner)];
    return theirs.isAfter(mine) ? others.owner : this.owner;
  }
}

interface CheckedAllowance {
  readonly reason: string;
  readonly ports: { readonly port: string; readonly protocol: string }[];
}

function policyPort(port: PodPort) {
  return typeof port === 'number'
    ? { port: String(port), protocol: 'TCP' }
    : { port: String(port.port), protocol: port.protocol };
}

function policy(
  scope: Construct,
  id: string,
  of: Pods,
  peerName: string,
  { reason }: CheckedAllowance,
  spec: Omit<NetworkPolicyV1Spec, 'podSelector'>,
): void {
  new NetworkPolicyV1(scope, id, {
    metadata: {
      name: `${of.name}-${peerName}`,
      namespace: of.namespace,
      annotations: { [REASON_ANNOTATION]: reason },
    },
    spec: { podSelector: { matchLabels: { ...of.labels } }, ...spec },
  });
}

function peer({ namespace, labels }: Pods) {
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    podSelector: { matchLabels: { ...labels } },
  };
}

function ipBlocks({ cidrs, except }: NamedBlocks) {
  return cidrs.map((cidr) => ({ ipBlock: { cidr, except: except === undefined ? undefined : [...except] } }));
}
