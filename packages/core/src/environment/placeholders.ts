import { X509Certificate } from 'node:crypto';
import { overlaps, parseIpv4Block } from '../cidr.ts';
import type { Environment } from './environment.ts';

/** A documentation value that must be replaced before a real deployment. */
export interface Placeholder {
  /** Where it stands, as in `account.id`. */
  readonly path: string;
  readonly value: string;
  /** What to put there instead. */
  readonly replaceWith: string;
}

interface PlaceholderKind {
  readonly isPlaceholder: (value: string) => boolean;
  readonly replaceWith: string;
}

/** Stands in values for the digest of an image that nobody has built yet: it pins nothing. */
export const UNBUILT_DIGEST = `sha256:${'0'.repeat(64)}`;

/** RFC 5737: blocks that documentation may use and nobody routes. */
const DOCUMENTATION_BLOCKS = ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24'];

/** The one list of what counts as a documentation value, most specific first. */
const KINDS: readonly PlaceholderKind[] = [
  { isPlaceholder: (value) => /^(\d)\1{11}$/.test(value), replaceWith: 'the id of the AWS account' },
  {
    isPlaceholder: (value) => value.endsWith(`@${UNBUILT_DIGEST}`),
    replaceWith: 'the digest of the image that was built',
  },
  { isPlaceholder: (value) => /^([0-9a-f])\1{31}$/.test(value), replaceWith: 'the id that Cloudflare shows' },
  {
    isPlaceholder: (value) => /^([0-9a-f])\1{7}(-\1{4}){3}-\1{12}$/.test(value),
    replaceWith: 'the id of the certificate that was uploaded',
  },
  {
    isPlaceholder: (value) => /\bO=([\w-]+\.)+example\b/.test(value),
    replaceWith: 'the certificate of your own authority',
  },
  { isPlaceholder: isDocumentationBlock, replaceWith: 'the public address block of an office' },
  {
    isPlaceholder: (value) => /^arn:aws:[^:]*:[^:]*:(\d)\1{11}:/.test(value),
    replaceWith: 'the ARN in the real account',
  },
  { isPlaceholder: (value) => /@([\w-]+\.)*example$/.test(value), replaceWith: "the team's mailbox" },
  { isPlaceholder: (value) => /^https:\/\/([\w-]+\.)+example(\/|$)/.test(value), replaceWith: 'the real URL' },
  { isPlaceholder: (value) => /^([\w-]+\.)+example$/.test(value), replaceWith: 'the domain that you own' },
];

/** The documentation values that an environment and its country still hold, in the order of their paths. */
export function placeholdersIn(environment: Environment): Placeholder[] {
  return texts(environment, '').flatMap(({ path, value: text }) => {
    const value = subjectOf(text) ?? text;
    const kind = KINDS.find((candidate) => candidate.isPlaceholder(value));
    return kind === undefined ? [] : [{ path, value, replaceWith: kind.replaceWith }];
  });
}

/** Whom a certificate names; undefined when the text is none. */
function subjectOf(text: string): string | undefined {
  if (!text.startsWith('-----BEGIN CERTIFICATE')) return undefined;
  try {
    return new X509Certificate(text).subject.replaceAll('\n', ', ');
  } catch {
    return undefined;
  }
}

function isDocumentationBlock(value: string): boolean {
  const block = parseIpv4Block(value);
  if (block === undefined) return false;
  return DOCUMENTATION_BLOCKS.some((cidr) => {
    const documentation = parseIpv4Block(cidr);
    return documentation !== undefined && overlaps(documentation, block);
  });
}

function texts(value: unknown, path: string): { path: string; value: string }[] {
  if (typeof value === 'string') return [{ path, value }];
  if (Array.isArray(value)) return value.flatMap((item, index) => texts(item, `${path}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => texts(item, path === '' ? key : `${path}.${key}`));
}
