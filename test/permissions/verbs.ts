import type { Account } from '../../sandbox/account/account.ts';

/** Collects, from now on, what each function is asked to do, as `function action`, where its input names an action. */
export function watchVerbs({ faults }: Account): ReadonlySet<string> {
  const verbs = new Set<string>();
  // A rule that never applies sees every call.
  faults.add({
    effect: 'throttle',
    match: {
      command: 'Invoke',
      predicate: ({ input }) => {
        const { FunctionName = '', Payload } = input as { FunctionName?: string; Payload?: Uint8Array };
        const { action } = JSON.parse(new TextDecoder().decode(Payload) || '{}') as { action?: string };
        // A name, or the ARN of a function or of one of its versions.
        const name = FunctionName.split(':function:').at(-1)?.split(':')[0];
        if (action !== undefined) verbs.add(`${name} ${action}`);
        return false;
      },
    },
  });
  return verbs;
}
