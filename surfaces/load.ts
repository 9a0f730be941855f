import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Policy } from '../core/policy/policies.ts';
import type { Contract } from '../functions/contract.ts';
import { type Definition, kebab } from '../functions/operation.ts';
import type { AnyHandler } from '../functions/serve/chain.ts';
import { changedSince } from './built-from.ts';

/** What `serve` needs to run an operation. */
export interface Operation {
  readonly contract: Contract;
  readonly handler: AnyHandler;
}

/** Where operations are found. */
export interface Places {
  /** The project's root. */
  readonly root: string;
  /** The build's output, `<root>/dist` by default. */
  readonly dist?: string;
}

/**
 * Refuses to go on with contracts that are not those of the sources.
 * @throws Error that says what changed and what to run
 */
export async function assertBuilt({ root, dist = join(root, 'dist') }: Places): Promise<void> {
  const record = join(dist, 'contracts', 'built-from.json');
  if (!existsSync(record)) throw new Error(`${record} is missing: run 'npm run build'.`);
  const changed = await changedSince(record, root);
  if (changed.length > 0)
    throw new Error(`The contracts in ${dist} are older than ${changed.join(', ')}: run 'npm run build'.`);
}

/**
 * Imports the project's own policies, as they were built.
 * @throws Error when they were not built
 */
export async function loadPolicies({ root, dist = join(root, 'dist') }: Places): Promise<readonly Policy[]> {
  const built = join(dist, 'contracts', 'policies.js');
  if (!existsSync(built)) throw new Error(`${built} is missing: run 'npm run build'.`);
  const { policies } = (await import(pathToFileURL(built).href)) as { policies: readonly Policy[] };
  return policies;
}

/**
 * Imports an operation's contract (built) and handler (source).
 * @throws Error when the contract was not built, or when the handler's module does not export `handler`
 */
export async function loadOperation(
  { name, noun }: Pick<Definition, 'name' | 'noun'>,
  { root, dist = join(root, 'dist') }: Places,
): Promise<Operation> {
  const built = join(dist, 'contracts', `${kebab(name)}.js`);
  if (!existsSync(built)) throw new Error(`The contract of ${name} is missing: run 'npm run build'.`);
  const source = join(root, 'functions', noun, kebab(name), 'handler.ts');
  const [{ contract }, { handler }] = await Promise.all([
    import(pathToFileURL(built).href) as Promise<{ contract: Contract }>,
    import(pathToFileURL(source).href) as Promise<{ handler?: AnyHandler }>,
  ]);
  if (!handler) throw new Error(`${source} does not export 'handler'.`);
  return { contract, handler };
}
