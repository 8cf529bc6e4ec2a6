/** A text, or several. IAM writes one element as a bare text. */
export type OneOrMany = string | readonly string[];

/** One statement of an IAM policy, its members in the order in which the provider writes them. */
export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect?: string;
  readonly Action?: OneOrMany;
  readonly NotAction?: OneOrMany;
  readonly Resource?: OneOrMany;
  readonly NotResource?: OneOrMany;
  readonly Principal?: '*' | { readonly [type: string]: OneOrMany };
  readonly NotPrincipal?: '*' | { readonly [type: string]: OneOrMany };
  readonly Condition?: { readonly [test: string]: { readonly [variable: string]: OneOrMany } };
}

/** An IAM policy. */
export interface PolicyDocument {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement?: readonly PolicyStatement[];
}

/**
 * One policy over another: a statement with the same Sid replaces, any other is appended;
 * the later id wins, and the newer version.
 */
export function mergePolicies(base: PolicyDocument, over: PolicyDocument): PolicyDocument {
  const statements = [...(base.Statement ?? [])];
  for (const statement of over.Statement ?? []) {
    const same = hasSid(statement) ? statements.findIndex(({ Sid }) => Sid === statement.Sid) : -1;
    if (same === -1) statements.push(statement);
    else statements[same] = statement;
  }
  return { Version: newest(base.Version, over.Version), Id: present(over.Id) ?? base.Id, Statement: statements };
}

/** Whether a statement has a Sid; an empty one is none. */
export function hasSid(statement: PolicyStatement): boolean {
  return present(statement.Sid) !== undefined;
}

/** The policy in a JSON text, in the form that the provider gives it when it merges. Throws when it is no policy. */
export function parsePolicy(text: string): PolicyDocument {
  const policy = JSON.parse(text) as { Version?: string; Id?: string; Statement?: PolicyStatement | PolicyStatement[] };
  if (typeof policy !== 'object' || policy === null || Array.isArray(policy))
    throw new Error('it is not a JSON object');
  const statements = policy.Statement === undefined ? [] : [policy.Statement].flat();
  return { Version: policy.Version, Id: policy.Id, Statement: statements.map(normalStatement) };
}

/** The policy as the provider writes it: members in its order, none that is empty, `<`, `>` and `&` escaped as Go does. */
export function policyText(policy: PolicyDocument, indent: number): string {
  const { Version, Id, Statement } = policy;
  const document = withoutEmpty({ Version, Id, Statement: Statement?.map(orderedStatement) });
  return JSON.stringify(document, null, indent).replace(
    /[<>&\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Several texts as the provider writes them: one bare, more in descending order. */
export function descending(texts: readonly string[]): OneOrMany {
  const [only] = texts;
  return texts.length === 1 && only !== undefined ? only : [...texts].sort(byBytes).reverse();
}

/** Principals by type. `*` alone is written bare, because IAM roles tell it from `{"AWS": "*"}`. */
export function principalsByType(
  principals: readonly { readonly type: string; readonly identifiers: OneOrMany }[],
): PolicyStatement['Principal'] {
  const [first] = principals;
  if (principals.length === 1 && first?.type === '*' && [first.identifiers].flat().join() === '*') return '*';
  return gathered(principals.map(({ type, identifiers }) => [type, identifiers]));
}

/** Condition values by test and variable. Their order is kept, because it can matter. */
export function conditionsByTest(
  conditions: readonly { readonly test: string; readonly variable: string; readonly values: readonly string[] }[],
): PolicyStatement['Condition'] {
  const tests = [...new Set(conditions.map(({ test }) => test))].sort(byBytes);
  return Object.fromEntries(
    tests.map((test) => [
      test,
      gathered(conditions.filter((item) => item.test === test).map(({ variable, values }) => [variable, values])),
    ]),
  );
}

function gathered(entries: readonly (readonly [string, OneOrMany])[]): { readonly [key: string]: OneOrMany } {
  const keys = [...new Set(entries.map(([key]) => key))].sort(byBytes);
  return Object.fromEntries(
    keys.map((key) => {
      const values = entries.filter(([other]) => other === key).flatMap(([, value]) => value);
      const [only] = values;
      const wasSingle = entries.some(([other, value]) => other === key && typeof value === 'string');
      return [key, values.length === 1 && only !== undefined && wasSingle ? only : values];
    }),
  );
}

// The provider reads a merged document into its model and writes it again, which sorts principals and flattens conditions.
function normalStatement(statement: PolicyStatement): PolicyStatement {
  const { Principal, NotPrincipal, Condition } = statement;
  return {
    ...statement,
    ...(Principal === undefined ? {} : { Principal: normalPrincipals(Principal) }),
    ...(NotPrincipal === undefined ? {} : { NotPrincipal: normalPrincipals(NotPrincipal) }),
    ...(Condition === undefined ? {} : { Condition: normalConditions(Condition) }),
  };
}

function normalPrincipals(principals: NonNullable<PolicyStatement['Principal']>): PolicyStatement['Principal'] {
  if (typeof principals === 'string') return '*';
  return principalsByType(
    Object.entries(principals).map(([type, identifiers]) => ({
      type,
      identifiers: typeof identifiers === 'string' ? identifiers : [...identifiers].sort(byBytes).reverse(),
    })),
  );
}

function normalConditions(conditions: NonNullable<PolicyStatement['Condition']>): PolicyStatement['Condition'] {
  const flat = Object.entries(conditions).flatMap(([test, variables]) =>
    Object.entries(variables).map(([variable, values]) => ({ test, variable, values: [values].flat().map(String) })),
  );
  return singleConditions(conditionsByTest(flat));
}

function singleConditions(conditions: PolicyStatement['Condition']): PolicyStatement['Condition'] {
  const flatten = ([variable, values]: [string, OneOrMany]): [string, OneOrMany] => [
    variable,
    typeof values !== 'string' && values.length === 1 ? (values[0] ?? '') : values,
  ];
  return Object.fromEntries(
    Object.entries(conditions ?? {}).map(([test, variables]) => [
      test,
      Object.fromEntries(Object.entries(variables).map(flatten)),
    ]),
  );
}

function orderedStatement(statement: PolicyStatement): PolicyStatement {
  const { Sid, Effect, Action, NotAction, Resource, NotResource, Principal, NotPrincipal, Condition } = statement;
  return withoutEmpty({
    Sid,
    Effect,
    Action,
    NotAction,
    Resource,
    NotResource,
    Principal,
    NotPrincipal,
    Condition: singleConditions(Condition),
  });
}

function withoutEmpty<T extends object>(members: T): Partial<T> {
  const kept = Object.entries(members).filter(([, value]) => {
    if (value === undefined || value === '') return false;
    return typeof value !== 'object' || Object.keys(value).length > 0;
  });
  return Object.fromEntries(kept) as Partial<T>;
}

function present(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

function newest(left: string | undefined, right: string | undefined): string | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return right > left ? right : left;
}

function byBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}
