import { fields, list, oneOf, type Shape } from '../../alerting/shape.ts';
import { isTimeZone } from '../../zoned-time.ts';
import { ACTIONS, type Action, DEFAULT_POLICY, type Policy } from '../policy.ts';
import type { Sla } from '../sla.ts';
import { DURATION, parseDuration, secondsOf } from './duration.ts';
import { type Entry, inside } from './library.ts';
import { number, words } from './shapes.ts';

const PERCENT = 100;
const duration: Shape = (value, path, report) => {
  if (!parseDuration(value)) report.add(path, 'does not fit', DURATION);
};
const timeZone: Shape = (value, path, report) => {
  if (typeof value !== 'string' || !isTimeZone(value))
    report.add(path, 'is no known time zone', 'an IANA name, such as Europe/Dublin');
};

const policyShape = fields(
  { ladder: list(fields({ belowPercent: number(0, 100), action: oneOf(ACTIONS) }), 1, 10) },
  {
    description: words(1050),
    noData: oneOf(ACTIONS),
    exit: fields({ abovePercent: number(0, 100), for: duration }),
  },
);

const slaShape = fields(
  {
    targetPercent: number(0, 99.99999),
    credits: list(fields({ belowPercent: number(0, 100), creditPercent: number(0, 100) }), 1, 20),
  },
  { description: words(1050), startDay: number(1, 28), timeZone },
);

interface PolicySpec {
  readonly ladder: readonly { readonly belowPercent: number; readonly action: Action }[];
  readonly noData?: Action;
  readonly exit?: { readonly abovePercent: number; readonly for: string };
}

interface SlaSpec {
  readonly targetPercent: number;
  readonly startDay?: number;
  readonly timeZone?: string;
  readonly credits: readonly { readonly belowPercent: number; readonly creditPercent: number }[];
}

/** A ladder of what follows from how much of the budget is left: `kind: BudgetPolicy` of `operate/v1`. */
export function readPolicy(entry: Entry): Policy | undefined {
  const spec = specOf<PolicySpec>(entry, policyShape);
  if (!spec) return undefined;
  const held = parseDuration(spec.exit?.for);
  return {
    name: entry.name,
    ladder: spec.ladder.map(({ belowPercent, action }) => ({ below: belowPercent / PERCENT, action })),
    noData: spec.noData ?? DEFAULT_POLICY.noData,
    exit:
      spec.exit && held
        ? { above: spec.exit.abovePercent / PERCENT, seconds: secondsOf(held) }
        : DEFAULT_POLICY.exit,
  };
}

/** What customers were promised: `kind: SLA` of `operate/v1`. */
export function readSla(entry: Entry): Sla | undefined {
  const spec = specOf<SlaSpec>(entry, slaShape);
  if (!spec) return undefined;
  return {
    name: entry.name,
    target: spec.targetPercent / PERCENT,
    startDay: spec.startDay ?? 1,
    timeZone: spec.timeZone ?? 'UTC',
    credits: spec.credits.map(({ belowPercent, creditPercent }) => ({
      below: belowPercent / PERCENT,
      credit: creditPercent / PERCENT,
    })),
  };
}

function specOf<Spec>(entry: Entry, shape: Shape): Spec | undefined {
  const { report, path } = entry;
  const before = report.violations.length;
  const spec = inside(entry, 'spec')?.value ?? {};
  shape(spec, [...path, 'spec'], report);
  return report.violations.length > before ? undefined : (spec as Spec);
}
