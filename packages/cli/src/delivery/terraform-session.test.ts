import { expect, test } from 'vitest';
import { askToStop } from './terraform-session.ts';

test('the first Ctrl-C asks Terraform to stop, a second one only says that it is waited for', () => {
  const said: string[] = [];
  let asked = 0;
  const sessions = {
    get isInterrupted() {
      return asked > 0;
    },
    interrupt: () => {
      asked += 1;
    },
  };
  askToStop(sessions, (text) => said.push(text));
  askToStop(sessions, (text) => said.push(text));
  expect(said).toEqual([
    'interrupted: Terraform finishes what it has begun and saves its state; this takes as long as it takes\n',
    'still waiting for Terraform, which is never killed: that would lose what it has just made\n',
  ]);
});
