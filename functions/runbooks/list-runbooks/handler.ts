import { levelOf } from '../../../core/runbook/autonomy.ts';
import type { Runbook, RunbookTrigger } from '../../../core/runbook/runbook.ts';
import { knownTool } from '../../../core/runbook/tool.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { knownRunbooks } from '../known-runbooks.ts';
import { readEarned } from '../ledgers.ts';
import type { definition } from './definition.ts';

const ALL_TARGETS = ['ecs-pair', 'lambda-alias'];

export const handler: Handler<typeof definition> = async ({ environment }, context) => {
  const earned = (name: string) => (environment === undefined ? {} : earnedBy(context, name, environment));
  const shown = knownRunbooks(context).map(async (runbook) => ({
    ...viewOf(runbook),
    ...(await earned(runbook.name)),
  }));
  return { runbooks: await Promise.all(shown) };
};

async function earnedBy(context: Context, runbook: string, environment: string) {
  const ledger = await readEarned(context, runbook, environment);
  return { autonomy: levelOf(ledger, context.environment.autonomyCeiling), verified: ledger.verified };
}

function viewOf({ name, summary, triggers, targets, risk, steps, onFailure, limits }: Runbook) {
  return {
    name,
    summary,
    triggers: triggers.map(triggerWords),
    targets: [...(targets ?? ALL_TARGETS)],
    risk,
    steps: steps.map((step) => ({
      name: step.name,
      tool: step.tool,
      changes: knownTool(step).changes,
      does: step.command ?? step.query ?? step.action ?? knownTool(step).summary,
    })),
    onFailure,
    limits: { ...limits },
  };
}

function triggerWords({ metric, namespace, threshold, duration, afterChange }: RunbookTrigger): string {
  const of = namespace === undefined ? metric : `${namespace} ${metric}`;
  const bound = threshold === undefined ? '' : ` ${threshold}`;
  const after = afterChange ? `, within ${afterChange.withinSeconds} s of a ${afterChange.kind}` : '';
  return `${of}${bound} for ${duration} s${after}`;
}
