import { ruleArn } from '../../lib/manifest/resources.ts';
import type { Installation } from '../flows/installation.ts';
import { DUE } from './schedules.ts';

/** What makes each of them act on nothing. */
const DEPLOYMENT = 'dep-0000000000';
const INPUTS: Readonly<Record<string, unknown>> = {
  'apply-optimization': { optimization: 'production/nobody/opt-0000000000', step: 'undo' },
  'answer-incident': { incidentId: 'inc-0000000000' },
  'note-cause': { incidentId: 'inc-0000000000', look: 'first' },
  'fail-run': { runId: 'run-0000000000', cause: 'DEADLINE_PASSED' },
  'run-scheduled': DUE,
  'recover-chaos-test': { experimentId: 'exp-0000000000', cause: 'DEADLINE_PASSED' },
  'start-restore': { deploymentId: DEPLOYMENT, cause: 'DEADLINE_PASSED' },
  'evaluate-scaling': { scalingId: 'scl-0000000000' },
  'drive-ecs-pair': { action: 'park', deploymentId: DEPLOYMENT },
  'drive-lambda-alias': { action: 'park', deploymentId: DEPLOYMENT },
  'note-outside-change': {
    eventName: 'UpdateService',
    principal: 'arn:aws:sts::000000000000:assumed-role/nobody/x',
    parameters: {},
    at: '2026-01-01T00:00:00Z',
  },
};

/** A dead letter for every function that something calls by itself, one of them from a rule, one for every queue, and one that is no letter. */
export async function undelivered({ account, as, product }: Installation): Promise<void> {
  const { deadLetterQueue, rules, queues, naming } = product.manifest;
  const send = account.sqs.send.bind(account.sqs, deadLetterQueue.arn);
  const arnOf = (functionName: string) =>
    `arn:aws:lambda:${naming.region}:${naming.account}:function:${functionName}`;
  for (const name of product.environment.triggers.functions)
    send({
      body: JSON.stringify({
        requestContext: { functionArn: arnOf(name), condition: 'RetriesExhausted' },
        requestPayload: INPUTS[name.slice(naming.prefix.length + 1)] ?? {},
      }),
    });
  for (const { name, bus, operation } of rules)
    send({
      body: JSON.stringify({ source: 'test', detail: {} }),
      attributes: {
        RULE_ARN: ruleArn(naming, name, bus),
        TARGET_ARN: arnOf(`${naming.prefix}-${operation.replaceAll('_', '-')}`),
      },
    });
  for (const { arn } of queues) account.sqs.sendRedriven(deadLetterQueue.arn, arn, '{}');
  send({ body: 'no letter' });
  // A call takes on as many as fit into its time.
  for (let page = 0; page < 8; page++) await as('operator').redrive_dead_letters({ limit: 25 });
}
