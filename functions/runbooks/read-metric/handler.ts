import type { Handler } from '../../operation.ts';
import { readingStep } from '../step/run-step.ts';
import type { definition } from './definition.ts';
import { metric } from './metric.ts';

export const handler: Handler<typeof definition> = (input, context) => readingStep(metric, input, context);
