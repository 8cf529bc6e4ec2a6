/** What a registry asks for, in the header `WWW-Authenticate` of a 401. */
export type Challenge =
  | { readonly scheme: 'basic' }
  | { readonly scheme: 'bearer'; readonly realm: string; readonly service?: string; readonly scope?: string };

/**
 * Reads a challenge; undefined when it is of a kind that registries do not use.
 *
 * Source: https://distribution.github.io/distribution/spec/auth/token/, "How to authenticate".
 */
export function parseChallenge(header: string | null): Challenge | undefined {
  const [, scheme = '', rest = ''] = /^\s*(\w+)\s*(.*)$/s.exec(header ?? '') ?? [];
  if (scheme.toLowerCase() === 'basic') return { scheme: 'basic' };
  if (scheme.toLowerCase() !== 'bearer') return undefined;
  const values = new Map(
    [...rest.matchAll(/(\w+)=(?:"([^"]*)"|([^\s,]+))/g)].map(([, key = '', quoted, bare]) => [key, quoted ?? bare]),
  );
  const realm = values.get('realm');
  if (realm === undefined) return undefined;
  return { scheme: 'bearer', realm, service: values.get('service'), scope: values.get('scope') };
}
