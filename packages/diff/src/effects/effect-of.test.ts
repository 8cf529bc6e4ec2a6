import type { JsonObject } from '@smile/inventory';
import { describe, expect, it } from 'vitest';
import { EFFECTS, effectOf } from './effect-of.ts';

describe('what a change does', () => {
  // Each expectation is a sentence of the page beside it, not of the table.
  it.each<[string, string, JsonObject, string, string]>([
    // "If you don't choose to apply the change immediately, it occurs during the next maintenance window. Downtime occurs":
    // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ModifyInstance.Settings.html
    ['aws_db_instance', 'instance_class', { multi_az: false }, 'maintenance window', 'yes'],
    ['aws_db_instance', 'instance_class', { multi_az: false, apply_immediately: true }, 'at once', 'yes'],
    // The standby takes over: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.Failover.html
    ['aws_db_instance', 'instance_class', { multi_az: true }, 'maintenance window', 'briefly'],
    // The same page of settings: deletion protection, security groups, log exports ignore the apply immediately setting.
    ['aws_db_instance', 'deletion_protection', {}, 'at once', 'no'],
    ['aws_db_instance', 'vpc_security_group_ids', {}, 'at once', 'no'],
    ['aws_db_instance', 'backup_retention_period', { backup_retention_period: 7 }, 'at once', 'no'],
    ['aws_db_instance', 'backup_retention_period', { backup_retention_period: 0 }, 'maintenance window', 'yes'],
    ['aws_db_instance', 'parameter_group_name', {}, 'after a reboot', 'no'],
    // https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/maintaining-brokers.html: one node at a time
    ['aws_mq_broker', 'host_instance_type', { deployment_mode: 'CLUSTER_MULTI_AZ' }, 'maintenance window', 'briefly'],
    ['aws_mq_broker', 'host_instance_type', { deployment_mode: 'SINGLE_INSTANCE' }, 'maintenance window', 'yes'],
    // https://docs.aws.amazon.com/eks/latest/userguide/managed-node-update-behavior.html
    ['aws_eks_node_group', 'release_version', {}, 'node roll', 'no'],
    ['aws_eks_node_group', 'launch_template.version', {}, 'node roll', 'no'],
    ['aws_eks_node_group', 'scaling_config.max_size', {}, 'at once', 'no'],
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html: up to 72 hours
    ['aws_cloudwatch_log_group', 'retention_in_days', {}, 'within days', 'no'],
    ['aws_cloudwatch_log_group', 'tags.owner', {}, 'at once', 'no'],
  ])('%s %s of %j: %s, down: %s', (type, argument, values, when, down) => {
    expect(effectOf(type, argument, values)).toMatchObject({ when, down });
  });

  it('depends on what was before as well: backups that are switched on restart the database', () => {
    const [after, before] = [{ backup_retention_period: 7 }, { backup_retention_period: 0 }];
    expect(effectOf('aws_db_instance', 'backup_retention_period', after, before)).toMatchObject({ down: 'yes' });
  });

  it('is not known where no row says it', () => {
    expect(effectOf('aws_db_instance', 'character_set_name', {})).toEqual({
      when: 'not known',
      down: 'not known',
      what: 'no row of packages/diff/src/effects is about it',
    });
  });

  it('comes with a page of the service in every row', () => {
    const pages = /^https:\/\/(docs\.aws\.amazon\.com|kubernetes\.io|helm\.sh|developers\.cloudflare\.com)\//;
    expect(EFFECTS.filter(({ source }) => !pages.test(source))).toEqual([]);
  });
});
