import { EksAccessEntry } from '@cdktf/provider-aws/lib/eks-access-entry';
import { EksAccessPolicyAssociation } from '@cdktf/provider-aws/lib/eks-access-policy-association';
import { throwIfAny } from '@smile/core';
import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { type AccessPolicy, accessPolicyArn } from './access-policies.ts';

export interface AccessEntryProps {
  /** The cluster's name as Terraform knows it once the cluster exists. */
  readonly clusterReference: string;
  /** Role that gets access, as in `arn:aws:iam::111111111111:role/smile-prd-apply`. Changing it replaces the entry. */
  readonly principalArn: string;
  /** What it may do, as a policy of AWS. @default - only what Kubernetes grants to its groups */
  readonly policy?: AccessPolicy;
  /** Kubernetes namespaces in which it may; `*` matches any characters. @default - the whole cluster */
  readonly namespaces?: readonly string[];
  /** What it may do in some namespaces besides. @default - nothing */
  readonly also?: NamespacedPolicy;
  /**
   * Groups under which Kubernetes knows the role, for bindings that the platform makes. Not those of Kubernetes itself.
   * @default - none
   */
  readonly kubernetesGroups?: readonly string[];
}

/** A policy of AWS that holds in some namespaces. */
export interface NamespacedPolicy {
  readonly policy: 'admin' | 'edit' | 'view';
  /** As in `smile`; `*` matches any characters, as in `preview-*`. */
  readonly namespaces: readonly string[];
}

const ROLE = /^arn:aws:iam::\d{12}:role\/(?!aws-reserved\/).+[^*]$/;

/** Prefixes that EKS refuses in groups. Source: API reference, CreateAccessEntry. */
const RESERVED_GROUPS = ['system:', 'eks:', 'aws:', 'amazon:', 'iam:'];

/**
 * Lets one IAM role into a cluster.
 *
 * Never for the role of managed nodes: EKS makes that entry itself, and a second one fails (T-eks#2968). A role that is
 * deleted and made again under its name needs its entry replaced too: EKS remembers the role, not the name.
 */
export class AccessEntry extends Construct {
  constructor(scope: Construct, id: string, props: AccessEntryProps) {
    super(scope, id);
    const { clusterReference, principalArn, policy, namespaces, also } = props;
    throwIfAny(this, entryProblems(props));
    const entry = new EksAccessEntry(this, 'Default', {
      clusterName: clusterReference,
      principalArn,
      type: 'STANDARD',
      kubernetesGroups: props.kubernetesGroups === undefined ? undefined : [...props.kubernetesGroups],
    });
    if (policy !== undefined) this.associate('Policy', entry, policy, namespaces);
    if (also !== undefined) this.associate('NamespacedPolicy', entry, also.policy, also.namespaces);
  }

  private associate(id: string, entry: EksAccessEntry, policy: AccessPolicy, namespaces?: readonly string[]): void {
    new EksAccessPolicyAssociation(this, id, {
      clusterName: entry.clusterName,
      principalArn: entry.principalArn,
      policyArn: accessPolicyArn(policy),
      accessScope: namespaces === undefined ? { type: 'cluster' } : { type: 'namespace', namespaces: [...namespaces] },
    });
  }
}

function entryProblems({ principalArn, policy, namespaces, also, kubernetesGroups = [] }: AccessEntryProps): string[] {
  const problems: string[] = [];
  if (policy === undefined && also === undefined && kubernetesGroups.length === 0) {
    problems.push('the role may do nothing: got neither a policy nor kubernetesGroups; give it one of them');
  }
  if (also !== undefined && also.namespaces.length === 0) {
    problems.push(`also.namespaces must be named, got none with ${also.policy}; leave also out`);
  }
  if (!Token.isUnresolved(principalArn) && !ROLE.test(principalArn)) {
    problems.push(
      `principalArn must be one role of ours without *, got ${JSON.stringify(principalArn)}; people take on a role such as smile-prd-operator`,
    );
  }
  const isWhole = policy === undefined || policy === 'cluster-admin' || policy === 'admin-view';
  if (namespaces !== undefined && (namespaces.length === 0 || isWhole)) {
    problems.push(
      `namespaces must be named, and only with admin, edit or view, got ${JSON.stringify(namespaces)} with ${policy ?? 'no policy'}; leave namespaces out for the whole cluster`,
    );
  }
  const reserved = kubernetesGroups.filter((group) => RESERVED_GROUPS.some((prefix) => group.startsWith(prefix)));
  if (reserved.length > 0) {
    problems.push(
      `kubernetesGroups must not start with ${RESERVED_GROUPS.join(', ')}, got ${reserved.join(', ')}; use a group of ours, as in smile:operators`,
    );
  }
  return problems;
}
