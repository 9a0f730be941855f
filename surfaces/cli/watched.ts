import type { z } from 'zod';
import type { definition as getDeployment } from '../../functions/deployments/get-deployment/definition.ts';
import type { definition as getRun } from '../../functions/runbooks/get-runbook-run/definition.ts';
import { endOf } from '../long-work.ts';
import type { Telling } from './follow.ts';
import { text } from './one-line.ts';
import { bar, isOver, progressLine } from './progress.ts';

type DeploymentAnswer = Pick<z.output<typeof getDeployment.output>, 'deployment'> & {
  readonly verdicts?: z.output<typeof getDeployment.output>['verdicts'];
};
type RunAnswer = Pick<z.output<typeof getRun.output>, 'run'>;

const DEPLOYMENT: Telling<DeploymentAnswer> = {
  line: ({ deployment }) => progressLine(deployment),
  isOver: ({ deployment }) => isOver(deployment),
  news: ({ verdicts = [] }) =>
    verdicts.map(({ at, step, weight, decision, words }) =>
      text(`${at.slice(11, 19)}  step ${step + 1}, ${weight}%  ${decision}  ${words}`),
    ),
};

const RUN: Telling<RunAnswer> = {
  line: ({ run: { runId, steps, state, question, why } }) => {
    const past = steps.filter(({ state: one }) => one !== 'WAITING' && one !== 'BEGUN').length;
    const waiting = state === 'AWAITING_APPROVAL' ? [`-> operate approve --run-id ${runId}`] : [];
    const words = question ?? why;
    const told = [...(words === undefined ? [] : [text(words)]), ...waiting];
    return [
      `[${bar(past / Math.max(1, steps.length))}]`,
      state,
      `${past} of ${steps.length} steps`,
      ...told,
    ].join('  ');
  },
  isOver: ({ run }) => endOf(run) !== undefined,
  news: ({ run: { steps } }) =>
    steps.flatMap(({ name, state, said, at }) =>
      at === undefined || state === 'BEGUN'
        ? []
        : [text([at.slice(11, 19), name, state, ...(said === undefined ? [] : [said])].join('  '))],
    ),
};

/** How an answer that shows long work is told, by the field that holds its record; further input that it takes. */
export const WATCHED: Readonly<
  Record<string, { readonly telling: Telling<never>; readonly input?: Readonly<Record<string, unknown>> }>
> = {
  deployment: { telling: DEPLOYMENT, input: { verdicts: 20 } },
  run: { telling: RUN },
};
