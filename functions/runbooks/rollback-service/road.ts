import type { Context } from '../../context.ts';
import { handler } from '../../deployments/rollback-deployment/handler.ts';
import { earlierAnswer, KeyTaken } from '../../idempotency.ts';

type Answer = Awaited<ReturnType<typeof handler>>;

/** A call of `rollback_deployment` that is one however often it is made: its answer is kept under the step's key. */
function asOperation(context: Context, idempotencyKey: string, deploymentId: string): Context {
  const { call } = context;
  const inputHash = `rollback-of-${deploymentId}`;
  return { ...context, call: { ...call, operation: 'rollback_deployment', idempotencyKey, inputHash } };
}

/**
 * Rolls a deployment back by the road that everybody takes: gates, lease, audit, deadman, execution.
 * @returns the id of the deployment that goes back
 * @throws Conflict, Refused as `rollback_deployment` does
 */
export async function rollBackOnce(context: Context, key: string, deploymentId: string): Promise<string> {
  const calling = asOperation(context, key, deploymentId);
  const reason = `Runbook run ${key}.`;
  const answer = ((await earlierAnswer(calling)) as Answer | undefined) ?? (await decide());
  await handler.carryOut(answer, calling);
  return answer.deployment.deploymentId;

  async function decide(): Promise<Answer> {
    try {
      return await handler({ deploymentId, reason }, calling);
    } catch (error) {
      if (!(error instanceof KeyTaken)) throw error;
      return (await earlierAnswer(calling)) as Answer;
    }
  }
}

/** The deployment that an earlier call with this key began; undefined when it began none. */
export async function begunWith(
  context: Context,
  key: string,
  deploymentId: string,
): Promise<string | undefined> {
  const answer = (await earlierAnswer(asOperation(context, key, deploymentId))) as Answer | undefined;
  return answer?.deployment.deploymentId;
}
