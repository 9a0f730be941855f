import type { FaultCall } from '../../../sandbox/faults/rule.ts';
import type { Bench } from '../bench.ts';
import { callerOf } from '../scope.ts';

/** What the product keeps for itself, and what it tells people and programs. */
const OWN = new Set([
  'DynamoDBClient',
  'SFNClient',
  'SchedulerClient',
  'EventBridgeClient',
  'SESv2Client',
  'SNSClient',
  'S3Client',
  'SecretsManagerClient',
]);
const OWN_COMMANDS = new Set(['Invoke', 'SendMessageBatch', 'ReceiveMessage', 'DeleteMessageBatch']);
const READS = /^(Get|List|Describe|Batch|Filter|Query|Head|Scan|StartQuery|StopQuery)/;

/** Calls of the product that changed something of the users', by command, as the account saw them. */
export interface Changes {
  readonly counts: ReadonlyMap<string, number>;
  end(): void;
}

/** Counts from now on each call that has had its effect, whatever it was answered. */
export function countChanges({ account }: Bench): Changes {
  const counts = new Map<string, number>();
  const end = account.faults.add({
    match: { predicate: isChange },
    effect: 'observe-after',
    observe: ({ command }) => counts.set(command, (counts.get(command) ?? 0) + 1),
  });
  return { counts, end };
}

function isChange(call: FaultCall): boolean {
  const { client, command } = call;
  const caller = callerOf(call);
  // Neither the bus nor the API has a hand in anything but what is handed on.
  if (caller === undefined || caller === 'events' || caller === 'gateway') return false;
  return !OWN.has(client) && !OWN_COMMANDS.has(command) && !READS.test(command);
}
