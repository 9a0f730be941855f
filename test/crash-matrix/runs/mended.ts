/** Cases that did not hold once, with what was wrong; each is a test of its own. */
export const MENDED: Readonly<Record<string, string>> = {
  'runs/moved/prove-recovery.SQS.SendMessageBatch.1/error-before':
    'one failure of the queue, and nobody was told how the run ended',
  'runs/reserved/prove-recovery.DynamoDB.GetItem.11/outage':
    'what followed from an end was given up with the fault, since the deadman was gone by then',
  'runs/restarted/restart-service.DynamoDB.GetItem.4/throttles':
    'a tool that may act once gave its run up for a read that was throttled before it had begun',
  'runs/moved/call-aws.SQS.ListQueueTags.3/throttles':
    'a tool that may act once gave its run up for a read that was throttled before it had begun',
  'runs/commanded/run-command.DynamoDB.GetItem.8/outage':
    'a command that was sent, and could not be looked after, was sent again when the run went on',
  'runs/ineffective/fail-run.Scheduler.UpdateSchedule.1/outage':
    'nothing was undone because the deadman could not be moved, and an hour later it was too late to try',
  'runs/ineffective/undo-run.DynamoDB.GetItem.1/outage':
    'an outage of minutes used up all attempts at undoing, and left the service to a person',
  'runs/gone-back/rollback-service.DynamoDB.GetItem.16/outage':
    'a rollback that never started was taken for one that could not be restored',
  'runs/gone-back-for-nothing/rollback-service.DynamoDB.GetItem.10/outage':
    'a way back whose deployment never started was tried once, and left to a person',
  'runs/commanded/run-command.DynamoDB.TransactWriteItems.2/throttled-call':
    'a command that was sent, and could not be written down, was called refused, and sent again when the run went on',
  'runs/moved/call-aws.SQS.ListMessageMoveTasks.1/throttled-call':
    'a look that was throttled, after messages had begun to move, was taken for a refusal of the move',
};
