import type { Resource } from '@smile/inventory';
import { type Policy, PolicyError, parsePolicy, parseTerraformDocument, UNKNOWN_POLICY } from '@smile/policy';
import type { RuleContext } from '../rule.ts';
import { isExpression } from './block.ts';

/** Policies that decide who reaches a resource, by the argument that holds them. */
export const RESOURCE_POLICIES: Readonly<Record<string, string>> = {
  aws_backup_vault_policy: 'policy',
  aws_cloudwatch_event_bus_policy: 'policy',
  aws_cloudwatch_log_resource_policy: 'policy_document',
  aws_ecr_registry_policy: 'policy',
  aws_ecr_repository_creation_template: 'repository_policy',
  aws_ecr_repository_policy: 'policy',
  aws_iam_role: 'assume_role_policy',
  aws_kms_key: 'policy',
  aws_kms_key_policy: 'policy',
  aws_s3_access_point: 'policy',
  aws_s3_bucket_policy: 'policy',
  aws_secretsmanager_secret: 'policy',
  aws_secretsmanager_secret_policy: 'policy',
  aws_sns_topic: 'policy',
  aws_sns_topic_policy: 'policy',
  aws_sqs_queue: 'policy',
  aws_sqs_queue_policy: 'policy',
  aws_vpc_endpoint: 'policy',
};

/** The policies that an argument holds: its text, or the documents that it names; one of unknown content when known later. */
export function policiesAt(context: RuleContext, resource: Resource, argument: string): readonly Policy[] {
  const value = resource.values[argument];
  if (typeof value === 'string' && value !== '' && !isExpression(value)) return [written(value)];
  const documents = documentsAt(context, resource, argument);
  if (documents.length > 0) return documents.flatMap((document) => documentPolicies(context, document));
  const isLater = resource.unknown.includes(argument) || (typeof value === 'string' && isExpression(value));
  return isLater ? [UNKNOWN_POLICY] : [];
}

function documentPolicies(context: RuleContext, document: Resource): readonly Policy[] {
  const sources = ['source_policy_documents', 'override_policy_documents'].flatMap((argument) =>
    documentsAt(context, document, argument).flatMap((source) => documentPolicies(context, source)),
  );
  return [...sources, parseTerraformDocument(document.values)];
}

function documentsAt({ inventory }: RuleContext, resource: Resource, argument: string): readonly Resource[] {
  return inventory.referencesAt(resource, argument).filter(({ type }) => type === 'aws_iam_policy_document');
}

/** A text that is no policy is refused by another rule; what it allows is not known here. */
function written(text: string): Policy {
  try {
    return parsePolicy(text);
  } catch (error) {
    if (error instanceof PolicyError) return UNKNOWN_POLICY;
    throw error;
  }
}
