import { type FreezeVerdict, frozen } from '../../core/freeze/frozen.ts';
import type { StoredIncident } from '../../core/incident/record.ts';
import type { AdmissionFacts, Gate } from '../../core/runbook/admission.ts';
import { changingSteps, type Plan, planCost } from '../../core/runbook/plan.ts';
import type { RunRecord, RunTarget } from '../../core/runbook/run.ts';
import type { Runbook } from '../../core/runbook/runbook.ts';
import { type BudgetGate, budgetGate } from '../../core/slo/gate.ts';
import type { Context } from '../context.ts';
import { readFreeze } from '../freezes/store.ts';
import { liveExperiment } from '../incidents/experiments.ts';
import { readIncident } from '../incidents/store.ts';
import { readLease } from '../runs/lease.ts';
import { readService, type StoredService } from '../services/store.ts';
import { readStandings } from '../slos/standings.ts';
import { type Ledgers, readLedgers, spentToday } from './ledgers.ts';
import { planRun } from './plan-run.ts';
import { isFiring, signalsOf } from './signals.ts';

/** All that is read before a run is made or begins. */
export interface Facts {
  readonly runbook: Runbook;
  readonly service: StoredService;
  readonly ledgers: Ledgers;
  readonly plan: Plan;
  readonly gates: readonly Gate[];
  /** What the error budgets say of it; of a repair, and of what changes nothing, they are not asked. */
  readonly budget?: BudgetGate;
  readonly incident?: { readonly record: StoredIncident; readonly firing: boolean };
}

/**
 * @throws NotFound for a service that nobody registered or an incident that there never was, Refused when a tool cannot
 *   act on the service
 */
export async function gatherFacts(
  context: Context,
  runbook: Runbook,
  target: RunTarget,
  incidentId: string | undefined,
  resumed?: Pick<RunRecord, 'steps' | 'plan'>,
): Promise<Facts> {
  const service = await readService(context, target.environment, target.service);
  const [ledgers, plan, gates, incident] = await Promise.all([
    readLedgers(context, runbook.name, target),
    planRun(context, runbook, target, resumed),
    readGates(context, runbook, service),
    incidentId === undefined ? undefined : readFiring(context, incidentId),
  ]);
  const isMaintenance = incidentId === undefined && !resumed && changingSteps(plan.steps).size > 0;
  const budget = isMaintenance ? await askBudgets(context, target) : undefined;
  return {
    runbook,
    service,
    ledgers,
    plan,
    gates: [...gates, ...closedBy(budget)],
    ...(budget && { budget }),
    ...(incident && { incident }),
  };
}

async function askBudgets(context: Context, { environment, service }: RunTarget): Promise<BudgetGate> {
  const standings = await readStandings(context, environment, service);
  return budgetGate(
    service,
    standings.map(({ standing }) => standing),
    'maintenance',
  );
}

/** An hour gives back what an hour lost, at best. */
const BUDGET_SECONDS = 3600;

function closedBy(budget: BudgetGate | undefined): Gate[] {
  if (budget?.status !== 'FAILED') return [];
  const words = `${budget.words} Name the incident that the run repairs: repairs are not asked.`;
  return [{ words, retryAfterSeconds: BUDGET_SECONDS }];
}

async function readFiring(context: Context, id: string) {
  const record = await readIncident(context, id);
  const firing = record.state.name !== 'RESOLVED' && (await signalsOf(context, record)).some(isFiring);
  // One that a person has opened has no signals, and is over when a person says so.
  return { record, firing: firing || (record.memberCount === 0 && record.state.name !== 'RESOLVED') };
}

/** Seconds after which it is asked again where nobody knows how long something takes. */
const SOME_SECONDS = 300;

/** What forbids a run of the runbook on the service, whoever asks for it. */
async function readGates(context: Context, runbook: Runbook, service: StoredService): Promise<Gate[]> {
  const { environment, name, target } = service;
  const now = context.clock.now();
  const [freezes, lease, experiment] = await Promise.all([
    readFreeze(context, environment),
    readLease(context, environment, name),
    liveExperiment(context, environment, name),
  ]);
  const suits = !runbook.targets || runbook.targets.includes(target.type);
  return [
    ...(suits
      ? []
      : [
          {
            words: `The runbook '${runbook.name}' knows ${runbook.targets?.join(', ')}, not ${target.type}.`,
          },
        ]),
    ...freezeGate(frozen(freezes, name, now), now),
    ...(lease ? [passing(`Deployment ${lease.deploymentId} of ${name} is under way.`)] : []),
    ...(experiment ? [passing(`The experiment ${experiment.id} is under way: ${experiment.words}`)] : []),
  ];
}

function passing(words: string): Gate {
  return { words, retryAfterSeconds: SOME_SECONDS };
}

function freezeGate(verdict: FreezeVerdict, now: number): Gate[] {
  if (!verdict.frozen) return [];
  const { words, until } = verdict;
  if (until === undefined) return [passing(words)];
  return [{ words, retryAfterSeconds: Math.ceil((Date.parse(until) - now) / 1000) }];
}

/** The facts as admission asks for them, of a run that was made or is about to be. */
export function admissionFacts(context: Context, facts: Facts, run: RunRecord): AdmissionFacts {
  const { runbook, plan, ledgers, gates, incident } = facts;
  const now = context.clock.now();
  return {
    runbook,
    run,
    fresh: plan,
    brake: ledgers.lately.brake,
    gates,
    limits: {
      runbook: runbook.name,
      target: run.target,
      live: ledgers.underWay.live.filter(({ id }) => id !== run.id),
      begun: ledgers.lately.begun,
      spentToday: spentToday(ledgers, now),
      cost: planCost(plan.steps),
      now,
    },
    ...(incident && { incident: { id: incident.record.id, firing: incident.firing } }),
  };
}
