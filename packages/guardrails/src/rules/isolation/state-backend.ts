import { Block } from '../../reading/block.ts';
import { mustBe, mustHave } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const stateBackend: Rule = {
  id: 'SMILE_STATE_BACKEND',
  family: 'isolation',
  severity: 'high',
  title: 'Every state is encrypted, locked, and in a place of its own',
  what: 'An S3 backend has `encrypt`, `kms_key_id`, `use_lockfile` and `allowed_account_ids`, and no two stacks share a key.',
  why: 'A state holds every address and some credentials; two applies at once ruin it.',
  remedy: 'Use EstateStack.',
  source: 'docs/adr/0003-s3-state-with-lockfile.md',
  check: ({ inventory }) => {
    const places = new Map<string, string>();
    return inventory.stacks.flatMap(({ name, backend }) => {
      if (backend?.type !== 's3') return [];
      const config = new Block(backend.config);
      const where = `${config.text('bucket')}/${config.text('key')}`;
      const other = places.get(where);
      places.set(where, name);
      const messages = [
        mustBe(config, 'encrypt', true),
        mustBe(config, 'use_lockfile', true),
        mustHave(config, 'kms_key_id', 'a key of ours'),
        mustHave(config, 'allowed_account_ids', "the environment's account"),
        other === undefined ? undefined : `key must be the stack's own, got that of ${other}`,
      ];
      return messages.flatMap((message) =>
        message === undefined ? [] : [{ place: { stack: name, address: 'terraform.backend' }, message }],
      );
    });
  },
};
