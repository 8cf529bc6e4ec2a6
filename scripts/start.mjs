// `npm start`: from a fresh clone to a rehearsal of the whole estate.
import { GET_TERRAFORM, install, requireNode, run, terraformVersion, tool } from './repository.mjs';

const SHOW = { show: ['stdout', 'stderr'] };

requireNode();
await install();
if (terraformVersion() === undefined) {
  await summarize();
} else {
  await rehearse();
}

/** Plans, applies, plans again and destroys every environment without a cloud. */
async function rehearse() {
  console.log('rehearsing every environment without a cloud: plan, apply, plan again (must be empty), destroy\n');
  const { exitCode } = await run(tool('smile'), ['rehearse'], SHOW);
  if (exitCode === 0) {
    suggest([
      ['./smile requirements production', 'see whether everything is there that was asked for'],
      ['./smile report production', 'write one page about production, pictures and costs included'],
      ['./smile inventory production', 'list what production is made of'],
      ['./smile rehearse dev --keep', 'rehearse dev, and look into its plans and states'],
      ['./smile offline -- cdktf plan indonesia-dev-network --skip-provider-lock', 'plan a stack with cdktf'],
    ]);
  }
  process.exitCode = exitCode;
}

/** Without Terraform: what the estate would be. */
async function summarize() {
  const { exitCode } = await run(tool('smile'), ['inventory', '--summary'], SHOW);
  console.log(`\nto rehearse it without a cloud, ${GET_TERRAFORM}; then run npm start again`);
  process.exitCode = exitCode;
}

function suggest(commands) {
  const width = Math.max(...commands.map(([command]) => command.length));
  console.log('\ntry next:');
  for (const [command, what] of commands) console.log(`  ${command.padEnd(width)}  ${what}`);
}
