import { refreshCloudflareRanges } from './refresh-cloudflare-ranges.ts';

/** The command of the README: reads Cloudflare's ranges and says what changed. */
async function main(): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  const { added, removed } = await refreshCloudflareRanges({ today });
  for (const cidr of added) console.log(`+ ${cidr}`);
  for (const cidr of removed) console.log(`- ${cidr}`);
  if (added.length + removed.length === 0) console.log(`nothing changed as of ${today}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
