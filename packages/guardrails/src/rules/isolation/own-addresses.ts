import { Block } from '../../reading/block.ts';
import { defaultTagsOf } from '../../reading/default-tags.ts';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

/** Where an address stands by which somebody hears, by type. */
const ADDRESSES: Readonly<Record<string, (block: Block) => readonly string[]>> = {
  aws_sns_topic_subscription: (block) =>
    /^email/.test(block.text('protocol') ?? '') ? [block.text('endpoint') ?? ''] : [],
  aws_budgets_budget: (block) => block.blocks('notification').flatMap((one) => one.texts('subscriber_email_addresses')),
  cloudflare_notification_policy: (block) =>
    block
      .block('mechanisms')
      .blocks('email')
      .flatMap((one) => one.text('id') ?? []),
};

export const ownAddresses: Rule = {
  id: 'SMILE_OWN_ADDRESSES',
  family: 'isolation',
  severity: 'high',
  title: 'Alarms, budgets and notifications go to addresses of the organisation',
  what: 'Addresses of e-mail subscriptions, budgets and Cloudflare notifications are of the domain of the tag `owner` of their stack.',
  why: 'What an alarm says is for the organisation alone, and an address elsewhere is read by nobody on call.',
  remedy: 'Give the address of operations in the values of the environment.',
  source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-email-notifications.html',
  check: ({ inventory, resources }: RuleContext) => {
    const domains = new Map(
      inventory.stacks.map((stack) => [stack.name, defaultTagsOf(stack).text('owner')?.split('@')[1]] as const),
    );
    return Object.entries(ADDRESSES).flatMap(([type, addressesOf]) =>
      resources(type).flatMap((place): readonly Violation[] => {
        const domain = place.tagsAll.owner?.split('@')[1] ?? domains.get(place.stack);
        if (domain === undefined) return [];
        return addressesOf(Block.of(place))
          .filter((address) => address !== '' && !address.includes('${') && address.split('@')[1] !== domain)
          .map((address) => ({ place, message: `address must be of ${domain}, got ${address}` }));
      }),
    );
  },
};
