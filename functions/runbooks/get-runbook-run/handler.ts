import { resultsOf } from '../../../core/runbook/resume.ts';
import type { Handler } from '../../operation.ts';
import { readRun } from '../store.ts';
import { viewOf } from '../view.ts';
import type { definition } from './definition.ts';

export const handler: Handler<typeof definition> = async ({ runId }, context) => {
  const run = await readRun(context, runId);
  return { run: viewOf(run), results: resultsOf(run) };
};
