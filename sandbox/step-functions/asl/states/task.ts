import { withinDeadlines } from '../deadlines.ts';
import type { TaskState, Template } from '../definition.ts';
import { runtimeError, StatesError } from '../errors.ts';
import type { TaskCall } from '../frame.ts';
import type { Json } from '../json.ts';
import { serialise } from '../limits.ts';
import { type ScheduledTask, type TaskEvents, taskEvents } from '../task-events.ts';
import { taskResource } from '../task-resource.ts';
import type { WaitingTask } from '../task-tokens.ts';
import type { ExtraStates, Visit } from '../visit.ts';
import { goOn, type Outcome } from './outcome.ts';

interface PreparedTask {
  readonly call: TaskCall;
  readonly scheduled: ScheduledTask;
}

export async function runTask(visit: Visit, state: TaskState): Promise<Outcome> {
  const { engine, machine, trail } = visit.frame;
  const resource = taskResource(state.Resource);
  if (resource === undefined) throw runtimeError(`The resource '${state.Resource}' is not supported.`);
  const waiting = resource.waitsForToken ? engine.tokens.open(machine.arn) : undefined;
  try {
    const prepared = await prepare(visit, state, waiting);
    const events = taskEvents(trail, resource);
    events.scheduled(prepared.scheduled);
    events.started();
    const handsOver = resource.family === 'service' && (resource.waitsForToken || resource.waitsForJob);
    return goOn(state, await perform(visit, prepared, events, waiting, handsOver));
  } finally {
    waiting?.close();
  }
}

async function prepare(
  visit: Visit,
  state: TaskState,
  waiting: WaitingTask | undefined,
): Promise<PreparedTask> {
  const { engine, execution, machine } = visit.frame;
  const extra: ExtraStates =
    waiting === undefined ? {} : { context: { ...visit.context, Task: { Token: waiting.token } } };
  const seconds = (template: Template | undefined, field: string) =>
    template === undefined ? undefined : visit.evaluateInteger(template, field, 1, extra);
  const argument =
    state.Arguments === undefined ? visit.input : await visit.evaluate(state.Arguments, 'Arguments', extra);
  const timeoutInSeconds = await seconds(state.TimeoutSeconds, 'TimeoutSeconds');
  const heartbeatInSeconds = await seconds(state.HeartbeatSeconds, 'HeartbeatSeconds');
  const credentials =
    state.Credentials === undefined ? {} : await roleOf(visit, state.Credentials.RoleArn, extra);
  return {
    call: { resource: state.Resource, arguments: argument, execution, machine, ...credentials },
    scheduled: {
      parameters: serialise(argument, `The state/task '${visit.name}' was given arguments`),
      region: engine.region,
      ...(timeoutInSeconds === undefined ? {} : { timeoutInSeconds }),
      ...(heartbeatInSeconds === undefined ? {} : { heartbeatInSeconds }),
      ...credentials,
    },
  };
}

async function roleOf(visit: Visit, template: Template, extra: ExtraStates): Promise<{ roleArn: string }> {
  const field = 'Credentials/RoleArn';
  const roleArn = await visit.evaluate(template, field, extra);
  if (typeof roleArn === 'string') return { roleArn };
  throw visit.unexpectedType(template, field, 'string', roleArn);
}

async function perform(
  visit: Visit,
  { call, scheduled }: PreparedTask,
  events: TaskEvents,
  waiting: WaitingTask | undefined,
  handsOver: boolean,
): Promise<Json> {
  const { engine, signal } = visit.frame;
  const deadlines = {
    timeoutSeconds: scheduled.timeoutInSeconds,
    heartbeatSeconds: scheduled.heartbeatInSeconds,
  };
  const work = async (stillWanted: AbortSignal) => {
    const answer = await engine.invoke(call);
    stillWanted.throwIfAborted();
    if (handsOver) events.submitted(JSON.stringify(answer));
    return waiting === undefined ? answer : waiting.result;
  };
  try {
    const result = await withinDeadlines(engine.clock, signal, deadlines, waiting, work);
    events.succeeded(serialise(result, `The state/task '${visit.name}' returned a result`));
    return result;
  } catch (thrown) {
    if (thrown instanceof StatesError && !signal.aborted) events.failed(thrown);
    throw thrown;
  }
}
