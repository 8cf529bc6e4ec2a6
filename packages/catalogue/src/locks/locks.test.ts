import { describe, expect, test } from 'vitest';
import { CHART_NAMES, CHARTS } from '../charts/charts.ts';
import { IMAGE_NAMES, IMAGES } from '../images/images.ts';
import { CHART_LOCK, lockedSha256, unpinnedCharts } from './chart-lock.ts';
import { IMAGE_LOCK, imageReference, lockedDigest, unpinnedImages } from './image-lock.ts';

const sha256 = 'a'.repeat(64);
const digest = `sha256:${'b'.repeat(64)}`;
const owner = { accountId: '111111111111', region: 'eu-central-1', namePrefix: 'smile-prd' };
const repository = '111111111111.dkr.ecr.eu-central-1.amazonaws.com/smile-prd/platform/loki';

describe('a checksum of a chart', () => {
  test('counts for the version that was reviewed', () => {
    const lock = { loki: { version: CHARTS.loki.version, sha256 } };
    expect(lockedSha256('loki', lock)).toBe(sha256);
    expect(unpinnedCharts(lock)).toEqual(CHART_NAMES.filter((name) => name !== 'loki'));
  });

  test('counts for no other version', () => {
    const lock = { loki: { version: '18.10.0', sha256 } };
    expect(lockedSha256('loki', lock)).toBeUndefined();
    expect(unpinnedCharts(lock)).toEqual(CHART_NAMES);
  });
});

describe('a digest of an image', () => {
  test('stands behind the tag where it was reviewed', () => {
    const lock = { loki: { tag: IMAGES.loki.tag, digest } };
    expect(imageReference('loki', owner, lock)).toBe(`${repository}:3.7.6@${digest}`);
    expect(unpinnedImages(lock)).toEqual(IMAGE_NAMES.filter((name) => name !== 'loki'));
  });

  test('is left out where nobody saw it, or saw it for another tag', () => {
    expect(imageReference('loki', owner, {})).toBe(`${repository}:3.7.6`);
    expect(lockedDigest('loki', { loki: { tag: '3.7.5', digest } })).toBeUndefined();
  });
});

describe('the locks in the repository', () => {
  test('hold nothing that the catalogue lacks, nothing for another version, nothing that is no checksum', () => {
    for (const [name, locked] of Object.entries(CHART_LOCK)) {
      expect(CHART_NAMES, name).toContain(name);
      expect(locked.sha256, name).toMatch(/^[0-9a-f]{64}$/);
      expect(locked.version, name).toBe(CHARTS[name as keyof typeof CHARTS].version);
    }
    for (const [name, locked] of Object.entries(IMAGE_LOCK)) {
      expect(IMAGE_NAMES, name).toContain(name);
      expect(locked.digest, name).toMatch(/^sha256:[0-9a-f]{64}$/);
      expect(locked.tag, name).toBe(IMAGES[name as keyof typeof IMAGES].tag);
    }
  });
});
