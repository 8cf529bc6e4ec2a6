import { type Preview, previewGround, previewProblems, previewUrls } from '@smile/cluster-platform';
import { PREVIEW_SLOTS, type PreviewSlot, previewLabel } from '@smile/core';
import { CommandError } from '../command-error.ts';
import type { Claim } from './claim.ts';
import { type HeldClaim, isSameBranch, type Slot } from './preview-house.ts';
import { expiryAfter, inWords } from './preview-terms.ts';
import type { PreviewWork } from './preview-work.ts';

/** What somebody wants to see. */
export interface Wish extends Pick<Preview, 'project' | 'branch' | 'commit' | 'owner' | 'images'> {
  /** Number of the run: of two pushes of one branch, the later has the larger. */
  readonly run: number;
  /** How long it is to stay. @default - `platform.previews.lasts` */
  readonly days?: number;
}

/** A preview that is up. */
export interface UpOutcome {
  readonly slot: PreviewSlot;
  readonly label: string;
  readonly urls: readonly string[];
  readonly owner: string;
  readonly expires: string;
  /** Whether it was there before. */
  readonly was: 'new' | 'changed';
}

/** How often a run looks anew when others change slots at the same moment, before it gives up. */
const TRIES = 30;

/**
 * Brings the preview of a branch up, or to a newer commit: takes a slot, or the one that the branch has, then lets Terraform work.
 *
 * @throws CommandError that lists what is wrong with the wish; where all slots are taken, with who has them; where a later push came first; where it
 *   is being taken down.
 */
export async function previewUp(work: PreviewWork, wish: Wish): Promise<UpOutcome> {
  refuseWrong(work, wish);
  const { held, was } = await takeSlot(work, wish);
  const { claim } = held;
  work.say(`${claim.slot}: ${wish.project} ${wish.branch} at ${wish.commit.slice(0, 12)}`);
  const isDone = await work.builder.up(claim, async () => isOfRun(await work.house.claimOf(claim.slot), claim));
  const now = await work.house.claimOf(claim.slot);
  if (!isDone || !(await settle(work, now, claim))) throw overtaken(claim, now?.claim);
  const ground = previewGround(work.house.environment);
  return {
    slot: claim.slot,
    label: previewLabel(wish),
    urls: previewUrls(ground, wish),
    owner: claim.owner,
    expires: now?.claim.expires ?? claim.expires,
    was,
  };
}

function refuseWrong({ house, now }: PreviewWork, wish: Wish): void {
  const ground = previewGround(house.environment);
  const at = now().toISOString();
  const problems = previewProblems(ground, { ...wish, created: at, expires: at });
  const longest = Number.parseInt(ground.values.longest, 10);
  if (wish.days !== undefined && wish.days > longest) {
    problems.push(`expected at most ${longest} days, got ${wish.days}; extend it later if it is still needed`);
  }
  for (const [name, value] of Object.entries({ project: wish.project, branch: wish.branch })) {
    if (value.trim() !== '' && !/[\s\0]/.test(value)) continue;
    problems.push(`${name}: expected a name without spaces, got ${JSON.stringify(value)}; write it as GitLab has it`);
  }
  if (problems.length > 0) throw CommandError.listing(problems);
}

/** Whether a slot is still that of the run: it may have been extended meanwhile. */
function isOfRun(held: HeldClaim | undefined, { run, phase, ...claim }: Claim): boolean {
  return held !== undefined && isSameBranch(held.claim, claim) && held.claim.run === run && held.claim.phase === phase;
}

/** Notes that a preview is up, unless somebody else has come first. */
async function settle(work: PreviewWork, found: HeldClaim | undefined, claim: Claim): Promise<boolean> {
  let held = found;
  for (let attempt = 0; attempt < TRIES && held !== undefined && isOfRun(held, claim); attempt += 1) {
    const change = { phase: 'up', since: work.now().toISOString() } as const;
    if ((await work.house.change(held, change)) !== undefined) return true;
    held = await work.house.claimOf(claim.slot);
  }
  return false;
}

/** A slot that is the branch's own from now on. */
async function takeSlot(work: PreviewWork, wish: Wish): Promise<{ held: HeldClaim; was: UpOutcome['was'] }> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const slots = await work.house.slots();
    refuseNamesake(slots, wish);
    const own = slots.find((one) => one.claim !== undefined && isSameBranch(one.claim, wish));
    if (own?.claim !== undefined && own.tag !== undefined) {
      const held = await renew(work, { claim: own.claim, tag: own.tag }, wish);
      if (held !== undefined) return { held, was: own.claim.phase === 'asking' ? 'new' : 'changed' };
    } else {
      const held = await takeFree(work, slots, wish);
      if (held !== undefined) return { held, was: 'new' };
    }
    await work.pause();
  }
  throw new CommandError(
    `${wish.project} ${wish.branch}: others changed slots ${TRIES} times in a row; try again, and look at smile preview list if it happens again`,
  );
}

/** Takes over the slot that the branch has; undefined where somebody changed it meanwhile. */
async function renew(work: PreviewWork, held: HeldClaim, wish: Wish): Promise<HeldClaim | undefined> {
  const { claim } = held;
  if (claim.phase === 'leaving') {
    throw new CommandError(
      `${claim.slot}: the preview of ${claim.project} ${claim.branch} is being taken down since ${claim.since}; bring it up again when smile preview list does not have it any more`,
    );
  }
  if (claim.run > wish.run) throw overtaken({ ...claim, run: wish.run, commit: wish.commit }, claim);
  // Another run still asks for the branch: it is first, or it sees this one and gives way.
  if (claim.phase === 'asking') return undefined;
  const renewed = claimOf(work, claim.slot, wish, 'coming', claim.created);
  // A push shortens nothing that somebody asked for.
  const expires = Date.parse(claim.expires) > Date.parse(renewed.expires) ? claim.expires : renewed.expires;
  return work.house.change(held, { ...renewed, expires });
}

/** Takes the first slot that is nobody's and empty; undefined where somebody was first. */
async function takeFree(work: PreviewWork, slots: readonly Slot[], wish: Wish): Promise<HeldClaim | undefined> {
  const free = slots.find(({ claim, resources = 0 }) => claim === undefined && resources === 0);
  if (free === undefined) throw fullHouse(work, slots);
  const asked = await work.house.take(claimOf(work, free.slot, wish, 'asking'));
  if (asked === undefined) return undefined;
  return (await isAlone(work, asked)) ? work.house.change(asked, { phase: 'coming' }) : undefined;
}

/**
 * Whether no other run took a slot for the same branch in the same moment. Of two that both still ask, the one in the earlier slot stays; whoever sees
 * one that has gone on gives way.
 */
async function isAlone({ house, pause }: PreviewWork, asked: HeldClaim): Promise<boolean> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const others = (await house.slots()).flatMap(({ claim }) =>
      claim !== undefined && claim.slot !== asked.claim.slot && isSameBranch(claim, asked.claim) ? [claim] : [],
    );
    if (others.length === 0) return true;
    const mustGiveWay = others.some(
      (other) =>
        other.phase !== 'asking' || PREVIEW_SLOTS.indexOf(other.slot) < PREVIEW_SLOTS.indexOf(asked.claim.slot),
    );
    if (mustGiveWay) break;
    await pause();
  }
  await house.free(asked);
  return false;
}

function claimOf(work: PreviewWork, slot: PreviewSlot, wish: Wish, phase: Claim['phase'], created?: string): Claim {
  const { project, branch, commit, owner, images, run } = wish;
  const now = work.now();
  const { lasts } = previewGround(work.house.environment).values;
  return {
    slot,
    project,
    branch,
    commit,
    owner,
    images,
    created: created ?? now.toISOString(),
    expires: expiryAfter(now, wish.days ?? Number.parseInt(lasts, 10)),
    phase,
    since: now.toISOString(),
    run,
  };
}

/** Two branches with one label: one in sixteen million pairs whose names begin alike. */
function refuseNamesake(slots: readonly Slot[], wish: Wish): void {
  const label = previewLabel(wish);
  const namesake = slots.find(
    ({ claim }) => claim !== undefined && previewLabel(claim) === label && !isSameBranch(claim, wish),
  );
  if (namesake?.claim === undefined) return;
  const { project, branch, slot } = namesake.claim;
  throw new CommandError(
    `${wish.project} ${wish.branch} and ${project} ${branch} in ${slot} would both be called ${label}; rename one of the branches`,
  );
}

function overtaken(mine: Claim, now: Claim | undefined): CommandError {
  const what = `${mine.project} ${mine.branch} at ${mine.commit.slice(0, 12)} (run ${mine.run})`;
  if (now === undefined || !isSameBranch(now, mine)) {
    return new CommandError(`${what} was taken down meanwhile; bring it up again if it is still needed`);
  }
  if (now.phase === 'leaving') {
    return new CommandError(`${what} is being taken down since ${now.since}; bring it up again when it is gone`);
  }
  return new CommandError(
    `${what}: a later push was first, ${now.commit.slice(0, 12)} (run ${now.run}); nothing is to be done, that one is what people see`,
  );
}

/** Who is there, and who goes first. */
function fullHouse({ now }: PreviewWork, slots: readonly Slot[]): CommandError {
  const lines = slots.map(({ slot, claim, resources = 0 }) => {
    if (claim === undefined)
      return `  ${slot}  nobody's, with ${resources} resource(s) left; smile preview reap clears it`;
    const left = Date.parse(claim.expires) - now().getTime();
    const when = left > 0 ? `expires in ${inWords(left)}` : 'has expired';
    return `  ${slot}  ${claim.project} ${claim.branch}, of ${claim.owner}, ${when}`;
  });
  const claims = slots.flatMap(({ claim }) => claim ?? []);
  const [first] = [...claims].sort((a, b) => Date.parse(a.expires) - Date.parse(b.expires));
  const next =
    first === undefined
      ? ''
      : `; the first to expire is ${first.project} ${first.branch}, on ${first.expires.slice(0, 16).replace('T', ' ')} UTC`;
  return new CommandError(
    `all ${slots.length} slots are taken${next}; ask an owner to take theirs down with smile preview down, or wait\n${lines.join('\n')}`,
  );
}
