import { KUBERNETES_VERSIONS } from '@smile/core';
import { describe, expect, test } from 'vitest';
import { ADDON_NAMES } from './addons/addon-names.ts';
import { ADDON_VERSIONS, ADDON_VERSIONS_AS_OF } from './kubernetes-versions.ts';

const rows = KUBERNETES_VERSIONS.flatMap((kubernetes) => ADDON_NAMES.map((addon) => [kubernetes, addon] as const));

describe('the table of add-on versions', () => {
  test.each(rows)('on %s pins %s, as EKS writes versions, each once', (kubernetes, addon) => {
    const versions = ADDON_VERSIONS[kubernetes][addon];
    for (const version of versions) expect(version).toMatch(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/);
    expect(new Set(versions).size).toBe(versions.length);
  });

  test.each(KUBERNETES_VERSIONS)('on %s has a kube-proxy that is not ahead of the control plane', (kubernetes) => {
    for (const version of ADDON_VERSIONS[kubernetes]['kube-proxy']) {
      expect(version).toMatch(new RegExp(`^v${kubernetes.replace('.', '\\.')}\\.`));
    }
  });

  test.each(KUBERNETES_VERSIONS)('on %s has a volume driver that tells clusters apart', (kubernetes) => {
    for (const version of ADDON_VERSIONS[kubernetes]['aws-ebs-csi-driver']) {
      expect(Number(version.split('.')[1])).toBeGreaterThanOrEqual(58);
    }
  });

  test('says when it was read', () => {
    expect(ADDON_VERSIONS_AS_OF).toMatch(/^\d{4}-\d\d-\d\d$/);
  });
});
