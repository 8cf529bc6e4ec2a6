import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const secretOwner: Rule = {
  id: 'SMILE_SECRET_OWNER',
  family: 'security',
  severity: 'medium',
  title: 'Every secret has an owner and known consumers',
  what: 'Every `aws_secretsmanager_secret` has the tags `secret-owner` and `secret-consumers`.',
  why: 'Nobody rotates what nobody owns, and nobody dares to when it is unknown who reads it.',
  remedy: 'Add it to the catalogue of ApplicationSecrets, or tag it.',
  source: 'docs/runbooks/rotate-credentials.md',
  check: each('aws_secretsmanager_secret', (_, { tagsAll }) => {
    const missing = ['secret-owner', 'secret-consumers'].filter((tag) => !(tag in tagsAll));
    return missing.length === 0 ? undefined : `tags must have ${missing.join(' and ')}`;
  }),
};
