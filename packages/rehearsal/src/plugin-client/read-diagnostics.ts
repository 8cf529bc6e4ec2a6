import type { DiagnosticMessage } from '../protocol/messages.ts';

/** One thing that a provider's refusal tells about its arguments. */
export type Lesson =
  | { readonly kind: 'exactlyOne' | 'atLeastOne' | 'atMostOne'; readonly paths: readonly string[] }
  | { readonly kind: 'needs'; readonly path: string; readonly paths: readonly string[] }
  | { readonly kind: 'oneOf'; readonly path: string; readonly values: readonly string[] }
  | BoundsLesson<'length'>
  | BoundsLesson<'range'>
  | { readonly kind: 'form'; readonly path: string; readonly pattern: string }
  | { readonly kind: 'arn'; readonly path: string }
  | { readonly kind: 'deprecated'; readonly path: string; readonly message: string };

interface BoundsLesson<Kind> {
  readonly kind: Kind;
  readonly path: string;
  readonly bounds: readonly [number | null, number | null];
}

/** What the parts of a matched message mean; `place` is the argument that the diagnostic points at. */
type Reader = (groups: readonly string[], place: string) => Lesson | undefined;

/**
 * Messages of the two libraries that the AWS provider is written with, and what each means.
 * Sources: terraform-plugin-sdk v2 (helper/schema/schema.go, helper/validation), terraform-plugin-framework-validators
 * (resourcevalidator, stringvalidator, int64validator and the like), and the AWS provider (internal/verify, internal/framework).
 */
const MESSAGES: readonly (readonly [RegExp, Reader])[] = [
  [/^"([^"]+)": conflicts with (\S+)$/, ([a = '', b = '']) => ({ kind: 'atMostOne', paths: paths(`${a},${b}`) })],
  [/^Invalid combination of arguments\n"[^"]+": (?:only )?one of `([^`]+)`/, ([all = '']) => group('exactlyOne', all)],
  [/^Missing required argument\n"[^"]+": one of `([^`]+)` must/, ([all = '']) => group('atLeastOne', all)],
  [
    /^Missing required argument\n"([^"]+)": all of `([^`]+)` must/,
    ([path = '', all = '']) => ({ kind: 'needs', path: plain(path), paths: paths(all) }),
  ],
  [/Exactly one of these attributes must be configured: \[([^\]]*)\]$/, ([all = '']) => group('exactlyOne', all)],
  [/attributes? specified when one \(and only one\) of \[(.*)\] is required/, ([all = '']) => group('exactlyOne', all)],
  [/At least one of these attributes must be configured: \[(.*)\]/, ([all = '']) => group('atLeastOne', all)],
  [/At least one attribute out of \[(.*)\] must be specified/, ([all = '']) => group('atLeastOne', all)],
  [/These attributes cannot be configured together: \[(.*)\]/, ([all = '']) => group('atMostOne', all)],
  [
    /Attribute "([^"]+)" cannot be specified when "([^"]+)" is specified/,
    ([a = '', b = '']) => group('atMostOne', `${a},${b}`),
  ],
  [
    /Attribute "([^"]+)" must be specified when "([^"]+)" is specified/,
    ([needed = '', path = '']) => ({ kind: 'needs', path: plain(path), paths: [plain(needed)] }),
  ],
  [
    /^expected (\S+) to be one of \[([^\]]*)\], got/,
    ([path = '', all = ''], place) => ({ kind: 'oneOf', path: at(path, place), values: items(all) }),
  ],
  [
    /value must be one of: \[([^\]]*)\], got/,
    ([all = ''], place) => ({ kind: 'oneOf', path: place, values: items(all) }),
  ],
  [
    /^Invalid String Enum Value\n.*Valid Values: \[([^\]]*)\]/s,
    ([all = ''], place) => ({ kind: 'oneOf', path: place, values: items(all) }),
  ],
  [
    /^expected length of (\S+) to be in the range \((\d+) - (\d+)\)/,
    ([path = '', low, high], place) => bounds('length', at(path, place), low, high),
  ],
  [
    /^"(\S+)" length must be between (\d+)-(\d+) characters/,
    ([path = '', low, high], place) => bounds('length', at(path, place), low, high),
  ],
  [
    /^"(\S+)" cannot be longer than (\d+) characters/,
    ([path = '', high], place) => bounds('length', at(path, place), undefined, high),
  ],
  [/string length must be between (\d+) and (\d+)/, ([low, high], place) => bounds('length', place, low, high)],
  [/string length must be at most (\d+)/, ([high], place) => bounds('length', place, undefined, high)],
  [/string length must be at least (\d+)/, ([low], place) => bounds('length', place, low, undefined)],
  [
    /^expected (\S+) to be in the range \((-?[\d.]+) - (-?[\d.]+)\)/,
    ([path = '', low, high], place) => bounds('range', at(path, place), low, high),
  ],
  [
    /^expected (\S+) to be at least \((-?[\d.]+)\)/,
    ([path = '', low], place) => bounds('range', at(path, place), low, undefined),
  ],
  [
    /^expected (\S+) to be at most \((-?[\d.]+)\)/,
    ([path = '', high], place) => bounds('range', at(path, place), undefined, high),
  ],
  [/value must be between (-?[\d.]+) and (-?[\d.]+), got/, ([low, high], place) => bounds('range', place, low, high)],
  [/value must be at least (-?[\d.]+), got/, ([low], place) => bounds('range', place, low, undefined)],
  [/value must be at most (-?[\d.]+), got/, ([high], place) => bounds('range', place, undefined, high)],
  [
    /^"(\S+)" doesn't comply with restrictions \("(.*?)"\): /s,
    ([path = '', pattern = ''], place) => ({ kind: 'form', path: at(path, place), pattern: unquoted(pattern) }),
  ],
  [
    /^expected value of (\S+) to match regular expression "(.*?)", got/s,
    ([path = '', pattern = ''], place) => ({ kind: 'form', path: at(path, place), pattern: unquoted(pattern) }),
  ],
  [/^"(\S+)" \(.*\) is an invalid ARN: /s, ([path = ''], place) => ({ kind: 'arn', path: at(path, place) })],
  [
    /^(?:An Amazon Resource Name|Invalid ARN Value|Invalid Attribute Value)\n.*must be a valid ARN/s,
    (_, place) => ({ kind: 'arn', path: place }),
  ],
  [
    /^(?:Argument is deprecated|Attribute Deprecated|Deprecated Resource|Deprecated)\n(.*)$/s,
    ([message = ''], place) => ({ kind: 'deprecated', path: place, message }),
  ],
];

/** Number of a warning among the severities of the protocol. */
const WARNING = 2;

/** What a diagnostic tells; undefined for one that tells of something else. A warning refuses nothing. */
export function lessonOf({ severity, summary, detail = '', attribute }: DiagnosticMessage): Lesson | undefined {
  const place = (attribute?.steps ?? [])
    .flatMap((step) => ('attribute_name' in step ? [step.attribute_name] : []))
    .join('.');
  const texts = [`${summary}\n${detail}`.trim(), detail];
  for (const [form, read] of MESSAGES) {
    for (const text of texts) {
      const match = form.exec(text);
      if (match === null) continue;
      const lesson = read(match.slice(1), place);
      return severity === WARNING && lesson?.kind !== 'deprecated' ? undefined : lesson;
    }
  }
  return undefined;
}

/** `rule.0.action` and `rule[0].action` without the places in lists. */
function plain(path: string): string {
  const names: string[] = [];
  for (const name of path
    .trim()
    .replaceAll(/\[[^\]]*\]/g, '')
    .split('.')) {
    // Relative paths of the framework: `a.<.b` is `b`.
    if (name === '<') names.pop();
    else if (!/^\d+$/.test(name)) names.push(name);
  }
  return names.join('.');
}

function paths(list: string): string[] {
  return [...new Set(list.split(',').map(plain))].sort();
}

function group(kind: 'exactlyOne' | 'atLeastOne' | 'atMostOne', list: string): Lesson {
  return { kind, paths: paths(list) };
}

/** A message's own path is whole or only its last name; then the diagnostic has the rest. */
function at(path: string, place: string): string {
  const own = plain(path.replaceAll('"', ''));
  return !own.includes('.') && place.endsWith(`.${own}`) ? place : own;
}

/** Items of a list as Go prints it: quoted, or divided by spaces. */
function items(list: string): string[] {
  const quoted = list.match(/"(?:[^"\\]|\\.)*"/g);
  return quoted === null
    ? list.split(/\s+/).filter((item) => item !== '')
    : quoted.map((item) => JSON.parse(item) as string);
}

function bounds(kind: 'length' | 'range', path: string, low: string | undefined, high: string | undefined): Lesson {
  return { kind, path, bounds: [low === undefined ? null : Number(low), high === undefined ? null : Number(high)] };
}

/** A regular expression as Go quotes it in a message. */
function unquoted(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
}
