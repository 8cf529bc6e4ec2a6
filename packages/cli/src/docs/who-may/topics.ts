import { IDENTITY_TOPICS } from './identity-topics.ts';
import { PASSING_TOPICS } from './passing-topics.ts';
import type { Topic } from './question.ts';
import { RECORD_TOPICS } from './record-topics.ts';

/** Everything that the four roles are asked, by topic. */
export const TOPICS: readonly Topic[] = [...IDENTITY_TOPICS, ...PASSING_TOPICS, ...RECORD_TOPICS];
