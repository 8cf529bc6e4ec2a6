import { ArtifactError } from '../artifact-error.ts';
import { parseChallenge } from './challenge.ts';
import { type RequestOptions, request } from './http.ts';
import type { RepositoryAddress } from './repository-address.ts';

/** Who asks, where a registry asks for a name and a password. Never printed. */
export interface Credentials {
  readonly user: string;
  readonly password: string;
}

export interface RegistryClientProps {
  readonly repository: RepositoryAddress;
  /** @default - nobody: what is public */
  readonly credentials?: Credentials;
  readonly signal?: AbortSignal;
  /** @default 500 */
  readonly firstWaitMilliseconds?: number;
}

/**
 * Asks one repository of a registry, and signs in where it is asked to.
 *
 * Source: https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md, and its "auth" for the challenges.
 */
export class RegistryClient {
  readonly repository: RepositoryAddress;
  private readonly props: RegistryClientProps;
  private authorization: string | undefined;

  constructor(props: RegistryClientProps) {
    this.props = props;
    this.repository = props.repository;
  }

  /**
   * Sends a request to the API of the repository.
   *
   * @param path below the repository's name, as in `blobs/uploads/`, or a whole address that the registry gave.
   * @param expected answers that the caller knows what to do with.
   * @throws ArtifactError for every other answer.
   */
  async ask(path: string, expected: readonly number[], options: RequestOptions = {}): Promise<Response> {
    const { url, name } = this.repository;
    const address = new URL(path, `${url}/v2/${name}/`);
    const response = await this.send(address.href, options);
    if (expected.includes(response.status)) return response;
    throw await this.refusal(response, options.method ?? 'GET', address);
  }

  private async send(address: string, options: RequestOptions): Promise<Response> {
    const { signal, firstWaitMilliseconds } = this.props;
    // What the registry gave for its own host goes to no other one.
    const isOurs = new URL(address).origin === new URL(this.repository.url).origin;
    const attempt = () => {
      const authorization = isOurs ? this.authorization : undefined;
      const headers = { ...options.headers, ...(authorization !== undefined && { authorization }) };
      return request(address, { signal, firstWaitMilliseconds, ...options, headers });
    };
    const first = await attempt();
    if (first.status !== 401 || !isOurs) return first;
    await first.body?.cancel();
    // A token is for a while and for what was asked; a second refusal is final.
    this.authorization = await this.authorize(first.headers.get('www-authenticate'));
    return attempt();
  }

  private async authorize(header: string | null): Promise<string> {
    const { host } = this.repository;
    const challenge = parseChallenge(header);
    if (challenge === undefined) {
      throw new ArtifactError(
        `${host} asks for credentials in a way that is not known here: ${header ?? 'no challenge'}`,
      );
    }
    if (challenge.scheme === 'bearer') return `Bearer ${await this.fetchToken(challenge)}`;
    const basic = this.basic();
    if (basic === undefined) throw new ArtifactError(`${host} asks for a name and a password, and we have none for it`);
    return basic;
  }

  private async fetchToken({
    realm,
    service,
    scope,
  }: {
    realm: string;
    service?: string;
    scope?: string;
  }): Promise<string> {
    const { signal, firstWaitMilliseconds } = this.props;
    const address = new URL(realm);
    if (service !== undefined) address.searchParams.set('service', service);
    if (scope !== undefined) address.searchParams.set('scope', scope);
    const basic = this.basic();
    const headers = basic === undefined ? undefined : { authorization: basic };
    const response = await request(address.href, { signal, firstWaitMilliseconds, headers });
    if (!response.ok) {
      await response.body?.cancel();
      throw new ArtifactError(`${address.host} refused a token for ${this.repository.name} (HTTP ${response.status})`);
    }
    const { token, access_token } = (await response.json()) as {
      readonly token?: string;
      readonly access_token?: string;
    };
    const found = token ?? access_token;
    if (found === undefined)
      throw new ArtifactError(`${address.host} answered without a token for ${this.repository.name}`);
    return found;
  }

  private basic(): string | undefined {
    const { credentials } = this.props;
    if (credentials === undefined) return undefined;
    return `Basic ${Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64')}`;
  }

  private async refusal(response: Response, method: string, address: URL): Promise<ArtifactError> {
    const text = await response.text().catch(() => '');
    const said = messagesOf(text);
    const { host, name } = this.repository;
    const what = address.pathname.split(`/${name}/`)[1] ?? address.pathname;
    return new ArtifactError(
      `${host} refused ${method} ${what} of ${name} (HTTP ${response.status})${said === '' ? '' : `: ${said}`}`,
    );
  }
}

/** What a registry says of errors: `{"errors":[{"code","message"}]}`; nothing of any other text. */
function messagesOf(text: string): string {
  try {
    const { errors } = JSON.parse(text) as {
      readonly errors?: readonly { readonly code?: string; readonly message?: string }[];
    };
    return (errors ?? []).map(({ code, message }) => [code, message].filter(Boolean).join(' ')).join('; ');
  } catch {
    return '';
  }
}
