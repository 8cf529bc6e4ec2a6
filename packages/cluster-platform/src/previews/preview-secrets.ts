import { PREVIEW_SLOTS } from '@smile/core';
import type { CustomResource } from '../objects/custom-resource.ts';
import { PREVIEW_ACCOUNT } from './preview-places.ts';

const GENERATOR = 'store-password';

/** Secrets of a slot by name, each with the keys that services read of the Secrets of the environment's own stores. */
const SECRETS = {
  mysql: { username: PREVIEW_ACCOUNT, password: '{{ .password }}' },
  rabbitmq: { username: PREVIEW_ACCOUNT, password: '{{ .password }}' },
  redis: { token: '{{ .password }}' },
} as const;

/** Names of the Secrets of a slot, which are those of its stores. */
export const PREVIEW_SECRETS = Object.keys(SECRETS) as readonly (keyof typeof SECRETS)[];

/**
 * Passwords of the stores of each slot, which the cluster makes up itself: none is in AWS, in a state or in Git, and none opens anything outside
 * the slot. Whoever brings a preview up may neither read nor make one.
 *
 * Each is made once, since stores take theirs when they first start. https://external-secrets.io/latest/api/generator/password/
 */
export function previewSecrets(): readonly CustomResource[] {
  return PREVIEW_SLOTS.flatMap((namespace): CustomResource[] => [
    {
      apiVersion: 'generators.external-secrets.io/v1alpha1',
      kind: 'Password',
      metadata: { name: GENERATOR, namespace },
      spec: { length: 32, digits: 8, symbols: 0, noUpper: false, allowRepeat: true },
    },
    ...Object.entries(SECRETS).map(
      ([name, data]): CustomResource => ({
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        metadata: { name, namespace },
        spec: {
          refreshInterval: '0',
          target: { name, creationPolicy: 'Owner', template: { engineVersion: 'v2', data } },
          dataFrom: [
            {
              sourceRef: {
                generatorRef: {
                  apiVersion: 'generators.external-secrets.io/v1alpha1',
                  kind: 'Password',
                  name: GENERATOR,
                },
              },
            },
          ],
        },
      }),
    ),
  ]);
}
