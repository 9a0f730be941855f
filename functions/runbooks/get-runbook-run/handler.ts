import { resultsOf } from '../../../core/runbook/resume.ts';
import type { Handler } from '../../operation.ts';
import { aboutRecord } from '../../target.ts';
import { readRun } from '../store.ts';
import { targetOfRun } from '../target.ts';
import { viewOf } from '../view.ts';
import type { definition } from './definition.ts';

const get: Handler<typeof definition> = async ({ runId }, context) => {
  const run = await readRun(context, runId);
  return { run: viewOf(run), results: resultsOf(run) };
};

export const handler = aboutRecord(get, targetOfRun);
