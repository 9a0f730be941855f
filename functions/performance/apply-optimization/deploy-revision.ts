import { DependencyFailed, Refused } from '../../../core/errors.ts';
import type { Optimization } from '../../../core/performance/optimization.ts';
import { callByDoor } from '../../call-by-door.ts';
import type { Context } from '../../context.ts';
import { disarmDeadman } from '../deadman.ts';
import { saveOptimization } from '../store.ts';
import { refuseLate, type Subject } from '../subject.ts';

/**
 * Has the revision deployed as any version is, by the door and once: canary, judge, and promotion or the way back. What
 * cannot be judged for want of traffic goes back by itself, since nobody waits for it.
 */
export async function deployRevision(context: Context, subject: Subject): Promise<boolean> {
  const { optimization, record, reference } = subject;
  const { id, state } = optimization;
  if (state.name === 'BEGUN') {
    const { version } = state;
    if (version === undefined) throw new Refused(`The revision of ${id} is not made yet.`);
    refuseLate(context, optimization);
    const deploymentId = await deploy(context, subject, version);
    const after: Optimization = { ...optimization, state: { name: 'DEPLOYING', version, deploymentId } };
    await saveOptimization(
      context,
      record,
      after,
      `${deploymentId} deploys ${version}: ${optimization.action}`,
    );
  }
  await disarmDeadman(context, reference);
  return true;
}

async function deploy(
  context: Context,
  { reference: { environment, service, id }, optimization: { by } }: Subject,
  version: string,
): Promise<string> {
  const input = { environment, service, version, strategy: 'canary', onInsufficient: 'rollback' };
  const { answer } = await callByDoor(context, {
    operation: 'deploy_application',
    input,
    key: id,
    as: 'apply-optimization',
    session: id,
    onBehalfOf: by,
  });
  const { deployment } = answer as { readonly deployment?: { readonly deploymentId: string } };
  if (!deployment) throw new DependencyFailed('deploy_application did not name the deployment it began.');
  return deployment.deploymentId;
}
