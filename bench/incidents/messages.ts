import type { Account } from '../../sandbox/account/account.ts';
import type { Delivery } from '../../sandbox/eventbridge/delivery.ts';
import type { Scenario } from './labelled.ts';

/** One message of an alarm, as it left CloudWatch. */
export interface AlarmMessage {
  /** Milliseconds. */
  readonly at: number;
  readonly alarm: string;
  readonly state: string;
}

/** How alarms' messages reach the product: as often and as late as a scenario says; and which ones there were. */
export class Messages {
  readonly sent: AlarmMessage[] = [];

  constructor(account: Account, { copies, lateSeconds }: Scenario['delivery']) {
    const late = () => account.scope.random() * lateSeconds * 1_000;
    account.eventBridge.deliveries.scatter((delivery) => this.#isAlarm(delivery), copies, late);
  }

  #isAlarm({ event, ingestedAt }: Delivery): boolean {
    if (event['detail-type'] !== 'CloudWatch Alarm State Change') return false;
    const { alarmName, state } = event.detail as { alarmName?: string; state?: { value?: string } };
    // One rule of the product takes them; every delivery is asked about once.
    this.sent.push({ at: ingestedAt, alarm: alarmName ?? '', state: state?.value ?? '' });
    return true;
  }

  /** The alarms that have fired since `since`. */
  fired(since: number): ReadonlySet<string> {
    const firing = this.sent.filter(({ at, state }) => at >= since && state === 'ALARM');
    return new Set(firing.map(({ alarm }) => alarm));
  }

  /** The first time that each alarm fired since `since`, in their order. */
  firstFirings(since: number): readonly AlarmMessage[] {
    const firing = this.sent.filter(({ at, state }) => at >= since && state === 'ALARM');
    return firing.filter(({ alarm }, index) => firing.findIndex((one) => one.alarm === alarm) === index);
  }

  /** What an alarm last said; nothing before it said anything. */
  stateOf(alarm: string): string | undefined {
    return this.sent.findLast((one) => one.alarm === alarm)?.state;
  }
}
