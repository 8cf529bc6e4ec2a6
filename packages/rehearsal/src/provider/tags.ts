import { isObject, type ObjectValue, UNKNOWN, type Value } from '../protocol/value.ts';
import type { Session } from './session.ts';

/**
 * `tags_all` as the provider plans it: default tags, then the resource's own, without the ignored ones.
 * Unknown as long as any part is unknown.
 */
export function allTags(session: Session, tags: Value): Value {
  const { defaultTags } = session;
  if (!isObject(defaultTags) || tags === UNKNOWN) return UNKNOWN;
  const merged: ObjectValue = { ...defaultTags, ...(isObject(tags) ? tags : {}) };
  const kept = Object.entries(merged).filter(([key]) => !isIgnored(session, key));
  return kept.some(([, value]) => value === UNKNOWN) ? UNKNOWN : Object.fromEntries(kept);
}

function isIgnored(session: Session, key: string): boolean {
  return session.ignoredTagKeys.includes(key) || session.ignoredTagPrefixes.some((prefix) => key.startsWith(prefix));
}
