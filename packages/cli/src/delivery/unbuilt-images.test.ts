import { Inventory } from '@smile/inventory';
import { expect, test } from 'vitest';
import { CommandError } from '../command-error.ts';
import { refuseUnbuiltImages } from './unbuilt-images.ts';

const image = (name: string, digit: string) =>
  `111111111111.dkr.ecr.eu-north-1.amazonaws.com/${name}:1@sha256:${digit.repeat(64)}`;
const release = (...images: readonly string[]) => ({
  name: 'connect',
  values: [JSON.stringify({ manifests: images.map((one) => ({ spec: { image: one } })) })],
});
const estate = Inventory.fromStacks({
  data: { resource: { helm_release: { Connect: release(image('connect', '0')), Loki: release(image('loki', 'a')) } } },
  other: { resource: { helm_release: { Again: release(image('connect', '0'), image('pentaho', '0')) } } },
});
const refusal = (...stacks: readonly string[]) => {
  try {
    refuseUnbuiltImages(estate, stacks);
  } catch (error) {
    if (error instanceof CommandError) return error.message;
    throw error;
  }
  return undefined;
};

test('every image that was never built is refused at once, with the places that ask for it', () => {
  const why = 'nobody has built it; build it (images/README.md), and put its digest into the values of the environment';
  const host = '111111111111.dkr.ecr.eu-north-1.amazonaws.com';
  expect(refusal('data', 'other')).toBe(
    [
      '2 problems',
      `  - ${host}/connect:1 has a digest of zeros (data helm_release.Connect, other helm_release.Again): ${why}`,
      `  - ${host}/pentaho:1 has a digest of zeros (other helm_release.Again): ${why}`,
    ].join('\n'),
  );
});

test('stacks that are not planned do not count', () => {
  expect(refusal('elsewhere')).toBeUndefined();
});
