import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOST_WORDS } from '../environment/host-words.ts';
import { testEnvironment } from '../fixtures.ts';
import {
  PREVIEW_SLOTS,
  PREVIEW_WORDS,
  previewClaimKey,
  previewHost,
  previewHostPatterns,
  previewLabel,
  previewStateKey,
  previewStatePrefix,
} from './preview-names.ts';

/** Names as Git lets them be: anything without spaces and control characters (git help check-ref-format). */
const branchName = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 250 })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: Git refuses them, and so does this.
  .filter((name) => !/[\s\u0000-\u001f\u007f~^:?*[\\]/u.test(name));
const project = fc.constantFrom('smile/backend-core', 'smile/web', 'a/b/c');

describe('the label of a branch', () => {
  // RFC 1035 §2.3.4 and §2.3.1: 63 octets; letters, digits and hyphens, no hyphen at either end.
  test('is one of a host name, with room for every word before it, whatever the branch is called', () => {
    fc.assert(
      fc.property(project, branchName, (of, branch) => {
        const label = previewLabel({ project: of, branch });
        expect(label).toMatch(/^[a-z0-9]([a-z0-9-]{0,19})-[0-9a-f]{6}$/);
        for (const word of PREVIEW_WORDS) {
          const [first = ''] = previewHost(word, label, 'smile-dev.example').split('.');
          expect(first.length).toBeLessThanOrEqual(63);
          expect(first).toMatch(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/);
        }
      }),
    );
  });

  test('is the same each time, and another for a branch that was renamed or is in another project', () => {
    fc.assert(
      fc.property(branchName, branchName, (one, other) => {
        const label = previewLabel({ project: 'smile/web', branch: one });
        expect(previewLabel({ project: 'smile/web', branch: one })).toBe(label);
        // Of 16 million labels, so that a hundred pairs practically never meet.
        if (one !== other) expect(previewLabel({ project: 'smile/web', branch: other })).not.toBe(label);
        expect(previewLabel({ project: 'smile/wms', branch: one })).not.toBe(label);
      }),
      { seed: 20261127 },
    );
  });

  test.each([
    ['feature/cold-chain', 'feature-cold-chain'],
    ['Feature/COLD_chain', 'feature-cold-chain'],
    ['--weird..name--', 'weird-name'],
    ['a-very-long-name-of-a-branch-indeed', 'a-very-long-name-of'],
    ['cabang/vaksin-🧊', 'cabang-vaksin'],
    ['日本', 'branch'],
  ])('%s begins with %s', (branch, slug) => {
    // The hash by the definition of SHA-256 in another library than the code's words: project, line break, branch.
    const hash = createHash('sha256')
      .update(['smile/web', branch].join(String.fromCharCode(10)))
      .digest('hex');
    expect(previewLabel({ project: 'smile/web', branch })).toBe(`${slug}-${hash.slice(0, 6)}`);
  });

  test('does not mix up where a project ends and a branch begins', () => {
    expect(previewLabel({ project: 'a/b', branch: 'c/d' })).not.toBe(previewLabel({ project: 'a', branch: 'b/c/d' }));
  });
});

describe('hosts of previews', () => {
  const domain = 'smile-dev.example';
  /** Host conditions of Elastic Load Balancing: `*` is any characters, dots included. */
  const takes = (host: string) =>
    previewHostPatterns(domain).some((pattern) =>
      new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`).test(host),
    );

  test('are all taken by the patterns', () => {
    const label = previewLabel({ project: 'smile/web', branch: 'menu' });
    for (const word of PREVIEW_WORDS) expect(takes(previewHost(word, label, domain))).toBe(true);
  });

  test('are taken with no host of operators, nor with sign-in or the Git server', () => {
    const words = Object.values(HOST_WORDS).map(({ label }) => `${label}.${domain}`);
    // It is of visitors, and leads to the same gateway by a rule before.
    expect(words.filter(takes)).toEqual(['wms-api.smile-dev.example']);
  });

  // ELB guide, "Quotas": 5 condition values and 6 wildcards per rule.
  test('fit into one rule', () => {
    const patterns = previewHostPatterns(domain);
    expect(patterns).toEqual(['app-*.smile-dev.example', 'api-*.smile-dev.example', 'wms-*.smile-dev.example']);
    expect(patterns.length).toBeLessThanOrEqual(5);
    expect(patterns.join('').match(/[*?]/g)?.length).toBeLessThanOrEqual(6);
  });
});

test('states and claims of slots lie below one prefix, each under a key of its own', () => {
  const environment = testEnvironment({});
  const keys = PREVIEW_SLOTS.flatMap((slot) => [
    previewStateKey(environment, slot),
    previewClaimKey(environment, slot),
    // Terraform's lock: https://developer.hashicorp.com/terraform/language/backend/s3#state-locking
    `${previewStateKey(environment, slot)}.tflock`,
  ]);
  expect(new Set(keys).size).toBe(15);
  for (const key of keys) expect(key.startsWith(previewStatePrefix(environment))).toBe(true);
  expect(previewStatePrefix(environment)).toBe('indonesia/staging/preview/');
});
