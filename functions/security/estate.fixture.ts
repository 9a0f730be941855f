import { RULE_CASES } from '../../core/security/rule-cases.fixture.ts';
import { RULES } from '../../core/security/rules.ts';
import type { Estate } from '../../sandbox/estate/estate.ts';

/** Members by which resources of a type are named in their own descriptions. */
const NAMES = ['Name', 'UserName', 'RoleName', 'PolicyName'];

/** A case of a rule as it was put into the estate. */
export interface Planted {
  readonly rule: string;
  readonly type: string;
  readonly id: string;
  readonly fails: boolean;
}

/** The day that the dates of the cases are told from. */
const TOLD_FROM = Date.parse('2026-11-01T00:00:00.000Z');
const DATE = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** Puts every case of every rule into an estate, each as a resource of its own, with its dates as seen from now. */
export function plantCases(estate: Estate, now: number): Planted[] {
  return RULES.flatMap(({ name: rule, type }) =>
    (RULE_CASES[rule] ?? []).map(({ properties, fails }, at) => {
      const id = `${rule}-${at}`;
      const named = NAMES.filter((member) => member in properties).map((member) => [member, id]);
      estate.put(type, id, {
        ...(moved(properties, now - TOLD_FROM) as object),
        ...Object.fromEntries(named),
      });
      return { rule, type, id, fails };
    }),
  );
}

function moved(value: unknown, by: number): unknown {
  if (typeof value === 'string' && DATE.test(value)) return new Date(Date.parse(value) + by).toISOString();
  if (Array.isArray(value)) return value.map((item) => moved(item, by));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, moved(member, by)]));
}
