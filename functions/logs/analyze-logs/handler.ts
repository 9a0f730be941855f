import type { Handler } from '../../operation.ts';
import { listServices, readService } from '../../services/store.ts';
import { readSentry } from '../read-sentry.ts';
import { answerOf } from './answer.ts';
import type { definition } from './definition.ts';
import { type Asked, gather } from './gather.ts';
import { spansOf } from './spans.ts';

const SENTRY_PATIENCE_MS = 5_000;

export const handler: Handler<typeof definition> = async (input, context) => {
  const { environment, service, logLevel, query } = input;
  const asked: Asked = {
    spans: spansOf(input, context.clock.now()),
    ...(logLevel && { level: logLevel }),
    ...(query !== undefined && { text: query }),
  };
  const services =
    service === undefined
      ? await listServices(context, environment)
      : [await readService(context, environment, service)];
  const [gathered, sentry] = await Promise.all([
    gather(context, services, asked),
    readSentry(context, {
      ...asked,
      services: services.map(({ name }) => name),
      patience: SENTRY_PATIENCE_MS,
    }),
  ]);
  return answerOf(asked, gathered, sentry);
};
