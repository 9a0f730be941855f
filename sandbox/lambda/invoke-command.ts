import type { InvokeCommandInput, InvokeCommandOutput } from '@aws-sdk/client-lambda';
import { Uint8ArrayBlobAdapter } from '@smithy/core/serde';
import { refuseOtherMembers, SandboxNotImplemented } from '../hook/not-implemented.ts';
import type { AccountScope, Command } from '../service.ts';
import type { AsyncInvocations } from './async-invocations.ts';
import { functionReference } from './function-arn.ts';
import { functionNeeds } from './function-needs.ts';
import type { FunctionRegistry } from './function-registry.ts';
import type { Invocations } from './invocations.ts';
import { requestPayload } from './payload.ts';

const FILE = 'sandbox/lambda/invoke-command.ts';

export interface InvokeParts {
  readonly scope: AccountScope;
  readonly registry: FunctionRegistry;
  readonly invocations: Invocations;
  readonly events: AsyncInvocations;
}

type Invoke = Command<InvokeCommandInput, Omit<InvokeCommandOutput, '$metadata'>>;

/** Invoke: `RequestResponse` waits for the answer, `Event` is accepted, `DryRun` only checks. */
export function invoke(parts: InvokeParts): Invoke {
  return {
    async run(input) {
      refuseOtherMembers(
        'Invoke',
        input,
        ['FunctionName', 'Qualifier', 'InvocationType', 'Payload', 'LogType'],
        FILE,
      );
      if (input.LogType === 'Tail') throw new SandboxNotImplemented('Invoke with LogType Tail', FILE);
      const type = input.InvocationType ?? 'RequestResponse';
      const reference = functionReference(input.FunctionName, input.Qualifier);
      parts.registry.resolve(reference);
      if (type === 'DryRun') return { StatusCode: 204 };
      const payload = requestPayload(input.Payload, type);
      const requestId = parts.invocations.newRequestId();
      if (type === 'Event') {
        parts.events.accept(reference, payload, requestId);
        return { StatusCode: 202, Payload: new Uint8ArrayBlobAdapter() };
      }
      const { executedVersion, outcome } = await parts.invocations.invoke(reference, payload, requestId);
      return {
        StatusCode: 200,
        ExecutedVersion: executedVersion,
        Payload: Uint8ArrayBlobAdapter.fromString(outcome.payload),
        ...(outcome.functionError !== undefined && { FunctionError: outcome.functionError }),
      };
    },
    needs: (input) => functionNeeds(parts.scope, 'InvokeFunction', input),
  };
}
