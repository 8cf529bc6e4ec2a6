import { describe, expect, test } from 'vitest';
import { SUPPORT_PERIODS } from './end-of-support.ts';
import { KUBERNETES_VERSIONS, kubernetesVersionProblem } from './kubernetes-versions.ts';

const CHOOSE = 'choose 1.35 (standard support until 2027-03-27) or 1.36 (standard support until 2027-08-02)';

test.each(KUBERNETES_VERSIONS)('%s is offered, and its end is known', (version) => {
  expect(kubernetesVersionProblem(version)).toBeUndefined();
  expect(SUPPORT_PERIODS.filter((period) => period.product === 'eks' && period.version === version)).toHaveLength(1);
});

describe('refuses, and says what to choose instead', () => {
  test.each([
    ['1.31', `expected Kubernetes 1.35 or 1.36, got 1.31, whose standard support ends on 2025-11-26; ${CHOOSE}`],
    ['1.34', `expected Kubernetes 1.35 or 1.36, got 1.34, whose standard support ends on 2026-12-02; ${CHOOSE}`],
    ['1.37', `expected Kubernetes 1.35 or 1.36, got "1.37"; ${CHOOSE}`],
    ['v1.35', `expected Kubernetes 1.35 or 1.36, got "v1.35"; ${CHOOSE}`],
    [1.35, `expected Kubernetes 1.35 or 1.36, got 1.35; ${CHOOSE}`],
    [undefined, `expected Kubernetes 1.35 or 1.36, got nothing; ${CHOOSE}`],
  ])('%j', (version, problem) => {
    expect(kubernetesVersionProblem(version)).toBe(problem);
  });
});
