import type { Bench } from './bench.ts';
import { runningExecution } from './break.ts';
import { type CallPlace, EFFECTS, type Effect, type Journey } from './case.ts';
import { kindOf, phaseOf } from './place.ts';

/** A call of a journey on which nothing was broken. */
export interface RecordedCall extends CallPlace {
  /** Whether an execution ran that could be killed. */
  readonly killable: boolean;
}

/** Writes down every call of a journey until the answer is called. */
export function record(bench: Bench, journey: Journey): () => readonly RecordedCall[] {
  const phase = phaseOf(journey);
  const counts = new Map<string, number>();
  const calls: RecordedCall[] = [];
  const end = bench.account.faults.add({
    match: { predicate: (call) => phase(call) && kindOf(call) !== undefined },
    effect: 'observe-before',
    observe: (call) => {
      const kind = kindOf(call) ?? '';
      const nth = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, nth);
      const [principal = '', client = '', command = ''] = kind.split('.');
      calls.push({ principal, client, command, nth, killable: runningExecution(bench, call) !== undefined });
    },
  });
  return () => {
    end();
    return calls;
  };
}

/** What can be broken at a call. */
export function effectsAt({ killable }: RecordedCall): readonly Effect[] {
  return killable ? EFFECTS : EFFECTS.filter((effect) => !effect.startsWith('kill'));
}
