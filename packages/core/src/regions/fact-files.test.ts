import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { ValidationError } from '../errors/validation-error.ts';
import { readFactFile } from './fact-files.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A folder of data with one file of one region. */
function dataWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'smile-facts-'));
  folders.push(folder);
  mkdirSync(join(folder, 'eu-west-9'));
  writeFileSync(join(folder, 'eu-west-9', 'classes.json'), text);
  return folder;
}

const FILL =
  'write it from: aws rds describe-orderable-db-instance-options --engine mysql --region eu-west-9, and the price lists of ElastiCache and Amazon MQ';

test('reads what a file holds', () => {
  const facts = { source: 'a price list', asOf: '2026-08-01', rdsMysql: [], elasticache: [], mq: [] };
  expect(readFactFile('eu-west-9', 'classes', dataWith(JSON.stringify(facts)))).toEqual(facts);
});

test('names the file that is missing, and the command that fills it', () => {
  expect(() => readFactFile('eu-west-9', 'services', dataWith('{}'))).toThrow(
    new ValidationError('region eu-west-9', [
      'packages/core/data/eu-west-9/services.json is missing; write it from: aws ssm get-parameters-by-path --path /aws/service/global-infrastructure/regions/eu-west-9/services',
    ]),
  );
});

test('names every fact that a file lacks', () => {
  expect(() => readFactFile('eu-west-9', 'classes', dataWith('{ "source": "a price list", "mq": [] }'))).toThrow(
    new ValidationError('region eu-west-9', [
      `packages/core/data/eu-west-9/classes.json has no asOf, rdsMysql, elasticache; ${FILL}`,
    ]),
  );
});

test('says when a file is no JSON', () => {
  expect(() => readFactFile('eu-west-9', 'classes', dataWith('{'))).toThrow(
    new ValidationError('region eu-west-9', [`packages/core/data/eu-west-9/classes.json is no JSON; ${FILL}`]),
  );
});
