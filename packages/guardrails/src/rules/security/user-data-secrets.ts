import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

const SECRETS = [
  ['an access key', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['a password', /\b(?:password|passwd|secret|token)\s*[=:]\s*['"]?[^\s'"$<{(]{6,}/i],
] as const;

export const userDataSecrets: Rule = {
  id: 'CKV_AWS_46',
  family: 'security',
  severity: 'high',
  title: 'No secret stands in user data',
  what: '`user_data` and `user_data_base64` of instances and templates hold no access key, private key or password.',
  why: 'User data is in the state in clear text, and every process on the host can read it.',
  remedy: 'Read the secret from Secrets Manager when the host starts.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html',
  check: each(['aws_instance', 'aws_launch_template'], (host) =>
    ['user_data', 'user_data_base64'].map((name) => {
      const text = host.text(name) ?? '';
      const plain = /^[A-Za-z0-9+/=\s]+$/.test(text)
        ? `${text}\n${Buffer.from(text, 'base64').toString('latin1')}`
        : text;
      const found = SECRETS.find(([, pattern]) => pattern.test(plain));
      return found === undefined ? undefined : `${name} must hold no secret, got ${found[0]}`;
    }),
  ),
};
