import { daysMeasured, type Facts, type TaskSetting } from '../facts.ts';
import { taskHour } from '../measures.ts';
import { cents, tasksMonth } from '../monthly.ts';
import { changeOf, percent } from '../percent.ts';
import { quantile, valuesOf } from '../period.ts';
import { type Finding, type TaskRule, UNDO_TASKS } from '../rule.ts';
import { type TaskSize, taskSize } from '../task-sizes.ts';
import { SIZING_DAYS } from '../window.ts';

/** Of the new size that may be used at the peak; below the second, nobody should notice. */
const FILLED = 0.8;
const EASY = 0.6;
/** The peak leaves out the worst of two hundred hours. */
const PEAK = 0.995;
const LEAST_SAVING = 0.5;

export const taskSizeSpare: TaskRule = {
  name: 'task-size-spare',
  on: 'tasks',
  title: 'Tasks that are larger than they need to be',
  metric: 'cost',
  undo: UNDO_TASKS,
  find(facts) {
    const { setting, sizing } = facts;
    const cpu = quantile(valuesOf(sizing, 'cpuMaxPercent'), PEAK);
    const memory = quantile(valuesOf(sizing, 'memoryMaxPercent'), 1);
    if (cpu === undefined || memory === undefined || daysMeasured(facts) < SIZING_DAYS - 1) return undefined;
    const used = { cpu: (cpu / 100) * setting.cpu, memoryMb: (memory / 100) * setting.memoryMb };
    // At most halved at a time.
    const size = taskSize(
      Math.max(used.cpu / FILLED, setting.cpu / 2),
      Math.max(used.memoryMb / FILLED, setting.memoryMb / 2, setting.reserved.memoryMb),
    );
    if (!size || size.cpu > setting.cpu || size.memoryMb > setting.memoryMb) return undefined;
    if (size.cpu < setting.reserved.cpu) return undefined;
    return finding(facts, size, used);
  },
};

function finding(facts: Facts<TaskSetting>, size: TaskSize, used: TaskSize): Finding | undefined {
  const { setting } = facts;
  const factor = taskHour({ ...setting, ...size }) / taskHour(setting);
  const saved = cents(tasksMonth(setting) * (1 - factor));
  if (saved < LEAST_SAVING) return undefined;
  return {
    change: { type: 'task-size', ...size },
    action: `Give each task ${size.cpu} CPU units and ${size.memoryMb} MB instead of ${setting.cpu} and ${setting.memoryMb}.`,
    evidence: `At its peak a task used ${percent(used.cpu / setting.cpu)} of its CPU and ${percent(used.memoryMb / setting.memoryMb)} of its memory in two weeks.`,
    // Where tasks are scaled by their CPU, more of them run in turn.
    effects: [
      { metric: 'cost', low: changeOf(factor), expected: changeOf(factor), high: 0 },
      { metric: 'latency', low: 0, high: changeOf(setting.cpu / size.cpu), expected: 0 },
      {
        metric: 'memory',
        low: changeOf(setting.memoryMb / size.memoryMb),
        high: changeOf(setting.memoryMb / size.memoryMb),
      },
    ],
    saving: { low: 0, expected: saved, high: saved },
    risk: riskOf(facts, size, Math.max(used.cpu / size.cpu, used.memoryMb / size.memoryMb)),
  };
}

/** Less processor makes slower what computes, at the worst all of it. */
function riskOf(
  { p95LimitMs, setting, sizing }: Facts<TaskSetting>,
  size: TaskSize,
  filled: number,
): Finding['risk'] {
  const words = `At its peak it uses ${percent(filled)} of what is left`;
  if (filled > EASY) return { level: 'MEDIUM', why: `${words}: a peak that was never seen finds less room.` };
  if (p95LimitMs === undefined)
    return {
      level: 'MEDIUM',
      why: 'It may become slower, and no criterion of the service says how slow is too slow.',
    };
  const p95 = quantile(valuesOf(sizing, 'p95Ms'), PEAK);
  if (p95 === undefined) return { level: 'MEDIUM', why: 'How long its requests take was not measured.' };
  const worst = Math.round((p95 * setting.cpu) / size.cpu);
  if (worst > p95LimitMs)
    return { level: 'MEDIUM', why: `Its p95 could become ${worst} ms, which is more than ${p95LimitMs} ms.` };
  return {
    level: 'LOW',
    why: `${words}, and its p95 stays within ${p95LimitMs} ms even if it slows down to ${worst} ms, as far as it can.`,
  };
}
