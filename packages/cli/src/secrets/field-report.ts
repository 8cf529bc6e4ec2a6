import { SECRET_NAMES, SECRETS, type SecretField, type SecretName } from '@smile/databases/secrets';
import { renderTable } from '../output/table.ts';
import { hasValue, type SecretFields } from './secret-document.ts';

/** What is known of one field; never its value. */
export interface FieldReport {
  readonly secret: string;
  readonly field: string;
  /** `made`: by this run. `unknown`: the secret has it, and the catalogue does not. */
  readonly status: 'present' | 'made' | 'missing' | 'unknown';
  /** Where its first value comes from. @default - the catalogue does not know it */
  readonly madeBy?: SecretField['madeBy']['by'];
  /** Where a person finds it. @default - nobody has to bring it */
  readonly from?: string;
  /** What brings it in. @default - nothing has to be done */
  readonly command?: string;
}

/** Every field of the catalogue, and those that only the secret has. */
export function fieldReports(
  environment: string,
  held: ReadonlyMap<SecretName, SecretFields>,
  made: ReadonlyMap<SecretName, readonly string[]> = new Map(),
): readonly FieldReport[] {
  return SECRET_NAMES.flatMap((secret) => {
    const fields = held.get(secret) ?? {};
    const catalogue: Readonly<Record<string, SecretField>> = SECRETS[secret].fields;
    const known = Object.entries(catalogue).map(([field, { madeBy }]): FieldReport => {
      const isMade = made.get(secret)?.includes(field) === true;
      if (isMade || hasValue(fields, field)) {
        return { secret, field, status: isMade ? 'made' : 'present', madeBy: madeBy.by };
      }
      return { secret, field, status: 'missing', ...remedy(environment, secret, field, madeBy) };
    });
    const unknown = Object.keys(fields).filter((field) => !Object.hasOwn(catalogue, field));
    return [...known, ...unknown.map((field): FieldReport => ({ secret, field, status: 'unknown' }))];
  });
}

function remedy(environment: string, secret: SecretName, field: string, madeBy: SecretField['madeBy']) {
  if (madeBy.by !== 'person') return { madeBy: madeBy.by, command: `./smile secrets init ${environment}` };
  // A value that is typed is in no history and on no screen.
  const command = `read -rs VALUE && printf %s "$VALUE" | ./smile secrets set ${environment} ${secret} ${field}; unset VALUE`;
  return { madeBy: madeBy.by, from: madeBy.from, command };
}

/** Reports as people read them: a table, then what is left to do. */
export function reportText(reports: readonly FieldReport[]): string {
  const table = renderTable<FieldReport>(
    [
      { title: 'secret', value: ({ secret }) => secret },
      { title: 'field', value: ({ field }) => field },
      { title: 'status', value: ({ status }) => status },
      { title: 'made by', value: ({ madeBy }) => madeBy ?? 'not in the catalogue' },
    ],
    reports,
  );
  const missing = reports.filter(({ status }) => status === 'missing');
  const brought = missing.filter(({ madeBy }) => madeBy === 'person');
  const makes = missing.find(({ madeBy }) => madeBy !== 'person');
  const count = (wanted: FieldReport['status']) => reports.filter(({ status }) => status === wanted).length;
  const summary = (['present', 'made', 'missing', 'unknown'] as const)
    .filter((status) => count(status) > 0)
    .map((status) => `${count(status)} ${status}`);
  return [
    table,
    summary.join(', '),
    ...(makes === undefined ? [] : [`made up by: ${makes.command}`]),
    ...(brought.length === 0
      ? []
      : [`a person must bring ${brought.length}:\n${brought.map(broughtLines).join('\n')}`]),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

function broughtLines({ secret, field, from, command }: FieldReport): string {
  return `  ${secret} ${field}: ${from}\n    ${command}`;
}
