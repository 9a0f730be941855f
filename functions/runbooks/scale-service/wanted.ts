import { Refused } from '../../../core/errors.ts';

/** How many tasks run, and may. */
export interface Room {
  readonly desired: number;
  /** The least and the most that scaling may choose; none where the service has no scaling. */
  readonly limits: { readonly min: number; readonly max: number } | null;
}

type Params = Readonly<Record<string, unknown>>;

/**
 * How many tasks a step asks for, within the limits of the service's scaling. A side that serves keeps one at least.
 * @param action `scale-up`, `scale-down` or `set`
 * @throws Refused when the limits leave nothing to change
 */
export function wantedTasks(action: string, params: Params, { desired, limits }: Room): number {
  const asked = askedFor(action, params, desired);
  const least = Math.max(1, limits?.min ?? 1);
  const most = Math.max(least, limits?.max ?? asked);
  const wanted = Math.min(Math.max(asked, least), most);
  const against =
    wanted === desired ||
    (action === 'scale-up' && wanted < desired) ||
    (action === 'scale-down' && wanted > desired);
  if (!against) return wanted;
  const between = limits ? ` and may run ${least} to ${most}` : '';
  throw new Refused(`${desired} tasks run${between}: ${asked} are not possible, or make no difference.`);
}

function askedFor(action: string, { by, percent, to }: Params, desired: number): number {
  if (action === 'set') return Number(to);
  const change = by === undefined ? Math.max(1, Math.ceil((desired * Number(percent)) / 100)) : Number(by);
  return action === 'scale-up' ? desired + change : desired - change;
}
