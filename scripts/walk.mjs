// `npm run walk`: pipelines over the whole of production, by the Groovy of Jenkins and against stand-ins, and runbooks about deliveries. It takes
// minutes, so it is for the night.
//   npm run walk -- '*-network' '*-storage'      only these stacks
import { GET_GROOVY, groovy } from './groovy.mjs';
import { run, tool } from './repository.mjs';

const program = await groovy();
if (program === undefined) {
  console.error(`error: there is no Groovy to run pipelines with; ${GET_GROOVY}`);
  process.exit(127);
}
const env = { ...process.env, SMILE_GROOVY: program, SMILE_WALK_STACKS: process.argv.slice(2).join(',') };
const { exitCode, output } = await run(tool('vitest'), ['run', '--project=night'], { env });
console.log(output.trimEnd());
process.exitCode = exitCode;
