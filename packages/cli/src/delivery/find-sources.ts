import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A construct that a file makes with a literal id. */
interface Making {
  readonly file: string;
  readonly line: number;
  /** Class of the construct. */
  readonly made: string;
}

/**
 * Finds the file and line that make a construct, by its path.
 *
 * Ids are fixed words in this repository, so each step of a path is a literal in the file of the class that the step before made. Where one
 * is not, as with ids that come from a list, the last step that was found answers: a wrong file would be worse than the one above it.
 */
export function findSources(root: string): (constructPath: string) => string | undefined {
  let index: SourceIndex | undefined;
  return (constructPath) => {
    index ??= readIndex(root);
    return locate(constructPath, index);
  };
}

interface SourceIndex {
  /** Who makes what, by id. */
  readonly makings: ReadonlyMap<string, readonly Making[]>;
  /** File of a class. */
  readonly classes: ReadonlyMap<string, string>;
}

function locate(constructPath: string, { makings, classes }: SourceIndex): string | undefined {
  const [stack = '', ...steps] = constructPath.split('/');
  let file = stackFile(stack, classes);
  let found: Making | undefined;
  for (const id of steps) {
    const next = (makings.get(id) ?? []).find((one) => one.file === file);
    if (next === undefined) break;
    found = next;
    file = classes.get(next.made) ?? '';
  }
  return found === undefined ? undefined : `${found.file}:${found.line}`;
}

/** The name of a stack ends with its kind: what ends with `-app-platform` is made by `AppPlatformStack`. */
function stackFile(stack: string, classes: ReadonlyMap<string, string>): string {
  const parts = stack.split('-');
  for (let from = 0; from < parts.length; from += 1) {
    const kind = parts.slice(from).map((part) => `${part.charAt(0).toUpperCase()}${part.slice(1)}`);
    const file = classes.get(`${kind.join('')}Stack`);
    if (file !== undefined) return file;
  }
  return '';
}

function readIndex(root: string): SourceIndex {
  const makings = new Map<string, Making[]>();
  const classes = new Map<string, string>();
  for (const file of sourceFiles(root)) {
    const text = readFileSync(join(root, file), 'utf8');
    for (const [, name = ''] of text.matchAll(/^export (?:abstract )?class (\w+)/gm)) classes.set(name, file);
    for (const match of text.matchAll(/\bnew (\w+)(?:<[^>(]*>)?\(\s*[\w.]+,\s*'([^'$]+)'/g)) {
      const [, made = '', id = ''] = match;
      const line = text.slice(0, match.index).split('\n').length;
      makings.set(id, [...(makings.get(id) ?? []), { file, line, made }]);
    }
  }
  return { makings, classes };
}

function sourceFiles(root: string): string[] {
  return readdirSync(join(root, 'packages')).flatMap((name) => {
    const folder = join('packages', name, 'src');
    return filesIn(root, folder).filter((file) => file.endsWith('.ts') && !/\.test\.ts$|\/fixtures/.test(file));
  });
}

function filesIn(root: string, folder: string): string[] {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesIn(root, path) : [path];
    });
  } catch {
    // A package without sources of its own.
    return [];
  }
}
