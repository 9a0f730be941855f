import type { z } from 'zod';
import { planCost } from '../../core/runbook/plan.ts';
import type { RunRecord, RunState, StepState } from '../../core/runbook/run.ts';
import type { Inverse } from '../../core/runbook/runbook.ts';
import type { run as runShape, runStep } from './answer.ts';

/** A record as callers see it. */
export function viewOf(record: RunRecord): z.input<typeof runShape> {
  const { id, runbook, target, incidentId, state, plan, planHash, approvals, requestedBy, resumes } = record;
  const why = whyOf(state);
  return {
    runId: id,
    runbook,
    ...target,
    ...(incidentId !== undefined && { incidentId }),
    state: state.name,
    since: 'at' in state ? state.at : 'since' in state ? state.since : record.createdAt,
    ...(why !== undefined && { why }),
    ...(state.name === 'RESUMED' && { resumedAs: state.as }),
    ...(state.name === 'AWAITING_APPROVAL' && { question: questionOf(record, state) }),
    steps: stepsOf(record),
    planHash,
    costDollars: planCost(plan),
    onFailure: record.onFailure,
    autonomy: record.autonomy,
    approvalsNeeded: record.approvalsNeeded,
    approvals: approvals.map(({ by, at, step }) => ({ by, at, ...(step !== undefined && { step }) })),
    requestedBy,
    ...(resumes !== undefined && { resumes }),
    createdAt: record.createdAt,
    deadline: 'deadline' in state ? state.deadline : record.deadline,
  };
}

export function inverseWords(inverse: Inverse): string {
  return inverse.kind === 'none' ? `none: ${inverse.why}` : 'restores what was before';
}

/** Why a run stands where it does, where somebody said so. */
export function whyOf(state: RunState): string | undefined {
  if ('why' in state) return state.why;
  return state.name === 'SUCCEEDED' ? state.evidence : undefined;
}

function questionOf({ plan }: RunRecord, { step }: Extract<RunState, { name: 'AWAITING_APPROVAL' }>): string {
  if (step === undefined) return 'May the plan be carried out?';
  return plan.find(({ name }) => name === step)?.field ?? step;
}

function stepsOf({ steps, plan }: RunRecord): z.input<typeof runStep>[] {
  return steps.map(({ name, tool, state }) => {
    const planned = plan.find((step) => step.name === name);
    const { inverse } = planned ?? {};
    return {
      name,
      tool,
      changes: planned?.changes ?? false,
      words: planned?.words ?? '',
      ...(planned?.effect !== undefined && { effect: planned.effect }),
      ...(inverse && {
        inverse: inverseWords(inverse),
      }),
      state: state.name,
      ...('at' in state && { at: state.at }),
      ...saidOf(state),
    };
  });
}

function saidOf(state: StepState) {
  if ('why' in state) return { said: state.why };
  return 'evidence' in state ? { said: state.evidence } : {};
}
