import { expect, test } from 'vitest';
import { problemsOf } from './problems.ts';
import { type ServiceValues, serviceSchema } from './service-values.ts';

const VALUES: ServiceValues = {
  image: `1.4.2@sha256:${'0123456789abcdef'.repeat(4)}`,
  port: 8080,
  health: { ready: '/health/ready', live: '/health/live' },
  copies: { least: 2, most: 6 },
  cpu: '500m',
  memory: '1Gi',
  settings: { LOG_LEVEL: 'info' },
};

const problems = (values: object) => {
  const result = serviceSchema.safeParse({ ...VALUES, ...values });
  return result.success ? [] : problemsOf(result.error);
};

test('accepts the values of a service', () => {
  expect(problems({})).toEqual([]);
});

test.each([
  [
    { image: '1.4.2' },
    'image: expected a tag with a digest, got "1.4.2"; write it as 1.4.2@sha256:…; a tag alone says nothing about what runs',
  ],
  [
    { port: 80 },
    'port: expected a whole number from 1024 to 65535, got 80; lower ports take rights that the namespace refuses',
  ],
  [
    { health: { ready: 'ready', live: '/' } },
    'health.ready: expected a path that begins with /, got "ready"; as in /health/ready',
  ],
  [{ copies: { least: 6, most: 2 } }, 'copies: expected least <= most, got least=6 most=2; correct one of them'],
  [{ cpu: '0' }, 'cpu: expected CPUs, as in 2 or 500m, got "0"; Kubernetes counts whole or thousandths of CPUs'],
  [{ memory: '1GB' }, 'memory: expected memory, as in 1Gi or 512Mi, got "1GB"; use binary units'],
  [
    { settings: { DB_PASSWORD: 'x' } },
    'settings.DB_PASSWORD: DB_PASSWORD looks like a secret; keep it in Secrets Manager and let External Secrets bring it',
  ],
])('refuses %j', (values, problem) => {
  expect(problems(values)).toEqual([problem]);
});
