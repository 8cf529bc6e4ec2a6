import type { Rule } from '../rule.ts';
import { accountSingletons } from './isolation/account-singletons.ts';
import { addressOverlap } from './isolation/address-overlap.ts';
import { foreignAccounts } from './isolation/foreign-accounts.ts';
import { foreignNames } from './isolation/foreign-names.ts';
import { foreignStates } from './isolation/foreign-states.ts';
import { isolatedAuthorities } from './isolation/isolated-authorities.ts';
import { isolatedGrants } from './isolation/isolated-grants.ts';
import { isolatedPolicies } from './isolation/isolated-policies.ts';
import { ownAddresses } from './isolation/own-addresses.ts';
import { providerArguments } from './isolation/provider-arguments.ts';
import { providerPins } from './isolation/provider-pins.ts';
import { remoteStates } from './isolation/remote-states.ts';
import { stackSettings } from './isolation/stack-settings.ts';
import { stateBackend } from './isolation/state-backend.ts';
import { tagOverrides } from './isolation/tag-overrides.ts';
import { templateTags } from './isolation/template-tags.ts';

/** Rules of the family `isolation`. */
export const ISOLATION_RULES: readonly Rule[] = [
  accountSingletons,
  addressOverlap,
  foreignAccounts,
  foreignNames,
  foreignStates,
  providerPins,
  remoteStates,
  stackSettings,
  isolatedGrants,
  isolatedAuthorities,
  isolatedPolicies,
  stateBackend,
  providerArguments,
  tagOverrides,
  templateTags,
  ownAddresses,
];
