import { detectionSeconds, isReachable, recommendedAlerts } from './alert-windows.ts';
import { span } from './alerts.ts';
import { alarmDollars, EVALUATED_EVERY_MINUTES, readingDollars } from './cost.ts';
import type { Objective } from './objective.ts';
import type { Tally } from './tally.ts';
import { periodSeconds } from './window.ts';

/** What was found out about an objective before it is set. */
export interface Finding {
  readonly level: 'warning' | 'note';
  readonly check:
    | 'reachable'
    | 'detection'
    | 'traffic'
    | 'retention'
    | 'good-at-most-total'
    | 'data'
    | 'sla'
    | 'windows'
    | 'registered'
    | 'cost';
  readonly words: string;
}

export interface LintFacts {
  readonly isRegistered: boolean;
  /** Seconds by which metrics may be late. */
  readonly marginSeconds: number;
  /** What CloudWatch has of the objective's metrics, over so many hours; nothing where it could not be read. */
  readonly seen?: { readonly hours: number; readonly tally: Tally };
}

const DAY = 86_400;
/** Days for which CloudWatch keeps values of a minute, and of five. */
export const RETENTION_DAYS = { 60: 15, 300: 63 } as const;

/** How far back CloudWatch knows values of an objective's slots, in days. */
export function retentionDays({ slotSeconds }: Pick<Objective, 'slotSeconds'>): number {
  return slotSeconds < 300 ? RETENTION_DAYS[60] : RETENTION_DAYS[300];
}

/** Everything that can be said of an objective at its definition. */
export function lint(objective: Objective, facts: LintFacts): Finding[] {
  return [
    ...registered(objective, facts),
    ...reachable(objective),
    ...windows(objective),
    ...detection(objective, facts),
    ...retention(objective),
    ...data(objective, facts),
    ...traffic(objective, facts),
    ...sla(objective),
    ...cost(objective),
  ];
}

function warning(check: Finding['check'], words: string): Finding[] {
  return [{ level: 'warning', check, words }];
}

function note(check: Finding['check'], words: string): Finding[] {
  return [{ level: 'note', check, words }];
}

function registered({ service, environment }: Objective, { isRegistered }: LintFacts): Finding[] {
  if (isRegistered) return [];
  return warning('registered', `${service} is not registered in ${environment}: no deployment asks for it.`);
}

function reachable({ alerts, target, window }: Objective): Finding[] {
  const lost = recommendedAlerts(periodSeconds(window)).filter((alert) => !isReachable(alert, target));
  if (lost.length === 0 || alerts.length === 0) return [];
  const named = lost.map(({ name, factor }) => `${name} (${factor}x)`).join(', ');
  return warning(
    'reachable',
    `A total outage burns ${Number((1 / (1 - target)).toPrecision(3))} times the pace, so ${named} could never fire and is left out.`,
  );
}

function windows({ alerts, window }: Objective): Finding[] {
  const long = alerts.filter(({ longSeconds }) => longSeconds > periodSeconds(window));
  if (long.length === 0) return [];
  const named = long.map(({ name }) => name).join(', ');
  return warning('windows', `${named} looks further back than the window of the objective.`);
}

function detection(objective: Objective, { marginSeconds }: LintFacts): Finding[] {
  const { alerts, target, slotSeconds } = objective;
  if (alerts.length === 0) return warning('detection', 'It has no burn alerts: nobody is told.');
  const late = slotSeconds + marginSeconds + EVALUATED_EVERY_MINUTES * 60;
  const each = alerts.map(
    (alert) => `${alert.name} after ${span(Math.ceil(detectionSeconds(alert, target)))}`,
  );
  return note(
    'detection',
    `At a total outage: ${each.join(', ')}; and up to ${span(late)} until it is counted and looked at.`,
  );
}

function retention(objective: Objective): Finding[] {
  const days = retentionDays(objective);
  if (periodSeconds(objective.window) <= days * DAY) return [];
  return warning(
    'retention',
    `CloudWatch keeps values of ${span(objective.slotSeconds)} for ${days} days: the first window is not whole before its counts are kept here for ${span(periodSeconds(objective.window))}.`,
  );
}

function data({ slotSeconds }: Objective, { seen }: LintFacts): Finding[] {
  if (!seen) return warning('data', 'CloudWatch could not be read: nothing is known of its metrics.');
  const { known, impossible } = seen.tally;
  const found: Finding[] = [];
  if (known + impossible === 0)
    found.push(...warning('data', `CloudWatch has no value of it in the last ${seen.hours} hours.`));
  if (impossible > 0)
    found.push(
      ...warning(
        'good-at-most-total',
        `${impossible} slots of ${span(slotSeconds)} have counts that cannot be, such as more good than all; they count as nothing.`,
      ),
    );
  return found;
}

/** What one bad event burns among those of an alert's long window; and how many it takes for that to be too few. */
function traffic(objective: Objective, { seen }: LintFacts): Finding[] {
  const { indicator, method, target, alerts, least } = objective;
  const isCounted = indicator.kind === 'ratio' || indicator.kind === 'rank';
  const [quick] = alerts;
  if (!isCounted || method.kind !== 'Occurrences' || !quick || !seen || seen.tally.total === 0) return [];
  const perHour = seen.tally.total / seen.hours;
  const expected = (perHour * quick.longSeconds) / 3600;
  const needed = 1 / (quick.factor * (1 - target));
  if (expected >= needed) return [];
  return warning(
    'traffic',
    `${Math.round(perHour)} events an hour: with fewer than ${Math.ceil((needed * 3600) / quick.longSeconds)} a single bad one trips ${quick.name}. It takes ${least.bad} bad of ${least.total} to fire.`,
  );
}

function sla({ sla: promised, target }: Objective): Finding[] {
  if (!promised || promised.target < target) return [];
  return warning('sla', `${promised.name} promises as much as the objective: it leaves no room to react.`);
}

function cost({ indicator, alerts }: Objective): Finding[] {
  const reading = readingDollars({ indicator }).toFixed(2);
  const alarms = alarmDollars(indicator, alerts).toFixed(2);
  return note(
    'cost',
    `Reading it every ${EVALUATED_EVERY_MINUTES} minutes costs $${reading} a month; the same as alarms of CloudWatch $${alarms} more.`,
  );
}
