import { Internal, Refused } from '../../../core/errors.ts';
import type { Optimization } from '../../../core/performance/optimization.ts';
import type { Context } from '../../context.ts';
import { readService } from '../../services/store.ts';
import { restoreLatest, reviseFunction } from '../revisions/function-revision.ts';
import type { Made } from '../revisions/revision.ts';
import { reviseTasks } from '../revisions/task-revision.ts';
import { saveOptimization } from '../store.ts';
import { refuseElsewhere, refuseLate, type Subject } from '../subject.ts';

/** Makes the revision, and puts back what that took; false while AWS is at work on it. */
export async function makeRevision(context: Context, subject: Subject): Promise<boolean> {
  const { optimization, record } = subject;
  const { state, undo } = optimization;
  if (state.name === 'DEPLOYING') return true;
  if (state.name !== 'BEGUN') throw new Refused(`The optimization ${optimization.id} is ${state.name}.`);
  refuseLate(context, optimization);
  if (state.version === undefined) {
    const made = await revise(context, subject);
    if (made === 'not-yet') return false;
    const after: Optimization = { ...optimization, state: { name: 'BEGUN', version: made.version } };
    await saveOptimization(context, record, after, `The revision ${made.version} is made.`);
  }
  if (undo.type === 'tasks') return true;
  return restoreLatest(context, undo);
}

async function revise(context: Context, { reference, optimization }: Subject): Promise<Made> {
  const { change, undo, id } = optimization;
  if (undo.type === 'function') {
    await refuseElsewhere(context, reference, undo);
    return reviseFunction(context, undo, `operate ${id}`);
  }
  const { target } = await readService(context, reference.environment, reference.service);
  if (target.type !== 'ecs-pair' || change.type !== 'task-size')
    throw new Internal(`The optimization ${id} does not fit its service.`);
  return reviseTasks(context, undo.taskDefinition, target.container, change);
}
