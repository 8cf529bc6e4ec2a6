import { describe, expect, test } from 'vitest';
import { apiGatewaySchema } from './api-gateway-values.ts';
import { problemsOf } from './problems.ts';

const ON = { host: 'api.smile.example', requestsPerSecond: 100, burst: 200 };
const JWT = { issuer: 'https://auth.smile.example/realms/smile', audiences: ['smile-api'] };

describe('values of the API gateway (APP-APIGW)', () => {
  test.each(['off', ON, { ...ON, jwt: JWT }])('accept %j', (values) => {
    expect(apiGatewaySchema.parse(values)).toEqual(values);
  });

  test.each([
    [
      'on',
      `: expected 'off', or host, requestsPerSecond and burst, got "on"; nothing uses the API gateway yet, so use 'off'`,
    ],
    [{ ...ON, burst: 0 }, 'burst: expected a whole number above 0, got 0; zero would refuse every call'],
    [
      { ...ON, host: 'API' },
      'host: expected a host name in lower case, got "API"; use a name such as api.smile.example',
    ],
    [
      { ...ON, jwt: { ...JWT, issuer: 'https://auth.smile.example/' } },
      'jwt.issuer: expected an https URL without a final slash, got "https://auth.smile.example/"; it must equal the iss of the tokens, letter by letter',
    ],
    [
      { ...ON, jwt: { ...JWT, audiences: [] } },
      'jwt.audiences: expected at least one value of aud; the issuer lists them',
    ],
  ])('refuse %j', (values, problem) => {
    const { error } = apiGatewaySchema.safeParse(values);
    expect(error === undefined ? [] : problemsOf(error)).toEqual([problem]);
  });
});
