import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Method } from '../../core/chaos/experiment.ts';
import { FAULTS, type Injector } from '../../core/chaos/fault.ts';
import { DependencyFailed, Refused } from '../../core/errors.ts';
import type { ServiceRecord } from '../../core/services/service.ts';
import type { Context } from '../context.ts';
import { functionArnOf } from '../environment.ts';
import type { InjectOutput } from './inject-input.ts';

type Plan = NonNullable<InjectOutput['plan']>;

export interface Asked {
  readonly injector: Injector;
  readonly plan: Plan;
}

/** Function of each injector: only it may read what it needs. */
export const INJECTORS: Readonly<Record<Injector, string>> = {
  direct: 'inject_fault',
  fis: 'inject_fault_with_fis',
};

const NO = ['Refused', 'InvalidInput', 'NotFound', 'Conflict'];
const WORDS_LIMIT = 500;

/**
 * What would inject the fault, and what that would reach: the first injector that lacks nothing, in the order of the
 * fault's own list; the first at all where each lacks something.
 * @throws Refused when the fault does not suit the service, DependencyFailed when an injector cannot be asked
 */
export async function askInjectors(context: Context, service: ServiceRecord, method: Method): Promise<Asked> {
  const { fault } = method;
  const { target, injectors } = FAULTS[fault];
  if (service.target.type !== target)
    throw new Refused(
      `${fault} is for services of the type ${target}; ${service.name} is ${service.target.type}.`,
    );
  const asked: Asked[] = [];
  for (const injector of injectors) {
    const plan = await ask(context, INJECTORS[injector], service, method);
    if (plan.missing.length === 0) return { injector, plan };
    asked.push({ injector, plan });
  }
  const [first] = asked;
  if (first) return first;
  throw new Refused(`Nothing injects ${fault}.`);
}

async function ask(
  context: Context,
  operation: string,
  { environment, name }: ServiceRecord,
  { fault, scope, intensity, durationSeconds, port }: Method,
): Promise<Plan> {
  const method = { fault, scope, intensity, durationSeconds, ...(port !== undefined && { port }) };
  const question = { action: 'plan', environment, service: name, method };
  const { Payload, FunctionError } = await context.clients(LambdaClient).send(
    new InvokeCommand({
      FunctionName: functionArnOf(context.environment, operation),
      Payload: new TextEncoder().encode(JSON.stringify(question)),
    }),
  );
  const answer = JSON.parse(new TextDecoder().decode(Payload)) as InjectOutput & Partial<LambdaError>;
  if (FunctionError === undefined && answer.plan) return answer.plan;
  const words = String(answer.errorMessage ?? 'it did not say why').slice(0, WORDS_LIMIT);
  if (NO.includes(String(answer.errorType))) throw new Refused(words);
  throw new DependencyFailed(`${operation} could not be asked: ${words}`);
}

interface LambdaError {
  readonly errorType: string;
  readonly errorMessage: string;
}
