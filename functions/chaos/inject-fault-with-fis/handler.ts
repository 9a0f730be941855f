import type { Handler } from '../../operation.ts';
import { fis } from '../fis/fis.ts';
import { drive } from '../injecting.ts';
import type { definition } from './definition.ts';

export const handler: Handler<typeof definition> = (input, context) => drive(context, fis, input);
