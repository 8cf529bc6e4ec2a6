import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Client, credentials, type MethodDefinition } from '@grpc/grpc-js';
import type {
  DiagnosticsReply,
  GetSchemaReply,
  PlanReply,
  PlanRequest,
  TypeConfigRequest,
} from '../protocol/messages.ts';
import { providerService, UNLIMITED_MESSAGES } from '../protocol/provider-server.ts';
import { blockSchemaOf, type ServedSchemas } from './served-schemas.ts';

/**
 * What a plugin wants to see before it serves: proof that whoever starts it speaks its protocol.
 * Source: https://github.com/hashicorp/terraform-plugin-go/blob/main/tfprotov5/tf5server/server.go.
 */
const HANDSHAKE = {
  TF_PLUGIN_MAGIC_COOKIE: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
  PLUGIN_PROTOCOL_VERSIONS: '5',
};

/** How long a plugin may take to open its socket, in milliseconds; large ones take seconds on a busy machine. */
const START_MILLISECONDS = 120_000;

/** A provider plugin that runs, spoken to directly instead of through Terraform. */
export class RealPlugin {
  /** Where it listens, as `TF_REATTACH_PROVIDERS` names it. */
  readonly address: string;
  readonly pid: number;
  private readonly child: ChildProcess;
  private readonly client: Client;

  private constructor(child: ChildProcess, pid: number, address: string) {
    this.child = child;
    this.pid = pid;
    this.address = address;
    this.client = new Client(`unix:${address}`, credentials.createInsecure(), UNLIMITED_MESSAGES);
  }

  /**
   * Starts a plugin and waits until it listens.
   *
   * @throws Error if it cannot be started, ends before it listens, or does not serve protocol 5.
   */
  static async start(path: string, env: Readonly<Record<string, string | undefined>>): Promise<RealPlugin> {
    const child = spawn(path, [], { env: { ...env, ...HANDSHAKE }, stdio: ['ignore', 'pipe', 'ignore'] });
    const line = await firstLine(child, path);
    // As in 1|5|unix|/tmp/plugin123|grpc|; source: go-plugin v1.6.3, docs/internals.md.
    const [, protocol, network, address] = line.split('|');
    if (protocol !== '5' || network !== 'unix' || address === undefined || child.pid === undefined) {
      child.kill();
      throw new Error(`${path} must serve protocol 5 on a unix socket, said ${JSON.stringify(line)}`);
    }
    return new RealPlugin(child, child.pid, address);
  }

  /** Schemas of all of its types. */
  async schemas(): Promise<ServedSchemas> {
    return blockSchemaOf(await this.call<GetSchemaReply>('GetSchema', {}));
  }

  configure(config: TypeConfigRequest['config']): Promise<DiagnosticsReply> {
    return this.call('Configure', { terraform_version: '1.11.4', config });
  }

  validateResource(request: TypeConfigRequest): Promise<DiagnosticsReply> {
    return this.call('ValidateResourceTypeConfig', request);
  }

  planResource(request: PlanRequest): Promise<PlanReply> {
    return this.call('PlanResourceChange', request);
  }

  close(): void {
    this.client.close();
    this.child.kill();
  }

  private call<Reply>(name: string, request: unknown): Promise<Reply> {
    const method = providerService()[name] as MethodDefinition<unknown, Reply> | undefined;
    if (method === undefined) throw new Error(`the protocol has no call ${name}`);
    return new Promise((resolve, reject) => {
      const { path, requestSerialize, responseDeserialize } = method;
      this.client.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, (error, reply) => {
        if (error !== null) reject(error);
        else if (reply === undefined) reject(new Error(`${name} was not answered`));
        else resolve(reply);
      });
    });
  }
}

function firstLine(child: ChildProcess, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill();
      reject(new Error(`${path} did not listen within ${START_MILLISECONDS / 1000} s`));
    }, START_MILLISECONDS);
    const settle = (act: () => void) => {
      clearTimeout(late);
      act();
    };
    child.once('error', (error) => settle(() => reject(new Error(`${path} cannot be started: ${error.message}`))));
    child.once('exit', (code) =>
      settle(() => reject(new Error(`${path} ended with exit code ${code} before it listened`))),
    );
    if (child.stdout === null) throw new Error('the plugin was started without a pipe');
    createInterface(child.stdout).once('line', (line) => settle(() => resolve(line)));
  });
}
