import path from 'node:path';
import {
  type handleUnaryCall,
  loadPackageDefinition,
  type MethodDefinition,
  Server,
  ServerCredentials,
  type ServiceDefinition,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import type {
  ApplyReply,
  ApplyRequest,
  ConfigRequest,
  DiagnosticsReply,
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
} from './messages.ts';
import { diagnosticOf } from './problem.ts';

type Reply<T> = T | Promise<T>;

/**
 * What a provider does for each call of the protocol.
 * `peer` names the connection: Terraform opens one per provider block, so it tells aliases and processes apart.
 */
export interface ProviderHandlers {
  GetSchema(): GetSchemaReply;
  PrepareProviderConfig(request: ConfigRequest, peer: string): Reply<DiagnosticsReply>;
  ValidateResourceTypeConfig(request: TypeConfigRequest, peer: string): Reply<DiagnosticsReply>;
  ValidateDataSourceConfig(request: TypeConfigRequest, peer: string): Reply<DiagnosticsReply>;
  Configure(request: ConfigRequest, peer: string): Reply<DiagnosticsReply>;
  UpgradeResourceState(request: UpgradeRequest, peer: string): Reply<UpgradeReply>;
  ReadResource(request: ReadRequest, peer: string): Reply<ReadReply>;
  PlanResourceChange(request: PlanRequest, peer: string): Reply<PlanReply>;
  ApplyResourceChange(request: ApplyRequest, peer: string): Reply<ApplyReply>;
  ImportResourceState(request: ImportRequest, peer: string): Reply<ImportReply>;
  ReadDataSource(request: TypeConfigRequest, peer: string): Reply<ReadDataReply>;
  Stop(request: unknown, peer: string): Reply<{ readonly error: string }>;
}

/** Name of a call of the protocol, as in `PlanResourceChange`. */
export type CallName = keyof ProviderHandlers;

/** A provider that listens. */
export interface ProviderServer {
  readonly port: number;
  /** Ends every connection at once, in-flight calls included. */
  close(): void;
}

const PROTO_FILE = path.join(__dirname, '../../proto/tfplugin5.proto');

// Terraform sets no limit either (go-plugin, grpc_client.go); a large state must not fail here.
export const UNLIMITED_MESSAGES = { 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 };

let loadedService: ServiceDefinition | undefined;

/** Serves one provider on a free port of the loopback interface. */
export async function serveProvider(
  handlers: ProviderHandlers,
  onCall: (call: CallName) => void,
): Promise<ProviderServer> {
  const server = new Server(UNLIMITED_MESSAGES);
  const service = withSchemaEncodedOnce(providerService(), handlers.GetSchema());
  server.addService(service, implementation(service, handlers, onCall));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  return { port, close: () => server.forceShutdown() };
}

export function providerService(): ServiceDefinition {
  if (loadedService !== undefined) return loadedService;
  const definition = loadSync(PROTO_FILE, { keepCase: true, longs: Number, defaults: true });
  const root = loadPackageDefinition(definition).tfplugin5;
  if (typeof root !== 'object' || !('Provider' in root)) throw new Error(`${PROTO_FILE} has no tfplugin5.Provider`);
  const client = root.Provider;
  if (typeof client !== 'function') throw new Error(`tfplugin5.Provider in ${PROTO_FILE} is not a service`);
  loadedService = client.service;
  return loadedService;
}

// The schema is the largest message by far, and each of many Terraform processes asks for it.
function withSchemaEncodedOnce(service: ServiceDefinition, reply: GetSchemaReply): ServiceDefinition {
  const method = service.GetSchema as MethodDefinition<unknown, unknown>;
  const bytes = method.responseSerialize(reply);
  return { ...service, GetSchema: { ...method, responseSerialize: () => bytes } };
}

function implementation(service: ServiceDefinition, handlers: ProviderHandlers, onCall: (call: CallName) => void) {
  const calls = Object.keys(service) as CallName[];
  const answers: { [name: string]: handleUnaryCall<unknown, unknown> } = {};
  for (const name of calls) {
    answers[name] = (call, answer) => {
      onCall(name);
      // A synchronous throw and a rejected promise end in the same place: a diagnostic, never a hanging call.
      new Promise((resolve) => resolve(handlers[name](call.request as never, call.getPeer()))).then(
        (reply) => answer(null, reply),
        (error: unknown) => answer(null, failure(name, call.request as { type_name?: string }, error)),
      );
    };
  }
  return answers;
}

function failure(call: CallName, request: { readonly type_name?: string }, error: unknown): DiagnosticsReply {
  const subject = request.type_name === undefined ? 'its configuration' : request.type_name;
  return {
    diagnostics: [
      diagnosticOf({
        summary: `the stand-in provider failed on ${subject} in ${call}`,
        detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
    ],
  };
}
