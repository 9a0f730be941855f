import type { Context } from './context.ts';

/**
 * A handler that writes its answer down first, and then sets something going that is no part of that write: a machine
 * that goes on, stops or starts. A call may get no further than the write, so `carryOut` runs for every repeat with the
 * same idempotency key too, which gets the answer that was kept. It therefore goes by the records as they are then, and
 * does nothing where there is nothing left to do.
 */
export function carriedOut<Input, Output>(
  handler: (input: Input, context: Context) => Promise<Output>,
  carryOut: (answer: NoInfer<Output>, context: Context) => Promise<void>,
): ((input: Input, context: Context) => Promise<Output>) & { readonly carryOut: typeof carryOut } {
  return Object.assign(handler, { carryOut });
}
