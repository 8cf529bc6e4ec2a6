import { each } from '../../reading/checks.ts';
import { policyOf, type Statement } from '../../reading/policy.ts';
import { isAbout, isBinding, nameOf } from '../../reading/statement-tests.ts';
import type { Rule } from '../../rule.ts';

export const operatorSessions: Rule = {
  id: 'SMILE_OPERATOR_SESSIONS',
  family: 'security',
  severity: 'high',
  title: 'Sessions are opened on hosts of a tag, and by documents that record them',
  what: 'Each Allow of `ssm:StartSession` is on hosts, bound by StringEquals on the tags `sessions` and `environment` and asking `ssm:SessionDocumentAccessCheck`, or on documents that it names one by one; those of AWS and wildcards are none. `ssm:ResumeSession` and `ssm:TerminateSession` are for sessions of the caller. `ssm:SendCommand` is for nobody.',
  why: 'AWS-StartSSHSession, or any document where none is named, opens a session that nothing records.',
  remedy: 'Use OperatorRole.',
  source:
    'https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-sessiondocumentaccesscheck.html',
  check: each(['aws_iam_policy', 'aws_iam_role_policy'], (policy, resource, context) => {
    if (/boundary$/.test(policy.text('name') ?? '')) return undefined;
    return (policyOf(context, resource) ?? [])
      .filter(({ effect }) => effect === 'Allow')
      .flatMap((statement) => [
        ...(isAbout(statement, 'ssm:StartSession') ? start(statement) : []),
        ...(isAbout(statement, 'ssm:ResumeSession') || isAbout(statement, 'ssm:TerminateSession')
          ? own(statement)
          : []),
        ...['ssm:SendCommand', 'ssm:StartAutomationExecution', 'ec2-instance-connect:SendSSHPublicKey'].flatMap(
          (action) => (isAbout(statement, action) ? [`${nameOf(statement)} must not allow ${action}`] : []),
        ),
      ]);
  }),
};

function start(statement: Statement): readonly string[] {
  const hosts = statement.resources.filter((resource) => /:instance\/|^\*$/.test(resource));
  const documents = statement.resources.filter((resource) => !hosts.includes(resource));
  const bound = (key: string) =>
    statement.tests.some(
      (test) => test.key === key && /^StringEquals$/.test(test.operator) && isBinding(test) && test.values.length === 1,
    );
  const unbound =
    hosts.length === 0 ? [] : ['ssm:resourceTag/sessions', 'ssm:resourceTag/environment'].filter((key) => !bound(key));
  const isChecked = statement.tests.some(
    ({ key, operator, values }) =>
      key === 'ssm:SessionDocumentAccessCheck' && /^Bool(?:IfExists)?$/.test(operator) && values.join() === 'true',
  );
  return [
    ...unbound.map((key) => `${nameOf(statement)} must bind hosts by StringEquals ${key}, got no condition that does`),
    ...(hosts.length > 0 && !isChecked
      ? [`${nameOf(statement)} must ask ssm:SessionDocumentAccessCheck to be true, got no condition that does`]
      : []),
    ...documents
      .filter((resource) => /[*?]/.test(resource) || /:document\/AWS-/.test(resource))
      .map((resource) => `${nameOf(statement)} must name documents of the estate one by one, got ${resource}`),
  ];
}

function own(statement: Statement): readonly string[] {
  const isOwn = statement.tests.some(
    ({ key, operator, values }) =>
      key === 'ssm:resourceTag/aws:ssmmessages:session-id' &&
      /^StringLike$|^StringEquals$/.test(operator) &&
      values.every((value) => /^[$&]\{aws:(?:userid|username)\}(?:-\*)?$/.test(value)),
  );
  const isNamed = statement.resources.every((resource) => /:session\/.*[$&]\{aws:(?:userid|username)\}/.test(resource));
  return isOwn || isNamed
    ? []
    : [`${nameOf(statement)} must be for sessions of the caller, got no condition that says so`];
}
