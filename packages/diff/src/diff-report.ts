import { z } from 'zod';

const Effect = z.strictObject({
  when: z
    .enum([
      'at once',
      'maintenance window',
      'node roll',
      'pods restart',
      'next launch',
      'after a reboot',
      'within days',
      'not known',
    ])
    .describe('when a change in place takes effect after the apply'),
  down: z.enum(['no', 'briefly', 'yes', 'not known']).describe('whether the service is down meanwhile'),
  what: z.string().describe('what happens, in a few words'),
  source: z.string().optional().describe('page that says so; absent where it is not known'),
});

const Attribute = z.strictObject({
  path: z.string().describe('as in vpc_config.subnet_ids or rule[stale].expiration.days'),
  before: z.string().describe('value as it may be shown: JSON, or its kind, length and hash'),
  after: z.string(),
  replaces: z.boolean().describe('whether it makes a new object'),
  ignored: z
    .boolean()
    .describe('whether Terraform leaves it alone, as ignore_changes says or because it keeps what it is not told'),
  follows: z.string().optional().describe('what it refers to that changes, where its text stays the same'),
  effect: Effect.optional().describe('absent where the object is replaced, or the argument ignored'),
});

const Change = z.strictObject({
  stack: z.string(),
  address: z.string().describe('Terraform address inside the stack'),
  type: z.string(),
  construct: z.string().optional().describe('path of the construct in the code'),
  action: z
    .enum(['destroy', 'replace', 'not known', 'forget', 'update', 'move', 'create', 'none'])
    .describe(
      '"not known": in place or replaced, the data does not tell; "forget": leaves the state and stays at the service; "none": the code differs, and nothing at the service changes',
    ),
  holdsData: z.boolean().describe('whether losing it may lose data'),
  newOneFirst: z.boolean().describe('whether a replacement makes the new object first'),
  refused: z.string().optional().describe('why Terraform refuses it'),
  movedFrom: z.string().optional(),
  attributes: z.array(Attribute),
});

const Pair = z.strictObject({ before: z.string(), after: z.string() });

const Section = z.strictObject({
  added: z.array(z.string()),
  gone: z.array(z.string()),
  changed: z.array(z.string()).describe('on both sides, with other facts'),
});

/** What a comparison found; nothing in it may be a secret. */
export const DiffReport = z.strictObject({
  schema: z.literal(1).describe('goes up when a field changes its meaning or goes'),
  before: z.string().describe('what is compared with, as in "main at 0a1b2c3d"'),
  after: z.string(),
  judge: z
    .enum(['code', 'plan'])
    .describe('"code": two syntheses, no state; "plan": Terraform planned the code on states'),
  environments: z.array(z.string()),
  counts: z.strictObject({
    destroy: z.number(),
    replace: z.number(),
    'not known': z.number(),
    forget: z.number(),
    update: z.number(),
    move: z.number(),
    create: z.number(),
    none: z.number(),
  }),
  losesData: z
    .boolean()
    .describe('whether something that may hold data is destroyed, replaced, or perhaps replaced; exit code 7'),
  changes: z.array(Change),
  settings: z
    .array(z.strictObject({ stack: z.string(), path: z.string(), before: z.string(), after: z.string() }))
    .describe('what a stack says besides resources: stacks that come or go, backends, providers, default tags'),
  cost: z
    .strictObject({ monthlyUsd: z.strictObject({ before: z.number(), after: z.number() }), notes: z.array(z.string()) })
    .optional()
    .describe('absent where nothing computes it'),
  guardrails: Section,
  requirements: z.array(Pair.extend({ id: z.string(), environment: z.string(), problems: z.array(z.string()) })),
  connections: Section,
  pictures: z.array(z.strictObject({ environment: z.string(), kind: z.string(), parts: Section })),
  disagreements: z
    .array(z.strictObject({ stack: z.string(), address: z.string(), text: z.string() }))
    .optional()
    .describe('where real plugins refuse what the stand-ins accept; absent where no report of both was given'),
  notes: z.array(z.string()).describe('what the reader has to know of how this was found'),
});

/** What a comparison found, as `--json` prints it. */
export type DiffReport = z.infer<typeof DiffReport>;

/** What becomes of one address. */
export type ResourceChange = DiffReport['changes'][number];

/** One argument of a change. */
export type AttributeChange = ResourceChange['attributes'][number];

/** Things that come, go or differ. */
export type SectionChange = z.infer<typeof Section>;

/** JSON Schema of what `--json` prints. */
export function diffSchema(): object {
  return z.toJSONSchema(DiffReport);
}
