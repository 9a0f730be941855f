import { monthlyCost } from '../../core/costs/monthly-cost.ts';
import { byType, recommendationsFor } from '../../core/costs/recommendation.ts';
import type { CostRule } from '../../core/costs/rule.ts';
import type { Resource, Unseen } from '../../core/inventory/resource.ts';
import type { Context } from '../context.ts';
import { CallBudgetSpent, type Lister } from '../inventory/lister.ts';
import { unseenFor } from '../inventory/refused.ts';
import { type Found, partOf } from './found.ts';
import { readLedger } from './ledger-store.ts';
import { writePart } from './parts-store.ts';
import { type DailyValues, dailyValues } from './waste-metrics.ts';

/** What one step looks at: the listers of a few services, and the rules over what they list. */
export interface Ground {
  readonly name: string;
  readonly listers: readonly Lister[];
  readonly rules: readonly CostRule[];
}

/** Read calls of one step at most; CloudWatch's are besides. */
const MOST_CALLS = 3_000;
/** Nothing new is begun after so long; the function has five minutes. */
const MOST_MS = 200_000;
/** Recommendations that one step keeps, those with the largest savings; what is cut is said. */
const MOST_KEPT = 2_000;

interface Listed {
  readonly resources: readonly Resource[];
  readonly seenTypes: readonly string[];
  readonly unseen: readonly Unseen[];
  readonly calls: number;
}

/** Lists, measures and judges, and keeps what was found for the end of the analysis. */
export async function findWaste(context: Context, analysisId: string, ground: Ground) {
  const listed = await listAll(context, ground.listers);
  const measured = await measure(context, ground.rules, listed.resources);
  const related = byType(listed.resources);
  const all = listed.resources.flatMap((resource) => {
    const metrics = measured.values.get(resource.arn) ?? {};
    const rules = measured.readable(resource)
      ? ground.rules
      : ground.rules.filter(({ needs }) => needs.length === 0);
    return recommendationsFor(rules, { resource, metrics, now: context.clock.now(), listed: related });
  });
  const recommendations = all.toSorted((one, other) => other.saving - one.saving).slice(0, MOST_KEPT);
  const found: Found = {
    recommendations,
    seenTypes: measured.unseen.length === 0 ? listed.seenTypes : [],
    costs: await costsOfLedger(context, listed.resources),
    unseen: [...listed.unseen, ...measured.unseen, ...cut(ground, all.length)],
    missing: [],
    resources: listed.resources.length,
    calls: listed.calls,
    metered: { requests: 0, metrics: measured.metrics },
  };
  await writePart(context, analysisId, partOf(ground.name), found);
  return { part: ground.name, resources: found.resources, recommendations: recommendations.length };
}

async function listAll(context: Context, listers: readonly Lister[]): Promise<Listed> {
  const begun = context.clock.now();
  let calls = 0;
  const spend = () => {
    if (calls >= MOST_CALLS || context.clock.now() - begun > MOST_MS) throw new CallBudgetSpent();
    calls += 1;
  };
  const resources: Resource[] = [];
  const unseen: Unseen[] = [];
  const seenTypes: string[] = [];
  for (const lister of listers) {
    try {
      for (let from: string | undefined, more = true; more; ) {
        const page = await lister.list(context, spend, from);
        resources.push(...page.resources);
        from = page.next;
        more = from !== undefined;
      }
      seenTypes.push(lister.type);
    } catch (error) {
      unseen.push(unseenFor(lister.type, error));
    }
  }
  return { resources, seenTypes, unseen, calls };
}

interface Measured {
  readonly values: DailyValues;
  readonly metrics: number;
  readonly unseen: readonly Unseen[];
  /** Whether a day without a value means that nothing happened. */
  readonly readable: (resource: Resource) => boolean;
}

/** Where metrics cannot be read, rules that go by them say nothing: what was not seen is not idle. */
async function measure(
  context: Context,
  rules: readonly CostRule[],
  resources: readonly Resource[],
): Promise<Measured> {
  try {
    const { values, metrics, unread } = await dailyValues(context, rules, resources);
    const left = new Set(unread);
    const detail = `Metrics of ${left.size} resources were left for the sake of what they cost.`;
    const unseen: Unseen[] = left.size > 0 ? [{ what: 'metrics', why: 'CALL_BUDGET', detail }] : [];
    return { values, metrics, unseen, readable: ({ arn }) => !left.has(arn) };
  } catch (error) {
    const unseen = [unseenFor('metrics', error)];
    return { values: new Map(), metrics: 0, unseen, readable: () => false };
  }
}

async function costsOfLedger(context: Context, resources: readonly Resource[]): Promise<Found['costs']> {
  const entries = await readLedger(context);
  const wanted = new Set(entries.map(({ arn }) => arn));
  return Object.fromEntries(
    resources.filter(({ arn }) => wanted.has(arn)).map((one) => [one.arn, monthlyCost(one) ?? null]),
  );
}

function cut({ name }: Ground, count: number): Unseen[] {
  if (count <= MOST_KEPT) return [];
  const detail = `${count - MOST_KEPT} recommendations with the smallest savings were left out.`;
  return [{ what: name, why: 'CALL_BUDGET', detail }];
}
