import type { Handler } from '../../operation.ts';
import { readingStep } from '../step/run-step.ts';
import type { definition } from './definition.ts';
import { notify } from './notify.ts';

export const handler: Handler<typeof definition> = (input, context) => readingStep(notify, input, context);
