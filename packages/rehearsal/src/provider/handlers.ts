import { createHash } from 'node:crypto';
import { readDataSource } from '../data-sources/read-data-source.ts';
import type {
  ApplyReply,
  ApplyRequest,
  ConfigRequest,
  DiagnosticsReply,
  DynamicValue,
  GetSchemaReply,
  ImportReply,
  ImportRequest,
  PlanReply,
  PlanRequest,
  ReadDataReply,
  ReadReply,
  ReadRequest,
  TypeConfigRequest,
  UpgradeReply,
  UpgradeRequest,
} from '../protocol/messages.ts';
import { decodeValue, encodeValue } from '../protocol/msgpack.ts';
import { diagnosticOf, type Problem, pathMessage } from '../protocol/problem.ts';
import type { ProviderHandlers } from '../protocol/provider-server.ts';
import { schemaMessage } from '../protocol/schema-message.ts';
import { upgradeStateJson } from '../protocol/state-json.ts';
import { isObject, type ObjectValue, type Value } from '../protocol/value.ts';
import { brokenRules } from '../rules/broken-rules.ts';
import type { BlockSchema, ProviderSchema } from '../schema/schema.ts';
import { adoptObject, createObject, deleteObject, findForImport, freeKey, updateObject } from './cloud.ts';
import { InFlight } from './in-flight.ts';
import type { Injection } from './injection.ts';
import { Patience } from './patience.ts';
import { planChange } from './plan.ts';
import type { ResourceKind } from './resource-kind.ts';
import { credentialProblem, openSession, type Session, UNCONFIGURED } from './session.ts';
import type { ObjectStore } from './store.ts';

const INTERRUPTED: Problem = { summary: 'interrupted before the change was made' };

/** What one stand-in provider works with. */
export interface StandInParts {
  readonly schema: ProviderSchema;
  readonly kinds: ReadonlyMap<string, ResourceKind>;
  readonly store: ObjectStore;
  readonly injection: Injection;
  /** Refuses what a service would not make for want of something else. @default - nothing is looked up */
  readonly lookUp?: (type: string, planned: ObjectValue) => Problem | undefined;
}

/** One stand-in provider: answers every call of the protocol from the store. */
export class StandInProvider implements ProviderHandlers {
  private readonly parts: StandInParts;
  private readonly sessions = new Map<string, Session>();
  private readonly inFlight = new InFlight();
  private readonly validated = new Map<string, DiagnosticsReply>();
  private readonly patience: Patience;

  constructor(parts: StandInParts) {
    this.parts = parts;
    this.patience = new Patience(parts.store, this.inFlight);
  }

  /** Lets go of every waiting call. */
  close(): void {
    this.inFlight.interrupt();
  }

  GetSchema(): GetSchemaReply {
    const { schema, kinds } = this.parts;
    const served = [...schema.resources.keys()].map((type) => [type, schemaMessage(kindOf(kinds, type).block)]);
    const dataSources = [...schema.dataSources].map(([type, block]) => [type, schemaMessage(block)]);
    return {
      provider: schemaMessage(schema.provider),
      resource_schemas: Object.fromEntries(served),
      data_source_schemas: Object.fromEntries(dataSources),
      server_capabilities: { plan_destroy: true, get_provider_schema_optional: true },
    };
  }

  PrepareProviderConfig(_request: ConfigRequest, peer: string): DiagnosticsReply {
    // A port may come back with another process behind it, so a new connection starts from nothing.
    this.sessions.delete(peer);
    return {};
  }

  Configure({ config }: ConfigRequest, peer: string): DiagnosticsReply {
    const session = openSession(this.parts.schema.name, decodeValue(config));
    if ('summary' in session) return { diagnostics: [diagnosticOf(session)] };
    const stranger = credentialProblem(session, this.parts.store);
    if (stranger !== undefined) return { diagnostics: [diagnosticOf(stranger)] };
    this.sessions.set(peer, session);
    return {};
  }

  ValidateResourceTypeConfig({ type_name: type, config }: TypeConfigRequest): DiagnosticsReply {
    // Every run of Terraform asks twice about the same configuration.
    const key = `${type} ${digestOf(config)}`;
    const known = this.validated.get(key);
    if (known !== undefined) return known;
    const value = decodeValue(config);
    const reply = isObject(value) ? { diagnostics: brokenRules(type, value).map(diagnosticOf) } : {};
    this.validated.set(key, reply);
    return reply;
  }

  ValidateDataSourceConfig(): DiagnosticsReply {
    return {};
  }

  UpgradeResourceState({ type_name: type, raw_state: raw }: UpgradeRequest): UpgradeReply {
    if (raw === null) throw new Error('core sent no state to upgrade');
    return { upgraded_state: { json: upgradeStateJson(this.kind(type).block, raw.json) } };
  }

  ReadResource({ type_name: type, current_state: current, private: key }: ReadRequest, peer: string): ReadReply {
    const { store, injection } = this.parts;
    const object = store.get(key.toString());
    const state = object?.value ?? decodeValue(current);
    const failure = injection.takeFailure(type, 'read', state);
    if (failure !== undefined) return { diagnostics: [diagnosticOf(failure)] };
    if (object !== undefined) return { new_state: object.encoded, private: key };
    if (store.isDeleted(key.toString()) || !isObject(state)) return { new_state: encodeValue(null), private: key };
    const adopted = this.adopt(type, key, state, peer);
    return { new_state: current ?? adopted.encoded, private: Buffer.from(adopted.key) };
  }

  PlanResourceChange(request: PlanRequest, peer: string): PlanReply {
    const proposed = decodeValue(request.proposed_new_state);
    if (!isObject(proposed)) return { planned_state: encodeValue(null), planned_private: request.prior_private };
    const prior = decodeValue(request.prior_state);
    const kind = this.kind(request.type_name);
    const { planned, replace } = planChange(kind, this.session(peer), {
      prior,
      proposed,
      config: decodeValue(request.config),
    });
    const warnings = kind.facts.planWarnings?.(planned) ?? [];
    return {
      diagnostics: warnings.map(diagnosticOf),
      // A plan without a change goes back as the bytes that came.
      planned_state: planned === prior && request.prior_state !== null ? request.prior_state : encodeValue(planned),
      requires_replace: replace.map(pathMessage),
      planned_private: request.prior_private,
    };
  }

  async ApplyResourceChange(request: ApplyRequest, peer: string): Promise<ApplyReply> {
    const prior = decodeValue(request.prior_state);
    const planned = decodeValue(request.planned_state);
    const { type_name: type, planned_private: key } = request;
    const operation = !isObject(planned) ? 'delete' : isObject(prior) ? 'update' : 'create';
    // On a refusal Terraform keeps what it had: the prior state.
    const refuse = (problem: Problem): ApplyReply => ({
      new_state: request.prior_state ?? encodeValue(null),
      private: key,
      diagnostics: [diagnosticOf(problem)],
    });
    const delay = this.parts.injection.delayOf(type);
    if (delay > 0 && (await this.inFlight.wait(delay))) return refuse(INTERRUPTED);
    const failure = this.parts.injection.takeFailure(type, operation, isObject(planned) ? planned : prior);
    const kind = this.kind(type);
    const { store } = this.parts;
    const { place } = this.session(peer);
    if (failure !== undefined) {
      const refused = refuse(failure);
      if (failure.whileWaiting && operation === 'create' && isObject(planned)) {
        const made = createObject(kind, store, place, planned);
        if ('problem' in made) return refuse(made.problem);
        return { ...refused, new_state: made.object.encoded, private: Buffer.from(made.object.key) };
      }
      const left = operation === 'create' && isObject(planned) ? kind.facts.leftByFailure?.(planned) : undefined;
      if (left === undefined || !isObject(planned)) return refused;
      createObject(kind, store, place, planned);
      return { ...refused, diagnostics: [diagnosticOf(left), diagnosticOf(failure)] };
    }
    const known = isObject(prior) ? (store.get(key.toString()) ?? this.adopt(type, key, prior, peer)) : undefined;
    if (!isObject(planned)) {
      const problem = known === undefined ? undefined : deleteObject(kind, store, known);
      return problem === undefined ? { new_state: encodeValue(null) } : refuse(problem);
    }
    const missing = this.parts.lookUp?.(type, planned);
    if (missing !== undefined) return refuse(missing);
    if (known === undefined && kind.facts.comesLate?.(planned) === true && (await this.patience.whileOthersCome())) {
      return refuse(INTERRUPTED);
    }
    const outcome =
      known === undefined ? createObject(kind, store, place, planned) : updateObject(kind, store, known, planned);
    if ('problem' in outcome) return refuse(outcome.problem);
    const { encoded, key: madeKey } = outcome.object;
    const unsettled = await this.patience.whatNeverCame(kind, outcome.object);
    return { new_state: encoded, private: Buffer.from(madeKey), diagnostics: unsettled.map(diagnosticOf) };
  }

  ImportResourceState({ type_name: type, id }: ImportRequest, peer: string): ImportReply {
    const { store } = this.parts;
    const { place } = this.session(peer);
    const { importRefused } = this.kind(type).facts;
    if (importRefused !== undefined) {
      return { imported_resources: [], diagnostics: [diagnosticOf({ summary: importRefused })] };
    }
    const kind = this.kind(type);
    const found = findForImport(kind, store, place, id);
    if (found !== undefined) {
      return { imported_resources: [{ type_name: type, state: found.encoded, private: Buffer.from(found.key) }] };
    }
    const state = { ...emptyObject(kind.block), id };
    const key = Buffer.from(freeKey(kind, store, place, state));
    return { imported_resources: [{ type_name: type, state: encodeValue(state), private: key }] };
  }

  ReadDataSource({ type_name: type, config }: TypeConfigRequest, peer: string): ReadDataReply {
    const block = this.parts.schema.dataSources.get(type);
    const value = decodeValue(config);
    if (block === undefined || !isObject(value)) throw new Error(`the stand-in has no schema for data source ${type}`);
    const result = readDataSource(type, block, value, this.session(peer).place);
    return 'problem' in result ? { diagnostics: [diagnosticOf(result.problem)] } : { state: encodeValue(result.state) };
  }

  Stop(): { readonly error: string } {
    this.inFlight.interrupt();
    return { error: '' };
  }

  private adopt(type: string, key: Buffer, value: ObjectValue, peer: string) {
    const { place } = this.session(peer);
    const kind = this.kind(type);
    const name = key.length > 0 ? key.toString() : freeKey(kind, this.parts.store, place, value);
    return adoptObject(kind, this.parts.store, place, { key: name, value });
  }

  private session(peer: string): Session {
    return this.sessions.get(peer) ?? UNCONFIGURED;
  }

  private kind(type: string): ResourceKind {
    return kindOf(this.parts.kinds, type);
  }
}

function kindOf(kinds: ReadonlyMap<string, ResourceKind>, type: string): ResourceKind {
  const kind = kinds.get(type);
  if (kind === undefined) throw new Error(`the stand-in has no schema for resource type ${type}`);
  return kind;
}

function digestOf(value: DynamicValue | null): string {
  const { msgpack = '', json = '' } = value ?? {};
  return createHash('sha1').update(msgpack).update(' ').update(json).digest('base64');
}

function emptyObject(block: BlockSchema): ObjectValue {
  const attributes = block.attributes.map(({ name }): [string, Value] => [name, null]);
  const blocks = block.blocks.map(({ name, nesting }): [string, Value] => [
    name,
    nesting === 'single' ? null : nesting === 'map' ? {} : [],
  ]);
  return Object.fromEntries([...attributes, ...blocks]);
}
