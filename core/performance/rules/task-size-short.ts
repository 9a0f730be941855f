import { daysMeasured, type Facts } from '../facts.ts';
import { taskHour } from '../measures.ts';
import { cents, tasksMonth } from '../monthly.ts';
import { changeOf, percent } from '../percent.ts';
import { quantile, valuesOf } from '../period.ts';
import { type Finding, type TaskRule, UNDO_TASKS } from '../rule.ts';
import { taskSize } from '../task-sizes.ts';
import { SIZING_DAYS } from '../window.ts';

/** Of its CPU that a task may use in nineteen hours of twenty, and of its memory ever. */
const CPU_FULL = 80;
const MEMORY_FULL = 90;
/** Of the new size that is used then. */
const FILLED = 0.6;

export const taskSizeShort: TaskRule = {
  name: 'task-size-short',
  on: 'tasks',
  title: 'Tasks that have too little CPU or memory',
  metric: 'cpu',
  undo: UNDO_TASKS,
  find(facts) {
    const { setting, window } = facts;
    const cpu = quantile(valuesOf(window, 'cpuPercent'), 0.95);
    const memory = quantile(valuesOf(window, 'memoryMaxPercent'), 1);
    if (cpu === undefined || memory === undefined) return undefined;
    const [full, filled] = [cpu >= CPU_FULL, memory >= MEMORY_FULL];
    if (!full && !filled) return undefined;
    const size = taskSize(
      full ? ((cpu / 100) * setting.cpu) / FILLED : setting.cpu,
      filled ? ((memory / 100) * setting.memoryMb) / FILLED : setting.memoryMb,
    );
    if (!size || (size.cpu <= setting.cpu && size.memoryMb <= setting.memoryMb)) return undefined;
    const factor = taskHour({ ...setting, ...size }) / taskHour(setting);
    const dearer = cents(tasksMonth(setting) * (1 - factor));
    return {
      change: { type: 'task-size', ...size },
      action: `Give each task ${size.cpu} CPU units and ${size.memoryMb} MB instead of ${setting.cpu} and ${setting.memoryMb}.`,
      evidence: `Its tasks used ${percent(cpu / 100)} of their CPU and up to ${percent(memory / 100)} of their memory.`,
      effects: [
        {
          metric: 'cpu',
          low: changeOf(setting.cpu / size.cpu),
          high: 0,
          expected: changeOf(setting.cpu / size.cpu),
        },
        { metric: 'cost', low: 0, high: changeOf(factor), expected: changeOf(factor) },
      ],
      saving: { low: dearer, expected: dearer, high: 0 },
      risk: riskOf(facts),
    };
  },
};

function riskOf(facts: Facts): Finding['risk'] {
  const words = 'A larger task makes nothing slower; it costs more at the most';
  if (daysMeasured(facts) < SIZING_DAYS - 1)
    return { level: 'MEDIUM', why: `${words}, and less than two weeks of it were measured at its size.` };
  return { level: 'LOW', why: `${words}, and less where fewer of them then run.` };
}
