import { isList, isObject, isWhollyKnown, type ObjectValue, type Value } from '../protocol/value.ts';
import { findAll } from '../values/place-in-object.ts';
import type { ArgumentRule } from './argument-rule.ts';
import { ENGINE_SUPPORT, type EngineSupport, isKnownBy, PARAMETER_VALUES, textOf } from './engine-support.ts';
import { PARAMETER_NAMES } from './parameter-names.ts';

/** Classes too small for Performance Insights with MySQL. */
const WITHOUT_INSIGHTS = /^db\.(?:t2\..+|t3\.(?:micro|small)|t4g\.(?:micro|small))$/;

/** One rule per type of the table, at the argument that holds the version. */
const BY_TYPE = [...new Set(ENGINE_SUPPORT.map(({ type }) => type))];

/** What an engine refuses because its version is too old or too new for it. */
export const ENGINE_RULES: readonly ArgumentRule[] = [
  ...BY_TYPE.map((type): ArgumentRule => {
    const rows = ENGINE_SUPPORT.filter((row) => row.type === type);
    const [first] = rows;
    return {
      id: `engine-${type.replace('aws_', '').replaceAll('_', '-')}`,
      types: [type],
      path: first?.versionAt ?? 'engine_version',
      check: (version, resource) => versionProblem(rows, textOf(version), resource),
      source: first?.source ?? '',
    };
  }),
  {
    id: 'parameter-values',
    types: ['aws_db_parameter_group', 'aws_elasticache_parameter_group'],
    path: 'parameter',
    check: (parameter, { family }) =>
      isObject(parameter) ? parameterProblem(parameter, textOf(family ?? null)) : undefined,
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeEngineDefaultParameters.html',
  },
  ...PARAMETER_NAMES.map(
    ({ type, family: families, names, source }): ArgumentRule => ({
      id: `parameter-names-${type.replace('aws_', '').replaceAll('_', '-')}`,
      types: [type],
      path: 'parameter',
      check: (parameter, { family }) => {
        const name = isObject(parameter) ? textOf(parameter.name ?? null) : '';
        return name === '' || names.has(name) || !families.test(textOf(family ?? null))
          ? undefined
          : `name must be a parameter of ${textOf(family ?? null)}, got ${JSON.stringify(name)}`;
      },
      source,
    }),
  ),
  {
    id: 'db-insights-class',
    types: ['aws_db_instance'],
    path: 'performance_insights_enabled',
    check: (enabled, { instance_class: size, engine }) =>
      enabled === true && engine === 'mysql' && WITHOUT_INSIGHTS.test(textOf(size ?? null))
        ? `must be false for ${textOf(size ?? null)}, which is too small for Performance Insights`
        : undefined,
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.Overview.Engines.html',
  },
  {
    id: 'ecr-scan-frequency',
    types: ['aws_ecr_registry_scanning_configuration'],
    path: 'scan_type',
    check: (type, { rule }) => {
      const frequencies = isList(rule)
        ? rule.flatMap((one) => (isObject(one) ? [textOf(one.scan_frequency ?? null)] : []))
        : [];
      const refused = type === 'BASIC' ? 'CONTINUOUS_SCAN' : 'MANUAL';
      return frequencies.includes(refused) ? `${textOf(type)} takes no rule with scan_frequency ${refused}` : undefined;
    },
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_RegistryScanningRule.html',
  },
  {
    id: 'restore-metadata-lists',
    types: ['aws_backup_restore_testing_selection'],
    path: 'restore_metadata_overrides',
    check: (overrides) => (isObject(overrides) ? listProblem(overrides) : undefined),
    source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing-inferred-metadata.html',
  },
];

function versionProblem(rows: readonly EngineSupport[], version: string, resource: ObjectValue): string | undefined {
  for (const row of rows) {
    const isMeant = Object.entries(row.where ?? {}).every(
      ([argument, wanted]) => textOf(resource[argument] ?? null).toLowerCase() === wanted,
    );
    if (!isMeant || isKnownBy(version, row)) continue;
    const found = findAll(resource, row.argument)
      .flatMap(({ value }) => (isList(value) ? value : [value]))
      .find((value) => isGiven(value) && (row.values?.test(textOf(value)) ?? true));
    if (found === undefined) continue;
    const shown = row.values === undefined ? row.argument : `${row.argument} = ${textOf(found)}`;
    return `${version} does not take ${shown}, ${bounds(row)}; leave it out`;
  }
  return undefined;
}

function bounds({ since, until }: EngineSupport): string {
  if (until === '0') return 'which another engine has';
  return since === undefined ? `which ended with ${until}` : `which exists since ${since}`;
}

function isGiven(value: Value): boolean {
  return isWhollyKnown(value) && value !== null && value !== '' && !(isList(value) && value.length === 0);
}

function parameterProblem({ name, value }: ObjectValue, family: string): string | undefined {
  const row = PARAMETER_VALUES.find((one) => one.name === name && one.family.test(family));
  if (row === undefined || row.allowed.test(textOf(value ?? null))) return undefined;
  return `${row.name} of ${family} must be ${row.words}, got ${JSON.stringify(value)}`;
}

const LISTS = [
  'vpcsecuritygroupids',
  'securitygroupids',
  'subnetids',
  'availabilityzones',
  'enablecloudwatchlogsexports',
];

/** Lists travel as the text of a JSON array. */
function listProblem(overrides: ObjectValue): string | undefined {
  const wrong = Object.entries(overrides).find(
    ([key, value]) => LISTS.includes(key.toLowerCase()) && typeof value === 'string' && !/^\s*\[.*\]\s*$/s.test(value),
  );
  return wrong === undefined
    ? undefined
    : `${wrong[0]} must be a JSON array as a text, as in ["sg-012d52c6"], got ${JSON.stringify(wrong[1])}`;
}
