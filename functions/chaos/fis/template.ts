import type { CreateExperimentTemplateCommandInput } from '@aws-sdk/client-fis';
import type { Method } from '../../../core/chaos/experiment.ts';
import { FAULTS } from '../../../core/chaos/fault.ts';

/** The tag by which everything that a run makes in FIS is found again. */
export const RUN_TAG = 'operate:experiment';
/** FIS takes no more ARNs in a target, and no more actions in a template. */
const TARGET_ARNS = 5;
const ACTIONS = 20;
/** So many tasks can be reached by one template. */
export const MOST_TARGETS = TARGET_ARNS * ACTIONS;
/** FIS ends a fault itself this much later than we do: should nobody of us be left. */
const GRACE_MINUTES = 2;

export interface TemplateParts {
  readonly id: string;
  readonly method: Method;
  readonly magnitude: number;
  /** ARNs of tasks, or of the function. */
  readonly targets: readonly string[];
  readonly roleArn: string;
  /** ARNs of alarms; at least one. */
  readonly alarms: readonly string[];
}

/**
 * A template of FIS for one run. Its targets are named one by one, since they were shown in the plan: five to a target,
 * each with an action of its own, which FIS begins all at once. FIS takes no more than five alarms, and one that stops
 * nothing is refused here although FIS takes it.
 * @throws RangeError without an alarm, or with more targets than a template can have
 */
export function templateOf(parts: TemplateParts): CreateExperimentTemplateCommandInput {
  const { id, method, targets, roleArn, alarms } = parts;
  if (alarms.length === 0) throw new RangeError('A template without a stop condition is not made.');
  if (targets.length > MOST_TARGETS)
    throw new RangeError(`A template reaches at most ${MOST_TARGETS} targets, not ${targets.length}.`);
  const { fisAction: actionId = '', target } = FAULTS[method.fault];
  const [resourceType, kind] =
    target === 'ecs-pair' ? ['aws:ecs:task', 'Tasks'] : ['aws:lambda:function', 'Functions'];
  const groups = grouped(targets).map(
    (resourceArns, index) => [`targets-${index + 1}`, resourceArns] as const,
  );
  const parameters = parametersOf(parts);
  return {
    clientToken: `${id}-template`,
    description: `Operate ${id}: ${method.fault}`,
    roleArn,
    stopConditions: alarms.slice(0, 5).map((value) => ({ source: 'aws:cloudwatch:alarm', value })),
    targets: Object.fromEntries(
      groups.map(([name, resourceArns]) => [name, { resourceType, resourceArns, selectionMode: 'ALL' }]),
    ),
    actions: Object.fromEntries(
      groups.map(([name], index) => [
        `fault-${index + 1}`,
        { actionId, parameters, targets: { [String(kind)]: name } },
      ]),
    ),
    experimentOptions: { accountTargeting: 'single-account', emptyTargetResolutionMode: 'fail' },
    tags: { [RUN_TAG]: id },
  };
}

function grouped(arns: readonly string[]): string[][] {
  const count = Math.ceil(arns.length / TARGET_ARNS);
  return Array.from({ length: count }, (_, index) =>
    arns.slice(index * TARGET_ARNS, (index + 1) * TARGET_ARNS),
  );
}

/** As FIS names them; see `GetAction`. */
function parametersOf({ method, magnitude }: TemplateParts): Record<string, string> {
  const { fault, durationSeconds, scope, port = 0 } = method;
  const duration = `PT${Math.ceil(durationSeconds / 60) + GRACE_MINUTES}M`;
  const onFargate = { useEcsFaultInjectionEndpoints: 'true' };
  const invocationPercentage = String('percent' in scope ? scope.percent : 100);
  switch (fault) {
    case 'latency':
      return {
        duration,
        delayMilliseconds: String(magnitude),
        jitterMilliseconds: '0',
        sources: '0.0.0.0/0',
        ...onFargate,
      };
    case 'packet-loss':
      return { duration, lossPercent: String(magnitude), sources: '0.0.0.0/0', ...onFargate };
    case 'dependency-cut':
      return { duration, port: String(port), protocol: 'tcp', trafficType: 'egress', ...onFargate };
    case 'cpu-stress':
      return { duration, percent: String(magnitude), workers: '0' };
    case 'disk-stress':
      return { duration, percent: String(magnitude), workers: '1' };
    case 'lambda-delay':
      return { duration, startupDelayMilliseconds: String(magnitude), invocationPercentage };
    case 'lambda-error':
      return { duration, preventExecution: 'true', invocationPercentage };
    default:
      return {};
  }
}
