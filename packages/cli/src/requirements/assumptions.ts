/** A file in which code may name or ask what it must not elsewhere, and why. */
interface Allowance {
  readonly path: string;
  readonly because: string;
}

/** Where the estate's code may name stages, or compare environments. */
export const STAGE_ALLOWANCES: readonly Allowance[] = [
  { path: 'packages/core/src/environment/stages.ts', because: 'the list of stages, and their words in names' },
  {
    path: 'packages/core/src/environment/estate-problems.ts',
    because: 'compares environments with each other, whatever they are called',
  },
  {
    path: 'packages/core/src/environment/deployment-values.ts',
    because: 'who deploys whom is a relation of stages: trust goes from production downwards (CI-JENKINS)',
  },
  {
    path: 'packages/core/src/environment/jenkins-values.ts',
    because: 'what a Jenkins may do is a relation of stages: code that nobody has read runs below production only',
  },
  {
    path: 'packages/core/src/environment/preview-values.ts',
    because:
      'where branches are previewed is a relation of stages: code that nobody has read runs below production only',
  },
  {
    path: 'packages/data-platform/src/addons/risingwave/risingwave-addresses.ts',
    because: "RisingWave's first database is called dev in every environment",
  },
];

/** Where the estate's code may name a place. */
export const PLACE_ALLOWANCES: readonly Allowance[] = [
  {
    path: 'packages/edge/src/dns/origin-zone.ts',
    because: 'the reason of a waiver: Route 53 keeps DNSSEC keys and query logs in us-east-1 only, for every country',
  },
  {
    path: 'packages/core/src/quotas/service-quotas.ts',
    because: 'Service Quotas keeps quotas of global services, such as IAM, in us-east-1, for every country',
  },
];

/** What tells one environment or country from another. */
const IDENTITY =
  '(?:stage|country\\.(?:id|namePrefix|domain|region|timeZone)|stackPrefix|namePrefix|environment\\.(?:id|region|country)|account\\.id)';

/** A stage written as a text or as the name of a property, which is a table by stage. */
const STAGE_NAMED =
  /(['"`])(?:production|staging|prd|uat|dev)\1|(?:^|[{,\s])(?:production|staging|prd|uat|dev)\s*:(?!:)/;

/** Decisions by what an environment is called, rather than by a value that it has. */
const DECISIONS: readonly RegExp[] = [
  STAGE_NAMED,
  new RegExp(`\\b${IDENTITY}\\s*[!=]==?`),
  new RegExp(`[!=]==?\\s*(?:[\\w.]+\\.)?${IDENTITY}\\b(?!\\.)`),
  /\bswitch\s*\([^)]*\b(?:stage|country|stackPrefix|namePrefix|environment\.id)\b/,
  // A table by stage, but for the one that names every stage in AWS.
  /(?<=[\w)\]}])(?<!STAGE_ABBREVIATIONS)\[\s*(?:[\w.]+\.)?stage\s*\]/,
  new RegExp(`\\.(?:includes|has|test|indexOf|exec)\\(\\s*(?:[\\w.]+\\.)?${IDENTITY}\\s*[,)]`),
  new RegExp(`\\b${IDENTITY}\\s*\\.(?:startsWith|endsWith|includes|match|search|indexOf|split|slice|at|charAt)\\(`),
];

/** A region or the id of an availability zone, in any part of the world. */
const PLACE =
  /(?<![\w-])(?:af|ap|ca|cn|eu|il|me|mx|sa|us)(?:-gov)?-(?:central|north|south|east|west|northeast|northwest|southeast|southwest)-\d|(?<![A-Za-z])(?:af|ap|ca|cn|eu|il|me|mx|sa|us)(?:g[ew])?(?:c|n|s|e|w|ne|nw|se|sw)\d-az\d/;

/** Places of a file that ask what an environment is called, or name a stage. */
export function stageConditions(path: string, text: string): string[] {
  if (isAllowed(path, STAGE_ALLOWANCES)) return [];
  return codeLines(text).flatMap(({ line, number }) =>
    DECISIONS.some((decision) => decision.test(line)) ? [`${path}:${number}`] : [],
  );
}

/**
 * Places of a file that name a region, a zone, or one of some words, where a value of the environment or a fact of its region belongs.
 *
 * @param words names that belong to single countries, such as their ids and cities.
 */
export function placeLiterals(path: string, text: string, words: readonly string[]): string[] {
  if (isAllowed(path, PLACE_ALLOWANCES)) return [];
  const lower = words.map((word) => word.toLowerCase());
  return codeLines(text).flatMap(({ line, number }) => {
    const named = line.toLowerCase();
    return PLACE.test(line) || lower.some((word) => named.includes(word)) ? [`${path}:${number}`] : [];
  });
}

function isAllowed(path: string, allowances: readonly Allowance[]): boolean {
  return allowances.some((one) => one.path === path);
}

/** Lines with their numbers, without comments. */
function codeLines(text: string): { readonly line: string; readonly number: number }[] {
  let isComment = false;
  return text.split('\n').flatMap((whole, index) => {
    const wasComment = isComment;
    const begin = /^\s*\/\*/.test(whole);
    isComment = (wasComment || begin) && !whole.includes('*/');
    if (wasComment || begin || /^\s*\/\//.test(whole)) return [];
    return [{ line: whole.replace(/\s\/\/ .*$/, ''), number: index + 1 }];
  });
}
