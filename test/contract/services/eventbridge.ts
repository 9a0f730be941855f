import {
  CreateEventBusCommand,
  DescribeRuleCommand,
  EventBridgeClient,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { type Case, contract, errorOf } from '../contract.ts';

const EventBusName = 'contract';
const ENTRY = { Source: 'operate', DetailType: 'Deployment Changed', Detail: '{"a":1}', EventBusName };
const put = (events: EventBridgeClient, ...Entries: Partial<typeof ENTRY>[]) =>
  events.send(new PutEventsCommand({ Entries }));
/** Which entries were taken, and what became of the others. */
const answered = async (...given: Parameters<typeof put>) => {
  const { FailedEntryCount, Entries } = await put(...given);
  return {
    failed: FailedEntryCount,
    entries: Entries?.map(({ EventId, ErrorCode }) => ErrorCode ?? (EventId ? 'taken' : 'nothing')),
  };
};

const CASES: readonly Case<EventBridgeClient>[] = [
  {
    name: 'an event on a bus of ours gets an identifier',
    async act(events) {
      const { FailedEntryCount, Entries } = await put(events, ENTRY);
      return [FailedEntryCount, /^[0-9a-f-]{36}$/.test(Entries?.[0]?.EventId ?? '')];
    },
    expected: [0, true],
  },
  {
    name: 'a detail that is no JSON fails alone',
    act: (events) => answered(events, ENTRY, { ...ENTRY, Detail: 'no JSON' }),
    expected: { failed: 1, entries: ['taken', 'MalformedDetail'] },
  },
  {
    name: 'a detail that is JSON but no object fails',
    act: (events) => answered(events, { ...ENTRY, Detail: '[1]' }),
    expected: { failed: 1, entries: ['MalformedDetail'] },
  },
  {
    name: 'an event without a source fails',
    act: (events) => answered(events, { ...ENTRY, Source: '' }),
    expected: { failed: 1, entries: ['InvalidArgument'] },
  },
  {
    name: 'an event without a detail type fails',
    act: (events) => answered(events, { ...ENTRY, DetailType: '' }),
    expected: { failed: 1, entries: ['InvalidArgument'] },
  },
  {
    name: 'a source that begins with aws. is AWS’s own',
    act: (events) => answered(events, { ...ENTRY, Source: 'aws.ecs' }),
    expected: { failed: 1, entries: ['NotAuthorizedForSourceException'] },
  },
  {
    name: 'more than ten events are refused',
    act: (events) => errorOf(put(events, ...Array.from({ length: 11 }, () => ENTRY))),
    expected: 'ValidationException',
  },
  {
    name: 'no event at all is refused',
    act: (events) => errorOf(put(events)),
    expected: 'ValidationException',
  },
];

const RULE = 'contract-ended';
const PATTERN = { source: ['aws.states'], detail: { status: ['FAILED', 'ABORTED'] } };
const TARGET = {
  id: 'restore',
  arn: 'arn:aws:lambda:eu-west-1:000000000000:function:contract',
  inputTransformer: { inputPathsMap: { id: '$.detail.name' }, inputTemplate: '{"deploymentId": <id>}' },
};

const RULES: readonly Case<EventBridgeClient>[] = [
  {
    name: 'a rule is described with its pattern, enabled, on the default bus',
    async act(events) {
      const rule = await events.send(new DescribeRuleCommand({ Name: RULE }));
      const { Name, State, EventBusName: bus, EventPattern = '{}' } = rule;
      return { Name, State, bus, pattern: JSON.parse(EventPattern), arn: rule.Arn?.split(':').slice(5) };
    },
    expected: { Name: RULE, State: 'ENABLED', bus: 'default', pattern: PATTERN, arn: [`rule/${RULE}`] },
  },
  {
    name: 'a rule’s targets are listed with their input transformers',
    async act(events) {
      const { Targets } = await events.send(new ListTargetsByRuleCommand({ Rule: RULE }));
      return Targets?.map(({ Id, Arn, InputTransformer }) => ({ Id, Arn, InputTransformer }));
    },
    expected: [
      {
        Id: TARGET.id,
        Arn: TARGET.arn,
        InputTransformer: {
          InputPathsMap: TARGET.inputTransformer.inputPathsMap,
          InputTemplate: TARGET.inputTransformer.inputTemplate,
        },
      },
    ],
  },
  {
    name: 'a rule that does not exist is named as such',
    act: (events) => errorOf(events.send(new DescribeRuleCommand({ Name: 'nowhere' }))),
    expected: 'ResourceNotFoundException',
  },
  {
    name: 'a rule that does not exist has no targets to list',
    act: (events) => errorOf(events.send(new ListTargetsByRuleCommand({ Rule: 'nowhere' }))),
    expected: 'ResourceNotFoundException',
  },
  {
    name: 'a bus that does not exist has no rules',
    act: (events) =>
      errorOf(events.send(new ListTargetsByRuleCommand({ Rule: RULE, EventBusName: 'nowhere' }))),
    expected: 'ResourceNotFoundException',
  },
];

/** Events about deployments, and the rules that wait for them. */
export const eventBridge = contract<EventBridgeClient>({
  service: 'EventBridge',
  async sandbox({ account, clients }) {
    account.eventBridge.createEventBus(EventBusName);
    account.eventBridge.putRule({ name: RULE, pattern: PATTERN, targets: [TARGET] });
    return clients(EventBridgeClient);
  },
  async moto({ clients }) {
    const client = clients(EventBridgeClient);
    await client.send(new CreateEventBusCommand({ Name: EventBusName }));
    await client.send(new PutRuleCommand({ Name: RULE, EventPattern: JSON.stringify(PATTERN) }));
    const { inputPathsMap: InputPathsMap, inputTemplate: InputTemplate } = TARGET.inputTransformer;
    const target = { Id: TARGET.id, Arn: TARGET.arn, InputTransformer: { InputPathsMap, InputTemplate } };
    await client.send(new PutTargetsCommand({ Rule: RULE, Targets: [target] }));
    return client;
  },
  cases: [...CASES, ...RULES],
});
