import type { CreateExperimentTemplateCommandInput } from '@aws-sdk/client-fis';
import type { Method } from '../../../core/chaos/experiment.ts';
import { FAULTS } from '../../../core/chaos/fault.ts';

/** The tag by which everything that a run makes in FIS is found again. */
export const RUN_TAG = 'operate:experiment';
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
 * A template of FIS for one run. Its targets are named one by one, since they were shown in the plan; FIS takes no more
 * than five alarms, and one that stops nothing is refused here although FIS takes it.
 * @throws RangeError without an alarm
 */
export function templateOf(parts: TemplateParts): CreateExperimentTemplateCommandInput {
  const { id, method, targets, roleArn, alarms } = parts;
  if (alarms.length === 0) throw new RangeError('A template without a stop condition is not made.');
  const { fisAction = '', target } = FAULTS[method.fault];
  const [resourceType, targetName] =
    target === 'ecs-pair' ? ['aws:ecs:task', 'Tasks'] : ['aws:lambda:function', 'Functions'];
  return {
    clientToken: `${id}-template`,
    description: `Operate ${id}: ${method.fault}`,
    roleArn,
    stopConditions: alarms.slice(0, 5).map((value) => ({ source: 'aws:cloudwatch:alarm', value })),
    targets: {
      targets: { resourceType, resourceArns: [...targets], selectionMode: 'ALL' },
    },
    actions: {
      fault: {
        actionId: fisAction,
        parameters: parametersOf(parts),
        targets: { [String(targetName)]: 'targets' },
      },
    },
    experimentOptions: { accountTargeting: 'single-account', emptyTargetResolutionMode: 'fail' },
    tags: { [RUN_TAG]: id },
  };
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
