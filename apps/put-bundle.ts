/**
 * `npm run bundle:put -- <environment> <folder> <build>`: copies the bundle of a plan to the bucket through which it gets to its apply, and prints where it is.
 * The bucket is known by the environment alone, so that no setting of Jenkins has to name another environment's.
 */
import { execFileSync } from 'node:child_process';
import { bundleUrl } from './bundle-url.ts';
import { allEnvironments } from './environments.ts';

async function main([id = '', folder = '', build = '']: readonly string[]): Promise<void> {
  const environments = await allEnvironments();
  const environment = environments.find((one) => one.id === id);
  if (environment === undefined || folder === '' || !/^\d+$/.test(build)) {
    const known = environments.map((one) => one.id).join(', ');
    throw new Error(
      `expected an environment, a folder and the number of a build, got ${JSON.stringify([id, folder, build])}; environments are ${known}`,
    );
  }
  const url = bundleUrl(environment, build);
  execFileSync('aws', ['s3', 'cp', '--recursive', '--only-show-errors', folder, url], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  console.log(url);
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
});
