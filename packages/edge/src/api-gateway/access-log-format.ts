/**
 * One line of JSON for each call, with what tells calls and callers apart. `$context` is API Gateway's own notation.
 * No token and no query: both may hold what must not be in logs.
 *
 * Source: API Gateway developer guide, "Customize HTTP API access logs".
 */
export const ACCESS_LOG_FORMAT = JSON.stringify({
  requestId: '$context.requestId',
  time: '$context.requestTime',
  // Cloudflare's address; the client's is in the load balancer's log.
  sourceIp: '$context.identity.sourceIp',
  method: '$context.httpMethod',
  path: '$context.path',
  route: '$context.routeKey',
  status: '$context.status',
  bytes: '$context.responseLength',
  milliseconds: '$context.responseLatency',
  integrationStatus: '$context.integrationStatus',
  integrationError: '$context.integrationErrorMessage',
  authorizerError: '$context.authorizer.error',
  error: '$context.error.message',
  subject: '$context.authorizer.claims.sub',
});
