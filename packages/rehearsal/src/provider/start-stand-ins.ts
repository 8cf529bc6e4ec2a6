import { refusalToCreate } from '../creation/refusal-to-create.ts';
import { World } from '../creation/world.ts';
import { serveProvider } from '../protocol/provider-server.ts';
import type { ObjectValue } from '../protocol/value.ts';
import type { ProviderSchema } from '../schema/schema.ts';
import { factsOf } from '../values/facts-of.ts';
import { CallLog } from './call-log.ts';
import { StandInProvider } from './handlers.ts';
import { Injection } from './injection.ts';
import { type ResourceKind, resourceKind } from './resource-kind.ts';
import { ObjectStore } from './store.ts';

/** What to serve. */
export interface StandInOptions {
  /** One schema per provider, for the types that the configuration uses. */
  readonly schemas: readonly ProviderSchema[];
  /** Process that Terraform watches; when it ends, Terraform gives up. @default - this process */
  readonly pid?: number;
  /** What exists already, as when a second process goes on where a first one stopped. @default - nothing */
  readonly store?: ObjectStore;
  /**
   * Whether everything there is passes through these stand-ins. Where an earlier process made a part, what seems to be missing may
   * exist, and nothing is refused for want of it. @default true
   */
  readonly isWhole?: boolean;
  /**
   * Whether services look up what an object names, and refuse to make it when that is not there, as empty accounts do. ARNs and
   * identifiers in `byHand` are there from the beginning. @default - nothing is looked up
   */
  readonly lookUps?: { readonly byHand: readonly string[] };
}

/** Running stand-in providers. */
export interface StandIns {
  /** Value for the environment variable `TF_REATTACH_PROVIDERS`. */
  readonly reattach: string;
  /** What exists in the rehearsed clouds. */
  readonly store: ObjectStore;
  /** Changes the rehearsed clouds behind Terraform's back. */
  readonly inject: Injection;
  /** How often each provider was called. */
  readonly log: CallLog;
  /** Ends every connection and every waiting call. Nothing keeps the process alive after it. */
  close(): void;
}

/** Serves each provider on a port of its own on the loopback interface, for any number of Terraform processes. */
export async function startStandIns(options: StandInOptions): Promise<StandIns> {
  const store = options.store ?? new ObjectStore({ isWhole: options.isWhole });
  const log = new CallLog();
  const kinds = prepareKinds(options.schemas);
  const inject = new Injection(store, kinds);
  const world = new World((type) => store.list(type), options.lookUps?.byHand ?? []);
  const lookUp =
    options.lookUps === undefined
      ? undefined
      : (type: string, planned: ObjectValue) => refusalToCreate(type, planned, world);
  const running = await Promise.all(
    options.schemas.map(async (schema) => {
      const provider = new StandInProvider({ schema, kinds, store, injection: inject, lookUp });
      const server = await serveProvider(provider, (call) => log.add(schema.name, call));
      return { schema, provider, server };
    }),
  );
  const pid = options.pid ?? process.pid;
  return {
    reattach: JSON.stringify(
      Object.fromEntries(running.map(({ schema, server }) => [schema.source, reattachEntry(server.port, pid)])),
    ),
    store,
    inject,
    log,
    close() {
      for (const { provider, server } of running) {
        provider.close();
        server.close();
      }
    },
  };
}

// `Test: true` keeps Terraform from killing the process when it is done with it. Source: go-plugin v1.6.3, client.go.
function reattachEntry(port: number, pid: number) {
  return {
    Protocol: 'grpc',
    ProtocolVersion: 5,
    Pid: pid,
    Test: true,
    Addr: { Network: 'tcp', String: `127.0.0.1:${port}` },
  };
}

function prepareKinds(schemas: readonly ProviderSchema[]): ReadonlyMap<string, ResourceKind> {
  const kinds = new Map<string, ResourceKind>();
  for (const { resources } of schemas) {
    for (const [type, block] of resources) kinds.set(type, resourceKind(type, block, factsOf(type)));
  }
  return kinds;
}
