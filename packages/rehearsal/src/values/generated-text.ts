import { createHash } from 'node:crypto';

const ALPHABETS: { readonly [kind: string]: string } = {
  hex: '0123456789abcdef',
  HEX: '0123456789ABCDEF',
  digits: '0123456789',
  alnum: 'abcdefghijklmnopqrstuvwxyz0123456789',
  ALNUM: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
};

const PLACEHOLDER = /^(hex|HEX|digits|alnum|ALNUM)(\d+)$/;

/** The generated text for a placeholder such as `hex17` or `uuid`; undefined when the placeholder is none of them. */
export function generatedText(placeholder: string, seed: string): string | undefined {
  if (placeholder === 'uuid') return uuid(seed);
  const [, kind, length] = PLACEHOLDER.exec(placeholder) ?? [];
  const alphabet = kind === undefined ? undefined : ALPHABETS[kind];
  return alphabet === undefined ? undefined : letters(alphabet, Number(length), seed);
}

/** A short digest: the same text gives the same one. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function letters(alphabet: string, length: number, seed: string): string {
  let text = '';
  for (let round = 0; text.length < length; round++) {
    const bytes = createHash('sha256').update(`${seed}#${round}`).digest();
    for (const byte of bytes) text += alphabet[byte % alphabet.length];
  }
  return text.slice(0, length);
}

// Version 4, variant 1, as the services give them.
function uuid(seed: string): string {
  const hex = digest(seed);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
