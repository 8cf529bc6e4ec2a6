import { basename, resolve } from 'node:path';
import {
  isStackBundle,
  readBundle,
  readStackBundle,
  resourceChanges,
  summarize,
  summarizeStack,
  summaryToMarkdown,
  summaryToText,
} from '@smile/delivery';
import { CommandError, EXIT_CODES } from '../command-error.ts';

export interface ReviewCommandOptions {
  /** Patterns of stack names. @default - every stack of the bundle */
  readonly stack?: readonly string[];
  readonly digest?: string;
  readonly json?: boolean;
  readonly markdown?: boolean;
}

/** `smile review`: shows what a bundle changes. */
export function review(path: string, options: ReviewCommandOptions): number {
  const folder = resolve(path);
  if (isStackBundle(folder)) return reviewStack(folder, options);
  const read = readBundle(folder);
  if (options.digest !== undefined && options.digest !== read.digest) {
    throw new CommandError(
      `the bundle has the digest ${read.digest}, expected was ${options.digest}; somebody planned again, or changed it: ask for the bundle of that digest`,
    );
  }
  const names = matching(
    options.stack,
    read.stacks.map(({ stack }) => stack.name),
  );
  const summary = summarize({ ...read, stacks: read.stacks.filter(({ stack }) => names.includes(stack.name)) });
  const form = options.markdown === true ? summaryToMarkdown : summaryToText;
  process.stdout.write(options.json === true ? `${JSON.stringify(summary, null, 2)}\n` : form(summary));
  return EXIT_CODES.done;
}

/** One stack alone has no digest that could be approved: its environment's has. */
function reviewStack(folder: string, { digest, json, markdown }: ReviewCommandOptions): number {
  if (digest !== undefined) {
    throw CommandError.wrongUse([
      `--digest is that of an environment, but ${folder} holds one stack; name the folder around it`,
    ]);
  }
  const read = readStackBundle(folder);
  const [stack, changes] = [summarizeStack(read), resourceChanges(read)];
  const none = 'none: one stack of a bundle; approve the environment';
  const summary = {
    digest: none,
    environment: basename(folder),
    kind: 'real' as const,
    purpose: 'apply' as const,
    commit: 'see the bundle',
    isDirty: false,
    authors: [],
    account: 'see the bundle',
    created: 'see the bundle',
    expires: 'see the bundle',
    terraformVersion: String(read.plan.terraform_version ?? ''),
    guardrails: { all: [], added: [], gone: [] },
    stacks: [stack],
    changes,
  };
  const form = markdown === true ? summaryToMarkdown : summaryToText;
  process.stdout.write(json === true ? `${JSON.stringify({ stack, changes }, null, 2)}\n` : form(summary));
  return EXIT_CODES.done;
}

/** Names that match any of the patterns, in which `*` stands for any signs; all without patterns. */
function matching(patterns: readonly string[] | undefined, names: readonly string[]): readonly string[] {
  if (patterns === undefined) return names;
  const matches = (pattern: string) => {
    const expression = new RegExp(`^${pattern.split('*').map(literally).join('.*')}$`);
    return names.filter((name) => expression.test(name));
  };
  const problems = patterns.flatMap((pattern) =>
    matches(pattern).length === 0
      ? [`no stack of the bundle matches --stack ${JSON.stringify(pattern)}; there are ${names.join(', ')}`]
      : [],
  );
  if (problems.length > 0) throw CommandError.wrongUse(problems);
  return names.filter((name) => patterns.some((pattern) => matches(pattern).includes(name)));
}

function literally(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}
