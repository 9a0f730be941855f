import type { Facts, FunctionSetting, TaskSetting } from './facts.ts';
import { invocationCost, taskHour } from './measures.ts';
import { meanByRequests, total } from './period.ts';
import type { Finding } from './rule.ts';

const HOURS_A_MONTH = 730;

/** What a function costs a month as it was used in the hours of the evidence, without the price of requests. */
export function functionMonth({ setting, sizing }: Facts<FunctionSetting>): number {
  const requests = total(sizing, 'requests') ?? 0;
  const meanMs = meanByRequests(sizing, 'meanMs') ?? 0;
  const duration = invocationCost(setting, { meanMs }) - invocationCost(setting, { meanMs: 0 });
  return sizing.length === 0 ? 0 : duration * requests * (HOURS_A_MONTH / sizing.length);
}

/** What the tasks that run now cost a month. */
export function tasksMonth(setting: TaskSetting): number {
  return taskHour(setting) * setting.count * HOURS_A_MONTH;
}

/** What is saved a month when a function's duration costs so many times what it does. */
export function monthlySaving(
  facts: Facts<FunctionSetting>,
  factors: { readonly low: number; readonly expected: number; readonly high: number },
): NonNullable<Finding['saving']> {
  const month = functionMonth(facts);
  const saved = (factor: number) => cents(month * (1 - factor));
  return { low: saved(factors.high), expected: saved(factors.expected), high: saved(factors.low) };
}

export function cents(dollars: number): number {
  return Math.round(dollars * 100) / 100;
}
