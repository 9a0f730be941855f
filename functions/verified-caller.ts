import type { Caller, Context } from './context.ts';

/** A request as it came, before anything parsed it. */
export interface Delivery {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The exact bytes that came. */
  readonly body: Uint8Array;
}

/**
 * A handler of an operation that verifies its caller itself.
 * @param verify says who calls; throws Unauthenticated when that cannot be told
 */
export function verifiedBy<Input, Output>(
  handler: (input: Input, context: Context) => Promise<Output>,
  verify: (delivery: Delivery, context: Context) => Promise<Caller>,
): ((input: Input, context: Context) => Promise<Output>) & { readonly verify: typeof verify } {
  return Object.assign(handler, { verify });
}
