import { type AskedRole, type Question, ROLES } from './question.ts';
import { TOPICS } from './topics.ts';

const COLUMNS: Readonly<Record<AskedRole, string>> = {
  plan: 'plan',
  apply: 'apply',
  'break-glass': 'break-glass',
  operator: 'operator',
};

/**
 * `docs/who-may-do-what.md`: what the four roles of production may do of what is known to lead up or out. A test puts the
 * same table to a policy simulator.
 */
export function whoMayPage(): string {
  const actions = new Set(TOPICS.flatMap(({ questions }) => questions.map(({ action }) => action)));
  const count = TOPICS.reduce((sum, { questions }) => sum + questions.length, 0);
  return `${[
    '# Who may do what',
    'Written by `pnpm docs`; a test puts every line to a policy simulator, with the policies of the synthesized estate ([0019](adr/0019-a-simulator-proves-the-boundary.md)). `yes`: the policies allow it. `–`: they do not.',
    `${count} questions about ${actions.size} actions, asked in production. The other environments have the same policies under their own names. Why the lines run as they do: [0017](adr/0017-who-can-become-apply.md).`,
    ...TOPICS.map((topic) =>
      [`## ${topic.title}`, `${topic.why} ([source](${topic.source}))`, table(topic.questions)].join('\n\n'),
    ),
  ].join('\n\n')}\n`;
}

function table(questions: readonly Question[]): string {
  const head = ['action', 'on', ...ROLES.map((role) => COLUMNS[role])];
  return [head, head.map(() => '---'), ...questions.map(cells)].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function cells({ action, resource, note, may }: Question): string[] {
  const thing = resource === '*' ? 'anything' : `\`${shortened(resource)}\``;
  const verdicts = ROLES.map((role) => (may.includes(role) ? 'yes' : '–'));
  return [`\`${action}\``, note === undefined ? thing : `${thing}: ${note}`, ...verdicts];
}

/** Without partition, region and account, which are the same in every line. */
function shortened(arn: string): string {
  const [, , service = '', , account = '', ...rest] = arn.split(':');
  const home = account === '' || account === '111111111111' || account === 'aws' ? '' : `${account} `;
  return `${home}${service} ${rest.join(':')}`;
}
