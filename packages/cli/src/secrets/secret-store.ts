import { randomUUID } from 'node:crypto';
import type { Environment } from '@smile/core';
import { CommandError } from '../command-error.ts';
import { type AwsOptions, AwsRefusal, aws } from './aws-cli.ts';
import { parseSecret, type SecretFields, type SecretProblem } from './secret-document.ts';

/** What a secret holds now. */
export interface ReadSecret {
  readonly fields: SecretFields;
  /** Version that was read. @default - the secret never had a value */
  readonly version?: string;
}

/** Label of a version that is not in use yet. */
const DRAFT = 'SMILE_DRAFT';
const CURRENT = 'AWSCURRENT';

/** How often a write begins anew because somebody else wrote meanwhile. */
const TRIES = 4;

/** What the service answers when the version that we read is not the current one any more. */
const CONFLICTS = [
  'InvalidParameterException',
  'InvalidRequestException',
  'ResourceExistsException',
  'ResourceNotFoundException',
];

/** The secrets of one environment in Secrets Manager, with the credentials of whoever runs `smile`. */
export class SecretStore {
  private readonly environment: Environment;
  private readonly run: typeof aws;

  /** @param run what asks AWS. @default - the AWS CLI */
  constructor(environment: Environment, run: typeof aws = aws) {
    this.environment = environment;
    this.run = run;
  }

  /** Whole name, as in `smile-prd/redis`. */
  nameOf(secret: string): string {
    return `${this.environment.namePrefix}/${secret}`;
  }

  /** @throws CommandError when the credentials are for another account: a secret of the same name there would be another. */
  async checkAccount(): Promise<void> {
    const { id, account } = this.environment;
    const identity = (await this.ask(['sts', 'get-caller-identity'], 'who you are')) as { Account?: unknown };
    if (identity.Account === account.id) return;
    throw new CommandError(
      `${id} is account ${account.id}, got credentials of account ${String(identity.Account)}; sign in to ${this.role()}, and name its profile in AWS_PROFILE`,
    );
  }

  /**
   * What a secret holds, or what stands in the way of using it.
   *
   * @throws CommandError when AWS does not let us look.
   */
  async read(secret: string): Promise<ReadSecret | SecretProblem> {
    try {
      const answer = await this.call('get-secret-value', secret, ['--version-stage', CURRENT]);
      const { SecretString: text, VersionId: version } = answer as { SecretString?: unknown; VersionId?: unknown };
      if (typeof text !== 'string' || typeof version !== 'string') {
        return { problem: `${this.nameOf(secret)} is binary; ${REWRITE}` };
      }
      const parsed = parseSecret(text);
      if ('problem' in parsed) return { problem: `${this.nameOf(secret)} ${parsed.problem}; ${REWRITE}` };
      return { fields: parsed.fields, version };
    } catch (error) {
      if (error instanceof AwsRefusal && CONFLICTS.includes(error.code ?? '')) return this.whyNotRead(secret, error);
      throw this.explained(error, `reading ${this.nameOf(secret)}`);
    }
  }

  /**
   * Adds fields to what a secret holds, so that nothing is lost when somebody else writes at the same time: a draft becomes the
   * current version only while the version that we read still is. Secrets Manager compares the two itself.
   * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecretVersionStage.html
   *
   * @param change the fields to write, given those that are there. None: there is nothing left to do.
   * @returns the names of the fields that were written.
   */
  async write(secret: string, read: ReadSecret, change: (fields: SecretFields) => SecretFields): Promise<string[]> {
    let now = read;
    let refused: AwsRefusal | undefined;
    for (let left = TRIES; left > 0; left--) {
      const added = change(now.fields);
      if (Object.keys(added).length === 0) return [];
      refused = await this.replaceIfCurrent(secret, now, { ...now.fields, ...added });
      if (refused === undefined) return Object.keys(added);
      const again = await this.read(secret);
      if ('problem' in again) throw new CommandError(again.problem);
      now = again;
    }
    throw new CommandError(
      `nothing was written to ${this.nameOf(secret)}: it changed at each of ${TRIES} tries, and AWS said last: ${refused?.message}; run it again when nobody else writes`,
    );
  }

  /** Puts the new version in the place of the one that was read; the refusal when that is not the current one any more. */
  private async replaceIfCurrent(
    secret: string,
    { version }: ReadSecret,
    fields: SecretFields,
  ): Promise<AwsRefusal | undefined> {
    const draft = ['--client-request-token', randomUUID(), '--version-stages', DRAFT];
    const value = ['--secret-string', 'file:///dev/stdin'];
    try {
      const put = await this.call('put-secret-value', secret, [...draft, ...value], {
        input: JSON.stringify(fields),
        isWrite: true,
      });
      const { VersionId: id, VersionStages: stages } = put as { VersionId?: unknown; VersionStages?: unknown };
      // The first version of all is the current one at once.
      if (Array.isArray(stages) && stages.includes(CURRENT)) return undefined;
      const from = version === undefined ? [] : ['--remove-from-version-id', version];
      const move = ['--version-stage', CURRENT, '--move-to-version-id', String(id), ...from];
      await this.call('update-secret-version-stage', secret, move, { isWrite: true });
      return undefined;
    } catch (error) {
      if (error instanceof AwsRefusal && CONFLICTS.includes(error.code ?? '')) return error;
      throw this.explained(error, `writing ${this.nameOf(secret)}`);
    }
  }

  /** A secret without a value, one that is going to be deleted, and one that is not there are told apart by its description. */
  private async whyNotRead(secret: string, refused: AwsRefusal): Promise<ReadSecret | SecretProblem> {
    const name = this.nameOf(secret);
    try {
      const described = (await this.call('describe-secret', secret, [])) as { DeletedDate?: unknown };
      if (described.DeletedDate !== undefined) {
        return {
          problem: `${name} is scheduled for deletion; keep it with aws secretsmanager restore-secret --secret-id ${name}, or wait until it is gone and apply the databases stack`,
        };
      }
      if (refused.code === 'ResourceNotFoundException') return { fields: {} };
      throw refused;
    } catch (error) {
      if (error instanceof AwsRefusal && error.code === 'ResourceNotFoundException') {
        return { problem: `there is no secret ${name}; apply the databases stack of ${this.environment.id}` };
      }
      throw this.explained(error, `reading ${name}`);
    }
  }

  private call(operation: string, secret: string, args: readonly string[], options?: AwsOptions): Promise<unknown> {
    const { region } = this.environment;
    return this.run(
      ['secretsmanager', operation, '--region', region, '--secret-id', this.nameOf(secret), ...args],
      options,
    );
  }

  private async ask(args: readonly string[], what: string): Promise<unknown> {
    return this.run(args).catch((error: unknown) => {
      throw this.explained(error, `telling ${what}`);
    });
  }

  private explained(error: unknown, doing: string): unknown {
    if (!(error instanceof AwsRefusal)) return error;
    const said = error.code === undefined ? error.message : `${error.code}: ${error.message}`;
    return new CommandError(
      `AWS refused ${doing}: ${said}; sign in to ${this.role()}, and name its profile in AWS_PROFILE`,
    );
  }

  /** The one role of people that both reads and writes values. */
  private role(): string {
    return `${this.environment.namePrefix}-break-glass`;
  }
}

const REWRITE = 'look at it, and write it anew as a JSON object of texts';
