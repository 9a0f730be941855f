import { createHash } from 'node:crypto';
import type {
  EventSourceMappingConfiguration,
  ListEventSourceMappingsCommandInput,
  ListEventSourceMappingsResponse,
} from '@aws-sdk/client-lambda';
import { SandboxNotImplemented } from '../hook/not-implemented.ts';
import type { AccountScope, Command } from '../service.ts';
import { functionArn } from './function-arn.ts';

/** An event source mapping as it is listed. */
export interface ListedMapping {
  readonly definition: {
    readonly queueArn: string;
    readonly functionName: string;
    readonly batchSize: number;
    readonly windowSeconds: number;
    readonly concurrency: number;
  };
  readonly enabled: boolean;
}

/** ListEventSourceMappings: those of one queue, all on one page. */
export function listEventSourceMappings(
  scope: AccountScope,
  mappings: () => readonly ListedMapping[],
): Command<ListEventSourceMappingsCommandInput, ListEventSourceMappingsResponse> {
  return {
    run({ EventSourceArn, FunctionName, Marker }) {
      if (EventSourceArn === undefined || FunctionName !== undefined || Marker !== undefined)
        throw new SandboxNotImplemented(
          'ListEventSourceMappings by anything but one event source',
          'sandbox/lambda/mapping-commands.ts',
        );
      const own = mappings().filter(({ definition }) => definition.queueArn === EventSourceArn);
      return { EventSourceMappings: own.map((one) => configuration(scope, one)) };
    },
    needs: () => [{ action: 'lambda:ListEventSourceMappings', resource: '*' }],
  };
}

function configuration(
  scope: AccountScope,
  { definition, enabled }: ListedMapping,
): EventSourceMappingConfiguration {
  const { queueArn, functionName, batchSize, windowSeconds, concurrency } = definition;
  return {
    UUID: uuidOf(queueArn, functionName),
    BatchSize: batchSize,
    MaximumBatchingWindowInSeconds: windowSeconds,
    EventSourceArn: queueArn,
    FunctionArn: functionArn(scope, { name: functionName }),
    State: enabled ? 'Enabled' : 'Disabled',
    StateTransitionReason: 'USER_INITIATED',
    ScalingConfig: { MaximumConcurrency: concurrency },
    FunctionResponseTypes: ['ReportBatchItemFailures'],
  };
}

/** The same for the same queue and function. */
function uuidOf(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(parts.join()).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
