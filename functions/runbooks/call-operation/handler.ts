import type { Handler } from '../../operation.ts';
import { changingStep } from '../step/run-step.ts';
import { callOperation } from './call.ts';
import type { definition } from './definition.ts';

export const handler: Handler<typeof definition> = (input, context) =>
  changingStep(callOperation, input, context);
