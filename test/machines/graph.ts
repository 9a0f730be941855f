import type { Machine, State } from '../../sandbox/step-functions/asl/definition.ts';

/** A way that leaves a state because its work failed. */
export interface CatchPath {
  readonly from: string;
  readonly to: string;
}

/** States that may follow a state, in whatever way it ends. */
export function successors(state: State): string[] {
  return [...ordinary(state), ...caught(state)];
}

/** States that may follow a state that did not fail. */
function ordinary(state: State): string[] {
  if (state.Type === 'Choice')
    return [...state.Choices.map(({ Next }) => Next), ...(state.Default ? [state.Default] : [])];
  return 'Next' in state && state.Next !== undefined ? [state.Next] : [];
}

function caught(state: State): string[] {
  return 'Catch' in state ? (state.Catch ?? []).map(({ Next }) => Next) : [];
}

export function catchPaths({ States }: Machine): CatchPath[] {
  return Object.entries(States).flatMap(([from, state]) => caught(state).map((to) => ({ from, to })));
}

/** A state and all that can be reached from it. */
export function reachable({ States }: Machine, start: string): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [start];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = States[name];
    if (state === undefined || found.has(name)) continue;
    found.add(name);
    open.push(...successors(state));
  }
  return found;
}

/** The states at which an execution can end from a state on. */
export function endsFrom(machine: Machine, start: string): string[] {
  return [...reachable(machine, start)].filter((name) => {
    const state = machine.States[name];
    return state !== undefined && successors(state).length === 0;
  });
}

/** Every string in a definition that is a JSONata expression, without its delimiters. */
export function expressionsIn(value: unknown): string[] {
  if (typeof value === 'string') return /^\{%.*%\}$/s.test(value) ? [value.slice(2, -2).trim()] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(expressionsIn) : [];
}

/** Every name of a member, at any depth. */
export function memberNames(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.values(value).flatMap(memberNames);
  return Array.isArray(value) ? below : [...Object.keys(value), ...below];
}
