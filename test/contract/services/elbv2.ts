import {
  type Action,
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateRuleCommand,
  CreateTargetGroupCommand,
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeTagsCommand,
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  ModifyListenerCommand,
  ModifyRuleCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { type Case, contract, errorOf, type MotoServer } from '../contract.ts';
import { network } from './network.ts';

interface Stage {
  readonly elb: ElasticLoadBalancingV2Client;
  readonly loadBalancer: string;
  readonly listener: string;
  readonly rule: string;
  readonly blue: string;
  readonly green: string;
}

const TAGS = { 'operate:service': 'contract' };
const CONDITIONS = [{ Field: 'path-pattern', Values: ['/shop/*'] }];

function forward(blue: string, green: string, weight: number): Action[] {
  const TargetGroups = [
    { TargetGroupArn: blue, Weight: 100 - weight },
    { TargetGroupArn: green, Weight: weight },
  ];
  return [{ Type: 'forward', Order: 1, ForwardConfig: { TargetGroups } }];
}

/** Each group's weight, by whether it is green. */
function weights({ green }: Stage, actions: readonly Action[] | undefined): unknown {
  return actions?.flatMap(({ Type, ForwardConfig }) =>
    (ForwardConfig?.TargetGroups ?? []).map(({ TargetGroupArn, Weight }) => [
      Type,
      TargetGroupArn === green ? 'green' : 'blue',
      Weight,
    ]),
  );
}

const listenerOf = async ({ elb, listener }: Stage) =>
  (await elb.send(new DescribeListenersCommand({ ListenerArns: [listener] }))).Listeners?.[0];
const ruleOf = async ({ elb, rule }: Stage) =>
  (await elb.send(new DescribeRulesCommand({ RuleArns: [rule] }))).Rules?.[0];
const rulesOf = async ({ elb, listener }: Stage) =>
  (await elb.send(new DescribeRulesCommand({ ListenerArn: listener }))).Rules ?? [];

const WEIGHTS: readonly Case<Stage>[] = [
  {
    name: 'a listener answers with the weights it was given, and keeps them',
    async act(stage) {
      const { elb, listener, blue, green } = stage;
      const modify = new ModifyListenerCommand({
        ListenerArn: listener,
        DefaultActions: forward(blue, green, 25),
      });
      const answer = await elb.send(modify);
      return {
        answer: weights(stage, answer.Listeners?.[0]?.DefaultActions),
        kept: weights(stage, (await listenerOf(stage))?.DefaultActions),
      };
    },
    expected: {
      answer: [
        ['forward', 'blue', 75],
        ['forward', 'green', 25],
      ],
      kept: [
        ['forward', 'blue', 75],
        ['forward', 'green', 25],
      ],
    },
  },
  {
    name: 'a rule keeps its weights, its conditions and its priority',
    async act(stage) {
      const { elb, rule, blue, green } = stage;
      await elb.send(new ModifyRuleCommand({ RuleArn: rule, Actions: forward(blue, green, 10) }));
      const kept = await ruleOf(stage);
      const [condition] = kept?.Conditions ?? [];
      return {
        weights: weights(stage, kept?.Actions),
        condition: [condition?.Field, condition?.PathPatternConfig?.Values ?? condition?.Values],
        priority: kept?.Priority,
      };
    },
    expected: {
      weights: [
        ['forward', 'blue', 90],
        ['forward', 'green', 10],
      ],
      condition: ['path-pattern', ['/shop/*']],
      priority: '10',
    },
  },
  {
    name: 'a group can have the weight 0 and stays in the list',
    async act(stage) {
      const { elb, rule, blue, green } = stage;
      await elb.send(new ModifyRuleCommand({ RuleArn: rule, Actions: forward(blue, green, 0) }));
      return weights(stage, (await ruleOf(stage))?.Actions);
    },
    expected: [
      ['forward', 'blue', 100],
      ['forward', 'green', 0],
    ],
  },
  {
    name: 'the default action is shown as the last rule',
    async act(stage) {
      return (await rulesOf(stage)).map(({ Priority, IsDefault }) => [Priority, IsDefault]);
    },
    expected: [
      ['10', false],
      ['default', true],
    ],
  },
  {
    name: 'the default rule cannot be modified as a rule',
    async act(stage) {
      const rule = (await rulesOf(stage)).find(({ IsDefault }) => IsDefault);
      const { elb, blue, green } = stage;
      return errorOf(
        elb.send(new ModifyRuleCommand({ RuleArn: rule?.RuleArn, Actions: forward(blue, green, 5) })),
      );
    },
    expected: 'OperationNotPermittedException',
  },
  {
    name: 'a weight above 999 is refused',
    act: ({ elb, rule, blue }) =>
      errorOf(
        elb.send(
          new ModifyRuleCommand({
            RuleArn: rule,
            Actions: [
              {
                Type: 'forward',
                ForwardConfig: { TargetGroups: [{ TargetGroupArn: blue, Weight: 1_000 }] },
              },
            ],
          }),
        ),
      ),
    expected: 'ValidationError',
  },
  {
    name: 'a group that does not exist is refused',
    act: ({ elb, rule, blue }) =>
      errorOf(
        elb.send(
          new ModifyRuleCommand({
            RuleArn: rule,
            Actions: forward(blue, blue.replace(/\w{16}$/, 'f'.repeat(16)), 5),
          }),
        ),
      ),
    expected: 'TargetGroupNotFoundException',
  },
];

const NOT_FOUND: readonly Case<Stage>[] = [
  {
    name: 'a listener that does not exist is named as such',
    act: ({ elb, listener }) =>
      errorOf(
        elb.send(
          new DescribeListenersCommand({ ListenerArns: [listener.replace(/\w{16}$/, 'f'.repeat(16))] }),
        ),
      ),
    expected: 'ListenerNotFoundException',
  },
  {
    name: 'a rule that does not exist is named as such',
    act: ({ elb, rule }) =>
      errorOf(elb.send(new DescribeRulesCommand({ RuleArns: [rule.replace(/\w{16}$/, 'f'.repeat(16))] }))),
    expected: 'RuleNotFoundException',
  },
  {
    name: 'a group that does not exist has no health',
    act: ({ elb, blue }) =>
      errorOf(
        elb.send(
          new DescribeTargetHealthCommand({ TargetGroupArn: blue.replace(/\w{16}$/, 'f'.repeat(16)) }),
        ),
      ),
    expected: 'TargetGroupNotFoundException',
  },
  {
    name: 'a balancer that does not exist is named as such',
    act: ({ elb }) => errorOf(elb.send(new DescribeLoadBalancersCommand({ Names: ['nowhere'] }))),
    expected: 'LoadBalancerNotFoundException',
  },
];

const READS: readonly Case<Stage>[] = [
  {
    name: 'a balancer is found by name, with its scheme and type',
    async act({ elb, loadBalancer }) {
      const { LoadBalancers } = await elb.send(new DescribeLoadBalancersCommand({ Names: ['contract'] }));
      return LoadBalancers?.map(({ LoadBalancerArn, Scheme, Type }) => [
        LoadBalancerArn === loadBalancer,
        Scheme,
        Type,
      ]);
    },
    expected: [[true, 'internet-facing', 'application']],
  },
  {
    name: 'a balancer’s listeners are found by it',
    async act({ elb, loadBalancer, listener }) {
      const { Listeners } = await elb.send(new DescribeListenersCommand({ LoadBalancerArn: loadBalancer }));
      return Listeners?.map(({ ListenerArn, Protocol }) => [ListenerArn === listener, Protocol]);
    },
    expected: [[true, 'HTTP']],
  },
  {
    name: 'a group says which balancers send to it',
    async act({ elb, blue, loadBalancer }) {
      const { TargetGroups } = await elb.send(new DescribeTargetGroupsCommand({ TargetGroupArns: [blue] }));
      return TargetGroups?.map(({ LoadBalancerArns }) =>
        LoadBalancerArns?.map((arn) => arn === loadBalancer),
      );
    },
    expected: [[true]],
  },
  {
    name: 'an empty group has no targets',
    async act({ elb, green }) {
      const health = await elb.send(new DescribeTargetHealthCommand({ TargetGroupArn: green }));
      return health.TargetHealthDescriptions;
    },
    expected: [],
  },
  {
    name: 'a group’s attributes say how long it drains and that it does not stick',
    async act({ elb, blue }) {
      const { Attributes } = await elb.send(
        new DescribeTargetGroupAttributesCommand({ TargetGroupArn: blue }),
      );
      const of = (key: string) => Attributes?.find(({ Key }) => Key === key)?.Value;
      return [of('deregistration_delay.timeout_seconds'), of('stickiness.enabled')];
    },
    expected: ['300', 'false'],
  },
  {
    name: 'tags are answered by resource',
    async act({ elb, blue, rule }) {
      const { TagDescriptions } = await elb.send(new DescribeTagsCommand({ ResourceArns: [blue, rule] }));
      return TagDescriptions?.map(({ Tags }) => Tags);
    },
    expected: [
      [{ Key: 'operate:service', Value: 'contract' }],
      [{ Key: 'operate:service', Value: 'contract' }],
    ],
  },
];

async function motoStage(server: MotoServer): Promise<Stage> {
  const elb = server.clients(ElasticLoadBalancingV2Client);
  const { subnets, vpc } = await network(server);
  const Tags = [{ Key: 'operate:service', Value: 'contract' }];
  const Scheme = 'internet-facing';
  const made = await elb.send(
    new CreateLoadBalancerCommand({ Name: 'contract', Scheme, Subnets: subnets, Tags }),
  );
  const loadBalancer = made.LoadBalancers?.[0]?.LoadBalancerArn ?? '';
  const group = async (Name: string) => {
    const settings = {
      Name,
      Port: 8080,
      Protocol: 'HTTP' as const,
      VpcId: vpc,
      TargetType: 'ip' as const,
      Tags,
    };
    const { TargetGroups } = await elb.send(new CreateTargetGroupCommand(settings));
    return TargetGroups?.[0]?.TargetGroupArn ?? '';
  };
  const [blue, green] = [await group('contract-blue'), await group('contract-green')];
  const DefaultActions = forward(blue, green, 0);
  const listening = {
    LoadBalancerArn: loadBalancer,
    Port: 80,
    Protocol: 'HTTP' as const,
    DefaultActions,
    Tags,
  };
  const listener = (await elb.send(new CreateListenerCommand(listening))).Listeners?.[0]?.ListenerArn ?? '';
  const ruled = {
    ListenerArn: listener,
    Priority: 10,
    Conditions: CONDITIONS,
    Actions: DefaultActions,
    Tags,
  };
  const rule = (await elb.send(new CreateRuleCommand(ruled))).Rules?.[0]?.RuleArn ?? '';
  return { elb, loadBalancer, listener, rule, blue, green };
}

/** What a driver reads of a balancer, and the one thing that it writes: weights. */
export const elbv2 = contract<Stage>({
  service: 'Elastic Load Balancing v2',
  async sandbox({ account, clients }) {
    const { elbv2: balancers } = account.users;
    const loadBalancer = balancers.createLoadBalancer('contract', TAGS).arn;
    const group = (name: string) =>
      balancers.createTargetGroup({ name, deregistrationDelaySeconds: 300, tags: TAGS }).arn;
    const [blue, green] = [group('contract-blue'), group('contract-green')];
    const actions = forward(blue, green, 0);
    const listener = (
      await balancers.createListener({ loadBalancerArn: loadBalancer, defaultActions: actions, tags: TAGS })
    ).arn;
    const ruled = { listenerArn: listener, priority: 10, conditions: CONDITIONS, actions, tags: TAGS };
    const rule = balancers.createRule(ruled).arn;
    const elb = clients(ElasticLoadBalancingV2Client);
    return { elb, loadBalancer, listener, rule, blue, green };
  },
  moto: motoStage,
  cases: [...WEIGHTS, ...NOT_FOUND, ...READS],
});
