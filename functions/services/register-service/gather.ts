import type { Facts } from '../../../core/services/facts.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import type { definition } from './definition.ts';
import { gatherAlias } from './gather-alias.ts';
import { gatherPair } from './gather-pair.ts';
import { missingAlarms, sourceExists } from './read-source.ts';

export type Input = Parameters<Handler<typeof definition>>[0];

/** What is read alike for targets of every type. */
export type Common = Pick<Facts, 'environment' | 'name' | 'versionSource' | 'sourceExists' | 'missingAlarms'>;

/** Reads the real resources that a registration names. */
export async function gather(context: Context, input: Input): Promise<Facts> {
  const { environment, service: name, target, versionSource } = input;
  const common: Common = {
    environment,
    name,
    versionSource,
    sourceExists: await sourceExists(context, versionSource),
    missingAlarms: await missingAlarms(context, input.alarms),
  };
  return target.type === 'ecs-pair'
    ? gatherPair(context, target, common)
    : gatherAlias(context, target, common);
}
