import { aliasCdk } from './alias-cdk.ts';
import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import { pairCdk } from './pair-cdk.ts';

/** How to add what is missing: once in the user's own CDK app, or step by step with the AWS CLI. */
export interface Onboarding {
  readonly cdk: string;
  readonly cli: readonly string[];
}

/** Commands that others build on come first: a group before the service and the rules that name it. */
const ORDER = ['target-groups', 'production-action', 'test-path', 'ecs-services'];

/** What to do about the findings that are not ok; undefined when there are none. */
export function onboarding(facts: Facts, findings: readonly Finding[]): Onboarding | undefined {
  const open = findings.filter(({ ok }) => !ok);
  if (open.length === 0) return undefined;
  const rank = ({ check }: Finding) => (ORDER.includes(check) ? ORDER.indexOf(check) : ORDER.length);
  const sorted = open.toSorted((a, b) => rank(a) - rank(b));
  return { cdk: cdkOf(facts, sorted), cli: sorted.flatMap((finding) => finding.cli ?? []) };
}

/** Modules of aws-cdk-lib by the names that the statements use. */
const MODULES: Readonly<Record<string, string>> = {
  autoscaling: 'aws_applicationautoscaling',
  elbv2: 'aws_elasticloadbalancingv2',
  lambda: 'aws_lambda',
};

/** Constructs of our own, by the file of `lib/constructs/` that exports each. */
const CONSTRUCTS: Readonly<Record<string, string>> = {
  AliasedFunction: 'aliased-function.ts',
  BlueGreenService: 'blue-green-service.ts',
};

function cdkOf(facts: Facts, open: readonly Finding[]): string {
  const statements = facts.type === 'ecs-pair' ? pairCdk(facts, open) : aliasCdk(facts, open);
  const uses = (text: string) => statements.some((statement) => statement.includes(text));
  const modules = Object.entries(MODULES).filter(([name]) => uses(` ${name}.`));
  const names = modules.map(([name, module]) => `${module} as ${name}`).join(', ');
  const constructs = Object.entries(CONSTRUCTS).filter(([name]) => uses(`new ${name}(`));
  return [
    ...(names ? [`// import { ${names} } from 'aws-cdk-lib';`] : []),
    ...constructs.map(([name, file]) => `// import { ${name} } from 'operate/lib/constructs/${file}';`),
    ...statements,
  ].join('\n');
}
