import type { Clock } from '../../../functions/clock.ts';
import type { AccountScope } from '../../service.ts';
import type { Lambda } from '../lambda.ts';
import { PRICING_VERSIONS, type PricingVersionName, pricingCode } from './pricing.ts';
import type { ServerErrorMetric } from './server-error-metric.ts';

export interface PricingOptions {
  /** Name of the function; `pricing` when missing. */
  readonly name?: string;
  /** Value of the tag `operate:service`; the function's name when missing. */
  readonly service?: string;
  /** What is published, in this order as versions 1, 2 and so on; every known version when missing. */
  readonly versions?: readonly PricingVersionName[];
  /** Where the function counts its server errors; `Pricing`, `ServerErrors` when missing. */
  readonly serverErrors?: ServerErrorMetric;
  /** Whether AWS FIS may delay its invocations and have them fail. Default false. */
  readonly prepared?: boolean;
  /** The clock on which a request takes its time; the account's when missing, real time when live. */
  readonly clock?: Clock;
  /** In megabytes; Lambda's own 128 when missing. */
  readonly memory?: number;
  /** Megabytes that an invocation uses, as Lambda's REPORT lines tell it; there are none when missing. */
  readonly usedMegabytes?: number;
  /** Seconds; 10 when missing. */
  readonly timeoutSeconds?: number;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface ProvisionedPricing {
  readonly functionName: string;
  readonly functionArn: string;
  readonly alias: 'live';
  readonly aliasArn: string;
  readonly serverErrors: ServerErrorMetric;
  /** What each published version is, by its number. */
  readonly versions: Readonly<Record<string, PricingVersionName>>;
}

/** Makes the sample function, publishes its versions with their names as descriptions, and puts `live` on version 1. */
export function provisionPricing(
  scope: AccountScope,
  lambda: Lambda,
  options: PricingOptions = {},
): ProvisionedPricing {
  const { name = 'pricing', serverErrors = { namespace: 'Pricing', metric: 'ServerErrors' } } = options;
  const { versions: names = Object.keys(PRICING_VERSIONS) as PricingVersionName[] } = options;
  const { usedMegabytes, memory, environment } = options;
  const setting = {
    scope,
    clock: options.clock ?? scope.clock,
    serverErrors,
    ...(usedMegabytes !== undefined && { usedMegabytes }),
  };
  const code = (version: PricingVersionName) => pricingCode(setting, PRICING_VERSIONS[version]);
  const functionArn = lambda.createFunction({
    name,
    roleArn: `arn:aws:iam::${scope.accountId}:role/${name}`,
    timeoutSeconds: options.timeoutSeconds ?? 10,
    ...(memory !== undefined && { memory }),
    ...(environment && { environment }),
    tags: { 'operate:service': options.service ?? name },
    ...(options.prepared && preparation(scope)),
    ...code('good'),
  });
  const versions = Object.fromEntries(
    names.map((version) => {
      lambda.updateFunctionCode(name, code(version));
      return [lambda.publishVersion(name, { description: version }), version] as const;
    }),
  );
  const aliasArn = lambda.createAlias(name, 'live', '1');
  return { functionName: name, functionArn, alias: 'live', aliasArn, serverErrors, versions };
}

/** The extension of FIS, and where it reads what it has to do. */
function preparation({ region }: AccountScope) {
  return {
    layers: [`arn:aws:lambda:${region}:211125607513:layer:aws-fis-extension-arm64:5`],
    environment: {
      AWS_FIS_CONFIGURATION_LOCATION: 'arn:aws:s3:::fis-configuration/FisConfigs/',
      AWS_LAMBDA_EXEC_WRAPPER: '/opt/aws-fis/bootstrap',
    },
  };
}
