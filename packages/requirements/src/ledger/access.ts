import { blocksAt, type Resource, textsAt } from '@smile/inventory';
import type { EnvironmentExamination } from '../examination.ts';
import { reachabilityOf } from '../reachability-of.ts';
import type { Requirement } from '../requirement.ts';
import { hasGitServer } from './git-server.ts';
import { hasJenkinsRoles } from './jenkins-roles.ts';
import { ALL } from './stages.ts';

/** How people and pipelines get in. */
export const ACCESS: readonly Requirement[] = [
  {
    id: 'ACC-BASTION',
    section: 'Other resources',
    title: 'Bastion',
    statement:
      'Bastion host and SSM: secure access to private resources. No inbound SSH from the internet; sessions go through SSM.',
    resolution: {
      contradiction: 'The requirements table says t3.large; the compute section says t3.small.',
      decision: 't3.large in production, t3.small elsewhere.',
    },
    stages: ALL,
    parts: [
      { name: 'host', check: hasBastion },
      { name: 'sessions', check: recordsSessions },
    ],
  },
  {
    id: 'ACC-GIT',
    section: 'Other resources',
    title: 'Git server',
    statement: 'Git repository server (GitLab): 1 × t3.xlarge (4 vCPU, 16 GB), shared across environments.',
    stages: ['shared'],
    parts: [{ name: 'host and its data', check: hasGitServer }],
  },
  {
    id: 'ACC-IAM',
    section: 'Other resources',
    title: 'IAM',
    statement: 'IAM: infrastructure access control (plan and apply roles, break-glass, no long-lived keys).',
    stages: ALL,
    parts: [
      { name: 'roles', check: hasDeploymentRoles },
      { name: 'no long-lived keys', check: hasNoKeys },
    ],
  },
];

function hasBastion(one: EnvironmentExamination): void {
  const host = one.one('bastion', one.named('aws_instance', 'bastion'));
  if (host === undefined) return;
  if (!one.isOfOwner) one.present(host, 'instance_type', "an instance type, of the country's own choice");
  else one.equal(host, 'instance_type', one.environment.stage === 'production' ? 't3.large' : 't3.small');
  one.equal(host, 'associate_public_ip_address', false);
  const key = one.literal(host, 'key_name');
  one.holds(host, 'no SSH key pair', String(key ?? 'none'), key === undefined || key === '');
  const [subnet] = one.inventory.referencesAt(host, 'subnet_id');
  one.holds(host, 'a private subnet', subnet?.tags.tier ?? 'unknown', /private/.test(subnet?.tags.tier ?? ''));
  const waysIn = reachabilityOf(one.inventory).waysInto(host);
  one.holds(host, 'nothing that connects to it', `${waysIn.length} ways in`, waysIn.length === 0);
}

/** Name of the document that Session Manager takes its settings from in an account. */
const SESSION_SETTINGS = 'SSM-SessionManagerRunShell';

function recordsSessions(one: EnvironmentExamination): void {
  const documents = one.ofType('aws_ssm_document').filter(({ values }) => values.document_type === 'Session');
  one.some(
    'way to forward a port',
    documents.filter((document) => /port-forward/.test(String(document.values.name))),
  );
  const settings = one.one(
    'session settings',
    documents.filter((document) => document.values.name === SESSION_SETTINGS),
  );
  if (settings === undefined) return;
  const isRecorded = isRecordedIn(one, settings, 's3BucketName', 'aws_s3_bucket');
  const isStreamed = isRecordedIn(one, settings, 'cloudWatchLogGroupName', 'aws_cloudwatch_log_group');
  const found = [...(isRecorded ? ['S3'] : []), ...(isStreamed ? ['CloudWatch'] : [])].join(' and ');
  one.holds(
    settings,
    'sessions recorded in S3 and CloudWatch',
    found === '' ? 'nowhere' : found,
    isRecorded && isStreamed,
  );
}

/** By the content of the document; a plan may know no more of it than what it refers to. */
function isRecordedIn(one: EnvironmentExamination, settings: Resource, field: string, type: string): boolean {
  const [text] = textsAt(settings.values, 'content');
  if (text !== undefined) return new RegExp(`"${field}":"[^"]+"`).test(text);
  return one.inventory.referencesAt(settings, 'content').some((target) => target.type === type);
}

function hasDeploymentRoles(one: EnvironmentExamination): void {
  hasJenkinsRoles(one);
  for (const name of ['plan', 'apply', 'break-glass']) {
    const [role] = one.named('aws_iam_role', name);
    if (role !== undefined) one.present(role, 'permissions_boundary', 'a permissions boundary');
  }
  const breakGlass = one.one('role break-glass', one.named('aws_iam_role', 'break-glass'));
  if (breakGlass !== undefined) needsMfa(one, breakGlass);
}

function needsMfa(one: EnvironmentExamination, role: Resource): void {
  const text = trustText(one, role);
  if (text === '') {
    one.cannotTell(`${role.address}: whom it trusts is known only after apply`);
    return;
  }
  const asks = text.includes('aws:MultiFactorAuthPresent');
  one.holds(role, 'people with a second factor alone', asks ? 'a second factor' : 'none', asks);
}

/** The trust policy as text, with its conditions: JSON, or the document that makes it. */
function trustText(one: EnvironmentExamination, role: Resource): string {
  const [text = ''] = textsAt(role.values, 'assume_role_policy');
  if (text.trimStart().startsWith('{')) return text;
  return one.inventory
    .referencesAt(role, 'assume_role_policy')
    .map(({ values }) => JSON.stringify(blocksAt(values, 'statement')))
    .join('');
}

const LONG_LIVED = ['aws_iam_user', 'aws_iam_access_key', 'aws_iam_user_login_profile', 'aws_key_pair'];

function hasNoKeys(one: EnvironmentExamination): void {
  one.none('long-lived credential', one.resources({ type: LONG_LIVED }));
  const site = { stack: one.environment.id, address: 'credentials' };
  one.holds(site, `none of ${LONG_LIVED.join(', ')}`, 'none', one.resources().length > 0);
}
