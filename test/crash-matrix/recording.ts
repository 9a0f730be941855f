import type { FaultCall } from '../../sandbox/faults/rule.ts';
import type { Bench } from './bench.ts';
import { type CallPlace, isHanded } from './call-place.ts';
import { EFFECTS, type Effect } from './effect.ts';
import type { Scope } from './scope.ts';

/** A call of a journey on which nothing was broken. */
export interface RecordedCall extends CallPlace {
  /** Whether an execution ran that could be killed. */
  readonly killable: boolean;
  /** Whose time limit can pass at it: a state's that makes it, or a function's. */
  readonly limit?: 'task' | 'function';
}

/** Writes down every call of a journey until the answer is called. */
export function record(bench: Bench, scope: Scope): () => readonly RecordedCall[] {
  const phase = scope.phase();
  const counts = new Map<string, number>();
  const calls: RecordedCall[] = [];
  const end = bench.account.faults.add({
    match: { predicate: (call) => phase(call) && scope.kindOf(call) !== undefined },
    effect: 'observe-before',
    observe: (call) => {
      const kind = scope.kindOf(call) ?? '';
      const nth = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, nth);
      const [principal = '', client = '', command = ''] = kind.split('.');
      const limit = limitOf(call, principal);
      const killable = scope.running(call) !== undefined;
      calls.push({ principal, client, command, nth, killable, ...(limit && { limit }) });
    },
  });
  return () => {
    end();
    return calls;
  };
}

/** What can be broken at a call. */
export function effectsAt({ killable, limit }: RecordedCall): readonly Effect[] {
  return EFFECTS.filter((effect) => {
    if (effect.startsWith('kill')) return killable;
    return effect.endsWith('-timeout') ? effect === `${limit}-timeout` : true;
  });
}

/** A state that waits for a token gives a person a day: that limit is not the function's answer's. */
function limitOf(call: FaultCall, principal: string): RecordedCall['limit'] {
  const { invocation } = call;
  if (invocation) return 'function';
  return principal.startsWith('machine-') && !isHanded(call, '"token":') ? 'task' : undefined;
}
