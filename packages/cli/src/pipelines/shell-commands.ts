/** Commands that a pipeline gives to the shell, in the order of its text: `sh '…'`, as all of ours write them. */
export function shellCommands(pipeline: string): readonly string[] {
  return [...pipeline.matchAll(/\bsh '((?:[^'\\]|\\.)*)'/g)].flatMap(([, command]) => command ?? []);
}

/** Words of a command up to where its output goes, without the quotes. */
export function commandWords(command: string): readonly string[] {
  const [called = ''] = command.split(/ (?:>|\|\|) /);
  return [...called.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}
