import type { BudgetFacts } from '../../core/chaos/expected-burn.ts';
import type { Experiment } from '../../core/chaos/experiment.ts';
import { FAULTS, magnitudeOf } from '../../core/chaos/fault.ts';
import { type PreFlight, preFlight } from '../../core/chaos/pre-flight.ts';
import { frozen } from '../../core/freeze/frozen.ts';
import { isOpen } from '../../core/incident/state.ts';
import { budgetGate } from '../../core/slo/gate.ts';
import type { Objective } from '../../core/slo/objective.ts';
import { readAlarms } from '../alarms.ts';
import type { Context } from '../context.ts';
import { readFreeze, type StoredFreezes } from '../freezes/store.ts';
import { liveExperiment } from '../incidents/experiments.ts';
import { readOpenIncidents } from '../incidents/open-incidents.ts';
import { readIncidents } from '../incidents/store.ts';
import { actingRuns } from '../runs/acting-runs.ts';
import { readLease } from '../runs/lease.ts';
import type { StoredService } from '../services/store.ts';
import { readStandings, type StandingObjective } from '../slos/standings.ts';
import { type Asked, askInjectors } from './ask-injectors.ts';

/** All that is read before an experiment is planned. */
export interface Facts {
  readonly service: StoredService;
  readonly freezes: StoredFreezes;
  readonly asked: Asked;
  readonly preFlight: PreFlight;
}

export async function gatherFacts(
  context: Context,
  experiment: Experiment,
  service: StoredService,
): Promise<Facts> {
  const { environment, name } = service;
  const [method] = experiment.method;
  const [freezes, lease, runs, live, incidents, alarms, standings, asked] = await Promise.all([
    readFreeze(context, environment),
    readLease(context, environment, name),
    actingRuns(context, { environment, service: name }),
    liveExperiment(context, environment, name),
    openIncidents(context, service),
    alarmStates(context, service),
    readStandings(context, environment, name),
    askInjectors(context, service, method),
  ]);
  const { fault, intensity, durationSeconds } = method;
  const ahead = [0, durationSeconds * 1000].map((later) =>
    frozen(freezes, name, context.clock.now() + later),
  );
  const closed = ahead.find((one) => one.frozen);
  return {
    service,
    freezes,
    asked,
    preFlight: preFlight({
      alarms,
      incidents,
      ...(lease && { deployment: lease.deploymentId }),
      runs: runs.map(({ id }) => id),
      ...(live && { experiment: live.id }),
      ...(closed?.frozen && { frozen: closed.words }),
      budgets: standings.map(budgetOf),
      budgetGate: budgetGate(
        name,
        standings.map(({ standing }) => standing),
        'chaos',
      ),
      harm: {
        affectedShare: asked.plan.affectedShare,
        errorShare: FAULTS[fault].errorShare(magnitudeOf(fault, intensity)),
        seconds: durationSeconds,
      },
      missing: asked.plan.missing,
      targets: asked.plan.targets.length,
    }),
  };
}

async function openIncidents(context: Context, { environment, name }: StoredService): Promise<string[]> {
  const { open } = await readOpenIncidents(context, environment);
  const incidents = await readIncidents(context, open);
  return incidents
    .filter(({ state, services }) => isOpen(state) && services.includes(name))
    .map(({ id, severity }) => `${id} (${severity})`);
}

async function alarmStates(context: Context, { alarms }: StoredService): Promise<Record<string, string>> {
  const found = await readAlarms(context, alarms);
  return Object.fromEntries(alarms.map((name) => [name, found.get(name)?.state ?? 'MISSING']));
}

function budgetOf({ objective, standing: { remaining } }: StandingObjective): BudgetFacts {
  return {
    name: objective.name,
    target: objective.target,
    windowSeconds: windowSeconds(objective),
    ...(remaining !== undefined && { remaining }),
  };
}

const DAYS = { d: 1, w: 7, M: 30, Q: 91, Y: 365 } as const;

function windowSeconds({ window }: Objective): number {
  return window.kind === 'rolling' ? window.seconds : window.count * DAYS[window.unit] * 86_400;
}
