import type { Charge, Pricer } from '../charge.ts';
import { literal } from '../read-values.ts';

/** Rotations for which a key costs another dollar. https://aws.amazon.com/kms/pricing */
const PAID_ROTATIONS = 2;

/** Customer managed keys. */
export const keys: Pricer = {
  types: ['aws_kms_key'],
  charges: ({ values }, { prices }): readonly Charge[] => {
    const service = 'KMS';
    const key = { service, what: 'keys', quantity: 1, price: prices.find('kms/key') };
    if (literal(values, 'enable_key_rotation') !== 'true') return [key];
    const why = `each of the first ${PAID_ROTATIONS} rotations adds the price of a key; when a key was made is not in the code`;
    return [key, { service, what: 'rotated versions of keys', count: 1, why }];
  },
};

/** Secrets; those that RDS makes for master passwords are with the databases. */
export const secrets: Pricer = {
  types: ['aws_secretsmanager_secret'],
  charges: (_, { prices }) => [
    { service: 'Secrets Manager', what: 'secrets', quantity: 1, price: prices.find('secrets-manager/secret') },
  ],
};

/** Hosted zones, public or private. */
export const zones: Pricer = {
  types: ['aws_route53_zone'],
  charges: (_, { prices }) => [
    { service: 'Route 53', what: 'hosted zones', quantity: 1, price: prices.find('route53/zone') },
  ],
};

/**
 * Health checks with their options: HTTPS, string matching, fast interval, latency. Endpoints are Cloudflare's, so outside AWS.
 * https://aws.amazon.com/route53/pricing
 */
export const healthChecks: Pricer = {
  types: ['aws_route53_health_check'],
  charges: ({ values }, { prices }): readonly Charge[] => {
    const service = 'Route 53';
    const type = literal(values, 'type') ?? '';
    if (!/^(HTTPS?|TCP)/.test(type)) {
      return [{ service, what: `health checks of type ${type}`, count: 1, why: 'no price was found' }];
    }
    const options = [
      type.startsWith('HTTPS'),
      type.endsWith('STR_MATCH'),
      literal(values, 'request_interval') === '10',
      literal(values, 'measure_latency') === 'true',
    ].filter(Boolean).length;
    const check = { service, what: 'health checks', quantity: 1, price: prices.find('route53/health-check') };
    const price = prices.find('route53/health-check-option');
    return options === 0 ? [check] : [check, { service, what: 'options of health checks', quantity: options, price }];
  },
};
