import { z } from 'zod';
import { text } from './checks.ts';

/** How SMILE's users meet the pages of Keycloak. What protects them is the same everywhere. */
export interface SignInValues {
  /** Name above the form, as in `SMILE`. */
  readonly title: string;
  /** Languages of the pages as ISO 639-1 has them; the first is the usual one. */
  readonly languages: readonly [string, ...string[]];
}

const language = text(
  'a language of two small letters',
  (value) => /^[a-z]{2}$/.test(value),
  'ISO 639-1 has them, as in en',
);

/** Checks {@link SignInValues}. */
export const signInSchema = z.strictObject({
  // Keycloak cuts a longer name.
  title: text(
    'a name of 1 to 255 characters',
    ({ length }) => length > 0 && length <= 255,
    'users read it when they sign in',
  ),
  languages: z.tuple([language], language),
});
