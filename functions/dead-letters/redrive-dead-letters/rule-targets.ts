import { EventBridgeClient, ListTargetsByRuleCommand, type Target } from '@aws-sdk/client-eventbridge';
import type { RuleTarget } from '../../../core/dead-letters/redrive.ts';
import type { Context } from '../../context.ts';

/** The targets of a rule on the default bus as they are now; undefined when the rule is gone. */
export async function readRuleTargets(
  context: Context,
  rule: string,
): Promise<readonly RuleTarget[] | undefined> {
  try {
    const { Targets = [] } = await context
      .clients(EventBridgeClient)
      .send(new ListTargetsByRuleCommand({ Rule: rule }));
    return Targets.map(targetOf);
  } catch (error) {
    if ((error as Error).name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

function targetOf({ Arn = '', Input, InputPath, InputTransformer: transformer }: Target): RuleTarget {
  return {
    arn: Arn,
    ...(Input !== undefined && { input: Input }),
    ...(InputPath !== undefined && { inputPath: InputPath }),
    ...(transformer && {
      transformer: {
        paths: transformer.InputPathsMap ?? {},
        template: transformer.InputTemplate ?? '',
      },
    }),
  };
}
