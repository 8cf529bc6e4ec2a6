import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const issuerReachable: Rule = {
  id: 'SMILE_JWT_ISSUER',
  family: 'semantics',
  severity: 'high',
  title: 'The issuer of a JWT authorizer is reachable from the internet',
  what: 'Where the issuer of an `aws_apigatewayv2_authorizer` is in a domain of ours, a proxied `cloudflare_dns_record` has its name.',
  why: 'API Gateway reads the discovery document while the authorizer is made, from addresses of its own: "Invalid issuer … Caught exception when connecting" otherwise, and no office list knows it.',
  remedy: 'Name a host of a load balancer that admits Cloudflare, such as the sign-in host of Keycloak.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html',
  check: each('aws_apigatewayv2_authorizer', (authorizer, _, { resources }) => {
    const issuer = authorizer.block('jwt_configuration').text('issuer');
    if (issuer === undefined || !URL.canParse(issuer)) return undefined;
    const { hostname } = new URL(issuer);
    const records = resources('cloudflare_dns_record').map(({ values }) => values);
    const domains = records.map(({ name }) => String(name).replace(/^[^.]+\./, ''));
    if (!domains.some((domain) => hostname.endsWith(`.${domain}`))) return undefined;
    const own = records.filter(({ name, type }) => name === hostname && ['A', 'AAAA', 'CNAME'].includes(String(type)));
    if (own.some(({ proxied }) => proxied === true)) return undefined;
    const found = own.length === 0 ? 'it has no record' : 'its record leads to a load balancer for operators';
    return `jwt_configuration.issuer must be a host that the internet reaches, got ${hostname}: ${found}`;
  }),
};
