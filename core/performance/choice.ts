import { isSettled, type Optimization } from './optimization.ts';
import { isRevision, type Recommendation, type Revision } from './recommendation.ts';

export const CHOICES = [
  'CHOSEN',
  'ADVICE_ONLY',
  'NOT_LOW_RISK',
  'ONE_AT_A_TIME',
  'UNDER_WAY',
  'COOLDOWN',
  'TRIED',
  'OBSTACLE',
] as const;

/** Whether a recommendation is one that is taken by itself, and why not. */
export interface Choice {
  readonly code: (typeof CHOICES)[number];
  readonly words: string;
}

export type Applicable = Recommendation & { readonly change: Revision };

export interface Chosen {
  readonly chosen: Applicable | undefined;
  /** One for each recommendation, in their order. */
  readonly choices: readonly Choice[];
}

const DAY_MS = 86_400_000;
/** A step has to be seen through a whole week before the next one. */
const COOLDOWN_DAYS = 7;
/** One that was undone is not tried again for so long. */
const TRIED_DAYS = 30;

export interface Circumstances {
  readonly now: number;
  /** Of this service, newest first, as far as their deployments have come. */
  readonly optimizations: readonly Optimization[];
  /** Why no revision can be made now. */
  readonly obstacle?: string;
}

/** Chooses what is applied: the first of low risk that a deployment can carry, one at a time and one a week. */
export function choose(recommendations: readonly Recommendation[], when: Circumstances): Chosen {
  let chosen: Applicable | undefined;
  const choices = recommendations.map((one) => {
    const no = whyNot(one, when);
    if (no) return no;
    if (chosen) {
      const words = `${chosen.rule} comes first: of two changes at once nobody could tell which did what.`;
      return { code: 'ONE_AT_A_TIME', words } as const;
    }
    chosen = one as Applicable;
    return { code: 'CHOSEN', words: 'Its risk is low, and a deployment can carry it.' } as const;
  });
  return { chosen, choices };
}

function whyNot({ rule, change, risk }: Recommendation, when: Circumstances): Choice | undefined {
  if (!isRevision(change))
    return { code: 'ADVICE_ONLY', words: 'No deployment carries it: it is for a person to do.' };
  if (risk.level !== 'LOW') return { code: 'NOT_LOW_RISK', words: risk.why };
  const underWay = when.optimizations.find(({ state }) => !isSettled(state));
  if (underWay) return { code: 'UNDER_WAY', words: `${underWay.id} (${underWay.rule}) is under way.` };
  if (when.obstacle !== undefined) return { code: 'OBSTACLE', words: when.obstacle };
  const since = (ms: string) => (when.now - Date.parse(ms)) / DAY_MS;
  const applied = when.optimizations.find(
    ({ state }) => state.name === 'APPLIED' && since(state.at) < COOLDOWN_DAYS,
  );
  if (applied) return { code: 'COOLDOWN', words: `${applied.id} was applied less than a week ago.` };
  const tried = when.optimizations.find(
    ({ state, ...past }) => past.rule === rule && state.name === 'UNDONE' && since(state.at) < TRIED_DAYS,
  );
  return tried && { code: 'TRIED', words: `${tried.id} tried it less than a month ago, and was undone.` };
}
