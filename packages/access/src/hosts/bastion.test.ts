import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { IamInstanceProfile } from '@cdktf/provider-aws/lib/iam-instance-profile';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { Instance } from '@cdktf/provider-aws/lib/instance';
import { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { EncryptionKey } from '@smile/core';
import { estateStackFor } from '@smile/core/fixtures';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { ALARM_TOPIC, encryptedSessions, hostNetwork, statementsAt } from '../fixtures.ts';
import { Bastion } from './bastion.ts';
import { ManagedHost, type ManagedHostProps } from './managed-host.ts';

const stackWith = (instanceType: string) =>
  estateStackFor(
    (stack) => {
      const { key, sessions } = encryptedSessions(stack);
      const network = hostNetwork(stack);
      new Bastion(stack, 'Bastion', { network, instanceType, encryption: key, sessions, alarmTopic: ALARM_TOPIC });
    },
    { layer: 'access' },
  );

const stack = stackWith('t3.small');

describe('the bastion (ACC-BASTION)', () => {
  test('is in a private subnet, without public address and without key pair', () => {
    expect(stack).toReference(Instance, 'subnet_id', Subnet);
    const [instance] = resourcesOf(stack, Instance);
    expect(instance).toMatchObject({
      instance_type: 't3.small',
      subnet_id: expect.stringContaining('Ec2Private-apse3-az1'),
      associate_public_ip_address: false,
      tags: { Name: 'smile-uat-bastion', sessions: 'operators', PatchGroup: 'smile-uat' },
    });
    expect(instance).not.toHaveProperty('key_name');
  });

  test('lets nobody in: no rule of its group is an ingress rule', () => {
    const intoBastion = resourcesOf(stack, VpcSecurityGroupIngressRule).filter(({ security_group_id }) =>
      String(security_group_id).includes('Bastion'),
    );
    expect(intoBastion).toEqual([]);
  });

  test('reaches AWS through endpoints, packages on S3, the endpoint that GuardDuty makes, and nothing else', () => {
    // GuardDuty's agent reports to `guardduty-data` on 443, at an endpoint whose group it opens for the block of the VPC:
    // https://docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring-agent-connectivity.html
    expect(
      resourcesOf(stack, VpcSecurityGroupEgressRule).map(({ description, to_port, cidr_ipv4 }) => [
        description,
        to_port,
        cidr_ipv4,
      ]),
    ).toEqual([
      ['Hosts talk to Systems Manager, logs and keys', 443, undefined],
      ['Packages of Amazon Linux, and logs', 443, undefined],
      ['GuardDuty agent reports to the endpoint that GuardDuty makes', 443, '10.1.0.0/16'],
    ]);
  });

  test('answers metadata questions only with a token, and only on the host itself', () => {
    expect(stack).toHaveResource(Instance, {
      metadata_options: { http_endpoint: 'enabled', http_tokens: 'required', http_put_response_hop_limit: 1 },
    });
  });

  test('is terminated by Terraform only, and replaced when its script changes, but not for a new image', () => {
    expect(stack).toHaveResource(Instance, {
      disable_api_termination: true,
      force_destroy: true,
      user_data_replace_on_change: true,
      lifecycle: { ignore_changes: ['launch_template'] },
    });
  });

  test('is watched every minute, and slows down rather than costing more', () => {
    expect(stack).toHaveResource(Instance, {
      monitoring: true,
      credit_specification: { cpu_credits: 'standard' },
    });
  });
});

describe('its image and system disk', () => {
  test('come from a launch template: EC2 resolves the newest image, and no plan asks for it', () => {
    expect(stack).toReference(Instance, 'launch_template.id', LaunchTemplate);
    expect(stack).toHaveResource(LaunchTemplate, {
      name: 'smile-uat-bastion',
      image_id: 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
      update_default_version: true,
    });
  });

  test('the disk is encrypted with our key and goes with the host', () => {
    expect(stack).toHaveResource(LaunchTemplate, {
      block_device_mappings: [
        {
          device_name: '/dev/xvda',
          ebs: {
            volume_type: 'gp3',
            volume_size: 20,
            encrypted: 'true',
            delete_on_termination: 'true',
            kms_key_id: expect.stringContaining('aws_kms_key.Key'),
          },
        },
      ],
    });
  });

  test('disk and network interface carry the default tags, which do not reach them by themselves', () => {
    const tags = expect.objectContaining({
      Name: 'smile-uat-bastion',
      stack: 'access',
      owner: 'platform@smile.example',
    });
    expect(stack).toHaveResource(LaunchTemplate, {
      tag_specifications: [
        { resource_type: 'volume', tags },
        { resource_type: 'network-interface', tags },
      ],
    });
  });
});

describe('its role', () => {
  test('is for instances, in a profile of the same name', () => {
    expect(stack).toHaveResource(IamRole, { name: 'smile-uat-bastion' });
    expect(stack).toHaveResource(IamInstanceProfile, { name: 'smile-uat-bastion' });
    expect(stack).toReference(Instance, 'iam_instance_profile', IamInstanceProfile);
  });

  test('reads no parameter, which the policy that AWS keeps would allow', () => {
    expect(stack).toHaveResourceCount(IamRolePolicyAttachment, 0);
    const [managed] = statementsAt(stack, 'Bastion/Host/Role/Statements');
    expect(managed).toMatchObject({ sid: 'BeManaged', resources: ['*'] });
    expect(JSON.stringify(managed)).not.toContain('ssm:GetParameter');
  });

  test('writes transcripts of sessions and reads none', () => {
    const statements = statementsAt(stack, 'Bastion/Host/Role/Statements');
    expect(statements.map(({ sid }) => sid)).toEqual([
      'BeManaged',
      'JoinSessions',
      'StreamTranscripts',
      'FindLogGroup',
      'StoreTranscripts',
      'CheckBucketEncryption',
    ]);
    expect(JSON.stringify(statements)).not.toMatch(/s3:GetObject|logs:GetLogEvents/);
  });
});

describe('its alarms', () => {
  test('move it to other hardware when its own fails', () => {
    expect(stack).toHaveResource(CloudwatchMetricAlarm, {
      alarm_name: 'smile-uat-access-bastion-host-alarms-hardware',
      metric_name: 'StatusCheckFailed_System',
      threshold: 1,
      period: 60,
      evaluation_periods: 2,
      alarm_actions: [ALARM_TOPIC.topicArn, 'arn:aws:automate:ap-southeast-3:ec2:recover'],
    });
  });

  test('tell people when it is stopped or does not answer', () => {
    expect(stack).toHaveResource(CloudwatchMetricAlarm, {
      metric_name: 'StatusCheckFailed',
      treat_missing_data: 'breaching',
      alarm_actions: [ALARM_TOPIC.topicArn],
    });
  });
});

describe('problems', () => {
  test('a type that the region does not sell', () => {
    expect(() => stackWith('t3a.small')).toFailWith(
      'indonesia-staging-access/Bastion/Host: instanceType t3a.small is not sold in ap-southeast-3; did you mean t3.small?',
    );
  });

  test('a zone without subnet, and a type that it does not sell, in one message', () => {
    const host = (props: Partial<ManagedHostProps>) => () =>
      estateStackFor((scope) => {
        const encryption = new EncryptionKey(scope, 'Key', { description: 'Disk' });
        new ManagedHost(scope, 'Host', {
          network: hostNetwork(scope),
          name: 'host',
          zone: 'apse3-az1',
          instanceType: 't3.small',
          rootVolume: '20 GiB',
          encryption,
          userData: '',
          onChangedUserData: 'wait',
          outOfCredits: 'slow-down',
          sessionsFor: 'operators',
          alarmTopic: ALARM_TOPIC,
          ...props,
        });
      });
    expect(host({ zone: 'apse3-az4', instanceType: 'd3en.2xlarge' })).toFailWith(
      [
        'indonesia-staging-network/Host: 2 problems',
        '  - zone apse3-az4 has no subnet, expected one of apse3-az1, apse3-az2, apse3-az3; choose one of them',
        '  - instanceType d3en.2xlarge is not sold in apse3-az4, but in apse3-az1, apse3-az2; choose one of these zones or another type',
      ].join('\n'),
    );
    expect(resourcesOf(host({ instanceType: 'm5.large' })(), Instance)[0]).not.toHaveProperty('credit_specification');
  });
});
