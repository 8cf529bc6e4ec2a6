import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { CloudwatchLogMetricFilter } from '@cdktf/provider-aws/lib/cloudwatch-log-metric-filter';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { EksAddon } from '@cdktf/provider-aws/lib/eks-addon';
import { EksCluster } from '@cdktf/provider-aws/lib/eks-cluster';
import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { testEnvironment } from '@smile/core/fixtures';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { clusterStackFor } from '../fixtures.ts';
import type { KubernetesVersion } from '../kubernetes-versions.ts';
import type { Cluster, ClusterProps } from './cluster.ts';

const stack = clusterStackFor();

const clusterOf = (props: Partial<ClusterProps> = {}) => {
  const found: Cluster[] = [];
  clusterStackFor(props, (_, cluster) => found.push(cluster));
  const [cluster] = found;
  if (cluster === undefined) throw new Error('no cluster was built');
  return cluster;
};

describe('defaults', () => {
  test('the API answers in the VPC only', () => {
    expect(stack).toHaveResource(EksCluster, {
      vpc_config: { endpoint_private_access: true, endpoint_public_access: false },
    });
    const [cluster] = resourcesOf(stack, EksCluster) as [{ vpc_config: object }];
    expect(cluster.vpc_config).not.toHaveProperty('public_access_cidrs');
  });

  test('services get addresses outside every VPC of ours', () => {
    expect(stack).toHaveResource(EksCluster, {
      kubernetes_network_config: { service_ipv4_cidr: '172.20.0.0/16', ip_family: 'ipv4' },
    });
    expect(clusterOf().serviceCidr).toBe('172.20.0.0/16');
  });

  test('nodes take blocks of addresses, so that many pods fit on one', () => {
    expect(clusterOf().prefixDelegation).toBe(true);
    expect(JSON.stringify(resourcesOf(stack, EksAddon))).toContain('ENABLE_PREFIX_DELEGATION\\":\\"true');
  });

  test('keeps the log for 90 days', () => {
    expect(stack).toHaveResource(CloudwatchLogGroup, { retention_in_days: 90 });
  });

  test('is protected: by EKS, and by Terraform', () => {
    expect(stack).toHaveResource(EksCluster, {
      deletion_protection: true,
      lifecycle: { prevent_destroy: true },
    });
  });
});

describe('a cluster (APP-EKS)', () => {
  test('has a name of its own, known at synth', () => {
    expect(clusterOf().clusterName).toBe('smile-uat-app');
    expect(stack).toHaveResource(EksCluster, { name: 'smile-uat-app', version: '1.35' });
  });

  test('lets in whom access entries name, and nobody for having made it', () => {
    expect(stack).toHaveResource(EksCluster, {
      access_config: { authentication_mode: 'API', bootstrap_cluster_creator_admin_permissions: false },
    });
  });

  test('starts without the add-ons that EKS would bring unpinned', () => {
    expect(stack).toHaveResource(EksCluster, { bootstrap_self_managed_addons: false });
  });

  test('is not replaced for what EKS decides once and does not tell later (P39)', () => {
    expect(stack).toHaveResource(EksCluster, {
      lifecycle: {
        ignore_changes: [
          'vpc_config[0].subnet_ids',
          'access_config[0].bootstrap_cluster_creator_admin_permissions',
          'bootstrap_self_managed_addons',
        ],
      },
    });
  });

  test('never slips into extended support, which costs six times as much', () => {
    expect(stack).toHaveResource(EksCluster, { upgrade_policy: { support_type: 'STANDARD' } });
  });

  test('can be moved out of one zone', () => {
    expect(stack).toHaveResource(EksCluster, { zonal_shift_config: { enabled: true } });
  });

  test('encrypts Secrets with our key', () => {
    expect(stack).toHaveResource(EksCluster, {
      encryption_config: { resources: ['secrets'], provider: { key_arn: '${aws_kms_key.SecretsKey.arn}' } },
    });
    expect(stack).toHaveDataSource(DataAwsIamPolicyDocument, {
      statement: [
        {
          actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ListGrants', 'kms:DescribeKey'],
          resources: ['${aws_kms_key.SecretsKey.arn}'],
        },
      ],
    });
  });

  test('writes all five logs to a group that exists before it, encrypted', () => {
    expect(stack).toHaveResource(EksCluster, {
      enabled_cluster_log_types: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'],
    });
    expect(stack).toHaveResource(CloudwatchLogGroup, {
      name: '/aws/eks/smile-uat-app/cluster',
      kms_key_id: '${aws_kms_key.LogsKey.arn}',
    });
    expect(stack).toReference(EksCluster, 'depends_on', CloudwatchLogGroup);
  });

  test('waits for the permissions of its role, which it needs to the end', () => {
    expect(stack).toReference(EksCluster, 'depends_on', IamRolePolicyAttachment);
    expect(stack).toReference(EksCluster, 'depends_on', IamRolePolicy);
  });

  test('gives its role to no other cluster', () => {
    expect(stack).toHaveDataSource(DataAwsIamPolicyDocument, {
      statement: [
        {
          sid: 'ControlPlane',
          actions: ['sts:AssumeRole'],
          condition: [
            { variable: 'aws:SourceAccount', values: ['222222222222'] },
            {
              variable: 'aws:SourceArn',
              values: ['arn:aws:eks:ap-southeast-3:222222222222:cluster/smile-uat-app'],
            },
          ],
        },
      ],
    });
  });

  test('has its interfaces in the intra subnets, which lead nowhere', () => {
    expect(stack).toReference(EksCluster, 'vpc_config.subnet_ids', Subnet);
    expect(JSON.stringify(resourcesOf(stack, EksCluster))).toMatch(/Intra-apse3-az1.*Intra-apse3-az2.*Intra-apse3-az3/);
  });

  test('is an identity provider for RisingWave, without asking its issuer for a thumbprint (DAT-RISINGWAVE)', () => {
    expect(stack).toHaveResource(IamOpenidConnectProvider, {
      url: '${aws_eks_cluster.Application.identity[0].oidc[0].issuer}',
      client_id_list: ['sts.amazonaws.com'],
    });
    expect(stack).not.toHaveResource(IamOpenidConnectProvider, { thumbprint_list: expect.anything() });
  });

  test('has one role for its nodes, which cannot change the network', () => {
    const attached = resourcesOf(stack, IamRolePolicyAttachment)
      .filter(({ role }) => String(role).includes('NodeRole'))
      .map(({ policy_arn: arn }) => arn);
    expect(attached).toEqual([
      'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly',
      'arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy',
    ]);
  });
});

describe('options', () => {
  test('the API answers offices that are listed', () => {
    expect(clusterStackFor({ publicAccessCidrs: ['203.0.113.0/24'] })).toHaveResource(EksCluster, {
      vpc_config: {
        endpoint_private_access: true,
        endpoint_public_access: true,
        public_access_cidrs: ['203.0.113.0/24'],
      },
    });
  });

  test('services get another block', () => {
    expect(clusterStackFor({ serviceCidr: '192.168.0.0/20' })).toHaveResource(EksCluster, {
      kubernetes_network_config: { service_ipv4_cidr: '192.168.0.0/20' },
    });
  });

  test('the log is kept for as long as asked', () => {
    expect(clusterStackFor({ logRetention: '365 days' })).toHaveResource(CloudwatchLogGroup, {
      retention_in_days: 365,
    });
  });

  test('nodes take single addresses', () => {
    const addons = JSON.stringify(resourcesOf(clusterStackFor({ prefixDelegation: false }), EksAddon));
    expect(addons).toContain('ENABLE_PREFIX_DELEGATION\\":\\"false');
    expect(addons).not.toContain('WARM_PREFIX_TARGET');
  });

  test('may be deleted, with both keys', () => {
    const unprotected = clusterStackFor({ deletion: { allowedBecause: 'preview' } }, undefined, {
      environment: testEnvironment({ allowDataLoss: true }),
    });
    expect(unprotected).toHaveResource(EksCluster, {
      deletion_protection: false,
      tags: { 'deletion-allowed-because': 'preview' },
    });
    expect(unprotected).not.toHaveResource(EksCluster, { lifecycle: { prevent_destroy: true } });
  });
});

describe('tells the alarm topic', () => {
  test('what AWS publishes of the control plane', () => {
    const alarms = resourcesOf(stack, CloudwatchMetricAlarm).map(
      ({ namespace, metric_name: metric, comparison_operator: operator, threshold, evaluation_periods: periods }) =>
        `${namespace} ${metric} ${operator} ${threshold}, ${periods} × 5 min`,
    );
    expect(alarms.sort()).toEqual([
      'AWS/EKS apiserver_request_total_429 GreaterThanThreshold 100, 1 × 5 min',
      'AWS/EKS apiserver_request_total_5XX GreaterThanThreshold 50, 1 × 5 min',
      'AWS/EKS scheduler_pending_pods_UNSCHEDULABLE GreaterThanThreshold 0, 3 × 5 min',
      'Smile/Eks smile-uat-app-node-not-ready GreaterThanOrEqualToThreshold 1, 1 × 5 min',
    ]);
  });

  test('the API server’s metrics by their sum, the only statistic that the guide calls valid', () => {
    // https://docs.aws.amazon.com/eks/latest/userguide/cloudwatch.html, "Valid statistics: Sum"
    const statistics = resourcesOf(stack, CloudwatchMetricAlarm)
      .filter(({ namespace }) => namespace === 'AWS/EKS')
      .map(({ statistic }) => statistic);
    expect(new Set(statistics)).toEqual(new Set(['Sum']));
  });

  test('that pods are taken from a lost node, and not that an ordinary one ends', () => {
    // klog writes `"Deleting pod" controller="taint-eviction-controller" pod="…"` (pkg/controller/tainteviction); a node that
    // was drained before it ended has no pods that its taint could delete.
    expect(stack).toHaveResource(CloudwatchLogMetricFilter, {
      name: 'smile-uat-app-node-not-ready',
      pattern: '"Deleting pod" "taint-eviction-controller"',
    });
    expect(stack).toReference(CloudwatchLogMetricFilter, 'log_group_name', CloudwatchLogGroup);
  });

  test('changes that did not come from the pipeline, of this cluster', () => {
    const [rule] = resourcesOf(stack, CloudwatchEventRule) as [{ name: string; event_pattern: string }];
    expect(rule.name).toBe('smile-uat-app-cluster-changed-by-hand');
    expect(JSON.parse(rule.event_pattern)).toMatchObject({
      source: ['aws.eks'],
      detail: {
        eventName: expect.arrayContaining(['CreateAccessEntry', 'DeleteCluster', 'UpdateClusterConfig']),
        $or: [
          { requestParameters: { name: ['smile-uat-app'] } },
          { requestParameters: { clusterName: ['smile-uat-app'] } },
        ],
        // Every session but those that Pod Identity opened for the apply role: root and users have no session issuer, and
        // whoever takes the role on in another way names the session otherwise.
        userIdentity: {
          arn: [
            { 'anything-but': { prefix: 'arn:aws:sts::222222222222:assumed-role/smile-uat-apply/eks-smile-uat-' } },
          ],
        },
      },
    });
  });
});

describe('refuses', () => {
  const cluster = (props: Partial<ClusterProps>) => () => {
    clusterStackFor(props);
  };

  test('Kubernetes 1.31, and says what to choose instead', () => {
    expect(cluster({ version: '1.31' as KubernetesVersion })).toFailWith(
      'indonesia-staging-clusters/Application: version: expected Kubernetes 1.35 or 1.36, got 1.31, whose standard support ends on 2025-11-26; choose 1.35 (standard support until 2027-03-27) or 1.36 (standard support until 2027-08-02)',
    );
  });

  test('an API that the world may reach', () => {
    expect(cluster({ publicAccessCidrs: ['0.0.0.0/0'] })).toFailWith(
      'indonesia-staging-clusters/Application: publicAccessCidrs must be blocks of offices from /16 to /32, got "0.0.0.0/0"; list what people come from, or nothing to keep the API private',
    );
  });

  test('services within the VPC', () => {
    expect(cluster({ serviceCidr: '10.1.0.0/20' })).toFailWith(
      'indonesia-staging-clusters/Application: serviceCidr must not overlap the VPC, got 10.1.0.0/20 in 10.1.0.0/16; 172.20.0.0/16 suits every VPC of ours',
    );
  });

  test.each(['203.0.113.0/24', '10.0.0.0/8', '10.9.0.0/28', 'services'])('services in %s', (serviceCidr) => {
    expect(cluster({ serviceCidr })).toFailWith(
      `indonesia-staging-clusters/Application: serviceCidr must be a private block from /12 to /24, got "${serviceCidr}"; 172.20.0.0/16 suits every VPC of ours`,
    );
  });

  test('a log that CloudWatch cannot keep so long', () => {
    expect(cluster({ logRetention: '42 days' })).toFailWith(
      "indonesia-staging-clusters/Application/Log: retention: CloudWatch keeps logs for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 days, got '42 days'; choose the next longer one",
    );
  });
});
