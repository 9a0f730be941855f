import { anyDay, sum } from '../days.ts';
import { HOURS_A_MONTH } from '../prices/list-prices.ts';
import { LAMBDA } from '../prices/serverless.ts';
import { list, number, text } from '../properties.ts';
import { type CostRule, LOOK_BACK_DAYS } from '../rule.ts';

/** Interpreted and managed, so that most code runs as it is. */
const PORTABLE = /^(nodejs|python|ruby|java|dotnet)/;

export const functionOnArm: CostRule = {
  name: 'function-on-arm',
  type: 'AWS::Lambda::Function',
  title: 'A function that arm64 would run for a fifth less',
  kind: 'change',
  effort: 'LOW',
  restart: false,
  undo: 'Publish a version with the former architecture, and point the alias to it.',
  needs: [
    {
      key: 'milliseconds',
      namespace: 'AWS/Lambda',
      metric: 'Duration',
      stat: 'Sum',
      dimensions: ({ id }) => ({ FunctionName: id }),
    },
  ],
  find(facts) {
    const { resource } = facts;
    if (text(resource, 'PackageType') === 'Image' || !PORTABLE.test(text(resource, 'Runtime')))
      return undefined;
    if (list(resource, 'Architectures')[0] === 'arm64') return undefined;
    const seconds = sum(anyDay(facts, 'milliseconds')) / 1000;
    const gbSeconds =
      ((seconds * number(resource, 'MemorySize')) / 1024) * (HOURS_A_MONTH / 24 / LOOK_BACK_DAYS);
    const cost = gbSeconds * LAMBDA.x86_64.gbSecond;
    return {
      saving: cost - gbSeconds * LAMBDA.arm64.gbSecond,
      cost,
      confidence: 0.6,
      evidence: `It ran for ${Math.round(seconds)} s in ${LOOK_BACK_DAYS} days on x86_64.`,
      action: 'Publish a version for arm64 and shift the alias to it step by step.',
    };
  },
};
