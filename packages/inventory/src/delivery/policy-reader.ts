import { mergePolicies, type Policy, PolicyError, parsePolicy, type Statement, UNKNOWN_POLICY } from '@smile/policy';
import type { Inventory } from '../inventory.ts';
import { asList, asObject, asString } from '../json-narrowing.ts';
import type { Json, JsonObject, Resource } from '../model.ts';
import type { SymbolicValues } from './symbolic-values.ts';

/** Reads policies of resources, whether written as JSON or as the policy documents that make them. */
export class PolicyReader {
  private readonly inventory: Inventory;
  private readonly values: SymbolicValues;
  private readonly known = new Map<Resource, Policy>();
  private readonly read = new Map<Resource, Map<string, Policy | undefined>>();

  constructor(inventory: Inventory, values: SymbolicValues) {
    this.inventory = inventory;
    this.values = values;
  }

  /** The policy in an argument of a resource; `undefined` when there is none. */
  at(holder: Resource, argument: string): Policy | undefined {
    const ofHolder = this.read.get(holder) ?? new Map<string, Policy | undefined>();
    this.read.set(holder, ofHolder);
    if (!ofHolder.has(argument)) ofHolder.set(argument, this.readAt(holder, argument));
    return ofHolder.get(argument);
  }

  private readAt(holder: Resource, argument: string): Policy | undefined {
    const documents = this.documentsAt(holder, argument);
    if (documents.length > 0) return mergePolicies(documents.map((document) => this.ofDocument(document)));
    const text = this.values.of(holder)[argument];
    if (text === undefined || text === null || text === '') return undefined;
    if (typeof text !== 'string' || !text.trimStart().startsWith('{')) return UNKNOWN_POLICY;
    try {
      return parsePolicy(text);
    } catch (error) {
      // That AWS refuses it is told by the rule on policy documents.
      if (error instanceof PolicyError) return UNKNOWN_POLICY;
      throw error;
    }
  }

  private documentsAt(holder: Resource, argument: string): readonly Resource[] {
    // A plan and a state that know the text need no documents.
    const text = holder.values[argument];
    if (typeof text === 'string' && text.trimStart().startsWith('{') && !holder.unknown.includes(argument)) return [];
    return this.inventory
      .referencesAt(holder, argument)
      .filter(({ mode, type }) => mode === 'data' && type === 'aws_iam_policy_document');
  }

  private ofDocument(document: Resource): Policy {
    const known = this.known.get(document);
    if (known !== undefined) return known;
    const of = (name: string) => this.documentsAt(document, name).map((one) => this.ofDocument(one));
    const own: Policy = { version: '2012-10-17', statements: this.ownStatements(document) };
    const unknown = document.unknown.includes('statement') ? [UNKNOWN_POLICY] : [];
    const merged = mergePolicies([
      ...of('source_policy_documents'),
      own,
      ...unknown,
      ...of('override_policy_documents'),
    ]);
    this.known.set(document, merged);
    return merged;
  }

  private ownStatements(document: Resource): readonly Statement[] {
    return asList(this.values.of(document).statement).map((one) => statementOf(asObject(one)));
  }
}

/** A statement of `aws_iam_policy_document`, in which a policy variable is written `&{`. */
function statementOf(block: JsonObject): Statement {
  const effect = asString(block.effect) ?? 'Allow';
  return {
    sid: asString(block.sid),
    effect: effect === 'Allow' || effect === 'Deny' ? effect : 'unknown',
    principals: principalsOf(block.principals),
    notPrincipals: principalsOf(block.not_principals),
    actions: texts(block.actions),
    notActions: texts(block.not_actions),
    resources: texts(block.resources),
    notResources: texts(block.not_resources),
    conditions: asList(block.condition)
      .map(asObject)
      .map(({ test, variable, values }) => ({
        operator: asString(test) ?? '',
        key: asString(variable) ?? '',
        values: texts(values) ?? [],
      })),
  };
}

function principalsOf(blocks: Json | undefined): Statement['principals'] {
  const groups = asList(blocks).map(asObject);
  if (groups.length === 0) return undefined;
  return groups.map(({ type, identifiers }) => ({ type: asString(type) ?? '', ids: texts(identifiers) ?? [] }));
}

/** Texts of a list; undefined for none, since an empty list is no argument. */
function texts(value: Json | undefined): readonly string[] | undefined {
  const found = asList(value).flatMap((item) => (typeof item === 'string' ? [item.replaceAll('&{', '${')] : []));
  return found.length === 0 ? undefined : found;
}
