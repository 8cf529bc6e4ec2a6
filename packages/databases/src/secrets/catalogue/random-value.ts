import { randomInt } from 'node:crypto';
import type { MadeBy } from './secret-field.ts';

const CHARACTERS = {
  alphanumeric: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
  hexadecimal: '0123456789abcdef',
} as const;

/** A value that nobody can guess, of the operating system's randomness. Every character is as likely as any other. */
export function randomValue({ length, alphabet }: Extract<MadeBy, { by: 'random' }>): string {
  const characters = CHARACTERS[alphabet];
  return Array.from({ length }, () => characters[randomInt(characters.length)]).join('');
}
