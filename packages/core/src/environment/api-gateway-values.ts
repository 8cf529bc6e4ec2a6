import { z } from 'zod';
import { shown, text } from './checks.ts';

/** The API gateway, which is defined but not in use (APP-APIGW): one value switches it on. */
export type ApiGatewayValues = 'off' | SwitchedOnApiGateway;

export interface SwitchedOnApiGateway {
  /** Public name of the API, as in `api.smile.example`. */
  readonly host: string;
  /** Calls that all clients together may make in a second, in the long run. */
  readonly requestsPerSecond: number;
  /** Calls that may come at once. */
  readonly burst: number;
  /** Whose tokens callers show, as in Keycloak's realm. @default - the application behind it decides alone */
  readonly jwt?: {
    /** As in `https://auth.smile.example/realms/smile`; its `/.well-known/openid-configuration` must be public. */
    readonly issuer: string;
    /** Values of the token's `aud`, of which one must fit. */
    readonly audiences: readonly string[];
  };
}

const HOST = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;

const positive = z
  .unknown()
  .refine((value) => Number.isInteger(value) && Number(value) > 0, {
    error: (issue) => `expected a whole number above 0, got ${shown(issue.input)}; zero would refuse every call`,
  })
  .transform(Number);

const switchedOn = z.strictObject({
  host: text('a host name in lower case', (value) => HOST.test(value), 'use a name such as api.smile.example'),
  requestsPerSecond: positive,
  burst: positive,
  jwt: z
    .strictObject({
      issuer: text(
        'an https URL without a final slash',
        (value) => /^https:\/\/\S+[^/\s]$/.test(value),
        'it must equal the iss of the tokens, letter by letter',
      ),
      audiences: z.array(z.string()).min(1, { error: 'expected at least one value of aud; the issuer lists them' }),
    })
    .optional(),
});

/** Checks {@link ApiGatewayValues}. */
export const apiGatewaySchema = z.union([z.literal('off'), switchedOn], {
  error: (issue) =>
    `expected 'off', or host, requestsPerSecond and burst, got ${shown(issue.input)}; nothing uses the API gateway yet, so use 'off'`,
});
