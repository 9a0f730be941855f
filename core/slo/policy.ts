/** What a budget asks for, from nothing to a stop. */
export const ACTIONS = ['none', 'warn', 'approval', 'freeze'] as const;
export type Action = (typeof ACTIONS)[number];

/** Kinds of changes that a budget has a say in. */
export const CHANGES = ['deployment', 'chaos', 'maintenance'] as const;
export type Change = (typeof CHANGES)[number];

/** What follows from how much of a budget is left. */
export interface Policy {
  readonly name: string;
  /** Each holds while no more than `below` (a share of the budget) remains; the strictest counts. */
  readonly ladder: readonly { readonly below: number; readonly action: Action }[];
  /** What an objective without data asks for. */
  readonly noData: Action;
  /** A freeze ends once more than this remains for so long. */
  readonly exit: { readonly above: number; readonly seconds: number };
}

export const DEFAULT_POLICY: Policy = {
  name: 'default',
  ladder: [
    { below: 0.5, action: 'warn' },
    { below: 0.25, action: 'approval' },
    { below: 0, action: 'freeze' },
  ],
  noData: 'none',
  exit: { above: 0.1, seconds: 86_400 },
};

/** Where an objective stands on its ladder; kept between evaluations. */
export interface Standing {
  readonly action: Action;
  /** ISO 8601. */
  readonly since: string;
  /** Of a freeze: since when enough remains for it to end. */
  readonly recoveringSince?: string;
}

/**
 * The next standing. A freeze is not left at the first good minute, but once enough has remained for long enough.
 * @param remaining share of the budget; nothing without data, of which the standing before is kept while it froze
 * @param now milliseconds
 */
export function nextStanding(
  policy: Policy,
  before: Standing | undefined,
  remaining: number | undefined,
  now: number,
): Standing {
  const at = new Date(now).toISOString();
  const wanted = remaining === undefined ? policy.noData : rungOf(policy, remaining);
  if (before?.action !== 'freeze') return moved(before, wanted, at);
  if (wanted === 'freeze') return { action: 'freeze', since: before.since };
  if (remaining === undefined || remaining <= policy.exit.above)
    return { action: 'freeze', since: before.since };
  const recoveringSince = before.recoveringSince ?? at;
  if (now - Date.parse(recoveringSince) >= policy.exit.seconds * 1000) return moved(undefined, wanted, at);
  return { action: 'freeze', since: before.since, recoveringSince };
}

function moved(before: Standing | undefined, action: Action, at: string): Standing {
  return { action, since: before?.action === action ? before.since : at };
}

function rungOf({ ladder }: Policy, remaining: number): Action {
  const holding = ladder.filter(({ below }) => remaining <= below).map(({ action }) => action);
  return strictest(holding);
}

export function strictest(actions: readonly Action[]): Action {
  return actions.reduce<Action>((one, other) => (isStricter(other, one) ? other : one), 'none');
}

function isStricter(one: Action, other: Action): boolean {
  return ACTIONS.indexOf(one) > ACTIONS.indexOf(other);
}
