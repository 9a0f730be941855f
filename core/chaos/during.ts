import type { Experiment } from './experiment.ts';
import type { Measure } from './fault.ts';
import { type Measurements, type Span, within } from './observed.ts';
import { keeps, parseTolerance } from './tolerance.ts';

export interface DuringFacts {
  readonly stop: Experiment['stop'];
  readonly measurements: Measurements;
  /** The minutes of the fault that are known. */
  readonly span: Span;
  /** Alarms of the service that fire. */
  readonly firing: readonly string[];
  /** Alarms of the service that are not there any more: what cannot fire stops nothing. */
  readonly gone: readonly string[];
  readonly now: number;
  /** When the fault is to end. */
  readonly until: number;
}

export type Next =
  | { readonly next: 'wait'; readonly seconds: number }
  | { readonly next: 'finish' }
  | { readonly next: 'abort'; readonly words: string };

/** No look is further from the next than this: an alarm must not be left unheard. */
const LOOK_SECONDS = 30;

/** What to do while the fault is there: a cap or an alarm ends it at once, and so does an alarm that is gone. */
export function decideDuring(facts: DuringFacts): Next {
  if (facts.firing.length > 0)
    return { next: 'abort', words: `Stopped: the alarm ${facts.firing.join(', ')} fired.` };
  if (facts.gone.length > 0)
    return { next: 'abort', words: `Stopped: the alarm ${facts.gone.join(', ')} is not there any more.` };
  const passed = passedCap(facts);
  if (passed !== undefined) return { next: 'abort', words: passed };
  const left = Math.ceil((facts.until - facts.now) / 1000);
  return left <= 0 ? { next: 'finish' } : { next: 'wait', seconds: Math.min(LOOK_SECONDS, left) };
}

function passedCap({ stop, measurements, span }: DuringFacts): string | undefined {
  for (const [measure, cap] of Object.entries(stop) as [Measure, string][]) {
    const bound = parseTolerance(cap);
    const broken = within(measurements, measure, span).find(([, value]) => !keeps(bound, value));
    if (broken) return `Stopped: ${measure} was ${Number(broken[1].toPrecision(4))}, and had to stay ${cap}.`;
  }
  return undefined;
}
