import { ServiceException } from '@smithy/core/client';
import { REQUEST_TIMEOUT_MS } from '../../functions/clients.ts';
import type { FaultPlan, Faults } from '../faults/faults.ts';
import type { FaultCall, FaultError } from '../faults/rule.ts';
import { denialCode, denialMessage } from '../iam/denial.ts';
import type { Iam } from '../iam/iam.ts';
import type { AccountScope, Call, Command, SandboxService } from '../service.ts';
import { callFile, type WrittenCall } from './call-file.ts';
import type { CallRecorder } from './call-record.ts';
import { trailEvent } from './cloudtrail.ts';
import { detached } from './detached.ts';
import type { Answer, Invocation, Invoke } from './invocation.ts';
import { SandboxNotImplemented } from './not-implemented.ts';
import { type SchemaProblem, schemaProblems } from './schema-check.ts';
import { fileFor } from './service-folders.ts';

export interface InvokeOptions {
  /** Looked up at every call, so that services may be added after the dispatcher is made. */
  readonly services: readonly SandboxService[];
  readonly iam: Iam;
  readonly faults: Faults;
  readonly recorder: CallRecorder;
  readonly scope: AccountScope;
}

type AnyCommand = Command<object, object>;
type Write = ((call: WrittenCall) => void) | undefined;

/** The way of every call: checked, faulted, authorised, answered by its service, checked again and recorded. */
export function createInvoke(options: InvokeOptions): Invoke {
  const { recorder, scope } = options;
  const write = callFile();
  return async (invocation) => {
    const { client, command, principal } = invocation;
    const input = detached(invocation.input);
    const call: Call = { principal, command, requestId: requestId(scope) };
    const record = (outcome: string) =>
      recorder.record({
        at: scope.clock.now(),
        principal: principal.arn,
        client,
        command,
        requestId: call.requestId,
        input,
        outcome,
      });
    try {
      const answer = await answerCall(options, { ...invocation, input }, call, write);
      record('ok');
      return answer;
    } catch (error) {
      record(error instanceof Error ? error.name : 'unknown');
      if (error instanceof ServiceException)
        error.$metadata = { httpStatusCode: 400, ...error.$metadata, requestId: call.requestId };
      throw error;
    }
  };
}

async function answerCall(
  options: InvokeOptions,
  invocation: Invocation,
  call: Call,
  write: Write,
): Promise<Answer> {
  const { faults, scope } = options;
  const { client, command, input, principal, caller } = invocation;
  const implementation = commandOf(options.services, invocation);
  write?.({
    client,
    command,
    principal: principal.arn,
    actions: implementation.needs(input, call).map(({ action }) => action),
    input,
  });
  refuseMalformed(invocation);
  const seen = { client, command, principal: principal.arn, input, ...(caller && { invocation: caller }) };
  const plan = faults.plan(seen);
  tell(plan, 'observe-before', seen);
  if (plan.before) {
    await delayed(scope, plan);
    throw faultException(invocation, plan.before);
  }
  authorise(options.iam, invocation, implementation.needs(input, call));
  const made = detached(await implementation.run(input, call));
  if (plan.silence === 'function-timeout') hang(invocation);
  const output = plan.alter ? plan.alter(made) : made;
  refuseWrongOutput(invocation, output);
  tell(plan, 'observe-after', seen);
  const trailed = trailEvent(scope, { ...invocation, requestId: call.requestId });
  if (trailed) scope.publish(trailed);
  await delayed(scope, plan);
  if (plan.after) throw faultException(invocation, plan.after);
  return { output, requestId: call.requestId, ...(plan.silence && { lost: true }) };
}

function tell({ observers = [] }: FaultPlan, effect: 'observe-before' | 'observe-after', call: FaultCall) {
  for (const observer of observers) if (observer.effect === effect) observer.observe(call);
}

function hang({ client, command, caller }: Invocation): void {
  if (!caller) throw new TypeError(`No function makes this call of ${client}.${command}.`);
  caller.hang();
}

/** The answer's way back; past the request time-out nobody waits for it any more. */
async function delayed({ clock }: AccountScope, { latencyMs }: FaultPlan): Promise<void> {
  if (latencyMs > 0) await clock.sleep(Math.min(latencyMs, REQUEST_TIMEOUT_MS));
  if (latencyMs > REQUEST_TIMEOUT_MS) throw timeoutError();
}

function commandOf(services: readonly SandboxService[], { client, command }: Invocation): AnyCommand {
  // Several may answer for one client: what runs, and what the estate describes.
  const service = services.find((one) => one.client === client && Object.hasOwn(one.commands, command));
  const known = service?.commands[command] as AnyCommand | undefined;
  if (!known) throw new SandboxNotImplemented(`${client}.${command}`, fileFor(client));
  return known;
}

function refuseMalformed({ inputSchema, input, makeException }: Invocation): void {
  const problems = schemaProblems(inputSchema, input);
  if (problems.length === 0) return;
  const name = problems.every(({ kind }) => kind === 'missing')
    ? 'ValidationException'
    : 'SerializationException';
  throw makeException(name, { message: inWords(problems) });
}

/** A wrong output is a defect of the sandbox, so it is no service's exception and is never retried. */
function refuseWrongOutput({ client, command, outputSchema }: Invocation, output: object): void {
  const problems = schemaProblems(outputSchema, output);
  if (problems.length > 0)
    throw new TypeError(`${fileFor(client)} answers ${command} wrongly: ${inWords(problems)}`);
}

function inWords(problems: readonly SchemaProblem[]): string {
  const noun = problems.length === 1 ? 'error' : 'errors';
  return `${problems.length} validation ${noun} detected: ${problems.map(({ message }) => message).join('; ')}`;
}

function authorise(
  iam: Iam,
  { client, principal, makeException }: Invocation,
  needs: ReturnType<AnyCommand['needs']>,
) {
  const denied = iam.firstDenied(principal.arn, needs);
  if (!denied) return;
  const { name, status } = denialCode(client);
  throw makeException(name, { message: denialMessage(principal.arn, denied), statusCode: status });
}

function faultException({ makeException }: Invocation, error: FaultError): Error {
  if (error.name === 'TimeoutError') return timeoutError();
  const { name, message = 'A fault was injected.', statusCode = 400, members = {} } = error;
  return makeException(name, { message, statusCode, members });
}

/** The error of the SDK's HTTP handler for a request that was not answered in time. */
function timeoutError(): Error {
  const message = `@smithy/node-http-handler - [ERROR] a request has exceeded the configured ${REQUEST_TIMEOUT_MS} ms requestTimeout.`;
  return Object.assign(new Error(message), { name: 'TimeoutError', code: 'ETIMEDOUT' });
}

/** Identifiers of requests look like UUIDs. */
function requestId(scope: AccountScope): string {
  return scope.id().replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
