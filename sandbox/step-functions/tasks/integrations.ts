import { SandboxNotImplemented } from '../../hook/not-implemented.ts';
import { taskResource } from '../asl/task-resource.ts';
import { sdkIntegration } from './aws-sdk.ts';
import type { Integration } from './integration.ts';
import { invokeFunction } from './lambda-invoke.ts';
import { putEvents } from './put-events.ts';
import { startAnotherExecution } from './start-execution.ts';

const OPTIMISED: Readonly<Record<string, Integration>> = {
  'lambda:invoke': invokeFunction,
  'lambda:invoke.waitForTaskToken': invokeFunction,
  'states:startExecution': startAnotherExecution,
  'events:putEvents': putEvents,
};

const found = new Map<string, Integration>();

/**
 * What the `Resource` of a Task stands for.
 *
 * @throws SandboxNotImplemented for resources that nobody has written yet.
 */
export function integrationFor(arn: string): Integration {
  const integration = found.get(arn) ?? look(arn);
  found.set(arn, integration);
  return integration;
}

/** @throws as `integrationFor`; to be asked before a machine is accepted. */
export function assertSupported(arn: string): void {
  integrationFor(arn);
}

function look(arn: string): Integration {
  const resource = taskResource(arn);
  if (resource?.family === 'service') {
    const { service, action } = resource;
    if (service.startsWith('aws-sdk:')) return sdkIntegration(service.slice('aws-sdk:'.length), action);
    const name = `${service}:${action}`;
    const optimised = Object.hasOwn(OPTIMISED, name) ? OPTIMISED[name] : undefined;
    if (optimised !== undefined) return optimised;
  }
  throw new SandboxNotImplemented(`the task resource ${arn}`, 'sandbox/step-functions/tasks/integrations.ts');
}
