import { describe, expect, it } from 'vitest';
import { AWS_FACTS, factsOf } from '../values/facts-of.ts';
import { askedTypes, replacementOf } from './replacement-data.ts';
import { replacementRules } from './replacement-rules.ts';

const pathsOf = (type: string, when = 'changed') =>
  replacementRules(type, factsOf(type), new Set(['name', 'region', 'description'])).flatMap((rule) =>
    rule.when === when ? [rule.path] : [],
  );

describe('what makes a new object', () => {
  // "Forces new resource", or not, in the pages of the provider:
  // https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/<type>
  it.each([
    ['aws_security_group', ['description', 'name', 'name_prefix', 'vpc_id']],
    ['aws_iam_policy', ['description', 'name', 'name_prefix', 'path']],
    ['aws_db_parameter_group', ['description', 'family', 'name', 'name_prefix']],
    ['aws_iam_role', ['name', 'name_prefix', 'path']],
    ['aws_cloudwatch_log_group', ['name', 'name_prefix']],
    ['aws_backup_plan', ['name']],
    ['aws_eks_cluster', ['name', 'role_arn', 'kubernetes_network_config.service_ipv4_cidr']],
    ['aws_eks_node_group', ['instance_types', 'subnet_ids', 'ami_type', 'disk_size', 'node_role_arn', 'cluster_name']],
    ['aws_vpc_security_group_ingress_rule', ['security_group_id']],
  ])('%s is replaced for %j', (type, paths) => {
    expect(pathsOf(type)).toEqual(expect.arrayContaining(paths));
  });

  it.each([
    ['aws_iam_role', ['description']],
    ['aws_db_instance', ['identifier', 'instance_class', 'allocated_storage']],
    ['aws_db_subnet_group', ['description', 'subnet_ids']],
    ['aws_kms_key', ['description', 'policy']],
    ['aws_launch_template', ['description', 'user_data', 'vpc_security_group_ids']],
    ['aws_eks_node_group', ['version', 'release_version', 'launch_template.version', 'scaling_config.min_size']],
    ['aws_eks_cluster', ['version', 'vpc_config.subnet_ids', 'encryption_config.provider.key_arn']],
    ['aws_ssm_maintenance_window', ['name', 'description']],
  ])('%s is changed in place for %j', (type, paths) => {
    expect(pathsOf(type).filter((path) => paths.includes(path))).toEqual([]);
  });

  // ForceNewIfChange in https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/eks/cluster.go
  it('may be a disappearance alone: encryption of a cluster cannot be taken back', () => {
    expect(pathsOf('aws_eks_cluster', 'removed')).toContain('encryption_config.provider.key_arn');
  });

  it('may be the kind of a source: a rule of addresses cannot become one of groups', () => {
    expect(pathsOf('aws_vpc_security_group_ingress_rule', 'added')).toContain('referenced_security_group_id');
  });

  it('is another region, of every type, since version 6', () => {
    expect(pathsOf('aws_sns_topic')).toContain('region');
  });

  it('is guessed from the name for a type that no plugin was asked about', () => {
    expect(replacementOf('aws_glue_job')).toBeUndefined();
    expect(pathsOf('aws_glue_job')).toEqual(['region', 'name']);
  });
});

it('has one home: no row repeats or contradicts what the plugin answered', () => {
  const asked = new Set(askedTypes());
  const rows = Object.entries(AWS_FACTS).filter(([, { replace, updatable }]) => (replace ?? updatable) !== undefined);
  expect(rows.map(([type]) => type).filter((type) => asked.has(type))).toEqual([]);
});
