import type { Facts, Wish } from './facts.ts';
import type { Code, Line } from './line.ts';
import { predictive } from './predictive.ts';
import { reactive } from './reactive.ts';
import { scheduledFloor } from './scheduled.ts';

/** How many units something asks for, before any limit. */
export interface Wanted {
  readonly to: number;
  readonly code: Code;
  readonly why: readonly Line[];
}

/** What one step is where no number is said: a quarter of what there is. */
const STEP_SHARE = 0.25;

/** What a person asks for. */
export function requested({ action, targetInstances }: Wish, from: number): Wanted {
  const step = Math.max(1, Math.ceil(from * STEP_SHARE));
  const asked = targetInstances ?? (action === 'scale-up' ? from + step : Math.max(0, from - step));
  const against = (action === 'scale-up' && asked <= from) || (action === 'scale-down' && asked >= from);
  const to = against ? from : asked;
  const words =
    to === from ? `${from} are there already: to ask for ${asked} changes nothing.` : `${to} are asked for.`;
  return { to, code: 'AT_REQUEST', why: [{ rule: 'request', to, words }] };
}

/** What the measurements, the forecast and the calendar ask for; the highest counts. */
export function automatic({ policy, minutes, now, ahead, leadMs }: Facts, from: number): Wanted {
  if (!policy) {
    const words = 'No scaling policy is set, so nobody said what to aim at: set_scaling does.';
    return { to: from, code: 'NO_POLICY', why: [{ rule: 'policy', to: from, words }] };
  }
  const { wanted, code, words } = reactive(policy, minutes, from, now);
  const why: Line[] = [{ rule: 'reactive', to: wanted, words }];
  if (policy.predictive !== 'off') {
    const expected = ahead
      ? predictive({ ...ahead, now })
      : { words: 'There is no load that could be forecast for this resource.' };
    const acts = policy.predictive === 'scale';
    const floor = acts && 'floor' in expected ? (expected.floor ?? 0) : 0;
    why.push({ rule: 'predictive', to: floor, words: `${acts ? '' : 'Only shown: '}${expected.words}` });
  }
  const schedule = scheduledFloor(policy.schedules, now, leadMs);
  if (schedule) why.push({ rule: 'scheduled', to: schedule.floor, words: schedule.words });
  const to = Math.max(...why.map((line) => line.to));
  // The sentence that decided comes last.
  const deciding = why.findIndex((line) => line.to === to);
  return { to, code, why: [...why.toSpliced(deciding, 1), ...why.slice(deciding, deciding + 1)] };
}
