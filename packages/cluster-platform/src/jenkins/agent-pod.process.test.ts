import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { endOf } from './agent-pod.ts';

const folder = mkdtempSync(join(tmpdir(), 'smile-pre-stop-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Starts a program, and says when it has ended. */
function started(program: string, args: readonly string[]) {
  const child = spawn(program, args, { stdio: 'ignore' });
  return { child, ended: new Promise<void>((resolve) => child.once('close', () => resolve())) };
}

test('a pod that applies is only ended when its Terraform has ended', async () => {
  // Its own name, since other programs of that name may run on this machine; in a pod there is one.
  const name = `apply-${process.pid}`;
  copyFileSync('/bin/sleep', join(folder, name));
  const terraform = started(join(folder, name), ['30']);
  const order: string[] = [];
  const [shell = '', ...args] = endOf(name);
  const hook = started(shell, args);
  const both = [hook.ended.then(() => order.push('hook')), terraform.ended.then(() => order.push('terraform'))];
  // Long enough for the hook to have looked twice.
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(order).toEqual([]);
  terraform.child.kill();
  await Promise.all(both);
  expect(order).toEqual(['terraform', 'hook']);
});
