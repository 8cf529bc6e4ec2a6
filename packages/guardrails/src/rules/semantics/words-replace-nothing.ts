import { argumentsThatReplace } from '@smile/rehearsal';
import { each, inCode } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

/** Arguments that hold words for people, at any depth. */
const WORDS = /(^|\.)(description|comment|reference_name|display_name|alarm_description|tags)$/;

export const wordsReplaceNothing: Rule = {
  id: 'SMILE_WORDS_REPLACE_NOTHING',
  family: 'semantics',
  severity: 'high',
  title: 'Changing a description, comment or tag replaces no resource',
  what: 'Where the provider makes a new object for another description, comment, display name or tag, the resource ignores changes of it; by the answers of the real plugin.',
  why: 'One word in the description of a security group makes a new group, and the interfaces in the old one are cut off.',
  remedy: 'Add the type to WORDS_THAT_REPLACE of @smile/core.',
  source: 'packages/rehearsal/data/aws-5.100.0-replacement.json',
  check: inCode(
    each('aws_*', (block, { type, lifecycle }) => {
      const replacing = (argumentsThatReplace(type) ?? []).filter((path) => WORDS.test(path));
      return replacing
        .filter((path) => block.has(path.split('.')[0] ?? path))
        .filter((path) => !lifecycle.ignoreChanges.some((ignored) => ignored === 'all' || covers(ignored, path)))
        .map((path) => `lifecycle must ignore changes of ${path}, since another word replaces the resource`);
    }),
  ),
};

/** Whether an ignored path, as in `setting[0].description` or `setting`, holds a dotted one. */
function covers(ignored: string, path: string): boolean {
  const plain = ignored.replaceAll(/\[[^\]]*\]/g, '');
  return path === plain || path.startsWith(`${plain}.`);
}
