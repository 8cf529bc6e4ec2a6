import { mayHoldData } from '@smile/inventory';
import type { ReadBundle } from '../bundle/read-bundle.ts';
import { forbiddenContent } from './forbidden-content.ts';

/** What somebody wants to apply, and who. */
export interface ApplyRequest {
  /** Digest that was approved. */
  readonly digest: string;
  /** Whether stand-ins or clouds are going to be changed. */
  readonly kind: 'real' | 'pretend';
  readonly now: Date;
  /** Commit that was approved. @default - any */
  readonly commit?: string;
  /** Account that is meant. @default - the bundle's */
  readonly account?: string;
  /** E-mail of who approved. @default - nobody */
  readonly approver?: string;
  /** E-mail of who started the run. @default - nobody */
  readonly starter?: string;
  /** Whether nobody sits before it, so that approver and starter must be named. */
  readonly isUnattended: boolean;
  /** Addresses that hold data and may go, as `address` or `stack:address`. */
  readonly allowDestroy: readonly string[];
}

/**
 * The first reason for which a bundle must not be applied; undefined when there is none.
 *
 * In the order in which a person would check them: is it what was approved, may it still be applied here, may these people, and what of
 * its content needs another word. States are checked where they are.
 */
export function refusalOf(read: ReadBundle, request: ApplyRequest): string | undefined {
  for (const check of CHECKS) {
    const reason = check(read, request);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

type Check = (read: ReadBundle, request: ApplyRequest) => string | undefined;

const CHECKS: readonly Check[] = [
  wrongDigest,
  wrongKind,
  tooOld,
  dirtyTree,
  otherCommit,
  otherAccount,
  unnamedPeople,
  ownApproval,
  bootstrapChanges,
  forbidden,
  unneededKeys,
  unkeyedLoss,
];

function wrongDigest({ digest }: ReadBundle, request: ApplyRequest): string | undefined {
  if (digest === request.digest) return undefined;
  return `the bundle has the digest ${digest}, approved was ${request.digest}; review what is in it (smile review), and approve that, or apply the bundle that was approved`;
}

function wrongKind({ bundle }: ReadBundle, { kind }: ApplyRequest): string | undefined {
  if (bundle.kind === kind) return undefined;
  return bundle.kind === 'pretend'
    ? 'the bundle was planned against stand-in providers, so it says nothing of the real account; plan again without --offline'
    : 'the bundle was planned against the real account; it must not be applied to stand-in providers, so plan again with --offline';
}

function tooOld({ bundle }: ReadBundle, { now }: ApplyRequest): string | undefined {
  if (now < new Date(bundle.expires)) return undefined;
  return `the bundle could be applied until ${bundle.expires}, now it is ${now.toISOString()}; plan again, and have that reviewed (docs/runbooks/stale-bundle.md)`;
}

function dirtyTree({ bundle }: ReadBundle, { kind }: ApplyRequest): string | undefined {
  if (!bundle.isDirty || kind === 'pretend') return undefined;
  return `the bundle was planned from a working tree that differs from commit ${bundle.commit}, so no commit says what it does; commit the changes, and plan again`;
}

function otherCommit({ bundle }: ReadBundle, { commit }: ApplyRequest): string | undefined {
  if (commit === undefined || (commit.length >= 7 && bundle.commit.startsWith(commit))) return undefined;
  return `the bundle is of commit ${bundle.commit}, --commit wants ${commit}; plan the commit that was approved`;
}

function otherAccount({ bundle }: ReadBundle, { account }: ApplyRequest): string | undefined {
  if (account === undefined || account === bundle.account) return undefined;
  return `the bundle is for account ${bundle.account}, --account wants ${account}; apply it from the Jenkins of ${bundle.environment}`;
}

function unnamedPeople(_: ReadBundle, { isUnattended, approver, starter }: ApplyRequest): string | undefined {
  if (!isUnattended || (approver !== undefined && starter !== undefined)) return undefined;
  return 'off a terminal --approver and --starter must say who approved and who started the run, by e-mail';
}

function ownApproval({ bundle }: ReadBundle, { approver, starter }: ApplyRequest): string | undefined {
  if (approver === undefined) return undefined;
  const same = (one: string | undefined) => one?.trim().toLowerCase() === approver.trim().toLowerCase();
  if (same(starter)) return `${approver} started the run and cannot approve it as well; ask somebody else`;
  if (!bundle.authors.some(same)) return undefined;
  return `${approver} wrote a part of what is going to be applied and cannot approve it as well; ask somebody who is not among ${bundle.authors.join(', ')}`;
}

function bootstrapChanges({ stacks }: ReadBundle, { kind }: ApplyRequest): string | undefined {
  if (kind === 'pretend') return undefined;
  const own = stacks.find(({ stack }) => stack.name.endsWith('-bootstrap') && stack.actions.length > 0);
  if (own === undefined) return undefined;
  return `${own.stack.name} holds the roles that apply, and no apply may change them: an administrator applies it first (docs/runbooks/bootstrap.md, "Changing it later"), then plan again`;
}

function forbidden({ stacks }: ReadBundle): string | undefined {
  const found = stacks.flatMap(({ stack, configuration }) =>
    forbiddenContent(configuration).map((problem) => `  - ${stack.name}: ${problem}`),
  );
  if (found.length === 0) return undefined;
  return `the bundle brings along what an apply must not run:\n${found.join('\n')}\ntake it out of the code; what has to run belongs into an image or a Kubernetes Job`;
}

/** Addresses that hold data and go, each with its stack. */
function losses({
  stacks,
}: ReadBundle): { readonly stack: string; readonly action: string; readonly address: string }[] {
  return stacks.flatMap(({ stack }) =>
    stack.actions
      .filter(({ action, address }) => (action === 'destroy' || action === 'replace') && mayHoldData(address))
      .map(({ action, address }) => ({ stack: stack.name, action, address })),
  );
}

function unneededKeys(read: ReadBundle, { allowDestroy }: ApplyRequest): string | undefined {
  const going = losses(read);
  for (const key of allowDestroy) {
    const meant = going.filter((one) => opens(key, one));
    if (meant.length === 0) {
      const expected =
        going.length === 0
          ? 'it destroys nothing that holds data'
          : `expected some of ${going.map(({ address }) => address).join(', ')}`;
      return `--allow-destroy ${key} names nothing that the bundle destroys or replaces, ${expected}; leave it out, or correct it`;
    }
    if (meant.length > 1) {
      return `--allow-destroy ${key} could be ${meant.map((one) => `${one.stack}:${one.address}`).join(' or ')}; write one of these`;
    }
  }
  return undefined;
}

function unkeyedLoss(read: ReadBundle, { allowDestroy }: ApplyRequest): string | undefined {
  const going = losses(read);
  const shut = going.filter((one) => !allowDestroy.some((key) => opens(key, one)));
  if (shut.length === 0) return undefined;
  const lines = shut.map(({ stack, action, address }) => `  - ${action} ${address} (${stack})`);
  const isTwice = (address: string) => going.filter((one) => one.address === address).length > 1;
  const keys = shut
    .map(({ stack, address }) => `--allow-destroy ${isTwice(address) ? `${stack}:` : ''}${address}`)
    .join(' ');
  return `the bundle would lose what holds data:\n${lines.join('\n')}\nif that is meant, make sure of a backup and add ${keys}; else change the code and plan again`;
}

function opens(key: string, { stack, address }: { readonly stack: string; readonly address: string }): boolean {
  return key === address || key === `${stack}:${address}`;
}
