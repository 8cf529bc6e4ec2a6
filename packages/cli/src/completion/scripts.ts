import type { Completion } from './completion-model.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** Names under which the command is typed in its repository. */
const NAMES = ['smile', './smile'];

/** The script that makes a shell complete the command line of `smile`. */
export function completionScript(shell: Shell, all: readonly Completion[], environments: readonly string[]): string {
  switch (shell) {
    case 'bash':
      return bash(all, environments);
    case 'zsh':
      return `autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n${bash(all, environments)}`;
    case 'fish':
      return fish(all, environments);
  }
}

function bash(all: readonly Completion[], environments: readonly string[]): string {
  const inner = all.filter(({ command }) => command.includes(' ')).map(({ command }) => quoted(command));
  return `_smile() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" command='' words=''
  if (( COMP_CWORD > 1 )); then command="\${COMP_WORDS[1]}"; fi
  if (( COMP_CWORD > 2 )); then
    case "$command \${COMP_WORDS[2]}" in
      ${inner.join('|')}) command="$command \${COMP_WORDS[2]}" ;;
    esac
  fi
  case "$command $prev" in
${all.flatMap(valuesInBash).join('\n')}
  esac
  case "$command" in
${all.map((one) => `    ${quoted(one.command)}) words=${quoted(wordsOf(one, environments).join(' '))} ;;`).join('\n')}
  esac
  COMPREPLY=( $(compgen -W "$words" -- "$cur") )
}
complete -o default -F _smile ${NAMES.join(' ')}
`;
}

/** What follows an option that takes a value: its choices, or whatever the shell offers. */
function valuesInBash({ command, options }: Completion): readonly string[] {
  return options
    .filter(({ takesValue }) => takesValue)
    .map(({ name, choices }) => {
      const answer = choices.length === 0 ? '' : `COMPREPLY=( $(compgen -W ${quoted(choices.join(' '))} -- "$cur") ); `;
      return `    ${quoted(`${command} ${name}`)}) ${answer}return ;;`;
    });
}

function wordsOf({ words, takesEnvironments, options }: Completion, environments: readonly string[]) {
  return [...words, ...(takesEnvironments ? environments : []), ...options.map(({ name }) => name)];
}

function fish(all: readonly Completion[], environments: readonly string[]): string {
  const lines = all.flatMap(({ command, words, takesEnvironments, options }) => {
    const condition = fishCondition(command, all);
    const line = (rest: string) => `complete -c smile -n ${quoted(condition)} ${rest}`;
    const plain = [...words, ...(takesEnvironments ? environments : [])];
    return [
      ...plain.map((word) => {
        const inner = all.find((one) => one.command === `${command} ${word}`.trim());
        return line(`-f -a ${quoted(word)}${inner === undefined ? '' : ` -d ${quoted(inner.summary)}`}`);
      }),
      ...options.map(({ name, summary, takesValue, choices }) => {
        const values = choices.length > 0 ? ` -x -a ${quoted(choices.join(' '))}` : takesValue ? ' -r' : '';
        return line(`-l ${name.replace(/^--/, '')}${values} -d ${quoted(summary)}`);
      }),
    ];
  });
  return `${lines.join('\n')}\n`;
}

function fishCondition(command: string, all: readonly Completion[]): string {
  const [first, second] = command.split(' ');
  if (first === undefined || first === '') return '__fish_use_subcommand';
  if (second !== undefined) return `__fish_seen_subcommand_from ${first}; and __fish_seen_subcommand_from ${second}`;
  const inner = all.filter((one) => one.command.startsWith(`${first} `)).map((one) => one.command.split(' ')[1]);
  const notInside = inner.length === 0 ? '' : `; and not __fish_seen_subcommand_from ${inner.join(' ')}`;
  return `__fish_seen_subcommand_from ${first}${notInside}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
