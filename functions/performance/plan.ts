import type { z } from 'zod';
import { digest } from '../../core/canonical.ts';
import type { Applicable } from '../../core/performance/choice.ts';
import type { Facts } from '../../core/performance/facts.ts';
import type { FunctionSize, Undo } from '../../core/performance/optimization.ts';
import type { optimizationPlan } from './fields.ts';

/** What has to be put back, from what is there now. */
export function undoOf({ setting }: Facts, { change }: Applicable, latest: FunctionSize | undefined): Undo {
  if (setting.type === 'tasks') return { type: 'tasks', taskDefinition: setting.taskDefinition };
  const { functionName, memoryMb, timeoutSeconds, version } = setting;
  const more: Partial<FunctionSize> = change.type === 'function-setting' ? change : {};
  return {
    type: 'function',
    functionName,
    version,
    latest: latest ?? { memoryMb, timeoutSeconds },
    wanted: {
      memoryMb: more.memoryMb ?? memoryMb,
      timeoutSeconds: more.timeoutSeconds ?? timeoutSeconds,
    },
  };
}

/** The plan, the same for a dry run. */
export function planOf(
  { environment, service }: { readonly environment: string; readonly service: string },
  { rule, change, undo: words }: Applicable,
  undo: Undo,
): z.input<typeof optimizationPlan> {
  const made =
    undo.type === 'function'
      ? [
          `Give $LATEST ${sizeWords(undo.wanted)}, publish a version, and give $LATEST its own ${sizeWords(undo.latest)} back.`,
        ]
      : [
          `Register the task definition ${undo.taskDefinition.split('/').at(-1)} again, with nothing but its size changed.`,
        ];
  return {
    service,
    rule,
    steps: [
      ...made,
      'Deploy it as a canary with deploy_application: gates, a share of the traffic, the judge.',
      'Promote it, or roll it back where it is worse or cannot be judged.',
      'Measure its effects after a week.',
    ],
    undo: words,
    planHash: digest([environment, service, rule, change, undo]),
  };
}

function sizeWords({ memoryMb, timeoutSeconds }: FunctionSize): string {
  return `${memoryMb} MB and ${timeoutSeconds} s`;
}
