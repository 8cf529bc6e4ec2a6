import type { Addon } from '../addons/addon.ts';
import { openTelemetryAgent } from '../addons/opentelemetry-agent/opentelemetry-agent.ts';
import { openTelemetryRelay } from '../addons/opentelemetry-gateway/opentelemetry-relay.ts';
import { telemetryTrust } from '../addons/telemetry-trust/telemetry-trust.ts';
import type { PlatformContext } from '../platform-context.ts';
import type { TelemetryLink } from './telemetry-link.ts';

/** Telemetry of a data cluster of its own: everything goes to the stores of the application cluster. */
export function dataTelemetry(context: PlatformContext, link: TelemetryLink): readonly Addon[] {
  return [telemetryTrust(context, link), openTelemetryRelay(context, link), openTelemetryAgent(context)];
}
