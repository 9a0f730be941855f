import type { Handler } from '../../operation.ts';
import { direct } from '../direct/direct.ts';
import { drive } from '../injecting.ts';
import type { definition } from './definition.ts';

export const handler: Handler<typeof definition> = (input, context) => drive(context, direct, input);
