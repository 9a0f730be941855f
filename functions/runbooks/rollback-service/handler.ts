import type { Handler } from '../../operation.ts';
import { changingStep } from '../step/run-step.ts';
import type { definition } from './definition.ts';
import { rollback } from './rollback.ts';

export const handler: Handler<typeof definition> = (input, context) => changingStep(rollback, input, context);
