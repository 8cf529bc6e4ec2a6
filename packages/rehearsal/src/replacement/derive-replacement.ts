import { RealPlugin } from '../plugin-client/real-plugin.ts';
import { decodeValue, encodeValue } from '../protocol/msgpack.ts';
import { isObject, type ObjectValue, type Value } from '../protocol/value.ts';
import { type AskPlan, probeReplacement, type ReplacementFacts } from './probe-replacement.ts';
import { emptyBlock } from './probe-values.ts';

/** Settings with which the AWS plugin plans without an account: it asks nobody who it is. */
const OFFLINE: Readonly<Record<string, Value>> = {
  region: 'ap-southeast-3',
  access_key: 'none',
  secret_key: 'none',
  skip_credentials_validation: true,
  skip_requesting_account_id: true,
  skip_metadata_api_check: 'true',
  skip_region_validation: true,
};

/** Arguments without which the plugin plans nothing of a type, because it compares them with each other. */
const BASES: Readonly<Record<string, ObjectValue>> = {
  aws_lb_target_group: { target_type: 'ip', port: 443, protocol: 'HTTPS', vpc_id: 'vpc-1' },
};

const ERROR = 1;

/** Asks a real AWS plugin about types, in the order of their names; those that it does not know are left out. */
export async function replacementByPlugin(
  binary: string,
  types: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<Readonly<Record<string, ReplacementFacts>>> {
  const plugin = await RealPlugin.start(binary, env);
  try {
    const { provider, resources } = await plugin.schemas();
    await plugin.configure(encodeValue({ ...emptyBlock(provider), ...OFFLINE }));
    const facts: Record<string, ReplacementFacts> = {};
    for (const type of [...types].sort()) {
      const block = resources.get(type);
      if (block !== undefined) facts[type] = await probeReplacement(block, askerFor(plugin, type), BASES[type]);
    }
    return facts;
  } finally {
    plugin.close();
  }
}

function askerFor(plugin: RealPlugin, type: string): AskPlan {
  return async (prior, proposed, config) => {
    const reply = await plugin.planResource({
      type_name: type,
      prior_state: encodeValue(prior),
      proposed_new_state: encodeValue(proposed),
      config: encodeValue(config),
      prior_private: Buffer.alloc(0),
    });
    const planned = decodeValue(reply.planned_state);
    return {
      planned: isObject(planned) ? planned : undefined,
      replace: (reply.requires_replace ?? []).map(({ steps }) =>
        steps.flatMap((step) => ('attribute_name' in step ? [step.attribute_name] : [])).join('.'),
      ),
      errors: (reply.diagnostics ?? []).filter(({ severity }) => severity === ERROR).map(({ summary }) => summary),
    };
  };
}
