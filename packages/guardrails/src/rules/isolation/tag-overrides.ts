import type { Resource } from '@smile/inventory';
import type { Block } from '../../reading/block.ts';
import { defaultTagsOf } from '../../reading/default-tags.ts';
import type { Rule } from '../../rule.ts';

/** Tags that say whose a resource is, and where: those of its stack, always. */
const OF_THE_STACK = ['project', 'country', 'environment', 'stack', 'owner', 'cost-centre', 'managed-by'];

/** Tags that a resource may set for itself, and to what. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  backup: ['daily', 'none'],
  'data-class': ['public', 'internal', 'confidential', 'restricted'],
  'nodes-with-data': ['keep'],
  sessions: ['operators', 'break-glass'],
};

/** What stacks of an environment hold. */
const DATA_CLASS: Readonly<Record<string, string>> = { production: 'confidential' };

/** Types whose disks or files are the only copy of what is in them. */
const BACKED_UP = ['aws_db_instance', 'aws_ebs_volume', 'aws_efs_file_system', 'aws_dynamodb_table'];

export const tagOverrides: Rule = {
  id: 'SMILE_TAG_OVERRIDES',
  family: 'isolation',
  severity: 'medium',
  title: 'Tags of a resource say what is true of it, and those of its stack stay',
  what: 'No resource sets a tag of its stack (project, country, environment, stack, owner, cost-centre, managed-by) to another value; backup, data-class, sessions and nodes-with-data have known values; the only copy of data is tagged for daily backups; stacks of production hold confidential data and are not backed up by default; no tag is empty.',
  why: 'Backups, costs, permissions of operators and the isolation of environments are decided by tags.',
  remedy: 'Leave the tag out, or give a value that the message names.',
  source: 'docs/adr/0015-guardrails-and-waivers.md',
  check: ({ inventory, resources }) => {
    const ofStack = new Map(inventory.stacks.map((stack) => [stack.name, defaultTagsOf(stack)]));
    const defaults = inventory.stacks.flatMap(({ name: stack, environment = '', providers = {} }) => {
      const tags = ofStack.get(stack);
      if (tags === undefined || providers.aws === undefined) return [];
      const wanted = DATA_CLASS[environment.slice(environment.indexOf('/') + 1)];
      const place = { stack, address: 'provider.aws' };
      const found = tags.text('data-class');
      return [
        ...(wanted !== undefined && found !== wanted
          ? [{ place, message: `tag data-class must be ${wanted}, got ${found ?? 'nothing'}` }]
          : []),
        ...(tags.text('backup') === 'none'
          ? []
          : [{ place, message: `tag backup must be none by default, got ${tags.text('backup') ?? 'nothing'}` }]),
      ];
    });
    return [
      ...(inventory.source === 'synth' ? defaults : []),
      ...resources('aws_*').flatMap((place) => ofResource(place, ofStack.get(place.stack))),
    ];
  },
};

function ofResource(place: Resource, defaults: Block | undefined) {
  const { tags, tagsAll, type, environment = '' } = place;
  const [country, stage] = environment.split('/');
  const truth: Readonly<Record<string, string | undefined>> = { country, environment: stage };
  const messages = [
    ...OF_THE_STACK.flatMap((tag) => {
      const own = tags[tag];
      const wanted = truth[tag];
      const isOther = own !== undefined && wanted !== undefined && wanted !== '' && own !== wanted;
      const usual = defaults?.text(tag);
      const isSaidAgain = own !== undefined && wanted === undefined && usual !== undefined && own !== usual;
      return isOther || isSaidAgain ? [`tag ${tag} must be that of its stack, got ${own}`] : [];
    }),
    ...Object.entries(OWN).flatMap(([tag, values]) =>
      tags[tag] === undefined || values.includes(tags[tag])
        ? []
        : [`tag ${tag} must be ${values.join(' or ')}, got ${tags[tag]}`],
    ),
    ...Object.entries(tags).flatMap(([tag, value]) =>
      value === '' ? [`tag ${tag} must say something, got nothing`] : [],
    ),
    ...((BACKED_UP.includes(type) || isOnlyCopy(place)) && tagsAll.backup !== undefined && tagsAll.backup !== 'daily'
      ? [`tag backup must be daily, since it is the only copy, got ${tagsAll.backup}`]
      : []),
  ];
  return messages.map((message) => ({ place, message }));
}

/** What applications store in S3 is nowhere else. */
function isOnlyCopy({ type, values }: Resource): boolean {
  return type === 'aws_s3_bucket' && /-application-data-/.test(String(values.bucket));
}
