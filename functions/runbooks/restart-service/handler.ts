import type { Handler } from '../../operation.ts';
import { changingStep } from '../step/run-step.ts';
import type { definition } from './definition.ts';
import { restart } from './restart.ts';

export const handler: Handler<typeof definition> = (input, context) => changingStep(restart, input, context);
