import { ResourceAlreadyExistsException, ResourceNotFoundException } from '@aws-sdk/client-eventbridge';
import type { AccountScope, BusEvent, SandboxService } from '../service.ts';
import type { SendDeadLetter } from '../sqs/message.ts';
import { DeliveryFaults } from './delivery-faults.ts';
import { Dispatcher } from './dispatcher.ts';
import { envelope } from './event-envelope.ts';
import { busName, putEvents } from './put-events.ts';
import { makeRule, type Rule, type RuleDefinition } from './rule.ts';
import { describeRule, listTargetsByRule } from './rule-commands.ts';
import type { TargetCalls } from './targets.ts';

export interface EventBridgeOptions {
  /** From an event's arrival to the first delivery attempt; 300 ms when missing. */
  readonly latencyMilliseconds?: number;
  /** Takes what a target with a dead-letter queue could not be given; without it such letters are lost. */
  readonly sendDeadLetter?: SendDeadLetter;
}

/** EventBridge: buses, rules and at-least-once deliveries to Lambda functions and state machines. */
export class EventBridge implements SandboxService {
  readonly client = 'EventBridgeClient';
  readonly commands: SandboxService['commands'];
  /** Faults to inject into deliveries. */
  readonly deliveries = new DeliveryFaults();
  readonly #scope: AccountScope;
  readonly #dispatcher: Dispatcher;
  readonly #buses = new Map<string, Map<string, Rule>>([['default', new Map()]]);

  constructor(scope: AccountScope, calls: TargetCalls, options: EventBridgeOptions = {}) {
    this.#scope = scope;
    this.#dispatcher = new Dispatcher({
      scope,
      calls,
      faults: this.deliveries,
      sendDeadLetter: options.sendDeadLetter ?? (() => undefined),
      latencyMilliseconds: options.latencyMilliseconds ?? 300,
    });
    const rules = {
      find: (name: string, bus: string) => this.#rule(name, bus),
      ruleArn: (name: string, bus: string) => this.#ruleArn(name, bus),
    };
    this.commands = {
      PutEvents: putEvents({
        ingest: (event, bus, at) => this.#ingest(event, bus, at),
        busArn: (bus) => this.busArn(bus),
      }),
      DescribeRule: describeRule(rules),
      ListTargetsByRule: listTargetsByRule(rules),
    };
  }

  busArn(bus: string): string {
    return `arn:aws:events:${this.#scope.region}:${this.#scope.accountId}:event-bus/${bus}`;
  }

  /** Makes a custom bus. Throws ResourceAlreadyExistsException. Answers its ARN. */
  createEventBus(name: string): string {
    if (this.#buses.has(name))
      throw new ResourceAlreadyExistsException({
        message: `Event bus ${name} already exists.`,
        $metadata: {},
      });
    this.#buses.set(name, new Map());
    return this.busArn(name);
  }

  /**
   * Makes or replaces a rule together with its targets and answers the rule's ARN. Throws
   * InvalidEventPatternException, ValidationException, or ResourceNotFoundException for an unknown bus.
   */
  putRule(definition: RuleDefinition): string {
    const bus = busName(definition.bus);
    const rules = this.#rulesOf(bus);
    const arn = this.#ruleArn(definition.name, bus);
    rules.set(definition.name, makeRule(definition, bus, arn));
    return arn;
  }

  deleteRule(name: string, bus = 'default'): void {
    this.#rulesOf(bus).delete(name);
  }

  /** Puts an event of an AWS service on the default bus and answers its id. */
  publish(event: BusEvent): string {
    return this.#ingest(event, 'default');
  }

  async close(): Promise<void> {
    await this.#dispatcher.close();
  }

  #ingest(event: BusEvent, bus: string, at?: number): string {
    const ingestedAt = this.#scope.clock.now();
    const carried = envelope(this.#scope, event, at ?? ingestedAt);
    for (const rule of this.#buses.get(bus)?.values() ?? []) {
      if (!rule.enabled || !rule.matches(carried)) continue;
      this.#dispatcher.countMatch(rule);
      for (const target of rule.targets)
        this.#dispatcher.dispatch({ event: carried, rule, target, ingestedAt });
    }
    return carried.id;
  }

  #ruleArn(name: string, bus: string): string {
    const path = bus === 'default' ? name : `${bus}/${name}`;
    return `arn:aws:events:${this.#scope.region}:${this.#scope.accountId}:rule/${path}`;
  }

  #rule(name: string, bus: string): Rule {
    const rule = this.#rulesOf(bus).get(name);
    if (rule) return rule;
    throw new ResourceNotFoundException({
      message: `Rule ${name} does not exist on EventBus ${bus}.`,
      $metadata: {},
    });
  }

  #rulesOf(bus: string): Map<string, Rule> {
    const rules = this.#buses.get(bus);
    if (rules) return rules;
    throw new ResourceNotFoundException({ message: `Event bus ${bus} does not exist.`, $metadata: {} });
  }
}
