import { asList, asObject, asString, stringEntries } from './json-narrowing.ts';
import type { Json, JsonObject } from './model.ts';

/** What a provider block says about the resources made with it. */
export interface ProviderSettings {
  readonly region?: string;
  readonly account?: string;
  readonly defaultTags: Readonly<Record<string, string>>;
}

const ROLE_ACCOUNT = /^arn:[\w-]+:iam::(\d{12}):role\//;

/** Reads the provider blocks of a synthesized stack, by local name with alias as in `aws.us`. */
export function readProviderSettings(providers: Json | undefined): ReadonlyMap<string, ProviderSettings> {
  return new Map(
    Object.entries(asObject(providers)).flatMap(([name, blocks]) =>
      asList(blocks).map((block) => {
        const body = asObject(block);
        const alias = asString(body.alias);
        return [alias === undefined ? name : `${name}.${alias}`, settingsOf(body)] as const;
      }),
    ),
  );
}

/** Region, account and default tags of one provider block; the account is the only allowed one, or that of the role to assume. */
export function settingsOf(body: JsonObject): ProviderSettings {
  const [account, ...others] = asList(body.allowed_account_ids).flatMap((id) => asString(id) ?? []);
  const role = asList(body.assume_role).flatMap((block) => asString(asObject(block).role_arn) ?? []);
  const found = (others.length === 0 ? account : undefined) ?? ROLE_ACCOUNT.exec(role[0] ?? '')?.[1];
  const region = literal(body.region);
  return {
    region,
    account: found,
    defaultTags: Object.assign({}, ...asList(body.default_tags).map((block) => stringEntries(asObject(block).tags))),
  };
}

/** A string without interpolation, anything else as undefined. */
export function literal(value: Json | undefined): string | undefined {
  return typeof value === 'string' && !value.includes('${') ? value : undefined;
}

/** Which of its environment's stacks it is: what its metadata say, or else the end of the state key, or the tag `stack`. */
export function stackKindOf(
  metadata: JsonObject,
  backend: JsonObject | undefined,
  tags: Readonly<Record<string, string>>,
): string | undefined {
  const location = asString(backend?.key) ?? asString(backend?.path);
  return asString(metadata.layer) ?? /([^/]+)\.tfstate$/.exec(location ?? '')?.[1] ?? tags.stack;
}

/** `<country>/<stage>` from a state key `<country>/<stage>/<stack>.tfstate`, or else from the tags `country` and `environment`. */
export function environmentOf(
  backend: JsonObject | undefined,
  tags: Readonly<Record<string, string>>,
): string | undefined {
  const location = asString(backend?.key) ?? asString(backend?.path);
  const fromKey = /^([^/]+\/[^/]+)\/[^/]+\.tfstate$/.exec(location ?? '')?.[1];
  const { country, environment } = tags;
  return fromKey ?? (country === undefined || environment === undefined ? undefined : `${country}/${environment}`);
}

/** Provider that Terraform takes when a resource names none: the first word of its type. */
export function impliedProvider(type: string): string {
  return type.split('_', 1).join();
}

/** Short form of a source address as plans and states hold it: `registry.terraform.io/hashicorp/aws` is `aws`. */
export function localProviderName(source: string): string {
  return source.slice(source.lastIndexOf('/') + 1);
}
