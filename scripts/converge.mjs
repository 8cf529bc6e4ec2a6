// `npm run converge:plan` and `converge:apply`: dev's pipeline, which uses cdktf itself (docs/adr/0041). One stack after the other as the
// manifest has them, without `bootstrap`, which is an administrator's, and without `jenkins`, which would end this very job.
//
//   TARGET=indonesia/dev node scripts/converge.mjs plan
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run, tool } from './repository.mjs';

const [, , command] = process.argv;
const target = process.env.TARGET ?? '';
if (!['plan', 'apply'].includes(command) || !/^[a-z-]+\/dev$/.test(target)) {
  console.error(
    `error: expected plan or apply, and dev of a country in TARGET, got ${command} and ${JSON.stringify(target)}; other environments apply reviewed plans`,
  );
  process.exit(2);
}

// An abort of Jenkins kills everything that carries its cookie, Terraform in the middle of its work included.
const { JENKINS_SERVER_COOKIE: _, BUILD_ID: __, ...rest } = process.env;
const env = { ...rest, SMILE_ENV: target };
await step(['synth']);
for (const stack of stacksInOrder()) {
  const approved = command === 'apply' ? ['--auto-approve'] : [];
  await step([command, stack, '--skip-synth', ...approved]);
}

async function step(args) {
  console.log(`cdktf ${args.join(' ')}`);
  const { exitCode, output } = await run(tool('cdktf'), args, { env });
  console.log(output.trimEnd());
  if (exitCode !== 0) process.exit(exitCode);
}

/** Stacks, each after those that it needs. */
function stacksInOrder() {
  const { stacks } = JSON.parse(readFileSync(join(ROOT, 'cdktf.out', 'manifest.json'), 'utf8'));
  const ordered = [];
  const visit = (name) => {
    if (ordered.includes(name)) return;
    for (const needed of stacks[name].dependencies) visit(needed);
    ordered.push(name);
  };
  for (const name of Object.keys(stacks)) visit(name);
  return ordered.filter((name) => !/-(bootstrap|jenkins)$/.test(name));
}
