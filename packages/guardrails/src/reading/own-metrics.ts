import { oncePer, type Resource } from '@smile/inventory';
import type { RuleContext } from '../rule.ts';
import { Neighbourhood } from './metric-filters.ts';

/** A script that hosts run at their start, and what it says of metrics. */
export interface HostScript {
  /** Whether it publishes a metric, by the command line or by the CloudWatch agent's configuration. */
  readonly publishes: (namespace: string, name: string) => boolean;
}

const SCRIPTS = ['user_data', 'user_data_base64'];

/** Scripts of hosts that publish where an alarm looks. */
export function textsThatPublish(context: RuleContext, alarm: Resource): readonly HostScript[] {
  return hosts(context)
    .near(alarm)
    .flatMap(({ values }) => SCRIPTS.flatMap((argument) => values[argument] ?? []))
    .filter((text) => typeof text === 'string')
    .map((text) => scriptOf(text));
}

const hosts = oncePer(
  ({ resources }: RuleContext) => new Neighbourhood(resources(['aws_instance', 'aws_launch_template']), (host) => host),
);

function scriptOf(text: string): HostScript {
  return {
    publishes: (namespace, name) => text.includes(namespace) && (hasWord(text, name) || agentPublishes(text, name)),
  };
}

/** The agent joins the section and the measurement: `disk` and `used_percent` make `disk_used_percent`. */
function agentPublishes(text: string, name: string): boolean {
  const [section = '', ...rest] = name.split('_');
  const measurement = rest.join('_');
  return measurement !== '' && text.includes(`"${section}"`) && text.includes(`"${measurement}"`);
}

function hasWord(text: string, word: string): boolean {
  return text.split(/[^\w%-]+/).includes(word);
}
