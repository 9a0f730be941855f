import { App, aws_lambda as lambda, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AliasedFunction, type AliasedFunctionProps } from './aliased-function.ts';
import { BlueGreenService, type BlueGreenServiceProps } from './blue-green-service.ts';
import { BurnRateAlarms } from './burn-rate-alarms.ts';

export const ENV = { account: '000000000000', region: 'eu-west-1' };
export const LISTENER =
  'arn:aws:elasticloadbalancing:eu-west-1:000000000000:listener/app/main/0123456789abcdef/0123456789abcdef';

const REPOSITORY = {
  repositoryName: 'shop',
  repositoryArn: 'arn:aws:ecr:eu-west-1:000000000000:repository/shop',
  repositoryUri: '000000000000.dkr.ecr.eu-west-1.amazonaws.com/shop',
};

/** What a user may write for a service. */
export const SHOP: BlueGreenServiceProps = {
  service: 'shop',
  environment: 'production',
  cluster: { clusterName: 'main' },
  vpc: { vpcId: 'vpc-0a1b2c3d4e5f60718' },
  network: { subnets: ['subnet-0a1b2c3d4e5f60718'], securityGroups: ['sg-0a1b2c3d4e5f60718'] },
  listener: { listenerArn: LISTENER },
  priority: 10,
  task: { repository: REPOSITORY, image: 'v1', port: 8080 },
  capacity: { min: 2, max: 6 },
};

export function stackOf(build: (scope: Construct) => void): Stack {
  const stack = new Stack(new App(), 'Users', { env: ENV });
  build(stack);
  return stack;
}

export function pairStack(props: Partial<BlueGreenServiceProps> = {}): Stack {
  return stackOf((scope) => void new BlueGreenService(scope, 'Shop', { ...SHOP, ...props }));
}

/** 99.9% of the requests of `orders`, by metrics of its own. */
export const ORDERS_DOCUMENT = `apiVersion: openslo/v1
kind: SLO
metadata: { name: orders, displayName: Orders }
spec:
  service: orders
  indicator:
    metadata: { name: orders-bad }
    spec:
      ratioMetric:
        bad: { metricSource: { type: CloudWatch, spec: { namespace: Orders, metricName: Bad, stat: Sum } } }
        total: { metricSource: { type: CloudWatch, spec: { namespace: Orders, metricName: All, stat: Sum } } }
  objectives: [{ target: 0.999 }]
`;

export function burnAlarmsStack(document: string = ORDERS_DOCUMENT): Stack {
  return stackOf((scope) => void new BurnRateAlarms(scope, 'Burn', { document, environment: 'production' }));
}

export interface AliasStackOptions extends Partial<Omit<AliasedFunctionProps, 'function'>> {
  /** Stands for the function's code: another text is another version. */
  readonly code?: string;
}

export function aliasStack({
  code = 'exports.handler = async () => ({})',
  ...props
}: AliasStackOptions = {}): Stack {
  return stackOf((scope) => {
    const made = new lambda.Function(scope, 'Prices', {
      functionName: 'prices',
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline(code),
    });
    new AliasedFunction(scope, 'PricesAlias', {
      service: 'prices',
      environment: 'production',
      function: made,
      errorMetric: {
        type: 'custom',
        namespace: 'prices',
        metric: 'ServerErrors',
        dimensions: { FunctionName: 'prices', ExecutedVersion: '{version}' },
      },
      ...props,
    });
  });
}
