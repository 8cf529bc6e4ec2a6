import { CONNECT_TARGETS } from '@smile/access';
import type { Command } from 'commander';
import { filledIn, type Runbook } from './read-runbook.ts';

/** Variables that a login shell has. */
const OF_THE_SHELL = ['HOME', 'PATH', 'USER', 'PWD', 'TMPDIR', 'RANDOM'];

/** Variables that are used, in the order of the page, before any command sets them. */
export function unsetVariables({ blocks }: Runbook): string[] {
  const known = new Set(OF_THE_SHELL);
  const problems: string[] = [];
  for (const line of blocks.flatMap(linesOf)) {
    for (const statement of withoutQuoted(line).split(/;|&&/)) {
      // `name=$(… $other …)` sets the name only after the rest was read, so what is used comes first.
      for (const name of used(statement)) if (!known.has(name)) problems.push(`$${name} is never set: ${line.trim()}`);
      for (const name of assigned(statement)) known.add(name);
    }
  }
  return [...new Set(problems)];
}

/** Files in a folder of the page, as in `"$D/alter.sql"`, that are read before any command writes them. */
export function unmadeFiles({ blocks }: Runbook): string[] {
  const made = new Set<string>();
  const problems: string[] = [];
  for (const line of blocks.flatMap(linesOf)) {
    for (const [, before = '', file = ''] of line.matchAll(/(\S*\s*)"?[@]?(?:file:\/\/)?(\$D\/[\w.-]+)/g)) {
      if (/(>|--output|-out=?)\s*"?$/.test(before.trimEnd())) made.add(file);
      else if (!made.has(file) && !isFunctionLine(line)) problems.push(`${file} is never made: ${line.trim()}`);
    }
    for (const [, file = ''] of line.matchAll(/(?:>|--output)\s*"?(\$D\/[\w.-]+)/g)) made.add(file);
  }
  return [...new Set(problems)];
}

/** A function is only called later, when its files may be there. */
function isFunctionLine(line: string): boolean {
  return /^\w+\(\) \{/.test(line);
}

/** Calls of `smile` with a command, option or target that does not exist. `kubectl -n smile` names a namespace. */
export function unknownCalls({ text }: Runbook, program: Command): string[] {
  const calls = [...text.matchAll(/(?:^|(?<!-n)[\s`(])(?:\.\/)?smile ([a-z-]+)((?: (?!#|--\s)[^\s`|&)]+)*)/gm)];
  return calls.flatMap(([call, name = '', rest = '']) => {
    const given = [name, ...rest.trim().split(/\s+/).filter(Boolean)];
    const { command, path } = commandFor(given, program);
    if (command === undefined) return [`there is no command smile ${path}: ${call.trim()}`];
    const words = given.slice(path.split(' ').length);
    const known = command.options.flatMap(({ long, short }) => [long, short]);
    const unknown = words.filter((word) => word.startsWith('-') && !known.includes(word.split('=')[0]));
    const target = name === 'connect' ? words.find((word) => !word.startsWith('-')) : undefined;
    return [
      ...unknown.map((option) => `smile ${path} has no option ${option}: ${call.trim()}`),
      ...(target === undefined || /^[<…]/.test(target) || (CONNECT_TARGETS as readonly string[]).includes(target)
        ? []
        : [`smile connect has no target ${target}: ${call.trim()}`]),
    ];
  });
}

/** The command that words name, down to the last one that has no further commands; undefined when there is none. */
function commandFor(words: readonly string[], program: Command): { readonly command?: Command; readonly path: string } {
  let command = program;
  for (const [index, word] of words.entries()) {
    const inner = command.commands.find((one) => one.name() === word);
    // Some have further commands, and a meaning of their own besides.
    if (inner === undefined && command.registeredArguments.length > 0) {
      return { command, path: words.slice(0, index).join(' ') };
    }
    if (inner === undefined) return { path: words.slice(0, index + 1).join(' ') };
    if (inner.commands.length === 0) return { command: inner, path: words.slice(0, index + 1).join(' ') };
    command = inner;
  }
  return command.registeredArguments.length > 0 ? { command, path: words.join(' ') } : { path: words.join(' ') };
}

/** Links to pages and headings that do not exist. `pages` holds the headings of every page by its path from the runbooks. */
export function deadLinks({ name, text }: Runbook, pages: ReadonlyMap<string, readonly string[]>): string[] {
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  return links.flatMap((link) => {
    if (/^https?:/.test(link)) return [];
    const [path = '', anchor] = link.split('#');
    const headings = pages.get(path === '' ? name : path);
    if (headings === undefined) return [`there is no page ${link}`];
    return anchor === undefined || headings.includes(anchor) ? [] : [`there is no heading ${link}`];
  });
}

/** Names of headings, as links write them. */
export function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, '')
      .replaceAll(/\s/g, '-'),
  );
}

/** Commands of a block; a line that ends with a backslash goes on. */
function linesOf(block: string): string[] {
  return filledIn(block)
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#'));
}

/** A line without what a shell does not expand: single quotes (programs of jq and awk), and comments. */
function withoutQuoted(line: string): string {
  return line.replaceAll(/'[^']*'/g, "''").replace(/\s#.*$/, '');
}

function used(line: string): string[] {
  return [...line.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name = '']) => name);
}

function assigned(line: string): string[] {
  const plain = [...line.matchAll(/(?:^|[\s;(&])(?:export\s+)?([A-Za-z_]\w*)=/g)].map(([, name = '']) => name);
  const loops = [...line.matchAll(/\b(?:for|read(?: -\w+)*)\s+([A-Za-z_]\w*)/g)].map(([, name = '']) => name);
  return [...plain, ...loops];
}
