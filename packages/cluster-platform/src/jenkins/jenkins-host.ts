import type { Addon } from '../addons/addon.ts';
import type { PlatformContext } from '../platform-context.ts';
import { jenkinsDestination } from './jenkins-pods.ts';

/**
 * The way to Jenkins from outside. The platform makes it with all other routes; Jenkins itself comes in a later stack, and until then its host
 * answers 503.
 */
export function jenkinsHost(context: PlatformContext): Addon {
  return {
    id: 'JenkinsHost',
    namespace: 'jenkins',
    runsOn: [context.place],
    serves: { Jenkins: [jenkinsDestination()] },
  };
}
