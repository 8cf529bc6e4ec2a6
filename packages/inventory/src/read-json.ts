import { readFileSync } from 'node:fs';
import { decodeText } from './decode-text.ts';
import { InventoryError } from './inventory-error.ts';
import type { JsonObject } from './model.ts';

/** Reads a JSON file that holds an object; `what` names it in the error, as in `manifest`. */
export function readJsonFile(path: string, what: string, remedy: string): JsonObject {
  const where = `the ${what} ${path}`;
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new InventoryError([`cannot read ${where} (${codeOf(error)}); ${remedy}`]);
  }
  const text = decodeText(bytes);
  if (typeof text !== 'string') throw new InventoryError([`${where} ${text.what}; ${text.remedy}`]);
  return parseJsonObject(text, where, remedy);
}

/** Parses text, or takes a value already parsed, that has to be a JSON object; `where` names it in the error. */
export function parseJsonObject(document: unknown, where: string, remedy: string): JsonObject {
  const value = typeof document === 'string' ? parse(document, where, remedy) : document;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const kind = value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value;
    throw new InventoryError([`${where} holds ${kind} where a JSON object is needed; ${remedy}`]);
  }
  return value as JsonObject;
}

function parse(text: string, where: string, remedy: string): unknown {
  if (text.trim() === '') throw new InventoryError([`${where} is empty; ${remedy}`]);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (isEventLog(text)) {
      throw new InventoryError([
        `${where} is a log of events, as "terraform plan -json" prints; pass what "terraform show -json <plan file>" prints`,
      ]);
    }
    throw new InventoryError([`${where} is not JSON: ${messageOf(error)}; ${remedy}`]);
  }
}

/** Whether the first line is an event of Terraform's machine-readable output. */
function isEventLog(text: string): boolean {
  const [first = ''] = text.split('\n', 1);
  return /^\uFEFF?\{.*"@level":/.test(first);
}

/** Runs every step, and throws the problems of all that failed together. */
export function collectProblems<T>(steps: readonly (() => T)[]): T[] {
  const problems: string[] = [];
  const results = steps.flatMap((step) => {
    try {
      return [step()];
    } catch (error) {
      if (!(error instanceof InventoryError)) throw error;
      problems.push(...error.problems);
      return [];
    }
  });
  if (problems.length > 0) throw new InventoryError(problems);
  return results;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : messageOf(error);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
