import type { Handler } from '../../operation.ts';
import { changingStep } from '../step/run-step.ts';
import type { definition } from './definition.ts';
import { request } from './request.ts';

export const handler: Handler<typeof definition> = (input, context) => changingStep(request, input, context);
