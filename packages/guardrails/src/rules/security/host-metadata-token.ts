import { Block } from '../../reading/block.ts';
import { each, mustBeOneOf } from '../../reading/checks.ts';
import { targetsOf } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

function tokenProblem(host: Block): string | undefined {
  const problem = mustBeOneOf(host.block('metadata_options'), 'http_tokens', ['required'], 'optional');
  return problem === undefined ? undefined : `metadata_options.${problem}`;
}

export const hostMetadataToken: Rule = {
  id: 'CKV_AWS_79',
  family: 'security',
  severity: 'high',
  title: 'Hosts answer metadata questions only with a token',
  what: '`metadata_options.http_tokens` of every `aws_instance` and `aws_launch_template` is `required`; an instance made from a template of ours may leave it to the template, a template to an instance that says it.',
  why: "Without a token, one flaw in an application hands out the host's credentials.",
  remedy: 'Use Host, or set httpTokens: required.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html',
  check: each(['aws_instance', 'aws_launch_template'], (host, resource, context) => {
    const problem = tokenProblem(host);
    const partners =
      resource.type === 'aws_instance'
        ? targetsOf(context, resource, 'launch_template', 'aws_launch_template')
        : context
            .resources('aws_instance')
            .filter((one) => targetsOf(context, one, 'launch_template', resource.type).includes(resource));
    const isSaidThere = partners.length > 0 && partners.every((one) => tokenProblem(Block.of(one)) === undefined);
    return isSaidThere && !host.has('metadata_options') ? undefined : problem;
  }),
};
