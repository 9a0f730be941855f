import type { EcsPairFacts, Facts, LambdaAliasFacts } from './facts.ts';
import type { Finding } from './finding.ts';
import { containerOf, presentSide, SERVICE_TAG } from './pair.ts';

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
  const cli = open.toSorted((a, b) => rank(a) - rank(b)).flatMap((finding) => finding.cli ?? []);
  return { cdk: facts.type === 'ecs-pair' ? pairConstruct(facts) : aliasConstruct(facts), cli };
}

function pairConstruct(facts: EcsPairFacts): string {
  const { ecs, targetGroup } = presentSide(facts);
  const [attachment] = ecs?.attachments ?? [];
  const kind = facts.production.includes(':listener-rule/') ? 'productionRuleArn' : 'productionListenerArn';
  return construct('BlueGreenService', facts, {
    cluster: facts.cluster,
    taskDefinition: ecs?.taskDefinition,
    container: containerOf(facts),
    containerPort: attachment?.port,
    existingService: presentSide(facts).service,
    existingTargetGroupArn: targetGroup?.arn,
    [kind]: facts.production,
    ...(facts.versionSource.type === 'ecr' && { repository: facts.versionSource.repository }),
  });
}

function aliasConstruct({ alias, name }: LambdaAliasFacts): string {
  return [
    `new lambda.Alias(this, '${identifier(name)}', { aliasName: ${literal(alias)}, version: fn.currentVersion });`,
    `Tags.of(fn).add('${SERVICE_TAG}', ${literal(name)});`,
  ].join('\n');
}

function construct(
  kind: string,
  { environment, name }: Facts,
  members: Readonly<Record<string, unknown>>,
): string {
  const lines = Object.entries({ environment, service: name, ...members })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `  ${key}: ${typeof value === 'string' ? literal(value) : String(value)},`);
  return [`new ${kind}(this, '${identifier(name)}', {`, ...lines, '});'].join('\n');
}

/** A service's name as a construct's: `web-shop` is `WebShop`. */
function identifier(name: string): string {
  return name.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function literal(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
