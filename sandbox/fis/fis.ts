import { ECSClient, StopTaskCommand } from '@aws-sdk/client-ecs';
import type { ExperimentStatus } from '@aws-sdk/client-fis';
import type { Clients } from '../../functions/clients.ts';
import type { UsersSide } from '../data-plane/users-side.ts';
import type { EcsTask } from '../ecs/task.ts';
import type { Iam } from '../iam/iam.ts';
import type { Lambda } from '../lambda/lambda.ts';
import type { AccountScope, Principal, SandboxService } from '../service.ts';
import { ACTIONS, durationMs, type FisAction } from './actions.ts';
import { fisCommands } from './commands.ts';
import { machineOf } from './managed-tasks.ts';
import { type ExperimentRecord, OVER, type TemplateRecord } from './records.ts';

export interface FisParts {
  readonly scope: AccountScope;
  readonly users: UsersSide;
  readonly lambda: Lambda;
  readonly iam: Iam;
  readonly clientsFor: (principal: Principal) => Clients;
  /** State of an alarm by its ARN; undefined where there is none. */
  readonly alarmState: (arn: string) => string | undefined;
}

/** FIS looks at its stop conditions this often. */
const LOOK_MS = 5_000;
/** How long it takes to resolve targets, and to put everything back. */
const RESOLVE_MS = 3_000;
const STOP_MS = 3_000;

/** AWS Fault Injection Service: faults are done to the users' side, real on the live plane. */
export class Fis implements SandboxService {
  readonly client = 'FisClient';
  readonly commands: SandboxService['commands'];
  readonly templates = new Map<string, TemplateRecord>();
  readonly experiments = new Map<string, ExperimentRecord>();
  /** Ids of experiments by the tokens they were started with. */
  readonly tokens = new Map<string, string>();
  /** Ids of actions that this region does not have. */
  readonly withdrawn = new Set<string>();
  readonly parts: FisParts;
  readonly #closed = new AbortController();
  readonly #running = new Set<Promise<void>>();

  constructor(parts: FisParts) {
    this.parts = parts;
    this.commands = fisCommands(this) as SandboxService['commands'];
  }

  /** An action of this region. */
  action(id: string): FisAction | undefined {
    return this.withdrawn.has(id) ? undefined : ACTIONS.find((action) => action.id === id);
  }

  /** Experiments whose faults are there now. */
  get live(): readonly ExperimentRecord[] {
    return [...this.experiments.values()].filter(({ status }) => !OVER.includes(status));
  }

  /** Begins an experiment; it goes on by itself. */
  begin(record: ExperimentRecord): void {
    const run = this.#run(record);
    this.#running.add(run);
    void run.finally(() => this.#running.delete(run));
  }

  async close(): Promise<void> {
    this.#closed.abort();
    for (const { stopping } of this.experiments.values()) stopping.abort();
    await Promise.all(this.#running);
  }

  async #run(record: ExperimentRecord): Promise<void> {
    const { scope } = this.parts;
    record.status = 'initiating';
    if (!(await this.#sleep(RESOLVE_MS, record.stopping.signal)))
      return this.#end(record, 'stopped', BY_USER);
    record.startedAt = scope.clock.now();
    record.resolved = this.#resolve(record);
    if (record.resolved.length === 0)
      return this.#end(record, 'failed', 'Target resolution returned empty set');
    if (record.skipsActions) {
      record.actionStatus = 'skipped' as ExperimentRecord['actionStatus'];
      return this.#end(record, 'completed', 'Experiment completed');
    }
    if (this.#firing(record) !== undefined)
      return this.#end(record, 'stopped', 'Experiment halted by stop condition.');
    await this.#act(record);
  }

  async #act(record: ExperimentRecord): Promise<void> {
    let ends: readonly (() => void)[] = [];
    try {
      ends = await this.#inject(record);
    } catch (error) {
      record.actionStatus = 'failed';
      return this.#end(record, 'failed', (error as Error).message);
    }
    record.status = 'running';
    record.actionStatus = 'running';
    const reason = await this.#untilOver(record);
    if (reason === undefined) {
      for (const end of ends) end();
      record.actionStatus = 'completed';
      return this.#end(record, 'completed', 'Experiment completed');
    }
    record.status = 'stopping';
    await this.#sleep(STOP_MS, this.#closed.signal);
    for (const end of ends) end();
    record.actionStatus = 'stopped';
    this.#end(record, 'stopped', reason);
  }

  /** Why it was stopped; undefined when its time is over. */
  async #untilOver(record: ExperimentRecord): Promise<string | undefined> {
    const { clock } = this.parts.scope;
    const actions = Object.values(record.template.input.actions ?? {});
    const lasts = actions.map(({ parameters }) => durationMs(parameters?.['duration']));
    const until = clock.now() + Math.max(0, ...lasts);
    while (clock.now() < until) {
      if (this.#firing(record) !== undefined) return 'Experiment halted by stop condition.';
      const slept = await this.#sleep(Math.min(LOOK_MS, until - clock.now()), record.stopping.signal);
      if (!slept) return BY_USER;
    }
    return undefined;
  }

  #end(record: ExperimentRecord, status: ExperimentStatus, reason: string): void {
    record.status = status;
    record.reason = reason;
    record.endedAt = this.parts.scope.clock.now();
  }

  #firing({ template }: ExperimentRecord): string | undefined {
    const alarms = (template.input.stopConditions ?? []).flatMap(({ value }) => value ?? []);
    return alarms.find((arn) => this.parts.alarmState(arn) === 'ALARM');
  }

  #resolve({ template }: ExperimentRecord): readonly string[] {
    const wanted = Object.values(template.input.targets ?? {}).flatMap(
      ({ resourceArns = [] }) => resourceArns,
    );
    const { lambda } = this.parts;
    return wanted.filter((arn) =>
      arn.includes(':function:') ? lambda.hasFunction(nameIn(arn)) : this.#task(arn) !== undefined,
    );
  }

  #task(arn: string): EcsTask | undefined {
    const tasks = this.parts.users.ecs.services().flatMap((service) => service.tasks);
    return tasks.find((task) => task.arn === arn && task.lastStatus === 'RUNNING');
  }

  async #inject(record: ExperimentRecord): Promise<(() => void)[]> {
    const { actions = {}, targets = {} } = record.template.input;
    const ends: (() => void)[] = [];
    for (const { actionId = '', parameters = {}, targets: names = {} } of Object.values(actions)) {
      const wanted = Object.values(names).flatMap((name) => targets[name]?.resourceArns ?? []);
      const action = this.action(actionId);
      for (const arn of wanted.filter((one) => record.resolved.includes(one))) {
        if (action?.invocation) ends.push(this.#disturbFunction(record, arn, action.invocation(parameters)));
        if (action?.task) ends.push(...(await this.#disturbTask(record, arn, action, parameters)));
      }
    }
    return ends;
  }

  #disturbFunction(
    record: ExperimentRecord,
    arn: string,
    disturbance: Parameters<Lambda['disturb']>[1],
  ): () => void {
    this.#check(record, 'lambda:GetFunction', arn.split(':').slice(0, 7).join(':'));
    return this.parts.lambda.disturb(nameIn(arn), disturbance);
  }

  async #disturbTask(
    record: ExperimentRecord,
    arn: string,
    action: FisAction,
    parameters: Readonly<Record<string, string>>,
  ): Promise<(() => void)[]> {
    const { scope, clientsFor } = this.parts;
    const what = action.task?.(parameters);
    if (what === 'stop') {
      const principal = { arn: record.template.input.roleArn ?? '' };
      const cluster = arn.split('/').at(-2) ?? '';
      const reason = `AWS FIS ${record.id}`;
      await clientsFor(principal)(ECSClient).send(new StopTaskCommand({ cluster, task: arn, reason }));
      return [];
    }
    // The task is a managed instance, which runs AWS's document.
    this.#check(record, 'ssm:SendCommand', `arn:aws:ssm:${scope.region}::document/${action.document}`);
    this.#check(record, 'ssm:SendCommand', this.#machine(arn));
    const end = what && this.#task(arn)?.process?.disturb?.(what);
    if (!end) throw new Error(`The SSM agent of ${arn} does not answer.`);
    return [end];
  }

  /** ARN of the managed instance that a task is; its sidecar registers it with the task's tag of its service. */
  #machine(taskArn: string): string {
    const { tags, region, accountId } = this.parts.scope;
    const machine = machineOf(taskArn.split('/').at(-1) ?? '');
    const arn = `arn:aws:ssm:${region}:${accountId}:managed-instance/${machine}`;
    if (!tags.has(arn)) {
      const service = tags.get(taskArn)?.[SERVICE_TAG];
      tags.set(arn, { ECS_TASK_ARN: taskArn, ...(service !== undefined && { [SERVICE_TAG]: service }) });
    }
    return arn;
  }

  #check(record: ExperimentRecord, action: string, resource: string): void {
    const denied = this.parts.iam.firstDenied(record.template.input.roleArn ?? '', [{ action, resource }]);
    if (denied) throw new Error(`User is not authorized to perform: ${action} on resource: ${resource}`);
  }

  async #sleep(milliseconds: number, signal: AbortSignal): Promise<boolean> {
    try {
      await this.parts.scope.clock.sleep(milliseconds, signal);
      return true;
    } catch {
      return false;
    }
  }
}

const SERVICE_TAG = 'operate:service';
const BY_USER = 'Experiment stopped by user.';

/** Name of the function in its ARN, with or without a qualifier. */
function nameIn(arn: string): string {
  return arn.split(':')[6] ?? '';
}
