import type { Clock } from '../../functions/clock.ts';
import { every } from '../clock/every.ts';
import type { SandboxClock } from '../clock/sandbox-clock.ts';
import { CloudTrail } from '../cloudtrail/cloudtrail.ts';
import { evaluateAlarms } from '../cloudwatch/alarm-timer.ts';
import { CloudWatch } from '../cloudwatch/cloudwatch.ts';
import { UsersSide, type UsersSideOptions } from '../data-plane/users-side.ts';
import { DynamoDB } from '../dynamodb/dynamodb.ts';
import { Ec2 } from '../ec2/ec2.ts';
import { Estate } from '../estate/estate.ts';
import { estateServices } from '../estate/services.ts';
import { EventSourceMappings, POLLER, POLLING } from '../event-source-mapping/event-source-mappings.ts';
import { EventBridge } from '../eventbridge/eventbridge.ts';
import { Faults } from '../faults/faults.ts';
import { Fis } from '../fis/fis.ts';
import { CallRecorder } from '../hook/call-record.ts';
import { createDispatcher, type Dispatcher } from '../hook/dispatcher.ts';
import { Iam } from '../iam/iam.ts';
import { Lambda } from '../lambda/lambda.ts';
import { CloudWatchLogs } from '../logs/cloudwatch-logs.ts';
import { Rds } from '../rds/rds.ts';
import { S3 } from '../s3/s3.ts';
import { Scheduler } from '../scheduler/scheduler.ts';
import { SecretsManager } from '../secrets-manager/secrets-manager.ts';
import type { AccountScope, BusEvent, SandboxService } from '../service.ts';
import { SesV2 } from '../sesv2/sesv2.ts';
import { Sns } from '../sns/sns.ts';
import { Sqs } from '../sqs/sqs.ts';
import { Ssm } from '../ssm/ssm.ts';
import { StepFunctions } from '../step-functions/step-functions.ts';
import { Billing } from './billing.ts';
import { DurableState, part } from './durable-state.ts';
import { accountScope } from './scope.ts';
import type { Storage } from './storage.ts';
import { EVENTS_PRINCIPAL, targetCalls } from './target-calls.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

export interface AccountOptions {
  readonly plane: 'live' | 'model';
  readonly clock: SandboxClock;
  /** Real time, for what runs in it: functions and request rates of the live plane. The account's clock when missing. */
  readonly realClock?: Clock;
  readonly seed?: number;
  /** A source of chance in place of the seed's own; identifiers still come from the seed. */
  readonly random?: () => number;
  /** How the users' side passes its time; see there. */
  readonly pace?: Pick<UsersSideOptions, 'stepMs' | 'trackingMinutes'>;
  /** Days for which metrics are kept; one when missing. */
  readonly metricDays?: number;
  /** Where the control plane is kept; without it everything is in memory. */
  readonly storage?: Storage;
}

/** An AWS account in one process: every service that the product uses, behind real SDK clients. */
export class Account {
  readonly scope: AccountScope;
  readonly iam: Iam;
  readonly faults: Faults;
  readonly recorder = new CallRecorder();
  readonly dispatcher: Dispatcher;
  /** What nothing runs behind: see there. */
  readonly estate = new Estate();
  readonly billing: Billing;
  readonly users: UsersSide;
  readonly cloudWatch: CloudWatch;
  readonly logs: CloudWatchLogs;
  readonly dynamodb: DynamoDB;
  readonly s3: S3;
  readonly lambda: Lambda;
  readonly eventBridge: EventBridge;
  readonly scheduler: Scheduler;
  readonly stepFunctions: StepFunctions;
  readonly ses: SesV2;
  readonly sns: Sns;
  readonly sqs: Sqs;
  readonly ssm: Ssm;
  /** What takes messages out of queues and hands them to functions. */
  readonly eventSources: EventSourceMappings;
  readonly cloudTrail: CloudTrail;
  readonly fis: Fis;
  readonly secrets: SecretsManager;
  readonly #stopped = new AbortController();
  readonly #timers: Promise<unknown>;
  readonly #state: DurableState;

  constructor({
    plane,
    clock,
    realClock = clock,
    seed,
    random,
    pace,
    metricDays = 1,
    storage,
  }: AccountOptions) {
    const services: SandboxService[] = [];
    this.scope = accountScope(
      { clock, ...(seed !== undefined && { seed }), ...(random && { random }) },
      {
        publish: (event) => this.#publish(event),
        record: (observation) => this.cloudWatch.record(observation),
        log: (group, stream, message) => this.logs.write(group, stream, message),
      },
    );
    const { scope, recorder } = this;
    this.iam = withServicePrincipals(new Iam(scope));
    this.faults = new Faults(clock);
    this.dispatcher = createDispatcher({ services, iam: this.iam, faults: this.faults, recorder, scope });
    const clientsFor = this.dispatcher.clientsFor.bind(this.dispatcher);
    const calls = targetCalls(clientsFor);
    this.sqs = new Sqs(scope, { changed: () => this.#state.changed('queues') });
    const sendToQueue = this.sqs.send.bind(this.sqs);
    this.ses = new SesV2(scope);
    this.ssm = new Ssm(scope);
    this.sns = new Sns(scope, { sendToQueue });
    this.cloudTrail = new CloudTrail(scope);
    this.cloudTrail.createTrail({ name: 'management-events' });
    this.secrets = new SecretsManager(scope);
    this.cloudWatch = new CloudWatch(scope, {
      retentionMilliseconds: metricDays * DAY_MS,
      notify: ({ topicArn, subject, message }) =>
        void this.sns.publish({ TopicArn: topicArn, Subject: subject, Message: message }),
    });
    const { estate } = this;
    this.logs = new CloudWatchLogs(scope, { estate });
    this.dynamodb = new DynamoDB(scope, { estate, ...(storage && { path: storage.path('dynamodb') }) });
    this.s3 = new S3(scope, { estate, ...(storage && { path: storage.path('s3') }) });
    this.lambda = new Lambda(scope, {
      executionClock: realClock,
      estate,
      sendDeadLetter: sendToQueue,
      mappings: () => this.eventSources.list(),
      changed: () => this.#state.changed('aliases'),
    });
    this.eventSources = new EventSourceMappings({
      scope,
      clientsFor,
      queues: this.sqs,
      invoke: this.lambda.invoke.bind(this.lambda),
    });
    this.eventBridge = new EventBridge(scope, calls, { sendDeadLetter: sendToQueue });
    this.scheduler = new Scheduler(scope, calls, {
      sendDeadLetter: sendToQueue,
      changed: () => this.#state.changed('schedules'),
    });
    this.stepFunctions = new StepFunctions({
      scope,
      clientsFor,
      ...(storage && { journal: storage.executions }),
    });
    this.users = new UsersSide(scope, {
      plane,
      pace: realClock,
      estate,
      ...pace,
      changed: () => this.#state.changed('users'),
    });
    this.fis = faultInjection(this);
    this.#state = durableState(this, storage);
    this.billing = new Billing(scope, estate, this.users.ecs);
    services.push(...servicesOf(this));
    this.#timers = timers(this, clock, this.#stopped.signal);
  }

  /** Events of AWS's services; API calls become events only where a trail records them. */
  #publish(event: BusEvent): void {
    const trailed = event.detailType === 'AWS API Call via CloudTrail';
    if (!trailed || this.cloudTrail.recordsChanges()) this.eventBridge.publish(event);
  }

  /**
   * Takes up what an earlier process left in the storage, and from then on keeps every change there. To be called
   * once the product is installed and the users' functions are made: executions that were running are ABORTED and
   * published as such, schedules that are overdue fire.
   */
  async restore(): Promise<void> {
    await this.#state.restore();
    await this.stepFunctions.recover();
  }

  /** Keeps metrics and logs too: they are too much to be kept with every change, so a kill loses them. */
  keepMeasurements(): void {
    this.#state.changed('metrics');
    this.#state.changed('logs');
  }

  /** Ends everything that runs: executions, schedules, tasks, listeners, timers. */
  async close(): Promise<void> {
    this.#stopped.abort();
    await Promise.all([this.stepFunctions.close(), this.scheduler.close(), this.eventBridge.close()]);
    await Promise.all([this.eventSources.close(), this.ssm.close(), this.fis.close()]);
    await Promise.all([this.lambda.close(), this.users.close(), this.#timers]);
    await this.dynamodb.close();
  }
}

/** What AWS's own services may do that carry events and messages to functions. */
function withServicePrincipals(iam: Iam): Iam {
  iam.setStatements(EVENTS_PRINCIPAL, [
    { actions: ['lambda:InvokeFunction', 'sqs:SendMessage'], resources: ['*'] },
  ]);
  iam.setStatements(POLLER.arn, [{ actions: POLLING, resources: ['*'] }]);
  return iam;
}

/** Every service that clients reach. What the estate answers of one's resources comes before the service itself. */
function servicesOf(account: Account): SandboxService[] {
  const { scope, estate, users, billing } = account;
  const { ses, sns, sqs, ssm, cloudTrail, secrets, cloudWatch, logs, dynamodb, s3, lambda } = account;
  const { eventBridge, scheduler, stepFunctions, fis } = account;
  const services = [ses, sns, sqs, ssm, cloudTrail, secrets, cloudWatch, logs, dynamodb, s3, lambda];
  const all: SandboxService[] = [
    ...services,
    eventBridge,
    scheduler,
    stepFunctions,
    fis,
    ...users.services,
    new Ec2(estate),
    new Rds(scope, estate),
    ...billing.services,
  ];
  return [...estateServices({ scope, estate }, all), ...all];
}

function faultInjection({ scope, users, lambda, iam, dispatcher, cloudWatch }: Account): Fis {
  const clientsFor = dispatcher.clientsFor.bind(dispatcher);
  const alarmState = cloudWatch.alarmState.bind(cloudWatch);
  return new Fis({ scope, users, lambda, iam, clientsFor, alarmState });
}

/** What happens in an account at intervals, until the signal aborts. */
function timers({ cloudWatch, sqs }: Account, clock: Clock, signal: AbortSignal): Promise<unknown> {
  return Promise.all([
    evaluateAlarms(cloudWatch, clock, signal),
    every(clock, MINUTE_MS, () => sqs.measureAges(), signal),
  ]);
}

/** What survives the process where there is a storage; tables, objects and executions keep themselves. */
function durableState(account: Account, storage: Storage | undefined): DurableState {
  return new DurableState(storage, {
    users: part(account.users),
    aliases: part(account.lambda),
    schedules: part(account.scheduler),
    queues: part(account.sqs),
    metrics: part(account.cloudWatch),
    logs: part(account.logs),
  });
}
