import { readFileSync } from 'node:fs';
import { CommandError } from '../command-error.ts';

/** The one variable that may hold the token where there is no file. */
const TOKEN_VARIABLE = 'GITLAB_TOKEN';

/**
 * The token: from a file, or from the one variable that may hold it. Never from an option, which everybody sees in a list of processes.
 *
 * @throws CommandError where neither has one, without a word of what is there.
 */
export function gitlabToken(file: string | undefined, env: Readonly<Record<string, string | undefined>>): string {
  const token = (file === undefined ? env[TOKEN_VARIABLE] : contentOf(file))?.trim() ?? '';
  // What GitLab makes, and nothing that would add a line to the request.
  if (/^[\w.-]{8,}$/.test(token)) return token;
  const place = file === undefined ? `the variable ${TOKEN_VARIABLE}` : file;
  throw new CommandError(
    `${place} holds no token of GitLab: expected 8 letters, digits, _ . or - or more; name a file that does with --token-file`,
  );
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new CommandError(`cannot read the token of GitLab from ${file}; name a file that you may read`);
  }
}
