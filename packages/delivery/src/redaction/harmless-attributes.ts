import list from '../../data/harmless-attributes.json' with { type: 'json' };

/** The generated list: which attributes of which type are shown, and which keys are names of arguments. */
export interface HarmlessList {
  /** Paths by type, as in `aws_db_instance`: `instance_class`. Data sources as in `data.aws_partition`. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  /** Every name of an argument, attribute or block that the estate's types have. */
  readonly names: readonly string[];
}

/** Keys of maps that are the same everywhere: the tags that the provider puts on everything. */
const TAG_KEYS = [
  'Name',
  'backup',
  'cost-centre',
  'country',
  'data-class',
  'environment',
  'managed-by',
  'owner',
  'project',
  'stack',
];

/** Tags whose values come from the code of every stack, never from a service. */
const TAG_PATHS = ['tags', 'tags_all'].flatMap((map) => TAG_KEYS.map((key) => `${map}.${key}`));

/** What the tags of every stack look like: a word, or the address of an owner. A pasted credential has capitals, `/` or `+`. */
const TAG_WORD = /^[a-z][a-z0-9.-]*(@[a-z0-9.-]+)?$/;
const wordsOnly: ReadonlySet<string> = new Set(TAG_PATHS.filter((path) => !path.endsWith('.Name')));

const { attributes, names }: HarmlessList = list;
const paths: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(attributes).map(([type, harmless]) => [type, new Set([...harmless, ...TAG_PATHS])]),
);
const keys: ReadonlySet<string> = new Set([...names, ...TAG_KEYS]);

/**
 * Whether the text of an attribute may be shown. A type that is not on the list shows nothing; one of our tags shows a word.
 *
 * @param path names from the resource to the attribute, joined by dots, without indices, as in `vpc_config.subnet_ids`.
 */
export function isHarmless(type: string, path: string, text: string): boolean {
  if (paths.get(type)?.has(path) !== true) return false;
  return !wordsOnly.has(path) || TAG_WORD.test(text);
}

/** Whether a key of an object is the name of an argument, and not content that somebody wrote. */
export function isKnownKey(key: string): boolean {
  return keys.has(key);
}
