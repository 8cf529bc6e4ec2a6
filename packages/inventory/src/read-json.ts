import { readFileSync } from 'node:fs';
import { InventoryError } from './inventory-error.ts';
import type { JsonObject } from './model.ts';

/** Reads a JSON file that holds an object; `what` names it in the error, as in `manifest`. */
export function readJsonFile(path: string, what: string, remedy: string): JsonObject {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new InventoryError([`cannot read the ${what} ${path} (${codeOf(error)}); ${remedy}`]);
  }
  return parseJsonObject(text, `the ${what} ${path}`, remedy);
}

/** Parses text, or takes a value already parsed, that has to be a JSON object; `where` names it in the error. */
export function parseJsonObject(document: unknown, where: string, remedy: string): JsonObject {
  let value = document;
  if (typeof document === 'string') {
    try {
      value = JSON.parse(document);
    } catch (error) {
      throw new InventoryError([`${where} is not JSON: ${messageOf(error)}; ${remedy}`]);
    }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const kind = value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value;
    throw new InventoryError([`${where} holds ${kind} where a JSON object is needed; ${remedy}`]);
  }
  return value as JsonObject;
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
