import type { Step } from './traversal.ts';

/** A call of a module in a path such as `module.a["x"].module.b`: its name, and the key as written, quotes included. */
interface ModuleCall {
  readonly name: string;
  readonly key: string | undefined;
}

const CALL = /module\.([^.[\]]+)(\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?(?:\.|$)/y;

/** The module part of an absolute address, and what is left of it in that module. */
export function splitAddress(address: string): { readonly module: string; readonly rest: string } {
  CALL.lastIndex = 0;
  let end = 0;
  while (CALL.test(address)) end = CALL.lastIndex;
  return { module: address.slice(0, end).replace(/\.$/, ''), rest: address.slice(end) };
}

/** A module path without instance keys, as a configuration has it. */
export function withoutKeys(module: string): string {
  return callsOf(module)
    .map(({ name }) => `module.${name}`)
    .join('.');
}

/** The module that calls this one. */
export function callerOf(module: string): string {
  return callsOf(module).slice(0, -1).map(formatCall).join('.');
}

/** A module that this one calls, with the instance key that a step picks. */
export function calledFrom(module: string, name: string, key: Step | undefined): string {
  const index = key?.kind === 'index' ? `[${JSON.stringify(key.key)}]` : undefined;
  const call = formatCall({ name, key: index });
  return module === '' ? call : `${module}.${call}`;
}

/** Whether a module instance is one that a path means: a path without a key means every instance. */
export function isInstanceOf(path: string, instance: string): boolean {
  if (path === instance) return true;
  const [wanted, found] = [callsOf(path), callsOf(instance)];
  return (
    wanted.length === found.length &&
    wanted.every(({ name, key }, depth) => {
      const other = found[depth];
      return other?.name === name && (key === undefined || other.key === undefined || key === other.key);
    })
  );
}

/** Whether a module instance is the one that a path means, or inside it. */
export function isInside(path: string, instance: string): boolean {
  const calls = callsOf(instance).slice(0, callsOf(path).length);
  return isInstanceOf(path, calls.map(formatCall).join('.'));
}

function formatCall({ name, key }: ModuleCall): string {
  return `module.${name}${key ?? ''}`;
}

function callsOf(module: string): readonly ModuleCall[] {
  if (module === '') return [];
  const calls: ModuleCall[] = [];
  CALL.lastIndex = 0;
  for (let call = CALL.exec(module); call !== null; call = CALL.exec(module)) {
    calls.push({ name: call[1] ?? '', key: call[2] });
  }
  return calls;
}
