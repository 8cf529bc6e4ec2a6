import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ArgumentFacts } from '../rules/argument-facts.ts';
import { learnArguments } from './learn-arguments.ts';
import { RealPlugin } from './real-plugin.ts';

const USAGE = 'node --import tsx packages/rehearsal/src/plugin-client/learn.ts <plugin program> <version> [type...]';

/** `learn.ts <plugin> <version>`: writes what a real plugin refuses into the data of the rehearsal. */
async function main([program, version, ...only]: readonly string[]): Promise<void> {
  if (program === undefined || version === undefined) throw new Error(`usage: ${USAGE}`);
  const file = path.join(__dirname, '../../data', `aws-${version}-argument-facts.json`);
  const plugin = await RealPlugin.start(program, {});
  try {
    const { resources } = await plugin.schemas();
    const facts = new Map<string, ArgumentFacts>(only.length === 0 ? [] : earlier(file));
    const types = [...resources].filter(([type]) => only.length === 0 || only.includes(type));
    for (const [type, block] of types) {
      const learnt = await learnArguments(plugin, type, block);
      if (Object.keys(learnt).length > 0) facts.set(type, learnt);
    }
    const lines = [...facts]
      .sort(([a], [b]) => a.localeCompare(b))
      .map((entry) => entry.map((one) => JSON.stringify(one)).join(':'));
    writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`);
    process.stdout.write(`${types.length} types asked, ${facts.size} in ${file}\n`);
  } finally {
    plugin.close();
  }
}

function earlier(file: string): [string, ArgumentFacts][] {
  return Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, ArgumentFacts>);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
