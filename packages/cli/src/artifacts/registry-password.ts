import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Environment } from '@smile/core';
import { CommandError } from '../command-error.ts';

/**
 * Password for the registry of an environment's account, by the AWS command line with your own credentials. It holds for
 * twelve hours, and is neither printed nor written.
 *
 * @throws CommandError when there is no AWS command line, it is not signed in, or to another account.
 */
export async function registryPassword({ id, account, region }: Environment): Promise<string> {
  const signedInTo = await aws(id, ['sts', 'get-caller-identity', '--query', 'Account', '--output', 'text']);
  if (signedInTo !== account.id) {
    throw new CommandError(
      `${id} is account ${account.id}, you are signed in to ${signedInTo}; name a profile of that account in AWS_PROFILE`,
    );
  }
  return aws(id, ['ecr', 'get-login-password', '--region', region]);
}

async function aws(id: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('aws', args).catch(
    (error: NodeJS.ErrnoException & { stderr?: string }) => {
      if (error.code === 'ENOENT') {
        throw new CommandError(
          'copying needs the AWS command line to sign in to the registry, found no aws on PATH; install it from https://docs.aws.amazon.com/cli',
          127,
        );
      }
      throw new CommandError(
        `AWS refused ${args.slice(0, 2).join(' ')} for ${id}: ${error.stderr?.trim() ?? error.message}; sign in to its account`,
      );
    },
  );
  return stdout.trim();
}
