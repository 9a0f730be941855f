import type { PutCompositeAlarmInput, PutMetricAlarmInput, StateValue } from '@aws-sdk/client-cloudwatch';
import type { AccountScope } from '../service.ts';
import {
  type AlarmRecord,
  type AlarmState,
  type CompositeAlarmRecord,
  eventTime,
  initialState,
  type MetricAlarmRecord,
} from './alarm.ts';
import { alarmStateChange } from './alarm-event.ts';
import { type AlarmNotification, alarmNotifications } from './alarm-notification.ts';
import { alarmsOf, holds, parseCompositeRule } from './composite-rule.ts';
import { evaluateMetricAlarm, isDue } from './metric-alarm-evaluation.ts';
import type { MetricStore } from './metric-store.ts';

/** What a state change is given to. */
type NewState = Pick<AlarmState, 'value' | 'reason'> & { readonly reasonData?: string };

const uuid = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');

/** `Friday 04 August, 2023 12:54:46 UTC` */
function longTime(time: number): string {
  const text = new Date(time).toLocaleDateString('en-GB', {
    weekday: 'long',
    day: '2-digit',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const [year = ''] = text.split(' ').slice(-1);
  const day = text.replace(',', '').replace(` ${year}`, `, ${year}`);
  return `${day} ${new Date(time).toISOString().slice(11, 19)} UTC`;
}

/** The alarms of one account: keeps them, evaluates them, and tells of every change of state. */
export class Alarms {
  readonly #scope: AccountScope;
  readonly #store: MetricStore;
  readonly #notify: (notification: AlarmNotification) => void;
  readonly #records = new Map<string, AlarmRecord>();

  constructor(scope: AccountScope, store: MetricStore, notify: (notification: AlarmNotification) => void) {
    this.#scope = scope;
    this.#store = store;
    this.#notify = notify;
  }

  get(name: string): AlarmRecord | undefined {
    return this.#records.get(name);
  }

  /** All alarms by name, ascending. */
  list(): readonly AlarmRecord[] {
    return [...this.#records.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
  }

  arn(name: string): string {
    return `arn:aws:cloudwatch:${this.#scope.region}:${this.#scope.accountId}:alarm:${name}`;
  }

  /** Makes or overwrites a metric alarm; one that exists keeps its state. */
  putMetric(configuration: PutMetricAlarmInput): void {
    const record = { ...this.#base(configuration.AlarmName ?? ''), kind: 'metric', configuration } as const;
    this.#records.set(record.name, { ...record, metricId: uuid(this.#scope.id()) });
  }

  /** Makes or overwrites a composite alarm and evaluates it at once. */
  putComposite(configuration: PutCompositeAlarmInput): void {
    const record = {
      ...this.#base(configuration.AlarmName ?? ''),
      kind: 'composite',
      configuration,
    } as const;
    this.#records.set(record.name, record);
    const value = this.#compositeValue(record);
    const reason = `${record.arn} was created and its alarm rule evaluates to ${value}`;
    if (value !== record.state.value) this.#cascade(record, { value, reason });
  }

  /** Sets a state by hand; it holds until the next evaluation. Setting the present state only changes the reason. */
  setState(record: AlarmRecord, state: NewState): void {
    if (state.value !== record.state.value) this.#cascade(record, state);
    else {
      const { transitionedAt } = record.state;
      const next = { ...state, updatedAt: this.#scope.clock.now(), transitionedAt };
      this.#records.set(record.name, { ...record, state: next });
    }
  }

  /** Evaluates the metric alarms that are due, and the composite alarms that look at those that changed. */
  tick(now: number): void {
    for (const record of this.list()) {
      if (record.kind !== 'metric' || !isDue(record, now)) continue;
      const evaluated: MetricAlarmRecord = { ...record, evaluatedAt: now };
      this.#records.set(record.name, evaluated);
      const evaluation = evaluateMetricAlarm(this.#store, evaluated, now);
      if (evaluation && evaluation.value !== record.state.value) this.#cascade(evaluated, evaluation);
    }
  }

  snapshot(): readonly AlarmRecord[] {
    return this.list();
  }

  restore(records: readonly AlarmRecord[]): void {
    this.#records.clear();
    for (const record of records) this.#records.set(record.name, record);
  }

  #base(name: string): Pick<AlarmRecord, 'name' | 'arn' | 'configuredAt' | 'state'> {
    const now = this.#scope.clock.now();
    const state = this.#records.get(name)?.state ?? initialState(now);
    return { name, arn: this.arn(name), configuredAt: now, state };
  }

  /** Changes one alarm and then the composite alarms above it, each at most once, so that circles end. */
  #cascade(first: AlarmRecord, state: NewState): void {
    const changed = new Set([first.name]);
    const triggers = [this.#transition(first, state)];
    for (let trigger = triggers.shift(); trigger; trigger = triggers.shift()) {
      for (const composite of this.list()) {
        if (composite.kind !== 'composite' || changed.has(composite.name)) continue;
        const next = this.#reaction(composite, trigger);
        if (!next) continue;
        changed.add(composite.name);
        triggers.push(this.#transition(composite, next));
      }
    }
  }

  #reaction(composite: CompositeAlarmRecord, trigger: AlarmRecord): NewState | undefined {
    const rule = parseCompositeRule(composite.configuration.AlarmRule ?? '');
    const value = this.#compositeValue(composite);
    if (!alarmsOf(rule).includes(trigger.name) || value === composite.state.value) return undefined;
    const { arn, state } = trigger;
    const timestamp = eventTime(state.transitionedAt);
    return {
      value,
      reason: `${arn} transitioned to ${state.value} at ${longTime(state.transitionedAt)}`,
      reasonData: JSON.stringify({ triggeringAlarms: [{ arn, state: { value: state.value, timestamp } }] }),
    };
  }

  #compositeValue({ configuration }: CompositeAlarmRecord): StateValue {
    const rule = parseCompositeRule(configuration.AlarmRule ?? '');
    return holds(rule, (name) => this.#records.get(name)?.state.value) ? 'ALARM' : 'OK';
  }

  #transition(record: AlarmRecord, state: NewState): AlarmRecord {
    const now = this.#scope.clock.now();
    const next: AlarmRecord = { ...record, state: { ...state, updatedAt: now, transitionedAt: now } };
    this.#records.set(next.name, next);
    this.#scope.publish(alarmStateChange(next, record.state));
    for (const notification of alarmNotifications(next, record.state, this.#scope))
      this.#notify(notification);
    return next;
  }
}
