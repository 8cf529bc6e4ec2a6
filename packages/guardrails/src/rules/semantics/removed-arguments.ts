import { each, inCode, mustLack } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

const REMOVED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws_eip: { vpc: 'write domain = "vpc"' },
  aws_flow_log: { log_group_name: 'write log_destination' },
  aws_eks_addon: { resolve_conflicts: 'write resolve_conflicts_on_create and …_on_update' },
  aws_instance: { cpu_core_count: 'write cpu_options', cpu_threads_per_core: 'write cpu_options' },
  aws_ssm_association: { instance_id: 'write targets' },
  aws_api_gateway_deployment: { stage_name: 'make an aws_api_gateway_stage', canary_settings: 'make a stage' },
  aws_guardduty_organization_configuration: { auto_enable: 'write auto_enable_organization_members' },
};

export const removedArguments: Rule = {
  id: 'SMILE_REMOVED_ARGUMENTS',
  family: 'semantics',
  severity: 'high',
  title: 'No argument is used that provider 6 no longer has',
  what: 'Arguments that version 6 of the AWS provider removed are absent.',
  why: 'cdktf writes an override without checking it; Terraform then refuses the whole stack.',
  remedy: 'Use what the message names.',
  source: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/version-6-upgrade',
  check: inCode((context) =>
    Object.entries(REMOVED).flatMap(
      ([type, names]) =>
        each(type, (block) => Object.entries(names).map(([name, instead]) => mustLack(block, name, instead)))(
          context,
        ) ?? [],
    ),
  ),
};
