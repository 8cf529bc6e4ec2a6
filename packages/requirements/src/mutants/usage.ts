import type { Json } from '@smile/inventory';
import { factMutantsOf, type Mutant, mutantsOf, PRODUCTION, STAGING, without } from './mutant.ts';

/** Weakenings of how the estate is planned, applied and kept. */
export const USAGE_MUTANTS: readonly Mutant[] = [
  ...mutantsOf('CI-JENKINS', STAGING, {
    'the name of Jenkins': (estate) => estate.remove('cloudflare_dns_record', /_Hosts_Jenkins/),
    'Jenkins behind Cloudflare, which lets everybody through': (estate) =>
      estate.set('cloudflare_dns_record', /_Hosts_Jenkins/, 'proxied', true),
    'Jenkins open to Cloudflare': (estate) =>
      estate.edit('aws_vpc_security_group_ingress_rule', /Platform_.*FromOperators/, (body) => {
        body.prefix_list_id = estate.idOf('aws_ec2_managed_prefix_list', /CloudflareRanges_Ipv4/);
      }),
    'the role that applies': (estate) => estate.remove('aws_iam_role', /Roles_Apply/),
  }),
  ...mutantsOf('DAT-DEBEZIUM', PRODUCTION, {
    'the credential of Debezium': (estate) => estate.remove('aws_secretsmanager_secret', /debezium/),
  }),
  ...mutantsOf('USE-PLAN', PRODUCTION, {
    'the role that plans': (estate) => estate.remove('aws_iam_role', /Roles_Plan/),
    'a plan that calls a cloud': (estate) =>
      estate.editStacks('-network', (stack) => {
        const data = stack.data as Record<string, Json>;
        data.aws_ami = { Newest: { most_recent: true } };
      }),
    'an apply that starts any provider': (estate) =>
      backend(estate, ({ required_providers: providers }) => {
        providers.external = { source: 'hashicorp/external', version: '2.3.4' };
      }),
    'the account of a state': (estate) => backend(estate, ({ backend: { s3 } }) => delete s3?.allowed_account_ids),
    'the account of resources': (estate) =>
      estate.editStacks('-databases', (stack) => {
        const [aws] = (stack.provider as unknown as { aws: Record<string, Json>[] }).aws;
        if (aws !== undefined) aws.allowed_account_ids = ['222222222222'];
      }),
  }),
  ...mutantsOf('USE-STATE', PRODUCTION, {
    'a state on the disk of whoever applies': (estate) =>
      backend(estate, (terraform) => {
        terraform.backend = { local: { path: 'terraform.tfstate' } };
      }),
    'a state without encryption': (estate) => backend(estate, ({ backend: { s3 } }) => delete s3?.encrypt),
    'a state under a key of AWS': (estate) => backend(estate, ({ backend: { s3 } }) => delete s3?.kms_key_id),
    'two plans at a time': (estate) => backend(estate, ({ backend: { s3 } }) => delete s3?.use_lockfile),
    'two stacks in one state': (estate) =>
      backend(estate, ({ backend: { s3 } }) => {
        if (s3 !== undefined) s3.key = 'indonesia/production/network.tfstate';
      }),
    'the state bucket': (estate) => estate.remove('aws_s3_bucket', /State_Bucket/),
    'earlier versions of states': (estate) =>
      estate.set('aws_s3_bucket_versioning', /State_Bucket/, 'versioning_configuration.status', 'Suspended'),
    'a key of ours for the bucket': (estate) =>
      estate.set(
        'aws_s3_bucket_server_side_encryption_configuration',
        /State_Bucket/,
        'rule.apply_server_side_encryption_by_default.sse_algorithm',
        'AES256',
      ),
  }),
  ...factMutantsOf('USE-TEST', PRODUCTION, {
    'the committed addresses': (facts) => without(facts, PRODUCTION, 'src/addresses.txt'),
    'the test of the environment': (facts) => without(facts, PRODUCTION, 'src/environment.test.ts'),
    'every test': (facts) => ({ ...facts, testFiles: [] }),
  }),
];

interface Terraform {
  required_providers: Record<string, Json>;
  backend: { s3?: Record<string, Json>; local?: Record<string, Json> };
}

function backend(estate: Parameters<Mutant['apply']>[0], change: (terraform: Terraform) => unknown): void {
  estate.editStacks('-databases', (stack) => void change(stack.terraform as unknown as Terraform));
}
