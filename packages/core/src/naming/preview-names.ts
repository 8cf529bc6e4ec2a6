import { createHash } from 'node:crypto';
import type { Environment } from '../environment/environment.ts';
import { HOST_WORDS } from '../environment/host-words.ts';

/**
 * Places for previews of branches, by the name of their namespace, in the order in which they are taken. Part of Terraform addresses and of
 * state keys, so never renamed.
 */
export const PREVIEW_SLOTS = ['preview-1', 'preview-2', 'preview-3', 'preview-4', 'preview-5'] as const;

/** One of {@link PREVIEW_SLOTS}. */
export type PreviewSlot = (typeof PREVIEW_SLOTS)[number];

/** Where pods of Jenkins bring previews up and down. Namespace, service account and trust of the role are these words. */
export const PREVIEW_PODS = { namespace: 'jenkins-preview', serviceAccount: 'preview' } as const;

/** A branch, and the repository that it is in. */
export interface Branch {
  /** Path of the project at the Git server, as in `smile/backend-core`. */
  readonly project: string;
  /** As in `feature/cold-chain`. */
  readonly branch: string;
}

const SLUG_CHARACTERS = 20;
const HASH_CHARACTERS = 6;

/**
 * What the preview of a branch is called, as in `feature-cold-chain-3f9a1c`: what people recognize, and six characters of SHA-256 that tell apart
 * what looks alike. At most 27 characters; with the longest word before them 35 of the 63 that a label of a host has (RFC 1035 §2.3.4).
 *
 * The same branch of the same project has the same label for ever; a branch that is renamed is another branch. Two branches whose labels are the
 * same nevertheless are refused when the second comes up.
 */
export function previewLabel({ project, branch }: Branch): string {
  const slug = branch
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, SLUG_CHARACTERS)
    .replace(/-$/, '');
  // Neither a project nor a branch has a line break (git help check-ref-format), so no two pairs make one text.
  const hash = createHash('sha256').update(`${project}\n${branch}`).digest('hex').slice(0, HASH_CHARACTERS);
  return `${slug === '' ? 'branch' : slug}-${hash}`;
}

/** Hosts that a preview has, by the words of the environment's own: those at which services answer. */
export const PREVIEW_WORDS = ['App', 'Api', 'Wms', 'WmsApi'] as const satisfies readonly (keyof typeof HOST_WORDS)[];

/** One of {@link PREVIEW_WORDS}. */
export type PreviewWord = (typeof PREVIEW_WORDS)[number];

/** Host of a preview, as in `app-feature-cold-chain-3f9a1c.smile-dev.example`: one level below the domain, as Cloudflare's certificate asks. */
export function previewHost(word: PreviewWord, label: string, domain: string): string {
  return `${HOST_WORDS[word].label}-${label}.${domain}`;
}

/**
 * Patterns that cover the hosts of all previews and none of operators, as in `app-*.smile-dev.example`: a rule of a load balancer takes five
 * values and six wildcards, so one for six characters of a hash does not fit.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
 */
export function previewHostPatterns(domain: string): readonly string[] {
  const beginnings = PREVIEW_WORDS.map((word) => `${HOST_WORDS[word].label}-`);
  const shortest = beginnings.filter((one) => !beginnings.some((other) => other !== one && one.startsWith(other)));
  return shortest.map((beginning) => `${beginning}*.${domain}`);
}

/** Start of the keys of everything that previews keep, as in `indonesia/dev/preview/`: all that their role reaches. */
export function previewStatePrefix({ id }: Environment): string {
  return `${id}/preview/`;
}

/** Key of the state of a slot, as in `indonesia/dev/preview/preview-1.tfstate`. */
export function previewStateKey(environment: Environment, slot: PreviewSlot): string {
  return `${previewStatePrefix(environment)}${slot}.tfstate`;
}

/** Key of the object that says whose a slot is, as in `indonesia/dev/preview/preview-1.claim.json`. */
export function previewClaimKey(environment: Environment, slot: PreviewSlot): string {
  return `${previewStatePrefix(environment)}${slot}.claim.json`;
}

/** Name of the role of those pods, as in `smile-dev-preview`. */
export function previewRoleName({ namePrefix }: Environment): string {
  return `${namePrefix}-preview`;
}

/** Its ARN, as a text: the association names it before it exists. */
export function previewRoleArn(environment: Environment): string {
  return `arn:aws:iam::${environment.account.id}:role/${previewRoleName(environment)}`;
}
