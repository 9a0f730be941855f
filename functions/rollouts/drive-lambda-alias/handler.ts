import type { Handler } from '../../operation.ts';
import { drive } from '../drive.ts';
import type { Driver } from '../driver.ts';
import { lambdaAlias } from '../drivers/lambda-alias/driver.ts';
import type { definition } from './definition.ts';

const driver: Driver = lambdaAlias;

export const handler: Handler<typeof definition> = async (input, context) => drive(driver, input, context);
