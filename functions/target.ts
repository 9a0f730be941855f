import type { Context } from './context.ts';

/** The environment and service that a call is about, as far as it is about one. */
export interface Target {
  readonly environment?: string;
  readonly service?: string;
}

/**
 * A handler of an operation whose input names a record and not the service that it belongs to. Policies that go by
 * environment and service need to know; `target` reads it, before anything is decided.
 * @param target undefined where there is no such record, or where it belongs to no one service
 */
export function aboutRecord<Handle extends (input: never, context: Context) => Promise<unknown>>(
  handler: Handle,
  target: (input: Parameters<Handle>[0], context: Context) => Promise<Target | undefined>,
): Handle & { readonly target: typeof target } {
  return Object.assign(handler, { target });
}
