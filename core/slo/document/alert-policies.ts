import { fields, isObject, list, oneOf } from '../../alerting/shape.ts';
import { isReachable } from '../alert-windows.ts';
import type { BurnAlert } from '../objective.ts';
import { DURATION, parseDuration, secondsOf } from './duration.ts';
import { inside, type Library, type Placed, shown } from './library.ts';
import { anything, flag, number, words } from './shapes.ts';

const policyShape = fields(
  {},
  {
    description: words(1050),
    alertWhenNoData: flag,
    alertWhenResolved: flag,
    alertWhenBreaching: flag,
    conditions: list(anything, 1, 1),
    notificationTargets: anything,
  },
);
const conditionShape = fields(
  {
    severity: words(64),
    condition: fields(
      { threshold: number(0, 1e6), lookbackWindow: words(16) },
      { kind: oneOf(['burnrate']), op: oneOf(['gt', 'gte']), alertAfter: words(16) },
    ),
  },
  { description: words(1050) },
);

/** What an objective's alert policies ask for. */
export interface Alerting {
  readonly alerts: readonly BurnAlert[];
  readonly alertWhenNoData: boolean;
}

/** @returns nothing where there are no policies: the objective gets the recommended alerts */
export function readAlertPolicies(
  { value, path, report }: Placed,
  target: number,
  library: Library,
): Alerting | undefined {
  const policies = value['alertPolicies'];
  if (policies === undefined) return undefined;
  if (!Array.isArray(policies)) {
    report.add([...path, 'alertPolicies'], 'does not fit', 'a list of policies or names');
    return undefined;
  }
  const read = policies.map((policy: unknown, index) =>
    readPolicy(policy, { value: {}, path: [...path, 'alertPolicies', index], report }, target, library),
  );
  return {
    alerts: read.flatMap((one) => one?.alerts ?? []),
    alertWhenNoData: read.some((one) => one?.alertWhenNoData),
  };
}

function readPolicy(policy: unknown, at: Placed, target: number, library: Library): Alerting | undefined {
  const name = isObject(policy) ? policy['alertPolicyRef'] : policy;
  const inline = isObject(policy) && policy['kind'] === 'AlertPolicy' ? { ...at, value: policy } : undefined;
  const found = inline ?? library.find('AlertPolicy', name);
  const spec = found && inside(found, 'spec');
  if (!spec) {
    at.report.add(at.path, `is ${shown(name)}, which no document defines`, 'an AlertPolicy in the same text');
    return undefined;
  }
  const before = spec.report.violations.length;
  policyShape(spec.value, spec.path, spec.report);
  if (spec.report.violations.length > before) return undefined;
  const { alertWhenNoData, alertWhenBreaching, conditions } = spec.value;
  const [condition] = Array.isArray(conditions) ? (conditions as unknown[]) : [];
  const place = { ...spec, path: [...spec.path, 'conditions', 0] };
  const alert = alertWhenBreaching === false ? undefined : readCondition(condition, place, target, library);
  return { alerts: alert ? [alert] : [], alertWhenNoData: alertWhenNoData === true };
}

function readCondition(
  condition: unknown,
  at: Placed,
  target: number,
  library: Library,
): BurnAlert | undefined {
  const name = isObject(condition) ? condition['conditionRef'] : condition;
  const inline =
    isObject(condition) && condition['kind'] === 'AlertCondition' ? { ...at, value: condition } : undefined;
  const found = inline ?? library.find('AlertCondition', name);
  const spec = found && inside(found, 'spec');
  if (!spec) {
    at.report.add(
      at.path,
      `is ${shown(name)}, which no document defines`,
      'an AlertCondition in the same text',
    );
    return undefined;
  }
  const before = spec.report.violations.length;
  conditionShape(spec.value, spec.path, spec.report);
  const inner = inside(spec, 'condition');
  if (!inner || spec.report.violations.length > before) return undefined;
  return alertOf(nameIn(found.value) ?? String(name), String(spec.value['severity']), inner, target);
}

const PAGES = /page|crit|high|sev-?[12]$|p[12]$/i;
const SHORTEST_SECONDS = 60;

/** OpenSLO has one window; it is the short one as well. */
function alertOf(
  name: string,
  severity: string,
  { value, path, report }: Placed,
  target: number,
): BurnAlert | undefined {
  const lookback = parseDuration(value['lookbackWindow']);
  const after = parseDuration(value['alertAfter']);
  if (!lookback) report.add([...path, 'lookbackWindow'], `is ${shown(value['lookbackWindow'])}`, DURATION);
  if (!lookback) return undefined;
  const seconds = Math.max(secondsOf(lookback), SHORTEST_SECONDS);
  const factor = Number(value['threshold']);
  if (!isReachable({ factor }, target))
    report.add(
      [...path, 'threshold'],
      `is ${factor}, which a target of ${target} never reaches`,
      `less than ${Number((1 / (1 - target)).toPrecision(4))}: a total outage burns no faster`,
    );
  return {
    name,
    severity: PAGES.test(severity) ? 'page' : 'ticket',
    factor,
    longSeconds: seconds,
    shortSeconds: seconds,
    forSeconds: after ? secondsOf(after) : 0,
  };
}

function nameIn({ metadata }: Readonly<Record<string, unknown>>): string | undefined {
  const name = isObject(metadata) ? metadata['name'] : undefined;
  return typeof name === 'string' ? name : undefined;
}
