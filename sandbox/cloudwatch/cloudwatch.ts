import type { AccountScope, Command, Observation, SandboxService } from '../service.ts';
import type { AlarmRecord } from './alarm.ts';
import type { AlarmNotification } from './alarm-notification.ts';
import { Alarms } from './alarms.ts';
import { describeAlarms } from './describe-alarms.ts';
import { getMetricData } from './get-metric-data.ts';
import { listTags } from './list-tags.ts';
import { MetricStore, type MetricStoreOptions, type MetricStoreSnapshot } from './metric-store.ts';
import { putCompositeAlarm } from './put-composite-alarm.ts';
import { putMetricAlarm } from './put-metric-alarm.ts';
import { putMetricData } from './put-metric-data.ts';
import { setAlarmState } from './set-alarm-state.ts';

const HOUR = 3_600_000;

export interface CloudWatchOptions extends MetricStoreOptions {
  /** Delivers an alarm's message to an SNS topic; without it the messages go nowhere. */
  readonly notify?: (notification: AlarmNotification) => void;
}

/** Everything CloudWatch keeps, as plain JSON. */
export interface CloudWatchSnapshot {
  readonly metrics: MetricStoreSnapshot;
  readonly alarms: readonly AlarmRecord[];
}

/** CloudWatch metrics and alarms of one account. `record` is the sink of the account's observations. */
export class CloudWatch implements SandboxService {
  readonly client = 'CloudWatchClient';
  readonly commands: Readonly<Record<string, Command>>;
  readonly #store: MetricStore;
  readonly #alarms: Alarms;
  #prunedAt = Number.NEGATIVE_INFINITY;

  constructor(scope: AccountScope, options: CloudWatchOptions = {}) {
    this.#store = new MetricStore(Math.floor(scope.random() * 2 ** 32), options);
    this.#alarms = new Alarms(scope, this.#store, options.notify ?? (() => undefined));
    this.commands = {
      GetMetricData: getMetricData(this.#store, scope.clock),
      PutMetricData: putMetricData((observation) => this.record(observation), scope.clock),
      DescribeAlarms: describeAlarms(this.#alarms),
      ListTagsForResource: listTags(this.#alarms, scope),
      PutMetricAlarm: putMetricAlarm(this.#alarms, scope),
      PutCompositeAlarm: putCompositeAlarm(this.#alarms, scope),
      SetAlarmState: setAlarmState(this.#alarms),
    };
  }

  /** Takes an observation; it shows in metrics and alarms when CloudWatch would publish its minute. */
  record(observation: Observation): void {
    this.#store.record(observation);
  }

  /** Evaluates the alarms that are due at `now` and drops metrics that are too old. To be called every few seconds. */
  tick(now: number): void {
    this.#alarms.tick(now);
    if (now - this.#prunedAt < HOUR) return;
    this.#store.prune(now);
    this.#prunedAt = now;
  }

  /** State of an alarm by its ARN; undefined where there is none. */
  alarmState(arn: string): string | undefined {
    return this.#alarms.get(arn.split(':alarm:').at(-1) ?? '')?.state.value;
  }

  snapshot(): CloudWatchSnapshot {
    return { metrics: this.#store.snapshot(), alarms: this.#alarms.snapshot() };
  }

  restore(snapshot: CloudWatchSnapshot): void {
    this.#store.restore(snapshot.metrics);
    this.#alarms.restore(snapshot.alarms);
  }
}
